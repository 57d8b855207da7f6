/** 盒 and 片 side by side with the unit inside the box; the server adds them up. */
import type { Child } from 'hono/jsx';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { describedBy, errorOf, FieldError, fieldId, typedValue } from './field.tsx';
import { type PackShape, packText, splitPacks } from './format.ts';

interface PackBoxesProps {
  t: Words;
  form: FormState;
  /** The boxes are `<name>.packs` and `<name>.units`. */
  name: string;
  shape: PackShape;
  /** Quantity of a new form, in base units. */
  quantityBase?: number;
  small?: boolean;
  /** Whose quantity it is, for screen readers in tables. */
  of?: string;
  describedBy?: string;
}

/** The two boxes alone, for tables; one box for an item counted in packs of one, and for weighed goods. */
export function PackBoxes({ t, form, name, shape, quantityBase, small, of, describedBy: ids }: PackBoxesProps) {
  const split = quantityBase === undefined ? undefined : splitPacks(quantityBase, shape);
  const Frame = small ? 'span' : 'div';
  const box = (part: 'packs' | 'units', unit: string, fallback: number | undefined) => {
    const field = `${name}.${part}`;
    const word = t.formats.unit(unit, 2);
    return (
      <label>
        <input
          class="input"
          type="text"
          id={fieldId(field, form.scope)}
          name={field}
          value={typedValue(form, field, fallback === undefined ? undefined : String(fallback))}
          inputmode={shape.scale > 1 ? 'decimal' : 'numeric'}
          autocomplete="off"
          maxlength={12}
          aria-label={of === undefined ? t.forms.packs(word) : `${of}, ${t.forms.packs(word)}`}
          aria-invalid={errorOf(form, field) || errorOf(form, name) ? 'true' : undefined}
          aria-describedby={ids}
        />
        <span>{word}</span>
      </label>
    );
  };
  return (
    <Frame class={small ? 'pack-input small' : 'pack-input'}>
      {shape.scale === 1 && box('packs', shape.packUnit, split?.packs)}
      {shape.packSize > 1 && box('units', shape.baseUnit, split?.units)}
    </Frame>
  );
}

interface PackFieldProps extends Omit<PackBoxesProps, 'small' | 'of' | 'describedBy'> {
  label: Child;
  hint?: Child;
}

/** A whole field: legend with the pack size, two boxes, hint, error. */
export function PackField(props: PackFieldProps) {
  const { t, form, name, hint } = props;
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  return (
    <fieldset class="field" id={fieldId(name, form.scope)}>
      <legend>
        {props.label} {props.shape.packSize > 1 && <small>{packText(t, props.shape)}</small>}
      </legend>
      <PackBoxes
        t={t}
        form={form}
        name={name}
        shape={props.shape}
        quantityBase={props.quantityBase}
        describedBy={describedBy(name, { hint, error, scope: form.scope })}
      />
      <FieldError name={name} error={error} hint={hint} scope={form.scope} />
    </fieldset>
  );
}
