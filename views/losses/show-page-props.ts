/** What the page of one paper of losses, and each form on it, is made with. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import type { LossView } from '../../src/losses/page-queries.ts';
import type { LyingLot } from '../../src/losses/stock-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface LossPageProps {
  t: Words;
  view: LossView;
  /** Lots that may be added to a draft. */
  lots: LyingLot[];
  q: string | undefined;
  /** Why the scanned code could not be read. */
  unread: Refusal | undefined;
  form: { name: string; state: FormState };
  formKey: () => string;
  expiry: ExpiryView;
}
