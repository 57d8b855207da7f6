/** What the page of one negotiation, and each form on it, is made with. */
import type { NegotiationView } from '../../src/negotiations/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface NegotiationPageProps {
  t: Words;
  view: NegotiationView;
  mine: NegotiationView['people'][number] | undefined;
  sellers: { id: number; code: string; shortName: string }[];
  can: { manage: boolean; sit: boolean; takesPart: boolean; decide: boolean; approve: boolean };
  form: { name: string; state: FormState };
  formKey: () => string;
}
