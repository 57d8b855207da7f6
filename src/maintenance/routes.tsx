/** Pages of maintenance: what is due, what nobody planned, one card with its rounds and their checklist. */
import type { z } from 'zod';
import { CardRoundsPage } from '../../views/maintenance/card-page.tsx';
import { MaintenancePage } from '../../views/maintenance/list-page.tsx';
import { UnplannedPage } from '../../views/maintenance/proposals-page.tsx';
import { assetByNumber } from '../assets/record-queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { usesIt } from '../faults/reporter-rules.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { offerOf } from '../sharing/offer-queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { sendPaper } from '../web/paper.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { planColumns } from './exports.ts';
import {
  answeredChecks,
  confirmationForm,
  endForm,
  listQuery,
  planForm,
  proposalsForm,
  proposalsQuery,
  proposedLines,
  resultForm,
  reversalForm,
} from './forms.ts';
import { countPlans, listPlans, unplanned } from './list-queries.ts';
import { drawWorksheet } from './paper.ts';
import { endPlan, planCards } from './plan-commands.ts';
import { roundsOf } from './record-queries.ts';
import { confirmResult, enterResult, reverseResult } from './result-commands.ts';
import { cycleOf } from './rules.ts';
import { noticeDays } from './task-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/maintenance';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';

export function maintenanceRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const planners = requirePermission('asset.edit');
  router.get(paths.maintenance(), readers, (c) => showList(c, services));
  router.get('/equipment/maintenance/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.maintenanceProposals(), planners, (c) => showUnplanned(c, services, emptyForm()));
  router.post(paths.maintenanceProposals(), planners, (c) => handleUnplanned(c, services));
  router.get(ONE, readers, (c) => showCard(c, services));
  router.get(`${ONE}/worksheet.pdf`, readers, (c) => sendWorksheet(c, services));
  planActs(router, services);
  resultActs(router, services);
  return router;
}

function planActs(router: Router, services: Services) {
  const planners = requirePermission('asset.edit');
  router.post(`${ONE}/plans`, planners, (c) =>
    act(c, services, 'plans', planForm, async (actor, { idempotency_key: key, kind, dueOn = null, item }) => {
      const items = item.length === 0 ? null : item;
      const input = { lines: [{ number: numberOf(c), kind }], dueOn, items };
      const done = await planCards(services, actor, key, input);
      return done.ok ? wordsFor(c).maintenance.planned(1) : done;
    }),
  );
  router.post(`${ONE}/end`, planners, (c) =>
    act(c, services, 'end', endForm, async (actor, { idempotency_key: key, plan: planId, reason }) => {
      const done = await endPlan(services, actor, key, { planId, reason });
      return done.ok ? wordsFor(c).maintenance.endDone : done;
    }),
  );
}

/** Whoever keeps equipment does self-tests and confirms; the commands know whose equipment it is. */
function resultActs(router: Router, services: Services) {
  const keepers = requirePermission('asset.keep');
  const said = (c: AppContext) => wordsFor(c).maintenance;
  router.post(`${ONE}/results`, keepers, (c) =>
    act(c, services, 'results', resultForm, async (actor, { idempotency_key: key, plan: planId, check, ...typed }) => {
      const { parts = '', limits = '', note = '' } = typed;
      const input = { ...typed, planId, parts, limits, note, checks: answeredChecks(check) };
      const done = await enterResult(services, actor, key, input);
      if (!done.ok) return done;
      return done.value.stopped ? said(c).recordedStopped : said(c).recorded;
    }),
  );
  router.post(`${ONE}/confirmation`, keepers, (c) =>
    act(c, services, 'confirmation', confirmationForm, async (actor, value) => {
      const { idempotency_key: key, result: resultId, note = '' } = value;
      const done = await confirmResult(services, actor, key, { resultId, note });
      return done.ok ? said(c).confirmDone : done;
    }),
  );
  router.post(`${ONE}/reversal`, keepers, (c) =>
    act(c, services, 'reversal', reversalForm, async (actor, { idempotency_key: key, result: resultId, reason }) => {
      const done = await reverseResult(services, actor, key, { resultId, reason });
      return done.ok ? said(c).reverseDone : done;
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
  const page = paths.equipmentRounds(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showCard(c, services, back) });
}

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['string', 'number']) as [string, number] | undefined;
  const days = await noticeDays(db, services.clock.now());
  const fetched = await listPlans(db, scopePath, filter, { ...days, after: cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.dueOn, row.id]);
  const members = (await organisationsUnder(db, scopePath)).filter((one) => one.active);
  const shown = {
    ...{ t, filter, rows, next, days },
    paged: cursor !== undefined,
    counts: await countPlans(db, scopePath, days),
    members: members.map(({ code, shortName }) => ({ code, shortName })),
    can: { plan: may(roles, 'asset.edit'), export: may(roles, 'export') },
  };
  return c.render(<MaintenancePage {...shown} />, { title: t.maintenance.title, active: 'maintenance' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const days = await noticeDays(db, services.clock.now());
  const rows = await listPlans(db, signedIn(c).scopePath, filter, { ...days, size: MOST_EXPORTED });
  return spreadsheet(c, `${t.maintenance.exportName}-${days.today}`, planColumns(t, days), rows);
}

async function showUnplanned(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { kind, after } = proposalsQuery.parse(c.req.query());
  const [cursor] = (decodeCursor(after, ['number']) as [number] | undefined) ?? [];
  const fetched = await unplanned(db, signedIn(c).scopePath, kind, { after: cursor, size: PAGE_SIZE });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.id]);
  const days = await noticeDays(db, services.clock.now());
  const cycles = await ruleOn(db, 'maintenance_cycles', days.today);
  const rows = page.rows.map((row) => ({ ...row, months: cycleOf(kind, row, cycles) }));
  const shown = { t, form, kind, rows, days, next: page.next, paged: cursor !== undefined, formKey: newFormKey() };
  return c.render(<UnplannedPage {...shown} />, { title: t.maintenance.proposalsTitle, active: 'maintenance' });
}

async function handleUnplanned(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, proposalsForm);
  if (!form.ok) {
    c.status(422);
    return showUnplanned(c, services, form);
  }
  const { idempotency_key: key, line, dueOn = null } = form.value;
  const input = { lines: proposedLines(line), dueOn, items: null };
  const done = await planCards(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) {
    c.status(statusOf(done));
    return showUnplanned(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).maintenance.planned(done.value.plans);
  const { kind } = proposalsQuery.parse(c.req.query());
  return redirectWith(c, paths.maintenanceProposals({ kind }), { tone: 'accent', title });
}

async function sendWorksheet(c: AppContext, services: Services): Promise<Response> {
  const db = services.db.read;
  const { scopePath, name: printedBy } = signedIn(c);
  const card = await assetByNumber(db, scopePath, numberOf(c));
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  const { number, id } = card.asset;
  const origin = services.settings.publicUrl ?? new URL(c.req.url).origin;
  const url = new URL(paths.equipmentRounds(number), origin).toString();
  const printing = { t: wordsFor(c), url, printedBy, printedAt: services.clock.now() };
  const records = await roundsOf(db, id);
  return sendPaper(c, number, () => drawWorksheet(card, records, printing));
}

async function showCard(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const viewer = signedIn(c);
  const { roles, scopePath } = viewer;
  const card = await assetByNumber(db, scopePath, numberOf(c));
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  const days = await noticeDays(db, services.clock.now());
  const cycles = await ruleOn(db, 'maintenance_cycles', days.today);
  const keeps = may(roles, 'asset.keep') && usesIt(viewer, card);
  const shown = {
    ...{ t, card, days, viewerId: viewer.userId, engineer: viewer.name },
    records: await roundsOf(db, card.asset.id),
    cycles: { pm: cycleOf('pm', card.class, cycles), self_test: cycleOf('self_test', card.class, cycles) },
    can: { plan: may(roles, 'asset.edit'), test: may(roles, 'asset.test'), keep: keeps },
    shared: (await offerOf(db, card.asset.number)) !== undefined,
    back: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  const title = t.maintenance.cardTitle(card.asset.number);
  return c.render(<CardRoundsPage {...shown} />, { title, active: 'maintenance' });
}
