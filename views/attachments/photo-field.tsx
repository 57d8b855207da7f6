/** Where the form of an act takes a photo: the form needs `withFile`. */
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { FileField } from '../ui/field.tsx';

export function PhotoField({ t, form }: { t: Words; form: FormState }) {
  const words = t.attachments;
  return (
    <FileField
      form={form}
      name="photo"
      label={words.photo}
      note={t.forms.optional}
      hint={words.photoHint}
      accept="image/jpeg,image/png"
    />
  );
}
