/** What a line of a receipt may have besides good, damaged and missing: boxes too many, boxes of another lot. */
import type { DispatchLineView } from '../../src/dispatches/show-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { errorOf, FieldError, fieldId, typedValue } from '../ui/field.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';

interface OddProps {
  t: Words;
  form: FormState;
  line: DispatchLineView;
}

/** Folded away until somebody needs it, or something of it was typed. */
export function OddQuantities({ t, form, line }: OddProps) {
  const words = t.arrivals;
  const name = `line.${line.id}`;
  const fields = ['over.packs', 'over.units', 'wrong.packs', 'wrong.units', 'actual'].map((one) => `${name}.${one}`);
  const open = fields.some((field) => (typedValue(form, field) ?? '') !== '' || errorOf(form, field) !== undefined);
  const actual = `${name}.actual`;
  const error = errorOf(form, actual);
  return (
    <details open={open}>
      <summary class="small">{words.odd}</summary>
      {(['over', 'wrong'] as const).map((kind) => (
        <div class="field">
          <span class="small">{words[kind]}</span>
          <PackBoxes
            t={t}
            form={form}
            name={`${name}.${kind}`}
            shape={line.shape}
            small
            of={t.dispatches.receipt.quantityOf(line.itemName, words[kind])}
          />
        </div>
      ))}
      <label class="field">
        <span class="small">{words.actual}</span>
        <input
          class="input"
          id={fieldId(actual)}
          name={actual}
          type="text"
          maxlength={60}
          autocomplete="off"
          value={typedValue(form, actual)}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${fieldId(actual)}-error` : undefined}
        />
      </label>
      {error && <FieldError name={actual} error={error} />}
    </details>
  );
}
