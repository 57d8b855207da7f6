/** Pages with several forms: only the one that came back shows what was typed and what is wrong with it. */
import type { FormState } from '../../src/web/form.ts';

/** A form nobody has filled in. */
export function emptyState(): FormState {
  return { values: {}, errors: {}, formErrors: [] };
}

/** The same form with ids of its own: other forms of the page have fields of the same names. */
export function scoped(form: FormState, scope: string | undefined): FormState {
  return scope === undefined ? form : { ...form, scope };
}

/** The state of the form of that name: what was typed when it is the one that came back. Its ids are its own. */
export function formOf(back: { name: string; state: FormState }, name: string): FormState {
  return scoped(back.name === name ? back.state : emptyState(), name);
}
