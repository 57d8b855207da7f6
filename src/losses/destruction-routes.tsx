/** The form that records a destruction: what was written off and is still there, how, where, and who stood by. */
import { DestructionPage } from '../../views/losses/destruction-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { proveSecondPerson } from '../auth/second-person.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { placesToCount } from '../counts/place-queries.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { clientAddress } from '../web/security.ts';
import { recordDestruction } from './destroy-commands.ts';
import { destructionForm, newQuery } from './forms.ts';
import { toDestroy } from './stock-queries.ts';

const MINUTE_MS = 60_000;

export function destructionRoutes(services: Services): Router {
  const router = createRouter();
  const reporters = requirePermission('loss.report');
  router.get(paths.newDestruction(), reporters, (c) => showNew(c, services, emptyForm()));
  router.post(paths.destructions(), reporters, (c) => handleNew(c, services));
  return router;
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const places = await placesToCount(services.db.read, signedIn(c));
  const { organisation } = newQuery.parse({
    organisation: form.values.organisation?.[0] ?? c.req.query('organisation'),
  });
  const place = places.find((one) => one.code === organisation) ?? places[0];
  const lines = place === undefined ? [] : await toDestroy(services.db.read, place.id);
  const today = dayOf(services.clock.now());
  const shown = { t, form, formKey: newFormKey(), places, place, lines, today };
  return c.render(<DestructionPage {...shown} />, { title: t.losses.destruction.title, active: 'losses' });
}

/** UTC ms of what was typed; null when nothing was: now. */
function momentOf(day: string | undefined, time: string | undefined, today: string): number | null {
  if (day === undefined && time === undefined) return null;
  const [hours = 0, minutes = 0] = (time ?? '00:00').split(':').map(Number);
  return startOfDay(day ?? today) + (hours * 60 + minutes) * MINUTE_MS;
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, destructionForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const refused = (refusal: Refusal) => {
    if (statusOf(refusal) === 404) throw refusalError(c, refusal);
    c.status(statusOf(refusal));
    return showNew(c, services, refusedForm(c, form.values, refusal));
  };
  const actor = viewerToActor(signedIn(c));
  const { idempotency_key: key, organisation, method, place, day, time, note = '', line: lines } = form.value;
  const places = await placesToCount(services.db.read, signedIn(c));
  const at = places.find((one) => one.code === organisation);
  if (at === undefined) return refused({ ok: false, reason: 'not_found', detail: {} });
  const typed = { login: form.value.witness, password: form.value.witnessPassword, address: clientAddress(c) };
  const stands = { permissions: ['loss.witness'] as const, placePath: at.path };
  const proved = await proveSecondPerson(services, actor, typed, stands);
  if (!proved.ok) return refused(proved);
  const occurredAt = momentOf(day, time, dayOf(services.clock.now()));
  const input = { organisationCode: organisation, method, place, occurredAt, note, lines };
  const { userId: personId, provedAt } = proved.value;
  const done = await recordDestruction(services, actor, key, input, { personId, provedAt });
  if (!done.ok) return refused(done);
  const { number } = done.value;
  const title = wordsFor(c).losses.destruction.recorded(number, done.value.lines);
  return redirectWith(c, paths.loss(number), { tone: 'accent', title });
}
