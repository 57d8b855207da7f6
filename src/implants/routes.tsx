/** Pages of high-value consumables: the list, units placed and used by scan, one unit, a recall. */
import type { z } from 'zod';
import { PlacePage, RecallPage, UsePage } from '../../views/implants/form-pages.tsx';
import { ImplantsPage } from '../../views/implants/list-page.tsx';
import { ImplantPage } from '../../views/implants/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { listColumns } from './exports.ts';
import { listQuery, placeForm, recallForm, shelfForm, useForm, whyForm } from './forms.ts';
import { findUnit } from './missing-commands.ts';
import { missingsOf } from './missing-queries.ts';
import { moveUnit } from './move-commands.ts';
import { placeUnits, sendBackUnit } from './place-commands.ts';
import { openRecall } from './recall-commands.ts';
import { SOON_DAYS } from './rules.ts';
import { listUnits, type UnitFilter, unitFor, unitOfPaper } from './unit-queries.ts';
import { takeBackUse, useUnit } from './use-commands.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/implants/:id{[0-9]{1,12}}';
const idOf = (c: AppContext) => Number(c.req.param('id'));
const wordsOf = (c: AppContext) => wordsFor(c).implants;

export function implantRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('implant.read');
  const keepers = requirePermission('implant.keep');
  const recallers = requirePermission('recall.manage');
  router.get(paths.implants(), readers, (c) => showList(c, services));
  router.get('/implants/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get('/implants/papers/:number{(?:JX|ZR|QS)-[0-9]{8}-[0-9]{4,}}', readers, (c) => openPaper(c, services));
  router.get(paths.newImplants(), keepers, (c) => showForm(c, 'place', emptyForm()));
  router.post(paths.implants(), keepers, (c) =>
    handle(c, 'place', placeForm, async (actor, { idempotency_key: key, ...input }) => {
      const done = await placeUnits(services, actor, key, input);
      if (!done.ok) return done;
      const { number, units } = done.value;
      return { to: paths.implants({ q: number }), title: wordsOf(c).placed(number, units) };
    }),
  );
  router.get(paths.newImplantUse(), keepers, (c) => showForm(c, 'use', emptyForm()));
  router.post(paths.implantUses(), keepers, (c) =>
    handle(c, 'use', useForm, async (actor, { idempotency_key: key, ...input }) => {
      const done = await useUnit(services, actor, key, input);
      return done.ok ? { to: paths.implant(done.value.id), title: wordsOf(c).useDone(done.value.number) } : done;
    }),
  );
  router.get(paths.newImplantRecall(), recallers, (c) => showForm(c, 'recall', emptyForm()));
  router.post(paths.implantRecalls(), recallers, (c) =>
    handle(c, 'recall', recallForm, async (actor, { idempotency_key: key, ...given }) => {
      const { lotNumber = null, serial = null, di, why } = given;
      const done = await openRecall(services, actor, key, { di, why, lotNumber, serial });
      if (!done.ok) return done;
      const { id, frozen, used } = done.value;
      return { to: paths.implantRecall(id), title: wordsOf(c).recalled(frozen, used) };
    }),
  );
  router.get(ONE, readers, (c) => showOne(c, services));
  router.post(`${ONE}/retraction`, keepers, (c) =>
    act(c, services, 'retraction', async (actor, key, why) => {
      const done = await takeBackUse(services, actor, key, { id: idOf(c), why });
      return done.ok ? wordsOf(c).takenBack : done;
    }),
  );
  router.post(`${ONE}/return`, keepers, (c) =>
    act(c, services, 'return', async (actor, key, why) => {
      const done = await sendBackUnit(services, actor, key, { id: idOf(c), why });
      if (!done.ok) return done;
      return done.value.own ? wordsOf(c).takenDown : wordsOf(c).sentBack;
    }),
  );
  shelfActs(router, services);
  return router;
}

/** A unit laid on another shelf, or found again. */
function shelfActs(router: Router, services: Services): void {
  const keepers = requirePermission('implant.keep');
  const acts = { moving: { run: moveUnit, word: 'moved' }, finding: { run: findUnit, word: 'found' } } as const;
  for (const name of ['moving', 'finding'] as const) {
    const { run, word } = acts[name];
    router.post(`${ONE}/${name}`, keepers, (c) =>
      actOnPage(c, {
        ...{ name, schema: shelfForm, page: paths.implant(idOf(c)), show: (back) => showOne(c, services, back) },
        work: async (actor, { idempotency_key: key, shelf, why = '' }) => {
          const done = await run(services, actor, key, { id: idOf(c), shelf, why });
          return done.ok ? wordsFor(c).shelfCounts[word](done.value.serial) : done;
        },
      }),
    );
  }
}

type Work = (actor: Actor, key: string, why: string) => Promise<string | Refusal>;

function act(c: AppContext, services: Services, name: string, work: Work) {
  return actOnPage(c, {
    ...{ name, schema: whyForm, page: paths.implant(idOf(c)), show: (back) => showOne(c, services, back) },
    work: (actor, value) => work(actor, value.idempotency_key, value.why),
  });
}

type FormName = 'place' | 'use' | 'recall';

function showForm(c: AppContext, name: FormName, form: FormState): Response | Promise<Response> {
  const t = wordsFor(c);
  const Page = { place: PlacePage, use: UsePage, recall: RecallPage }[name];
  return c.render(<Page t={t} form={form} formKey={newFormKey()} />, {
    title: t.implants.forms[name],
    active: 'implants',
  });
}

async function handle<S extends z.ZodType>(
  c: AppContext,
  name: FormName,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<{ to: string; title: string } | Refusal>,
): Promise<Response> {
  const form = await readForm(c, schema);
  if (!form.ok) {
    c.status(422);
    return showForm(c, name, form);
  }
  const done = await work(viewerToActor(signedIn(c)), form.value);
  if ('to' in done) return redirectWith(c, done.to, { tone: 'accent', title: done.title });
  c.status(statusOf(done));
  return showForm(c, name, refusedForm(c, form.values, done));
}

/** A paper that entries and payables name: the unit that was used, the units of a list. */
async function openPaper(c: AppContext, services: Services): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const id = await unitOfPaper(services.db.read, signedIn(c).scopePath, number);
  if (id === undefined) throw refusalError(c, refuse('not_found'));
  return c.redirect(number.startsWith('JX') ? paths.implants({ q: number }) : paths.implant(id), 303);
}

/** How much of units the person sees, and what is soon today. */
export function seenBy(c: AppContext, services: Services): Pick<UnitFilter, 'patients' | 'soonUntil'> {
  const soonUntil = addDays(dayOf(services.clock.now()), SOON_DAYS);
  return { patients: may(signedIn(c).roles, 'implant.patient'), soonUntil };
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...asked } = listQuery.parse(c.req.query());
  const filter = { ...asked, ...seenBy(c, services) };
  const page = await pageById(after, PAGE_SIZE, ({ after: before, size }) =>
    listUnits(services.db.read, scopePath, filter, { before, size }),
  );
  const can = { keep: may(roles, 'implant.keep'), export: may(roles, 'export') };
  const shown = { t, filter: asked, ...page, can, today: dayOf(services.clock.now()) };
  return c.render(<ImplantsPage {...shown} />, { title: t.implants.title, active: 'implants' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...asked } = listQuery.parse(c.req.query());
  const { scopePath } = signedIn(c);
  const filter = { ...asked, ...seenBy(c, services) };
  const rows = await listUnits(services.db.read, scopePath, filter, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.implants.title}-${dayOf(services.clock.now())}`, listColumns(t), rows);
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const viewer = signedIn(c);
  const unit = await unitFor(services.db.read, viewer.scopePath, idOf(c), may(viewer.roles, 'implant.patient'));
  if (unit === undefined) throw refusalError(c, refuse('not_found'));
  const keep = may(viewer.roles, 'implant.keep') && unit.placeId === viewer.organisationId;
  const can = { keep, owed: may(viewer.roles, 'payable.read') };
  const form = back ?? { name: '', state: emptyForm() };
  const missing = (await missingsOf(services.db.read, unit.id)).find((one) => one.foundAt === null);
  return c.render(<ImplantPage {...{ t, unit, missing, can, form }} formKey={newFormKey} />, {
    title: `${unit.name} ${unit.serial}`,
    active: 'implants',
  });
}
