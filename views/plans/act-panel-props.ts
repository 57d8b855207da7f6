/** What the acts on a plan are given: the panel and its parts share it. */
import type { PlanActPath } from '../../src/buying-paths.ts';
import type { PlanPageData } from '../../src/plans/page-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface ActPanelProps {
  t: Words;
  data: PlanPageData;
  can: { make: boolean; send: boolean };
  form: FormState;
  /** Which act's form was refused. */
  refused: PlanActPath | undefined;
  formKey: string;
}
