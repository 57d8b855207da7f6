/** What the page of one plan line, and the fields on it, are made with. */
import type { OpenLine } from '../../src/plans/page-queries.ts';
import type { PlanRecord } from '../../src/plans/plan-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface LinePageProps {
  t: Words;
  record: PlanRecord;
  open: OpenLine;
  /** Suppliers to choose from. */
  sellers: { code: string; name: string }[];
  can: { change: boolean; decide: boolean };
  form: FormState;
  refused: LineForm | undefined;
  formKey: string;
}

export type LineForm = 'change' | 'removal' | 'cut' | 'return' | 'decline';
