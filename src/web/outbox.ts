/**
 * Answers to forms that a phone kept while it had no network: sent by script, by the person who filled them in and by
 * nobody else, and answered so that the script knows whether they are done without following a redirect.
 */
import type { MiddlewareHandler } from 'hono';
import { type AppContext, type AppEnv, viewerOf } from './router.ts';

/** Who filled the form in; its absence means a form sent by the browser itself. */
const PERSON = 'Outbox-Person';
/** What the phone's clock said when it was filled in and when it was sent; told of kept forms alone. */
const TOLD_AT = 'Outbox-Told-At';
const SENT_AT = 'Outbox-Sent-At';
/** What became of it, and where the result is shown. */
const STATE = 'Outbox-State';
const TO = 'Outbox-To';

type State = 'done' | 'refused' | 'later' | 'signed-out' | 'other-person';

function momentTold(c: AppContext, name: string): number | null {
  const told = c.req.header(name) ?? '';
  return /^\d{12,14}$/.test(told) ? Number(told) : null;
}

function stateOf(status: number): State {
  if (status === 429 || status >= 500) return 'later';
  return status >= 400 ? 'refused' : 'done';
}

/**
 * Stands after the session is read and before strangers are sent to the login. The phone's times are kept beside the
 * act as told; the act itself happens by our clock.
 */
export function answerOutbox(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const person = c.req.header(PERSON);
    if (person === undefined || c.req.method !== 'POST') return next();
    const viewer = viewerOf(c);
    if (viewer === undefined || viewer.mustChangePassword) {
      c.header(STATE, 'signed-out' satisfies State);
      return c.body(null, 401);
    }
    if (String(viewer.userId) !== person) {
      c.header(STATE, 'other-person' satisfies State);
      return c.body(null, 409);
    }
    const at = momentTold(c, TOLD_AT);
    const sentAt = momentTold(c, SENT_AT);
    if (at !== null && sentAt !== null) c.set('viewer', { ...viewer, phone: { at, sentAt } });
    await next();
    const to = c.res.headers.get('location');
    c.res.headers.set(STATE, stateOf(c.res.status));
    if (c.res.status !== 303 || to === null) return;
    const headers = new Headers(c.res.headers);
    headers.delete('location');
    headers.set(TO, to);
    // Given up first: the frame would lay the headers of the old answer over the new one's
    c.res = undefined;
    c.res = new Response(null, { status: 204, headers });
  };
}
