/** One contract with every act on it; a refused form comes back with what was typed. */
import type { z } from 'zod';
import { ContractPage } from '../../views/contracts/show-page.tsx';
import { refusalText } from '../../views/i18n/index.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { type Actor, viewerToActor } from '../auth/viewer.ts';
import { codeMeant } from '../catalogue/meant-queries.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/result.ts';
import { paths } from '../paths.ts';
import { volumeProgress } from '../prices/progress-queries.ts';
import type { Services } from '../services.ts';
import { SHEET_LIMITS } from '../spreadsheets/sheet.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { actOnPage, type FormBack, seenBy } from '../web/page-act.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { activateContract, endContract, excuseVolume, mayActivate, withdrawContract } from './commands.ts';
import { removeContractLine, setContractLine, setShares, spreadShares } from './draft-commands.ts';
import { activationForm, endingForm, excuseForm, keyForm, lineForm, sharesForm, withdrawalForm } from './forms.ts';
import { memberProgress } from './progress-queries.ts';
import { contractByNumber, contractLines } from './queries.ts';
import { checkWithdrawal } from './rules.ts';
import { readShares, SHARE_COLUMNS } from './share-queries.ts';

const NUMBER = ':number{HT-[0-9]{8}-[0-9]{4,}}';
const LINE = ':line{[0-9]{1,12}}';
const MULTIPART_ROOM = 64 * 1024;
const MOST_PROBLEMS = 20;

const numberOf = (c: AppContext) => c.req.param('number') ?? '';

export function contractActRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('price.read');
  const editors = requirePermission('contract.edit');
  const one = `/contracts/${NUMBER}`;
  router.get(one, readers, (c) => show(c, services));
  router.get(`${one}/shares/:file{template\\.(?:csv|xlsx)}`, readers, sendTemplate);
  router.post(`${one}/lines`, editors, (c) =>
    act(c, services, 'line', lineForm, async (actor, { idempotency_key: key, item: typed, price, ...rest }) => {
      const meant = await codeMeant(services.db.read, typed, 'item');
      if (!meant.ok) return meant;
      const input = { ...rest, itemCode: meant.value, pricePack: price };
      const set = await setContractLine(services, actor, key, numberOf(c), input);
      return set.ok ? wordsFor(c).prices.contracts.lineSet : set;
    }),
  );
  router.post(`${one}/lines/${LINE}/removal`, editors, (c) =>
    act(c, services, 'removal', keyForm, async (actor, { idempotency_key: key }) => {
      const removed = await removeContractLine(services, actor, key, numberOf(c), Number(c.req.param('line')));
      return removed.ok ? wordsFor(c).prices.contracts.removed(removed.value.code) : removed;
    }),
  );
  router.post(`${one}/lines/${LINE}/spread`, editors, (c) =>
    act(c, services, 'spread', keyForm, async (actor, { idempotency_key: key }) => {
      const spread = await spreadShares(services, actor, key, numberOf(c), Number(c.req.param('line')));
      return spread.ok ? wordsFor(c).prices.contracts.spreadDone(spread.value.members) : spread;
    }),
  );
  router.post(`${one}/shares`, editors, (c) => handleShares(c, services));
  bindingRoutes(router, services, one);
  return router;
}

/** The acts that make it bind or stop. */
function bindingRoutes(router: Router, services: Services, one: string): void {
  const editors = requirePermission('contract.edit');
  const deciders = requirePermission('contract.edit', 'approval.decide');
  router.post(`${one}/activation`, deciders, (c) =>
    act(c, services, 'activation', activationForm, async (actor, value) => {
      const done = await activateContract(services, actor, seenBy(numberOf(c), value));
      return done.ok ? wordsFor(c).prices.contracts.activated(done.value.number) : done;
    }),
  );
  router.post(`${one}/ending`, editors, (c) =>
    act(c, services, 'ending', endingForm, async (actor, value) => {
      const { lastDay, reason } = value;
      const done = await endContract(services, actor, seenBy(numberOf(c), value), { lastDay, reason });
      return done.ok ? wordsFor(c).prices.contracts.ended(lastDay) : done;
    }),
  );
  router.post(`${one}/withdrawal`, editors, (c) =>
    act(c, services, 'withdrawal', withdrawalForm, async (actor, value) => {
      const done = await withdrawContract(services, actor, seenBy(numberOf(c), value), { reason: value.reason });
      return done.ok ? wordsFor(c).prices.contracts.withdrawn : done;
    }),
  );
  router.post(`${one}/excuses`, editors, (c) =>
    act(c, services, 'excuse', excuseForm, async (actor, value) => {
      const { line: lineId, units, excuseReason: reason } = value;
      const done = await excuseVolume(services, actor, seenBy(numberOf(c), value), { lineId, units, reason });
      return done.ok ? wordsFor(c).prices.contracts.excused : done;
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
  const page = paths.contract(numberOf(c));
  return actOnPage(c, { name, schema, work, page, show: (back) => show(c, services, back) });
}

async function show(c: AppContext, services: Services, back?: FormBack) {
  const t = wordsFor(c);
  const db = services.db.read;
  const head = await contractByNumber(db, numberOf(c));
  if (head === undefined) throw new WebError(404, 'notFound');
  const today = dayOf(services.clock.now());
  const viewer = signedIn(c);
  const lines = await contractLines(db, head.document.id);
  const acts = await timelineOf(db, head.document.id);
  const asked = Number(c.req.query('line'));
  const chosen = lines.find(({ line }) => line.id === asked && line.agreedUnits > 0)?.line;
  const drafted = acts.filter((one) => one.act === 'draft' || one.act === 'change');
  const { status } = head.document;
  const standing = status === 'draft' || status === 'active';
  const may_ = {
    edit: may(viewer.roles, 'contract.edit'),
    activate: mayActivate(viewer.roles),
    own: drafted.some((one) => one.actorId === viewer.userId),
    withdraw: standing && checkWithdrawal({ status, startsOn: head.contract.startsOn }, today).ok,
  };
  const shown = {
    t,
    head,
    lines,
    progress: await volumeProgress(
      db,
      lines.map(({ line }) => line.id),
      today,
    ),
    opened: chosen && { lineId: chosen.id, ...(await memberProgress(db, chosen, today)) },
    acts,
    today,
    can: may_,
    form: back ?? { name: '', state: emptyForm() },
    formKey: newFormKey,
  };
  return c.render(<ContractPage {...shown} />, { title: head.contract.title, active: 'prices' });
}

function sendTemplate(c: AppContext) {
  const columns = SHARE_COLUMNS.map((column) => ({ head: column.titles[0] ?? column.key, value: () => null }));
  return spreadsheet(c, wordsFor(c).prices.contracts.importShares, columns, []);
}

async function handleShares(c: AppContext, services: Services) {
  const form = await readForm(c, sharesForm, { maxBytes: SHEET_LIMITS.bytes + MULTIPART_ROOM });
  const refused = (state: FormState) => {
    c.status(422);
    return show(c, services, { name: 'shares', state });
  };
  if (!form.ok) return refused(form);
  const t = wordsFor(c);
  const head = await contractByNumber(services.db.read, numberOf(c));
  if (head === undefined) throw new WebError(404, 'notFound');
  const content = new Uint8Array(await form.value.file.arrayBuffer());
  const read = await readShares(services.db.read, head.document.id, content);
  if (!read.ok) return refused(refusedForm(c, form.values, { ...read, field: 'file' }));
  const { shares, problems } = read.value;
  if (problems.length > 0) {
    const told = problems.slice(0, MOST_PROBLEMS);
    const formErrors = told.map((one) => t.prices.contracts.rowProblem(one.row, refusalText(t, one)));
    return refused({ values: form.values, errors: {}, formErrors });
  }
  const actor = viewerToActor(signedIn(c));
  const set = await setShares(services, actor, form.value.idempotency_key, numberOf(c), shares);
  if (!set.ok) return refused(refusedForm(c, form.values, set));
  const title = t.prices.contracts.imported(set.value.shares);
  return redirectWith(c, paths.contract(numberOf(c)), { tone: 'accent', title });
}
