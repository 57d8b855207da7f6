/** A field is label, control, hint and error; what was typed comes back as it was. */
import type { Child } from 'hono/jsx';
import type { FormState } from '../../src/web/form.ts';
import type { HxAttributes } from './hx.ts';
import { Icon } from './icon.tsx';
import type { Option } from './option.ts';

/**
 * The id of a field's control, to which the error summary links: `line.12.packs` becomes `f-line-12-packs`, with a
 * form's scope `f-scope-line-12-packs`.
 */
export function fieldId(name: string, scope?: string): string {
  const whole = scope === undefined ? name : `${scope}.${name}`;
  return `f-${whole.replaceAll('.', '-')}`;
}

export function errorOf(form: FormState, name: string): string | undefined {
  return form.errors[name];
}

/** What was typed, or the default of a new form. */
export function valuesOf(form: FormState, name: string, fallback?: string | string[]): string[] {
  const typed = form.values[name];
  if (typed !== undefined) return typed;
  if (Object.keys(form.values).length > 0) return [];
  return fallback === undefined ? [] : [fallback].flat();
}

export function typedValue(form: FormState, name: string, fallback?: string): string | undefined {
  const typed = form.values[name];
  return typed === undefined ? fallback : typed[0];
}

/** Ids of the sentences that explain the control. */
export function describedBy(name: string, has: { hint?: Child; error?: string; scope?: string }): string | undefined {
  const id = fieldId(name, has.scope);
  const ids = [has.hint && `${id}-hint`, has.error && `${id}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

interface FieldErrorProps {
  name: string;
  error?: string;
  hint?: Child;
  scope?: string;
}

/** Hint and error under a control. */
export function FieldError({ name, error, hint, scope }: FieldErrorProps) {
  const id = fieldId(name, scope);
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="s-no" />
          {error}
        </p>
      )}
    </>
  );
}

interface FieldProps {
  form: FormState;
  name: string;
  label: Child;
  /** Small words after the label: 可不填, 1盒=30片. */
  note?: string;
  hint?: Child;
  /** Value of a new form. */
  value?: string;
  required?: boolean;
}

function Label({ form, name, label, note }: Pick<FieldProps, 'form' | 'name' | 'label' | 'note'>) {
  return (
    <label for={fieldId(name, form.scope)}>
      {label} {note && <small>{note}</small>}
    </label>
  );
}

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'search' | 'password' | 'date' | 'time' | 'tel';
  placeholder?: string;
  autocomplete?: string;
  autofocus?: boolean;
  maxlength?: number;
  min?: string;
  max?: string;
  inputmode?: 'numeric' | 'decimal' | 'text';
  /** Id of a list of what is usually typed. */
  list?: string;
  hx?: HxAttributes;
}

/** One line of text; a password is never sent back. */
export function TextField(props: TextFieldProps) {
  const { form, name, hint, type = 'text' } = props;
  const error = errorOf(form, name);
  return (
    <div class="field">
      <Label form={form} name={name} label={props.label} note={props.note} />
      <input
        class={props.inputmode === 'numeric' ? 'input num' : 'input'}
        id={fieldId(name, form.scope)}
        name={name}
        type={type}
        value={type === 'password' ? undefined : typedValue(form, name, props.value)}
        placeholder={props.placeholder}
        autocomplete={props.autocomplete ?? 'off'}
        autofocus={props.autofocus}
        maxlength={props.maxlength}
        min={props.min}
        max={props.max}
        inputmode={props.inputmode}
        list={props.list}
        required={props.required}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, { hint, error, scope: form.scope })}
        {...props.hx}
      />
      <FieldError name={name} error={error} hint={hint} scope={form.scope} />
    </div>
  );
}

/** A whole number, typed as text so that what was typed survives a refusal. */
export function NumberField(props: Omit<TextFieldProps, 'type' | 'inputmode'>) {
  return <TextField {...props} type="text" inputmode="numeric" />;
}

/** A business day. */
export function DateField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField {...props} type="date" />;
}

export function TextArea(props: FieldProps & { rows?: number; maxlength?: number }) {
  const { form, name, hint } = props;
  const error = errorOf(form, name);
  return (
    <div class="field">
      <Label form={form} name={name} label={props.label} note={props.note} />
      <textarea
        class="input"
        id={fieldId(name, form.scope)}
        name={name}
        rows={props.rows ?? 2}
        maxlength={props.maxlength}
        required={props.required}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, { hint, error, scope: form.scope })}
      >
        {typedValue(form, name, props.value)}
      </textarea>
      <FieldError name={name} error={error} hint={hint} scope={form.scope} />
    </div>
  );
}

function OptionList({ options, value }: { options: Option[]; value: string | undefined }) {
  const groups = [...new Set(options.map((option) => option.group))];
  const choices = (of: string | undefined) =>
    options
      .filter((option) => option.group === of)
      .map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ));
  return <>{groups.map((of) => (of === undefined ? choices(of) : <optgroup label={of}>{choices(of)}</optgroup>))}</>;
}

/** A list to choose from; `choose` is the empty first line. */
export function SelectField(props: FieldProps & { options: Option[]; choose?: string }) {
  const { form, name, hint } = props;
  const error = errorOf(form, name);
  const value = typedValue(form, name, props.value);
  return (
    <div class="field">
      <Label form={form} name={name} label={props.label} note={props.note} />
      <select
        class="input"
        id={fieldId(name, form.scope)}
        name={name}
        required={props.required}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, { hint, error, scope: form.scope })}
      >
        {props.choose !== undefined && <option value="">{props.choose}</option>}
        <OptionList options={props.options} value={value} />
      </select>
      <FieldError name={name} error={error} hint={hint} scope={form.scope} />
    </div>
  );
}

/** A file; the form needs `enctype="multipart/form-data"`. `accept` names endings such as `.csv,.xlsx`. */
export function FileField(props: Omit<FieldProps, 'value'> & { accept: string }) {
  const { form, name, hint } = props;
  const error = errorOf(form, name);
  return (
    <div class="field">
      <Label form={form} name={name} label={props.label} note={props.note} />
      <input
        class="input"
        id={fieldId(name, form.scope)}
        name={name}
        type="file"
        accept={props.accept}
        required={props.required}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(name, { hint, error, scope: form.scope })}
      />
      <FieldError name={name} error={error} hint={hint} scope={form.scope} />
    </div>
  );
}

/** The number of this submission: a second send of the same form shows the first result. */
export function HiddenKey({ value }: { value: string }) {
  return <input type="hidden" name="idempotency_key" value={value} />;
}

export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={String(value)} />;
}
