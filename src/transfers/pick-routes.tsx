/** Choosing what to ask for or to offer: the giver's items with boxes, for a new transfer or to add to an open one. */
import { PickPage } from '../../views/transfers/pick-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { placesToCount } from '../counts/place-queries.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { type OrganisationRow, organisationByCode, organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { askForm, linesForm, newQuery, pickQuery } from './forms.ts';
import { askTransfer, setTransferLines } from './open-commands.ts';
import { pickRows } from './pick-queries.ts';
import { wantedTransfer } from './show.tsx';

const ONE = '/transfers/:number{DB-[0-9]{8}-[0-9]{4,}}';
/** Goods asked for without a day are wanted within the week. */
const USUAL_DAYS = 7;

export function pickRoutes(services: Services): Router {
  const router = createRouter();
  const askers = requirePermission('transfer.ask');
  router.get(paths.newTransfer(), askers, (c) => showNew(c, services, emptyForm()));
  router.post(paths.transfers(), askers, (c) => handleNew(c, services));
  router.get(`${ONE}/lines/new`, askers, (c) => showMore(c, services, emptyForm()));
  router.post(`${ONE}/lines`, askers, (c) => handleMore(c, services));
  return router;
}

/** Items that were typed into the form that came back: they stay on the page whatever is searched for. */
function typedItems({ values }: FormState): number[] {
  const ids = Object.entries(values).flatMap(([name, given]) => {
    const [, id] = /^item\.(\d{1,12})\.(?:packs|units)$/.exec(name) ?? [];
    return id !== undefined && (given[0] ?? '').trim() !== '' ? [Number(id)] : [];
  });
  return [...new Set(ids)];
}

async function rowsFor(
  services: Services,
  sides: { giver: OrganisationRow; taker: OrganisationRow },
  q: string | undefined,
  form: FormState,
) {
  const db = services.db.read;
  const day = dayOf(services.clock.now());
  const found = await pickRows(db, { ...sides, q, day });
  const more = typedItems(form).filter((id) => !found.some((row) => row.item.id === id));
  return more.length === 0 ? found : [...(await pickRows(db, { ...sides, q, day, itemIds: more })), ...found];
}

interface Asked {
  direction: 'asked' | 'offered';
  organisation?: string | undefined;
  other?: string | undefined;
  q?: string | undefined;
}

/** What the address or the form that came back says. */
function askedBy(c: AppContext, form: FormState): Asked {
  const of = (name: string) => form.values[name]?.[0] ?? c.req.query(name);
  return newQuery.parse({
    direction: of('direction'),
    organisation: of('organisation'),
    other: of('other'),
    q: of('q'),
  });
}

async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const asked = askedBy(c, form);
  const places = await placesToCount(db, viewer);
  const own = places.find((place) => place.code === asked.organisation) ?? places[0];
  const known = asked.other === undefined ? undefined : await organisationByCode(db, asked.other);
  const other = known?.active && known.kind !== 'company' && known.id !== own?.id ? known : undefined;
  const offers = asked.direction === 'offered';
  const ready = own !== undefined && other !== undefined;
  const sides = ready ? (offers ? { giver: own, taker: other } : { giver: other, taker: own }) : undefined;
  const members = (await organisationsUnder(db, '/')).filter((one) => one.active && one.kind !== 'company');
  const day = dayOf(services.clock.now());
  const shown = {
    t,
    form,
    formKey: newFormKey(),
    direction: asked.direction,
    own,
    other,
    places,
    members: members.filter((one) => one.id !== own?.id),
    q: asked.q ?? '',
    rows: sides === undefined ? [] : await rowsFor(services, sides, asked.q, form),
    neededBy: addDays(day, USUAL_DAYS),
    expiry: await expiryOn(db, day),
    number: undefined,
  };
  return c.render(<PickPage {...shown} />, { title: t.transfers.newTitles[asked.direction], active: 'transfers' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, askForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, organisation, other, item: items, note = '', ...rest } = form.value;
  const input = { ...rest, organisationCode: organisation, otherCode: other, note, items };
  const opened = await askTransfer(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    if (statusOf(opened) === 404 || statusOf(opened) === 403) throw refusalError(c, opened);
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number } = opened.value;
  const title = wordsFor(c).transfers.openedFlash[form.value.direction](number);
  return redirectWith(c, paths.transfer(number), { tone: 'accent', title });
}

async function showMore(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const view = await wantedTransfer(c, services);
  const { giver, taker, document, transfer } = view;
  const offers = transfer.origin === 'offered';
  const q = form.values.q?.[0] ?? pickQuery.parse(c.req.query()).q;
  const day = dayOf(services.clock.now());
  const shown = {
    t,
    form,
    formKey: newFormKey(),
    direction: offers ? ('offered' as const) : ('asked' as const),
    own: offers ? giver : taker,
    other: offers ? taker : giver,
    places: [],
    members: [],
    q: q ?? '',
    rows: await rowsFor(services, { giver, taker }, q, form),
    neededBy: transfer.neededBy,
    expiry: await expiryOn(services.db.read, day),
    number: document.number,
  };
  return c.render(<PickPage {...shown} />, { title: t.transfers.addTitle(document.number), active: 'transfers' });
}

async function handleMore(c: AppContext, services: Services): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const form = await readForm(c, linesForm);
  if (!form.ok) {
    c.status(422);
    return showMore(c, services, form);
  }
  const given = { key: form.value.idempotency_key, number };
  const done = await setTransferLines(services, viewerToActor(signedIn(c)), given, form.value.item);
  if (done.ok) {
    const title = wordsFor(c).transfers.linesSet(done.value.lines);
    return redirectWith(c, paths.transfer(number), { tone: 'accent', title });
  }
  if (statusOf(done) === 404 || statusOf(done) === 403) throw refusalError(c, done);
  c.status(statusOf(done));
  return showMore(c, services, refusedForm(c, form.values, done));
}
