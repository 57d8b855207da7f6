/** What the page of one application, and each form on it, is made with. */
import type { AcquisitionView } from '../../src/acquisitions/page-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface AcquisitionPageProps {
  t: Words;
  view: AcquisitionView;
  form: { name: string; state: FormState };
  formKey: () => string;
}
