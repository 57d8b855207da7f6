/** Pages of invoices and credit notes. */
import { CreditsPage } from '../../views/payables/credit-pages.tsx';
import { NewInvoicePage } from '../../views/payables/invoice-pages.tsx';
import { InvoicesPage } from '../../views/payables/invoices-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { readYuan } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { partyByCode } from '../parties/queries.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { emptyForm, type FormState, newFormKey, readForm, refusedForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { refusalError, statusOf } from '../web/refusal.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { setOffCredit } from './credit-commands.ts';
import { invoiceForm, invoiceQuery, setOffForm, withdrawForm } from './forms.ts';
import { recordInvoice, withdrawInvoice } from './invoice-commands.ts';
import { listCredits, listInvoices, setOffTargets, suppliersOwed, toInvoice } from './paper-queries.ts';
import { proposeShares } from './rules.ts';

const PAGE_SIZE = 50;
const ID = ':id{[0-9]{1,12}}';
const NEWEST = Number.MAX_SAFE_INTEGER;

export function paperRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('payable.read');
  const recorders = requirePermission('invoice.record');
  router.get(paths.invoices(), readers, (c) => showInvoices(c, services, emptyForm()));
  router.get(paths.newInvoice(), recorders, (c) => showNew(c, services, c.req.query('party'), emptyForm()));
  router.post(paths.invoices(), recorders, (c) => handleNew(c, services));
  router.post(`/payables/invoices/${ID}/withdrawal`, recorders, (c) => handleWithdrawal(c, services));
  router.get(paths.credits(), readers, (c) => showCredits(c, services, emptyForm()));
  router.post(`/payables/credits/${ID}/set-off`, requirePermission('payment.prepare'), (c) =>
    handleSetOff(c, services),
  );
  return router;
}

/** The page and where the next one begins. */
function cut<T extends { id: number }>(fetched: T[]) {
  const rows = fetched.slice(0, PAGE_SIZE);
  return { rows, next: fetched.length > PAGE_SIZE ? rows.at(-1)?.id : undefined };
}

/** The list, its page, and the row whose form is open: that of the address, or the one that came back. */
function askedOf(c: AppContext) {
  const { q, party, after, open } = invoiceQuery.parse(c.req.query());
  const own = c.req.param('id');
  // A form that came back stands on top, wherever its row was in the list
  const before = own === undefined ? (after ?? NEWEST) : Number(own) + 1;
  const at = { after, open: own === undefined ? open : Number(own) };
  return { filter: { q, party }, at, page: { limit: PAGE_SIZE + 1, before } };
}

async function showInvoices(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const { filter, at, page } = askedOf(c);
  const fetched = await listInvoices(services.db.read, filter, page);
  const { roles } = signedIn(c);
  const can = { record: may(roles, 'invoice.record'), export: may(roles, 'export') };
  const shown = { t, filter, at, ...cut(fetched), can, form, formKey: newFormKey() };
  return c.render(<InvoicesPage {...shown} />, { title: t.payables.tabs.invoices, active: 'payables' });
}

async function showNew(c: AppContext, services: Services, code: string | undefined, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  // A refused form shows what was typed: only what can be a code is looked for
  const { party } = invoiceQuery.parse({ party: code });
  const supplier = party === undefined ? undefined : await partyByCode(db, party);
  const { payable: chosen } = invoiceQuery.parse(c.req.query());
  const shown = {
    suppliers: supplier === undefined ? await suppliersOwed(db) : [],
    supplier: supplier && { code: supplier.code, name: supplier.name },
    open: supplier === undefined ? [] : await toInvoice(db, supplier.id),
    chosen,
  };
  const page = <NewInvoicePage t={t} form={form} formKey={newFormKey()} {...shown} />;
  return c.render(page, { title: t.payables.recordTitle, active: 'payables' });
}

/**
 * Typed shares, or, where none is typed, the amount spread over what was ticked or over everything open. Refuses a
 * share that cannot be read or takes away, at its field.
 */
async function sharesOf(
  services: Services,
  partyCode: string,
  given: { amount: number; chosen: number[]; share?: Record<string, string> | undefined },
): Promise<Result<{ payableId: number; amountFen: number }[]>> {
  const supplier = await partyByCode(services.db.read, partyCode);
  const open = supplier === undefined ? [] : await toInvoice(services.db.read, supplier.id);
  const typed: { payableId: number; amountFen: number }[] = [];
  for (const [id, text] of Object.entries(given.share ?? {})) {
    if (text.trim() === '') continue;
    const fen = readYuan(text);
    if (!fen.ok || fen.value < 0) return refuse('field_yuan', {}, `share.${id}`);
    if (fen.value > 0) typed.push({ payableId: Number(id), amountFen: fen.value });
  }
  if (typed.length > 0) return ok(typed);
  const wanted = open.filter((row) => given.chosen.length === 0 || given.chosen.includes(row.id));
  const [only] = wanted;
  // One payable takes the whole invoice, also when it is for more: the match then says so
  if (wanted.length === 1 && only !== undefined) return ok([{ payableId: only.id, amountFen: given.amount }]);
  const rows = wanted.map((row) => ({ payableId: row.id, openFen: row.amountFen - row.invoicedFen }));
  return ok(proposeShares(given.amount, rows));
}

async function handleNew(c: AppContext, services: Services) {
  const form = await readForm(c, invoiceForm);
  if (!form.ok) {
    c.status(422);
    return showNew(c, services, form.values.party?.[0], form);
  }
  const { idempotency_key: key, party: partyCode, amount: amountFen, tax: taxFen, ...rest } = form.value;
  const { chosen, share, ...facts } = rest;
  const maker = ok(chosen.map((payableId) => ({ payableId, amountFen: 0 })));
  const shares =
    facts.kind === 'maker' ? maker : await sharesOf(services, partyCode, { amount: amountFen, chosen, share });
  const about = { ...facts, partyCode, amountFen, taxFen };
  const done = shares.ok
    ? await recordInvoice(services, viewerToActor(signedIn(c)), { key, input: { ...about, shares: shares.value } })
    : shares;
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showNew(c, services, partyCode, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).payables.recorded(done.value.number);
  return redirectWith(c, paths.payables({ party: partyCode }), { tone: 'accent', title });
}

async function handleWithdrawal(c: AppContext, services: Services) {
  const form = await readForm(c, withdrawForm);
  if (!form.ok) {
    c.status(422);
    return showInvoices(c, services, form);
  }
  const { idempotency_key: key, reason } = form.value;
  const input = { id: Number(c.req.param('id')), reason };
  const done = await withdrawInvoice(services, viewerToActor(signedIn(c)), { key, input });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showInvoices(c, services, refusedForm(c, form.values, done));
  }
  const title = wordsFor(c).payables.withdrawnDone(done.value.number);
  return redirectWith(c, paths.invoices(), { tone: 'accent', title });
}

async function showCredits(c: AppContext, services: Services, form: FormState) {
  const t = wordsFor(c);
  const db = services.db.read;
  const { filter, at, page } = askedOf(c);
  const fetched = await listCredits(db, filter, page);
  const { roles } = signedIn(c);
  const can = { setOff: may(roles, 'payment.prepare'), export: may(roles, 'export') };
  const targets = at.open === undefined || !can.setOff ? [] : await setOffTargets(db, at.open);
  const common = { t, now: services.clock.now(), form, formKey: newFormKey() };
  const shown = { ...common, filter, at, ...cut(fetched), targets, can };
  return c.render(<CreditsPage {...shown} />, { title: t.payables.creditsTitle, active: 'payables' });
}

async function handleSetOff(c: AppContext, services: Services) {
  const form = await readForm(c, setOffForm);
  if (!form.ok) {
    c.status(422);
    return showCredits(c, services, form);
  }
  const { idempotency_key: key, payable: payableId, amount: amountFen } = form.value;
  const input = { noteId: Number(c.req.param('id')), payableId, amountFen };
  const done = await setOffCredit(services, viewerToActor(signedIn(c)), { key, input });
  if (!done.ok) {
    if (statusOf(done) === 404) throw refusalError(c, done);
    c.status(statusOf(done));
    return showCredits(c, services, refusedForm(c, form.values, done));
  }
  return redirectWith(c, paths.credits(), { tone: 'accent', title: wordsFor(c).payables.setOffDone });
}
