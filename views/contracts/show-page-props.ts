/** What the page of one contract, and each form on it, is made with. */
import type { MemberProgress } from '../../src/contracts/progress-queries.ts';
import type { ContractHead, ContractLineShown } from '../../src/contracts/queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import type { VolumeProgress } from '../../src/prices/progress-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface ContractPageProps {
  t: Words;
  head: ContractHead;
  lines: ContractLineShown[];
  progress: Map<number, VolumeProgress>;
  /** Of the line that was opened. */
  opened: { lineId: number; members: MemberProgress[]; othersUnits: number } | undefined;
  acts: ActRow[];
  today: string;
  can: { edit: boolean; activate: boolean; own: boolean; withdraw: boolean };
  /** The form that came back, by its name. */
  form: { name: string; state: FormState };
  formKey: () => string;
}
