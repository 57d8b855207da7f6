/** What the page of one supplier, and the tables on it, are made with. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { AuditLine } from '../../src/audit/queries.ts';
import type { Block } from '../../src/parties/block-rules.ts';
import type { ContactRow, LicenceLine, SoldItem } from '../../src/parties/page-queries.ts';
import type { BankDetails, Interest, PartyRow } from '../../src/parties/queries.ts';
import type { PersonLine } from '../../src/users/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface PartyPageProps {
  t: Words;
  party: PartyRow;
  today: string;
  rights: { edit: boolean; licence: boolean; bank: boolean; audit: boolean; prices: boolean };
  licences: LicenceLine[];
  blocks: Block[];
  contacts: ContactRow[];
  /** The number is masked for people who neither propose nor pay. */
  bank: BankDetails | undefined;
  /** A change of bank details waits. */
  waiting: boolean;
  /** As of a day, as far as it fits what is looked for: one page of it. */
  sold: {
    day: string;
    q: string | undefined;
    items: SoldItem[];
    total: number;
    next: string | undefined;
    turned: boolean;
  };
  files: AttachmentLine[];
  people: PersonLine[];
  interest: Interest | undefined;
  /** What was done with it, the newest first. */
  history: AuditLine[];
  /** A refused contact. */
  form: FormState;
  newKey: () => string;
}
