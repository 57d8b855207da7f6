/** What the form of an application is given, and its fields. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import type { Advice } from './advice-panel.tsx';

/** What a form that nobody has typed into begins with. */
export interface ApplicationStart {
  wish?: { genericName: string; form: string; strength: string; manufacturer: string; approvalNumber: string };
  indication?: string;
  reason?: string;
  comparison?: string;
  comparators?: string[];
  evidence?: string;
  courseYuan?: string;
  dailyYuan?: string;
  tiers?: string[];
  interests?: string;
}

export interface FormPageProps {
  t: Words;
  form: FormState;
  idempotencyKey: string;
  /** Null for a medicine that the catalogue does not have. */
  item: ItemRow | null;
  alike: readonly ItemRow[];
  advice: Advice;
  start: ApplicationStart;
  /** The dossier that is changed, as it was seen. */
  changed?: { number: string; version: number } | undefined;
  /** Another dossier for the item is under way and was named by a refusal. */
  askAgain: boolean;
}
