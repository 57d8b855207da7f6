/** Pages with several forms: only the one that came back shows what was typed and what is wrong with it. */
import type { FormState } from '../../src/web/form.ts';

/** A form nobody has filled in. */
export function emptyState(): FormState {
  return { values: {}, errors: {}, formErrors: [] };
}

/** The state of the form of that name: what was typed when it is the one that came back. Its ids are its own. */
export function formOf(back: { name: string; state: FormState }, name: string): FormState {
  return { ...(back.name === name ? back.state : emptyState()), scope: name };
}
