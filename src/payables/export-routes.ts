/** Invoices, credit notes and the rate of punctual payment as spreadsheets: what their pages show. */
import { requirePermission } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { invoiceQuery } from './forms.ts';
import { type MonthRate, onTimeRates, ratesFrom } from './list-queries.ts';
import { type CreditLine, type InvoiceLine, listCredits, listInvoices } from './paper-queries.ts';

const ALL = { limit: 20_000, before: Number.MAX_SAFE_INTEGER };
const FILE = ':file{export\\.(?:csv|xlsx)}';

export function payableExports(services: Services): Router {
  const router = createRouter();
  const guards = [requirePermission('payable.read'), requirePermission('export')] as const;
  router.get(`/payables/invoices/${FILE}`, ...guards, (c) => exportInvoices(c, services));
  router.get(`/payables/credits/${FILE}`, ...guards, (c) => exportCredits(c, services));
  router.get(`/payables/on-time/${FILE}`, ...guards, (c) => exportRates(c, services));
  return router;
}

const yuan = (fen: number) => fen / 100;

async function exportInvoices(c: AppContext, services: Services) {
  const words = wordsFor(c).payables;
  const { q, party } = invoiceQuery.parse(c.req.query());
  const rows = await listInvoices(services.db.read, { q, party }, ALL);
  const columns = [
    { head: words.invoiceCode, value: (row: InvoiceLine) => row.code, width: 16 },
    { head: words.invoiceNumber, value: (row: InvoiceLine) => row.number, width: 24 },
    { head: words.supplier, value: (row: InvoiceLine) => row.party, width: 24 },
    { head: words.invoiceKind, value: (row: InvoiceLine) => words.invoiceKinds[row.kind] },
    { head: words.issuedOn, value: (row: InvoiceLine) => row.issuedOn },
    { head: words.invoiceAmount, value: (row: InvoiceLine) => yuan(row.amountFen) },
    { head: words.tax, value: (row: InvoiceLine) => yuan(row.taxFen) },
    { head: words.lots, value: (row: InvoiceLine) => row.lots, width: 24 },
    { head: words.recordedBy, value: (row: InvoiceLine) => row.recordedBy },
    { head: words.withdrawReason, value: (row: InvoiceLine) => row.withdrawnReason },
  ];
  return spreadsheet(c, `${words.invoices}-${dayOf(services.clock.now())}`, columns, rows);
}

async function exportCredits(c: AppContext, services: Services) {
  const words = wordsFor(c).payables;
  const { q, party } = invoiceQuery.parse(c.req.query());
  const rows = await listCredits(services.db.read, { q, party }, ALL);
  const columns = [
    { head: words.madeAt, value: (row: CreditLine) => dayOf(row.madeAt) },
    { head: words.supplier, value: (row: CreditLine) => row.party, width: 24 },
    { head: words.origin, value: (row: CreditLine) => row.receipt, width: 20 },
    { head: words.creditReason, value: (row: CreditLine) => row.reason, width: 30 },
    { head: words.amount, value: (row: CreditLine) => -yuan(row.amountFen) },
    { head: words.setOffYuan, value: (row: CreditLine) => yuan(row.setOffFen) },
    { head: words.left, value: (row: CreditLine) => yuan(row.amountFen - row.setOffFen) },
    { head: words.recordedBy, value: (row: CreditLine) => row.madeBy },
  ];
  return spreadsheet(c, `${words.creditsTitle}-${dayOf(services.clock.now())}`, columns, rows);
}

/** The rate as a number: a part of 1, empty where nothing was due. */
async function exportRates(c: AppContext, services: Services) {
  const words = wordsFor(c).payables;
  const today = dayOf(services.clock.now());
  const rows = await onTimeRates(services.db.read, ratesFrom(today), today);
  const columns = [
    { head: words.month, value: (row: MonthRate) => row.month },
    { head: words.onTimeCount, value: (row: MonthRate) => row.onTime },
    { head: words.dueCount, value: (row: MonthRate) => row.due },
    { head: words.rate, value: (row: MonthRate) => (row.due === 0 ? null : row.onTime / row.due) },
  ];
  return spreadsheet(c, `${words.ratesTitle}-${today}`, columns, rows);
}
