/** One act of a page that carries several forms: read, done, and back to the page. */
import type { z } from 'zod';
import { signedIn } from '../auth/guard.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import type { Refusal } from '../kernel/result.ts';
import { redirectWith } from './flash.ts';
import { type FormState, readForm, refusedForm } from './form.ts';
import { refusalError, statusOf } from './refusal.ts';
import type { AppContext } from './router.ts';

/** The form that came back, by its name. */
export interface FormBack {
  name: string;
  state: FormState;
}

interface PageAct<S extends z.ZodType> {
  name: string;
  schema: S;
  /** Does the act: what to say when it is done, or why it was refused. */
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>;
  /** Address of the page. */
  page: string;
  show: (back: FormBack) => Response | Promise<Response>;
  /** Largest body in bytes, where files come. */
  maxBytes?: number;
}

/** Reads the form, does the act, and goes back: with its message, or with the form as it was typed. */
export async function actOnPage<S extends z.ZodType>(c: AppContext, act: PageAct<S>): Promise<Response> {
  const { name, maxBytes } = act;
  const form = await readForm(c, act.schema, maxBytes === undefined ? {} : { maxBytes });
  if (!form.ok) {
    c.status(422);
    return act.show({ name, state: form });
  }
  const done = await act.work(viewerToActor(signedIn(c)), form.value);
  if (typeof done === 'string') return redirectWith(c, act.page, { tone: 'accent', title: done });
  if (statusOf(done) === 404) throw refusalError(c, done);
  c.status(statusOf(done));
  return act.show({ name, state: refusedForm(c, form.values, done) });
}

/** What an act on the version that its page showed is told: the key of the form, the number, the version. */
export function seenBy(number: string, value: { idempotency_key: string; version: number }) {
  return { key: value.idempotency_key, number, seenVersion: value.version };
}
