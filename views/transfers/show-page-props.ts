/** What the page of one transfer, and each form on it, is made with. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { TransferView } from '../../src/transfers/page-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface TransferPageProps {
  t: Words;
  view: TransferView;
  form: { name: string; state: FormState };
  formKey: () => string;
  expiry: ExpiryView;
  now: number;
}
