/** What the page of one recall is given. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Matched, RecallTrace, RecallView } from '../../src/recalls/page-queries.ts';
import type { RecallPart } from '../../src/recalls/rules.ts';
import type { TargetScan } from '../../src/recalls/scan-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface RecallPageProps {
  t: Words;
  view: RecallView;
  part: RecallPart;
  onlyLate: boolean;
  /** What the notice may mean; undefined where nobody chooses any more. */
  matched: Matched | undefined;
  trace: RecallTrace | undefined;
  /** The form that was refused, by its name. */
  form: { name: string; state: FormState };
  formKey: () => string;
  expiry: ExpiryView;
  now: number;
  /** What a pack in the hand filled into the form of what the notice names. */
  scan?: TargetScan | undefined;
}
