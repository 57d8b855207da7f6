/** Radio buttons and check boxes as rows one can hit with a thumb; the native control stays visible. */
import type { Child } from 'hono/jsx';
import type { FormState } from '../../src/web/form.ts';
import { describedBy, errorOf, FieldError, fieldId, valuesOf } from './field.tsx';
import type { Option } from './option.ts';

export interface Choice {
  value: string;
  title: Child;
  text?: Child;
  aside?: Child;
  disabled?: boolean;
}

interface ChoicesProps {
  form: FormState;
  name: string;
  label: Child;
  note?: string;
  hint?: Child;
  choices: Choice[];
  /** Chosen when the form is new. */
  chosen?: string | string[];
  /** Several answers may be given. */
  many?: boolean;
  across?: boolean;
  id?: string;
  /** Legend for screen readers only, when a label stands elsewhere. */
  hideLabel?: boolean;
}

/** So many stand side by side; more make a grid. */
const MOST_ACROSS = 6;

function layoutOf({ across, choices }: ChoicesProps): string {
  if (!across) return 'choices';
  return choices.length > MOST_ACROSS ? 'choices grid' : 'choices across';
}

export function Choices(props: ChoicesProps) {
  const { form, name, choices, many } = props;
  const chosen = valuesOf(form, name, props.chosen);
  const error = errorOf(form, name);
  return (
    <fieldset class="field" id={props.id}>
      <legend class={props.hideLabel ? 'visually-hidden' : undefined}>
        {props.label} {props.note && <small>{props.note}</small>}
      </legend>
      <div class={layoutOf(props)}>
        {choices.map((choice, index) => (
          <label>
            <input
              type={many ? 'checkbox' : 'radio'}
              id={index === 0 ? fieldId(name, form.scope) : undefined}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              disabled={choice.disabled}
              aria-invalid={error ? 'true' : undefined}
              aria-describedby={describedBy(name, { hint: props.hint, error, scope: form.scope })}
            />
            <span>
              <b>{choice.title}</b>
              {choice.text && <small>{choice.text}</small>}
            </span>
            {choice.aside && <span class="aside">{choice.aside}</span>}
          </label>
        ))}
      </div>
      <FieldError name={name} error={error} hint={props.hint} scope={form.scope} />
    </fieldset>
  );
}

interface SegmentsProps {
  form: FormState;
  name: string;
  label: Child;
  hint?: Child;
  options: Option[];
  chosen?: string;
}

/** Three or four short answers in one line. */
export function Segments({ form, name, label, hint, options, chosen }: SegmentsProps) {
  const values = valuesOf(form, name, chosen);
  const error = errorOf(form, name);
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="segments">
        {options.map((option, index) => (
          <label>
            <input
              type="radio"
              id={index === 0 ? fieldId(name, form.scope) : undefined}
              name={name}
              value={option.value}
              checked={values.includes(option.value)}
              aria-invalid={error ? 'true' : undefined}
              aria-describedby={describedBy(name, { hint, error, scope: form.scope })}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <FieldError name={name} error={error} hint={hint} scope={form.scope} />
    </fieldset>
  );
}
