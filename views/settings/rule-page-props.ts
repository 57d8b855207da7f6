/** What the page of a rule is given, and the form of a later value. */
import type { PartShape } from '../../src/settings/shapes.ts';
import type { RuleLine } from '../../src/settings/value-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface RulePageProps {
  t: Words;
  rule: RuleLine;
  /** What its value is made of. */
  parts: readonly PartShape[];
  today: string;
  manages: boolean;
  form: FormState;
  formKey: string;
}
