/** Login and password of the person who stands by at an act that nobody does alone. */
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { TextField } from './field.tsx';
import { Advice } from './notice.tsx';

interface SecondPersonFieldsProps {
  t: Words;
  form: FormState;
  /** Why a second person is needed, and how the fields are called, where the general words do not fit. */
  words?: { hint?: string; login?: string; password?: string };
  /** Name of the field for the login; that of the password is the same with `Password` behind it. */
  name?: string;
}

/** Two fields, `witness` and `witnessPassword` unless named otherwise; the password never comes back. */
export function SecondPersonFields({ t, form, words, name = 'witness' }: SecondPersonFieldsProps) {
  const { hint, login, password } = { ...t.auth.second, ...words };
  return (
    <>
      <Advice icon="i-user">{hint}</Advice>
      <div class="row">
        <TextField form={form} name={name} label={login} maxlength={64} />
        <TextField form={form} name={`${name}Password`} type="password" label={password} maxlength={200} />
      </div>
    </>
  );
}
