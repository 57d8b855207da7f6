/** Goods that stand nowhere on the slip: which item they are, then lot and quantity; the answer is a case. */
import { UnlistedPage } from '../../views/dispatches/unlisted-page.tsx';
import { forbidden, requirePermission } from '../auth/guard.ts';
import { rolesGranting } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { itemById, searchItems } from '../catalogue/queries.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { paths } from '../paths.ts';
import { meantBy } from '../scanning/meant-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { unlistedForm, unlistedQuery } from './forms.ts';
import { canOf, explained, finished, viewOf } from './page-props.ts';
import { reportUnlisted } from './unlisted-commands.ts';

const MOST_SHOWN = 20;

/** Two addresses: the page with its search, and what it sends. */
export function unlistedRoutes(services: Services): Router {
  const router = createRouter();
  const address = paths.dispatchUnlisted(':number');
  router.get(address, requirePermission('dispatch.receive'), (c) => show(c, services, emptyForm()));
  router.post(address, requirePermission('stock.read'), (c) => report(c, services));
  return router;
}

/** Items that the words or the code mean, with the lot that stands in the code. */
async function found(services: Services, q: string) {
  const { read } = services.db;
  const meant = await meantBy(read, q);
  if (!meant.ok) return { items: [], lot: '' };
  const { itemIds, lotNumber } = meant.value;
  if (lotNumber === '') return { items: await searchItems(read, q, { limit: MOST_SHOWN }), lot: '' };
  const items = await Promise.all(itemIds.slice(0, MOST_SHOWN).map((id) => itemById(read, id)));
  return { items: items.flatMap((one) => one ?? []), lot: lotNumber };
}

async function show(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const view = await viewOf(c, services);
  const { number, version } = view.record.document;
  const refused = form.formErrors.length > 0 || Object.keys(form.errors).length > 0;
  if (!refused && !canOf(view, c.get('viewer')).unlisted) return c.redirect(paths.dispatch(number), 303);
  const asked = unlistedQuery.parse(c.req.query());
  const { items, lot } = asked.q === undefined ? { items: [], lot: '' } : await found(services, asked.q);
  const typed = Number(form.values.item?.[0] ?? asked.item ?? (items.length === 1 ? items[0]?.id : Number.NaN));
  const item = Number.isSafeInteger(typed) ? await itemById(services.db.read, typed) : undefined;
  const shown = { t, view, form, item, items, q: asked.q ?? '', lot: asked.lot ?? lot, formKey: newFormKey(), version };
  return c.render(<UnlistedPage {...shown} />, { title: t.arrivals.unlisted.title, active: 'receipts' });
}

async function report(c: AppContext, services: Services): Promise<Response> {
  const viewer = c.get('viewer');
  const number = c.req.param('number') ?? '';
  const form = await readForm(c, unlistedForm);
  if (!form.ok) {
    if (!canOf(await viewOf(c, services), viewer).unlisted) throw forbidden(rolesGranting('dispatch.receive'));
    c.status(422);
    return show(c, services, form);
  }
  const { idempotency_key: key, version, item: itemId, lot: lotNumber, quantity, note } = form.value;
  const item = await itemById(services.db.read, itemId);
  const boxes = { packs: quantity.packs?.trim() ?? '', units: quantity.units?.trim() ?? '' };
  // An unknown item is refused by the act, which asks first who may at all
  const read = item === undefined ? { ok: true as const, value: 0 } : readQuantity(boxes, item);
  const input = { number, version, itemId, lotNumber, quantityBase: read.ok ? read.value : 0, note };
  const answer = await reportUnlisted(services, viewerToActor(viewer), key, input);
  if (answer.ok) {
    const words = wordsFor(c).arrivals.unlisted;
    const { discrepancy } = answer.value;
    const told = { tone: 'warn' as const, title: words.done(discrepancy), text: words.doneText };
    return redirectWith(c, paths.discrepancy(discrepancy), finished(c, answer, told));
  }
  if (answer.reason === 'forbidden' || answer.reason === 'not_found') throw refusalError(c, answer);
  const refusal = answer.reason === 'quantity_invalid' && !read.ok ? { ...read, field: 'quantity' } : answer;
  c.status(statusOf(refusal));
  return show(c, services, refusedForm(c, form.values, explained(c, services, refusal)));
}
