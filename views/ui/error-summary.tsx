/** What must change before the form can go, each with a way to its field; the focus starts here. */
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { fieldId } from './field.tsx';
import { Icon } from './icon.tsx';

interface ErrorSummaryProps {
  t: Words;
  form: FormState;
  /** What the fields are called, by name; a field without one shows its sentence alone. */
  labels?: Record<string, string>;
}

/** Nothing when the form has no errors. */
export function ErrorSummary({ t, form, labels = {} }: ErrorSummaryProps) {
  // In the order in which the page asks, as far as the labels tell
  const order = Object.keys(labels);
  const fields = Object.entries(form.errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  if (fields.length === 0 && form.formErrors.length === 0) return null;
  const title = fields.length === 0 ? t.forms.refused : t.forms.wrong(fields.length + form.formErrors.length);
  const colon = t.language === 'zh' ? '：' : ': ';
  return (
    <section class="notice" data-tone="danger" role="alert" tabindex={-1} data-error-summary="yes">
      <Icon name="s-no" />
      <div>
        <h2>{title}</h2>
        <ul>
          {form.formErrors.map((error) => (
            <li>{error}</li>
          ))}
          {fields.map(([name, error]) => (
            <li>
              <a href={`#${fieldId(name, form.scope)}`}>
                {labels[name] === undefined ? error : `${labels[name]}${colon}${error}`}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
