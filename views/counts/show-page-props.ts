/** What the page of one count, and each part of it, is made with. */
import type { Judged } from '../../src/counts/judge-queries.ts';
import type { CountView, LineTab, ScanFound } from '../../src/counts/page-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';

export interface CountPageProps {
  t: Words;
  view: CountView;
  tab: LineTab;
  q: string | undefined;
  page: Page<Judged>;
  /** The one line that is counted now. */
  alone?: Judged;
  scan?: ScanFound & { text: string };
  form: { name: string; state: FormState };
  formKey: () => string;
  now: number;
  expiry: ExpiryView;
}
