/** What the page of one repricing, and each form on it, is made with. */
import type { RepricingView } from '../../src/repricings/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface RepricingPageProps {
  t: Words;
  view: RepricingView;
  can: { propose: boolean; decide: boolean; approve: boolean };
  form: { name: string; state: FormState };
  formKey: () => string;
}
