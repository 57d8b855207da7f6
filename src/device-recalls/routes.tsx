/** Pages of recalls of equipment: the list, a notice with what it means before it is opened, and one recall. */
import type { z } from 'zod';
import { DeviceRecallsPage } from '../../views/device-recalls/list-page.tsx';
import { NewDeviceRecallPage } from '../../views/device-recalls/new-page.tsx';
import { DeviceRecallPage } from '../../views/device-recalls/show-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { otherRecallLists } from '../recalls/list-rules.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { answerRecall, endDeviceRecall, takeBackAnswer, withdrawDeviceRecall } from './act-commands.ts';
import { cardsMeant, cardsOfScope } from './card-queries.ts';
import { cardColumns, recallColumns } from './exports.ts';
import { answerForm, cardsQuery, listQuery, noticeForm, scopeOf, scopeQuery, takeBackForm, whyForm } from './forms.ts';
import { listDeviceRecalls } from './list-queries.ts';
import { openDeviceRecall } from './open-commands.ts';
import { deviceRecallView } from './page-queries.ts';
import { recallByNumber } from './recall-record.ts';
import { isNamed, proposedDue } from './rules.ts';

const ONE = '/equipment/recalls/:number{SZ-[0-9]{8}-[0-9]{4,}}';
const FILE = ':file{export\\.(?:csv|xlsx)}';
const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;

const numberOf = (c: AppContext) => c.req.param('number') ?? '';
const wordsOf = (c: AppContext) => wordsFor(c).deviceRecalls;
const cursorOf = (after: string | undefined) => (decodeCursor(after, ['number']) as [number] | undefined)?.[0];

export function deviceRecallRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const exporters = requirePermission('export');
  const office = requirePermission('asset.edit');
  router.get(paths.deviceRecalls(), readers, (c) => showList(c, services));
  router.get(`/equipment/recalls/${FILE}`, readers, exporters, (c) => exportList(c, services));
  router.get(paths.newDeviceRecall(), office, (c) => showNew(c, services, emptyForm()));
  router.post(paths.deviceRecalls(), office, (c) => handleNew(c, services));
  router.get(ONE, readers, (c) => showOne(c, services));
  router.get(`${ONE}/${FILE}`, readers, exporters, (c) => exportCards(c, services));
  replyRoutes(router, services);
  for (const [name, perform] of [
    ['ending', endDeviceRecall],
    ['withdrawal', withdrawDeviceRecall],
  ] as const) {
    router.post(`${ONE}/${name}`, office, (c) =>
      act(c, services, name, whyForm, async (actor, value) => {
        const done = await perform(services, actor, seenBy(numberOf(c), value), { why: value.why });
        return done.ok ? wordsOf(c).saidDone[name] : done;
      }),
    );
  }
  return router;
}

/** Many members answer at once, each for its own things: a page that another has answered on is not stale. */
function replyRoutes(router: Router, services: Services): void {
  const keepers = requirePermission('asset.keep');
  router.post(`${ONE}/answer`, keepers, (c) =>
    act(c, services, 'answer', answerForm, async (actor, { idempotency_key: key, ...input }) => {
      const done = await answerRecall(services, actor, { key, number: numberOf(c) }, input);
      return done.ok ? wordsOf(c).answered(input.asset) : done;
    }),
  );
  router.post(`${ONE}/retraction`, keepers, (c) =>
    act(c, services, 'retraction', takeBackForm, async (actor, { idempotency_key: key, answer: id, why }) => {
      const done = await takeBackAnswer(services, actor, { key, number: numberOf(c) }, { id, why });
      return done.ok ? wordsOf(c).saidDone.retraction : done;
    }),
  );
}

function act<S extends z.ZodType>(
  c: AppContext,
  services: Services,
  name: string,
  schema: S,
  work: (actor: Actor, value: z.infer<S>) => Promise<string | Refusal>,
) {
  const page = paths.deviceRecall(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showOne(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const before = cursorOf(after);
  const fetched = await listDeviceRecalls(services.db.read, scopePath, filter, { before, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.id]);
  const can = { open: may(roles, 'asset.edit'), export: may(roles, 'export') };
  const shown = { t, filter, rows, next, paged: before !== undefined, can, today: dayOf(services.clock.now()) };
  const others = otherRecallLists(roles, 'deviceRecalls');
  return c.render(<DeviceRecallsPage {...shown} others={others} />, {
    title: t.deviceRecalls.title,
    active: 'deviceRecalls',
  });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const rows = await listDeviceRecalls(services.db.read, signedIn(c).scopePath, filter, { size: MOST_EXPORTED });
  const name = `${t.deviceRecalls.title}-${dayOf(services.clock.now())}`;
  return spreadsheet(c, name, recallColumns(t), rows);
}

/** The form, with what the notice would mean; `form` is the notice that came back. */
async function showNew(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const today = dayOf(services.clock.now());
  const sent = Object.fromEntries(Object.entries(form.values).map(([name, values]) => [name, values[0]]));
  const typed = scopeQuery.parse(c.req.method === 'POST' ? sent : c.req.query());
  const scope = scopeOf(typed);
  const cards = isNamed(scope) ? await cardsOfScope(services.db.read, scope) : undefined;
  const shown = { t, form, formKey: newFormKey(), typed, cards, today, dueOn: proposedDue(today) };
  return c.render(<NewDeviceRecallPage {...shown} />, { title: t.deviceRecalls.add, active: 'deviceRecalls' });
}

async function handleNew(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, noticeForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form);
  }
  const { idempotency_key: key, registrationNumber, model, udiDi, serials, ...facts } = form.value;
  const input = { ...facts, ...scopeOf({ registrationNumber, model, udiDi, serials }) };
  const opened = await openDeviceRecall(services, viewerToActor(signedIn(c)), key, input);
  if (!opened.ok) {
    c.status(statusOf(opened));
    return showNew(c, services, refusedForm(c, form.values, opened));
  }
  const { number, cards } = opened.value;
  return redirectWith(c, paths.deviceRecall(number), { tone: 'accent', title: wordsOf(c).opened(number, cards) });
}

async function showOne(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const { tab, after } = cardsQuery.parse(c.req.query());
  const cursor = cursorOf(after);
  const asked = { tab, after: cursor, size: PAGE_SIZE };
  const view = await deviceRecallView(services.db.read, signedIn(c), numberOf(c), asked);
  if (view === undefined) throw refusalError(c, refuse('not_found'));
  const { rows, next } = keysetPage(view.cards, PAGE_SIZE, (row) => [row.id]);
  const shown = {
    ...{ t, tab, rows, next, view, paged: cursor !== undefined, today: dayOf(services.clock.now()) },
    ...{ back: back ?? { name: '', state: emptyForm() }, formKey: newFormKey },
    export: may(signedIn(c).roles, 'export'),
  };
  const title = `${view.document.number} ${t.deviceRecalls.title}`;
  return c.render(<DeviceRecallPage {...shown} />, { title, active: 'deviceRecalls' });
}

async function exportCards(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const loaded = await recallByNumber(services.db.read, numberOf(c));
  if (loaded === undefined) throw refusalError(c, refuse('not_found'));
  const { tab } = cardsQuery.parse({ tab: 'all', ...c.req.query() });
  const asked = { recallId: loaded.document.id, scope: signedIn(c).scopePath, tab };
  const rows = await cardsMeant(services.db.read, asked, { size: MOST_EXPORTED });
  return spreadsheet(c, `${t.deviceRecalls.title}-${numberOf(c)}`, cardColumns(t), rows);
}
