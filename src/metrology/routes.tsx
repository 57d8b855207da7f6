/** Pages of compulsory metrology: what is due, what nobody registered, sending many, results of many, one card. */
import type { z } from 'zod';
import { CardTestsPage } from '../../views/metrology/card-page.tsx';
import { MetrologyPage } from '../../views/metrology/list-page.tsx';
import { ProposalsPage } from '../../views/metrology/proposals-page.tsx';
import { ResultsPage } from '../../views/metrology/results-page.tsx';
import { SendingPage } from '../../views/metrology/sending-page.tsx';
import { assetByNumber } from '../assets/record-queries.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { type Refusal, refuse } from '../kernel/result.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { paths } from '../paths.ts';
import { useBlockedBy } from '../safety-of-use/queries.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack } from '../web/page-act.ts';
import { decodeCursor, keysetPage, pageById } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { endDuty, fetchBack, registerDuties, sendForTest } from './duty-commands.ts';
import { dutyColumns } from './exports.ts';
import {
  dutyForm,
  listQuery,
  oneDutyForm,
  pageQuery,
  proposalsForm,
  proposedLines,
  resultLines,
  resultsForm,
  reversalForm,
  sendForm,
} from './forms.ts';
import { countDuties, listDuties, proposals } from './list-queries.ts';
import { metrologyOf } from './record-queries.ts';
import { enterResults, reverseResult } from './result-commands.ts';
import { METROLOGY_ITEMS } from './rules.ts';
import { noticeDays } from './task-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 100_000;
const MOST_TOGETHER = 100;
const ONE = '/equipment/:number{SB-[0-9]{8}-[0-9]{4,}}/metrology';
const numberOf = (c: AppContext) => c.req.param('number') ?? '';
type Show = (c: AppContext, services: Services, form: FormState) => Promise<Response>;

export function metrologyRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('asset.read');
  const testers = requirePermission('asset.test');
  router.get(paths.metrology(), readers, (c) => showList(c, services));
  router.get('/equipment/metrology/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportList(c, services),
  );
  router.get(paths.metrologySending(), testers, (c) => showSending(c, services, emptyForm()));
  router.post(paths.metrologySending(), testers, (c) => handleSending(c, services));
  router.get(paths.metrologyResults(), testers, (c) => showResults(c, services, emptyForm()));
  router.post(paths.metrologyResults(), testers, (c) => handleResults(c, services));
  router.get(paths.metrologyProposals(), testers, (c) => showProposals(c, services, emptyForm()));
  router.post(paths.metrologyProposals(), testers, (c) => handleProposals(c, services));
  router.get(ONE, readers, (c) => showCardTests(c, services));
  cardActs(router, services);
  return router;
}

function cardActs(router: Router, services: Services) {
  const testers = requirePermission('asset.test');
  const said = (c: AppContext) => wordsFor(c).metrology;
  router.post(`${ONE}/duties`, testers, (c) =>
    act(c, services, 'duties', dutyForm, async (actor, { idempotency_key: key, item }) => {
      const done = await registerDuties(services, actor, key, { lines: [{ number: numberOf(c), item }] });
      return done.ok ? said(c).registered(1) : done;
    }),
  );
  router.post(`${ONE}/results`, testers, (c) =>
    act(c, services, 'results', resultsForm, async (actor, { idempotency_key: key, line, ...more }) => {
      const done = await enterResults(services, actor, key, { ...more, lines: resultLines(line) });
      return done.ok ? enteredText(c, done.value) : done;
    }),
  );
  router.post(`${ONE}/reversal`, testers, (c) =>
    act(c, services, 'reversal', reversalForm, async (actor, { idempotency_key: key, result: resultId, reason }) => {
      const done = await reverseResult(services, actor, key, { resultId, reason });
      return done.ok ? said(c).reverseDone : done;
    }),
  );
  router.post(`${ONE}/end`, testers, (c) =>
    act(c, services, 'end', oneDutyForm, async (actor, { idempotency_key: key, duty: dutyId, reason }) => {
      const done = await endDuty(services, actor, key, { dutyId, reason });
      return done.ok ? said(c).endDone : done;
    }),
  );
  router.post(`${ONE}/fetch`, testers, (c) =>
    act(c, services, 'fetch', oneDutyForm, async (actor, { idempotency_key: key, duty: dutyId, reason }) => {
      const done = await fetchBack(services, actor, key, { dutyId, reason });
      return done.ok ? said(c).fetchDone : done;
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
  const page = paths.equipmentTests(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => showCardTests(c, services, back) });
}

const enteredText = (c: AppContext, { numbers, stopped }: { numbers: string[]; stopped: string[] }) => {
  const words = wordsFor(c).metrology;
  return [words.entered(numbers.length), stopped.length > 0 && words.stopped(stopped.join('、'))]
    .filter(Boolean)
    .join('。');
};

async function showList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const { after, ...filter } = listQuery.parse(c.req.query());
  const cursor = decodeCursor(after, ['string', 'number']) as [string, number] | undefined;
  const days = await noticeDays(db, services.clock.now());
  const fetched = await listDuties(db, scopePath, filter, { ...days, after: cursor, size: PAGE_SIZE });
  const { rows, next } = keysetPage(fetched, PAGE_SIZE, (row) => [row.validUntil ?? '', row.id]);
  const members = (await organisationsUnder(db, scopePath)).filter((one) => one.active);
  const shown = {
    ...{ t, filter, rows, next, days },
    paged: cursor !== undefined,
    counts: await countDuties(db, scopePath, days),
    members: members.map(({ code, shortName }) => ({ code, shortName })),
    can: { test: may(roles, 'asset.test'), export: may(roles, 'export') },
  };
  return c.render(<MetrologyPage {...shown} />, { title: t.metrology.title, active: 'metrology' });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { after: _after, ...filter } = listQuery.parse(c.req.query());
  const days = await noticeDays(db, services.clock.now());
  const rows = await listDuties(db, signedIn(c).scopePath, filter, { ...days, size: MOST_EXPORTED });
  return spreadsheet(c, `${t.metrology.exportName}-${days.today}`, dutyColumns(t, days), rows);
}

/** The refused form again, with what was typed. */
async function again(c: AppContext, services: Services, show: Show, form: FormState, refusal?: Refusal) {
  c.status(refusal === undefined ? 422 : statusOf(refusal));
  return show(c, services, form);
}

async function showSending(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath } = signedIn(c);
  const days = await noticeDays(db, services.clock.now());
  const page = { ...days, size: MOST_TOGETHER };
  const barred = await listDuties(db, scopePath, { state: 'barred' }, page);
  const soon = await listDuties(db, scopePath, { state: 'soon' }, page);
  const rows = [...barred, ...soon].slice(0, MOST_TOGETHER);
  const shown = { t, form, rows, days, formKey: newFormKey() };
  return c.render(<SendingPage {...shown} />, { title: t.metrology.sendTitle, active: 'metrology' });
}

async function handleSending(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, sendForm);
  if (!form.ok) return again(c, services, showSending, form);
  const { idempotency_key: key, duty: dutyIds, institution, day } = form.value;
  const done = await sendForTest(services, viewerToActor(signedIn(c)), key, { dutyIds, institution, day });
  if (!done.ok) return again(c, services, showSending, refusedForm(c, form.values, done), done);
  const title = wordsFor(c).metrology.sent(done.value.numbers.length);
  return redirectWith(c, paths.metrology({ state: 'away' }), { tone: 'accent', title });
}

async function showResults(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const days = await noticeDays(db, services.clock.now());
  const page = { ...days, size: MOST_TOGETHER };
  const rows = (await listDuties(db, signedIn(c).scopePath, { state: 'away' }, page)).slice(0, MOST_TOGETHER);
  const shown = { t, form, rows, days, formKey: newFormKey() };
  return c.render(<ResultsPage {...shown} />, { title: t.metrology.resultsTitle, active: 'metrology' });
}

async function handleResults(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, resultsForm);
  if (!form.ok) return again(c, services, showResults, form);
  const { idempotency_key: key, line, ...more } = form.value;
  const input = { ...more, lines: resultLines(line) };
  const done = await enterResults(services, viewerToActor(signedIn(c)), key, input);
  if (!done.ok) return again(c, services, showResults, refusedForm(c, form.values, done), done);
  return redirectWith(c, paths.metrology(), { tone: 'accent', title: enteredText(c, done.value) });
}

async function showProposals(c: AppContext, services: Services, form: FormState): Promise<Response> {
  const t = wordsFor(c);
  const { after } = pageQuery.parse(c.req.query());
  const page = await pageById(after, PAGE_SIZE, (from) => proposals(services.db.read, signedIn(c).scopePath, from));
  const shown = { t, form, ...page, formKey: newFormKey() };
  return c.render(<ProposalsPage {...shown} />, { title: t.metrology.proposalsTitle, active: 'metrology' });
}

async function handleProposals(c: AppContext, services: Services): Promise<Response> {
  const form = await readForm(c, proposalsForm);
  if (!form.ok) return again(c, services, showProposals, form);
  const { idempotency_key: key, line } = form.value;
  const done = await registerDuties(services, viewerToActor(signedIn(c)), key, { lines: proposedLines(line) });
  if (!done.ok) return again(c, services, showProposals, refusedForm(c, form.values, done), done);
  const title = wordsFor(c).metrology.registered(done.value.duties);
  return redirectWith(c, paths.metrologyProposals(), { tone: 'accent', title });
}

async function showCardTests(c: AppContext, services: Services, back?: FormBack): Promise<Response> {
  const t = wordsFor(c);
  const db = services.db.read;
  const { scopePath, roles } = signedIn(c);
  const card = await assetByNumber(db, scopePath, numberOf(c));
  if (card === undefined) throw refusalError(c, refuse('not_found'));
  const days = await noticeDays(db, services.clock.now());
  const cycles = await ruleOn(db, 'metrology_cycles', days.today);
  const test = may(roles, 'asset.test');
  const shown = {
    ...{ t, card, days, cycles, test },
    records: await metrologyOf(db, card.asset.id),
    bars: (await useBlockedBy(db, [card.asset.id], days.today)).get(card.asset.id) ?? [],
    items: METROLOGY_ITEMS.filter((item) => cycles[item] > 0),
    files: await attachmentsOf(db, `asset ${card.asset.number}`),
    back: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  const title = t.metrology.cardTitle(card.asset.number);
  return c.render(<CardTestsPage {...shown} />, { title, active: 'metrology' });
}
