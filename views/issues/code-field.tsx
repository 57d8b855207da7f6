/** Where the trace codes of a line are scanned: one under the other, each Enter of the scanner is a line. */
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { errorOf, TextArea } from '../ui/field.tsx';

/** Folded until there are codes or something is wrong with them. */
export function TraceCodeField({ t, form, name }: { t: Words; form: FormState; name: string }) {
  const words = t.tracing.field;
  const typed = form.values[name]?.[0] ?? '';
  const count = typed.split(/\s+/).filter((code) => code !== '').length;
  return (
    <details open={count > 0 || errorOf(form, name) !== undefined}>
      <summary>{count > 0 ? words.count(count) : words.summary}</summary>
      <TextArea form={form} name={name} label={words.label} hint={words.hint} rows={Math.min(8, count + 2)} />
    </details>
  );
}

/** Says that first digits nobody knows belong to the item; asked for only when a refusal wants it. */
export function ConfirmPrefix({ t, form }: { t: Words; form: FormState }) {
  const error = errorOf(form, 'confirm');
  if (error === undefined && form.values.confirm === undefined) return null;
  return (
    <div class="choices">
      <label>
        <input type="checkbox" name="confirm" value="1" />
        <span>{t.tracing.confirmPrefix}</span>
      </label>
    </div>
  );
}
