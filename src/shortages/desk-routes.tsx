/** The desk of the county: what hurts first, one item's demand against its supply, many answers in one act. */
import { DeskItemPage } from '../../views/shortages/desk-item-page.tsx';
import { DeskList, DeskPage } from '../../views/shortages/desk-page.tsx';
import { namesComma, quantityText } from '../../views/ui/format.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import { deskItem, needsPage } from './desk-item-queries.ts';
import { deskItems, deskLines } from './desk-queries.ts';
import { deskQuery, shareForm } from './forms.ts';
import { typedQuantity } from './quantities.ts';
import { type ShareLine, shareItem } from './share-commands.ts';
import { type ItemRow, itemByCode } from './shortage-queries.ts';

const PAGE_SIZE = 50;

/** Who sees a part of the county alone has no desk. */
function inCounty(c: AppContext): void {
  if (signedIn(c).scopePath !== '/') throw new WebError(404, 'notFound');
}

async function showDesk(c: AppContext, services: Services): Promise<Response> {
  inCounty(c);
  const t = wordsFor(c);
  const now = services.clock.now();
  const query = deskQuery.parse(c.req.query());
  const filter = { urgency: query.urgency, late: query.late === '1', q: query.q };
  const db = services.db.read;
  const props = { t, now, query, mayAnswer: may(signedIn(c).roles, 'shortage.answer') };
  const asked = { after: query.after, size: PAGE_SIZE };
  const shown =
    query.view === 'items'
      ? { ...props, items: await deskItems(db, filter, now, asked) }
      : { ...props, page: await deskLines(db, filter, now, asked) };
  const page = isFragment(c) ? <DeskList {...shown} /> : <DeskPage {...shown} />;
  return c.render(page, { title: t.desk.title, active: 'shortages' });
}

async function itemOf(c: AppContext, services: Services): Promise<ItemRow> {
  inCounty(c);
  const item = await itemByCode(services.db.read, c.req.param('code') ?? '');
  if (item === undefined) throw new WebError(404, 'notFound');
  return item;
}

async function showItem(c: AppContext, services: Services, item: ItemRow, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const viewer = signedIn(c);
  const hub = await headOrganisation(services.db.read);
  if (hub === undefined) throw new WebError(404, 'notFound');
  const view = await deskItem(services.db.read, item, hub.id, now);
  const mayAnswer = may(viewer.roles, 'shortage.answer') && viewer.organisationId === hub.id;
  const { after } = deskQuery.parse(c.req.query());
  const props = {
    t,
    now,
    today: dayOf(now),
    item,
    hub,
    view,
    page: { ...needsPage(view.needs, after, PAGE_SIZE), after },
    form,
    formKey: newFormKey(),
    mayAnswer,
    viewerId: viewer.userId,
  };
  return c.render(<DeskItemPage {...props} />, { title: item.genericName, active: 'shortages' });
}

type TypedLine = { number: string; version: number; quantity: { packs?: string; units?: string }; reason: string };

/** The lines in their order; boxes left empty are nothing given. */
function readLines(typed: Record<string, TypedLine>, item: ItemRow): Result<ShareLine[]> {
  const lines: ShareLine[] = [];
  for (const [place, { quantity, ...line }] of Object.entries(typed)) {
    const empty = !quantity.packs?.trim() && !quantity.units?.trim();
    const read = empty ? ok(0) : typedQuantity(quantity, item, `line.${place}.quantity`);
    if (!read.ok) return read;
    lines.push({ ...line, quantityBase: read.value });
  }
  return ok(lines);
}

/** Quantities as people count them; the field by the place of the line in the form. */
function told(c: AppContext, refusal: Refusal, item: ItemRow, places: string[]): Refusal {
  const detail = { ...refusal.detail };
  for (const name of ['open', 'proposed', 'available']) {
    const base = detail[name];
    if (typeof base === 'number') detail[name] = quantityText(wordsFor(c), base, item);
  }
  const found = /^line\.(\d+)(\.reason)?$/.exec(refusal.field ?? '');
  if (found === null) return { ...refusal, detail };
  const place = places[Number(found[1])] ?? found[1];
  return { ...refusal, detail, field: `line.${place}${found[2] ?? '.quantity'}` };
}

async function share(c: AppContext, services: Services): Promise<Response> {
  const item = await itemOf(c, services);
  const words = wordsFor(c).desk;
  const form = await readForm(c, shareForm);
  if (!form.ok) {
    c.status(422);
    return showItem(c, services, item, form);
  }
  const refused = (refusal: Refusal, field = refusal) => {
    c.status(statusOf(refusal));
    return showItem(c, services, item, refusedForm(c, form.values, field));
  };
  const lines = readLines(form.value.line as Record<string, TypedLine>, item);
  if (!lines.ok) return refused(lines);
  const input = { itemCode: item.code, lines: lines.value };
  const answer = await shareItem(services, viewerToActor(signedIn(c)), form.value.idempotency_key, input);
  if (answer.ok) {
    const { requests, quantityBase, dispatches } = answer.value;
    const amount = quantityText(wordsFor(c), quantityBase, item);
    const title = answer.repeated ? wordsFor(c).shortages.repeated : words.done(requests, amount);
    const text = words.doneText(dispatches.join(namesComma(wordsFor(c))));
    return redirectWith(c, paths.shortageDeskItem(item.code), { tone: 'accent', title, text });
  }
  if (answer.reason === 'forbidden') throw refusalError(c, answer);
  return refused(answer, told(c, answer, item, Object.keys(form.value.line)));
}

export function deskRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requirePermission('stock.read');
  router.get(paths.shortageDesk(), reading, (c) => showDesk(c, services));
  router.get(paths.shortageDeskItem(':code'), reading, async (c) =>
    showItem(c, services, await itemOf(c, services), emptyForm()),
  );
  router.post(paths.shortageDeskAnswers(':code'), requirePermission('shortage.answer'), (c) => share(c, services));
  return router;
}
