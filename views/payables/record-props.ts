/** What the page of one payable, and each form on it, is made with. */
import type { PayableRecord } from '../../src/payables/record-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface PayablePageProps {
  t: Words;
  record: PayableRecord;
  now: number;
  userId: number;
  can: { record: boolean; decide: boolean };
  form: FormState;
  newKey: () => string;
}
