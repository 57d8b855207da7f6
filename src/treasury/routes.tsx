/** Pages of the account: figures, trial balance, the entries behind each, the revolving fund, reconciliation. */
import type { Db } from '../../db/database.ts';
import { AccountPage } from '../../views/treasury/account-page.tsx';
import { codeWord, EntriesPage, TrialBalancePage } from '../../views/treasury/books-pages.tsx';
import { FundPage, ReconciliationPage } from '../../views/treasury/fund-pages.tsx';
import { moneyText } from '../../views/ui/money.ts';
import { balancesOf } from '../account/queries.ts';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { reconcile, unmatchedLines } from '../bank/line-queries.ts';
import { type BookEntry, bookEntries } from '../books/entry-queries.ts';
import { dayOf, startOfDay, timeOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { interestsByCode } from '../payables/interest-queries.ts';
import { bandSums, listPayables, openByDay } from '../payables/list-queries.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { accountSums, cashAhead, memberBudgets, mostSpent, recentPayments } from './account-queries.ts';
import { availableRoutes } from './available-routes.tsx';
import { type AccountLine, accountByCode, accountTotals, listAccounts, originsOf } from './entry-queries.ts';
import { dutyForm, entriesQuery, remittanceForm, trialQuery } from './forms.ts';
import { remitFund, stateFund } from './fund-commands.ts';
import { fundDuties, fundOf } from './fund-queries.ts';

const PAGE_SIZE = 50;
const DUE_SHOWN = 10;
const RECENT = 5;
const MOST_EXPORTED = 20_000;
const CODE = ':code{[A-Za-z0-9_-]{1,60}}';
const FILE = ':file{export\\.(?:csv|xlsx)}';

export function treasuryRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('account.read');
  const exporters = requirePermission('export');
  router.get(paths.account(), readers, (c) => showAccount(c, services));
  router.route('/', availableRoutes(services));
  router.get(paths.trialBalance(), readers, (c) => showTrial(c, services));
  router.get(`/account/trial-balance/${FILE}`, readers, exporters, (c) => exportTrial(c, services));
  router.get(`/account/entries/${CODE}`, readers, (c) => showEntries(c, services));
  router.get(`/account/entries/${CODE}/${FILE}`, readers, exporters, (c) => exportEntries(c, services));
  router.get(paths.reconciliation(), readers, (c) => showReconciliation(c, services));
  router.get(paths.fund(), readers, (c) => showFund(c, services, emptyForm()));
  router.post(paths.fund(), requirePermission('payment.approve'), (c) => handleDuty(c, services));
  router.post(paths.fundRemittance(), requirePermission('payment.prepare'), (c) => handleRemittance(c, services));
  return router;
}

/** What is due next, each line with the member that its supplier also is. */
async function dueWithMembers(db: Db, today: string) {
  const due = await listPayables(db, {}, today, { limit: DUE_SHOWN });
  const members = await interestsByCode(
    db,
    due.map((row) => row.partyCode),
  );
  return due.map((row) => ({ ...row, member: members.get(row.partyCode) ?? null }));
}

async function showAccount(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const now = services.clock.now();
  const today = dayOf(now);
  const year = Number(today.slice(0, 4));
  // None of these waits for another: on a server their round trips overlap
  const [days, sums, due, budgets, recent, fund, unmatched] = await Promise.all([
    openByDay(db),
    accountSums(db, today),
    dueWithMembers(db, today),
    memberBudgets(db, year),
    recentPayments(db, RECENT),
    fundOf(db, year),
    unmatchedLines(db),
  ]);
  const shown = {
    sums,
    bands: bandSums(days, today),
    due,
    budgets: mostSpent(budgets),
    weeks: cashAhead(days, today, sums.bankFen - sums.underwayFen),
    recent,
    fund,
    unmatched: unmatched.count,
  };
  return c.render(<AccountPage t={t} now={now} today={today} {...shown} />, {
    title: t.treasury.title,
    active: 'account',
  });
}

async function showTrial(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const { after, ...filter } = trialQuery.parse(c.req.query());
  const db = services.db.read;
  const fetched = await listAccounts(db, filter, { limit: PAGE_SIZE + 1, after: after ?? '' });
  const rows = fetched.slice(0, PAGE_SIZE);
  const next = fetched.length > PAGE_SIZE ? rows.at(-1)?.code : undefined;
  const canExport = may(signedIn(c).roles, 'export');
  const shown = { t, filter, rows, totals: await accountTotals(db, filter), next, turned: Boolean(after), canExport };
  return c.render(<TrialBalancePage {...shown} />, { title: t.treasury.trial, active: 'account' });
}

const yuan = (fen: number) => fen / 100;

async function exportTrial(c: AppContext, services: Services) {
  const words = wordsFor(c).treasury;
  const { after: _after, ...filter } = trialQuery.parse(c.req.query());
  const rows = await listAccounts(services.db.read, filter, { limit: MOST_EXPORTED, after: '' });
  const columns = [
    { head: words.code, value: (row: AccountLine) => row.code },
    { head: words.account, value: (row: AccountLine) => row.name, width: 30 },
    { head: words.debits, value: (row: AccountLine) => yuan(row.debitsFen) },
    { head: words.credits, value: (row: AccountLine) => yuan(row.creditsFen) },
    { head: words.heldSum, value: (row: AccountLine) => yuan(row.heldFen) },
    { head: words.balanceYuan, value: (row: AccountLine) => yuan(row.debitsFen - row.creditsFen) },
  ];
  return spreadsheet(c, `${words.trial}-${dayOf(services.clock.now())}`, columns, rows);
}

async function wantedAccount(c: AppContext, services: Services): Promise<AccountLine> {
  const account = await accountByCode(services.db.read, c.req.param('code') ?? '');
  if (account === undefined) throw new WebError(404, 'notFound');
  return account;
}

function spanOf(c: AppContext) {
  const { from, until, side } = entriesQuery.parse(c.req.query());
  const asked = {
    ...(from !== undefined && { from: startOfDay(from) }),
    ...(until !== undefined && { until: startOfDay(until) }),
    ...(side !== undefined && { side }),
  };
  return { span: { from, until, side }, asked };
}

async function showEntries(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const account = await wantedAccount(c, services);
  const { span, asked } = spanOf(c);
  const typed = c.req.query('after') ?? '';
  const after = /^\d{1,15}$/.test(typed) ? Number(typed) : undefined;
  const { rows, next } = await bookEntries(db, { accountId: account.id, limit: PAGE_SIZE, after, ...asked });
  const canExport = may(signedIn(c).roles, 'export');
  const turned = after !== undefined;
  const shown = { t, account, span, rows, origins: await originsOf(db, rows), next, turned, canExport };
  return c.render(<EntriesPage {...shown} />, { title: t.treasury.entriesOf(account.name), active: 'account' });
}

async function exportEntries(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.treasury;
  const db = services.db.read;
  const account = await wantedAccount(c, services);
  const { asked } = spanOf(c);
  const { rows } = await bookEntries(db, { accountId: account.id, limit: MOST_EXPORTED, ...asked });
  const origins = await originsOf(db, rows);
  const columns = [
    { head: words.when, value: (row: BookEntry) => `${dayOf(row.occurredAt)} ${timeOf(row.occurredAt)}`, width: 18 },
    { head: words.why, value: (row: BookEntry) => codeWord(t, row.code) },
    { head: words.document, value: (row: BookEntry) => origins.get(row.id)?.label ?? '', width: 22 },
    { head: words.other, value: (row: BookEntry) => row.otherCode },
    { head: words.debit, value: (row: BookEntry) => yuan(row.debitFen) },
    { head: words.credit, value: (row: BookEntry) => yuan(row.creditFen) },
    { head: words.running, value: (row: BookEntry) => (row.balanceFen === null ? '' : yuan(row.balanceFen)) },
    { head: words.by, value: (row: BookEntry) => row.actor },
  ];
  return spreadsheet(c, `${account.code}-${dayOf(services.clock.now())}`, columns, rows);
}

async function showReconciliation(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const books = (await balancesOf(db, ['BANK'])).get('BANK')?.balanceFen ?? 0;
  const found = await reconcile(db, books);
  return c.render(<ReconciliationPage t={t} found={found} />, { title: t.treasury.reconciliation, active: 'account' });
}

async function showFund(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { roles } = signedIn(c);
  const can = { state: may(roles, 'payment.approve'), remit: may(roles, 'payment.prepare') };
  const duties = await fundDuties(services.db.read);
  const year = Number(dayOf(services.clock.now()).slice(0, 4));
  const page = <FundPage t={t} duties={duties} year={year} can={can} form={form} newKey={newFormKey} />;
  return c.render(page, { title: t.treasury.fund, active: 'account' });
}

async function handleDuty(c: AppContext, services: Services) {
  const form = await readForm(c, dutyForm);
  if (!form.ok) {
    c.status(422);
    return showFund(c, services, form);
  }
  const { idempotency_key: key, year, base: baseFen, basis } = form.value;
  const stated = await stateFund(services, viewerToActor(signedIn(c)), { key, input: { year, baseFen, basis } });
  if (!stated.ok) {
    c.status(statusOf(stated));
    return showFund(c, services, refusedForm(c, form.values, stated));
  }
  const title = wordsFor(c).treasury.stated(year, moneyText(stated.value.dueFen));
  return redirectWith(c, paths.fund(), { tone: 'accent', title });
}

async function handleRemittance(c: AppContext, services: Services) {
  const form = await readForm(c, remittanceForm);
  if (!form.ok) {
    c.status(422);
    return showFund(c, services, form);
  }
  const { idempotency_key: key, year, amount: amountFen, voucher } = form.value;
  const input = { year, amountFen, voucher };
  const done = await remitFund(services, viewerToActor(signedIn(c)), { key, input });
  if (!done.ok) {
    c.status(statusOf(done));
    return showFund(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).treasury.remitted(moneyText(amountFen));
  return redirectWith(c, paths.fund(), { tone: 'accent', title });
}
