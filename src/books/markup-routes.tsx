/** The zero-markup check: what changed hands between members, what was sold to patients, and the lines behind both. */
import { MarkupEntriesPage } from '../../views/books/markup-entries-page.tsx';
import { MarkupPage } from '../../views/books/markup-page.tsx';
import { fullMoment } from '../../views/ui/format.ts';
import { requirePermission } from '../auth/guard.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import { listSelling } from '../selling/list-queries.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { listQuery, markupEntriesQuery } from './forms.ts';
import { type MarkupEntry, markupEntries } from './markup-entry-queries.ts';
import { markupReport } from './markup-queries.ts';
import { type SoldLot, soldReport } from './sold-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 50_000;

export function markupRoutes(services: Services): Router {
  const router = createRouter();
  const office = requirePermission('account.read');
  const exporters = requirePermission('export');
  router.get(paths.markup(), office, (c) => showMarkup(c, services));
  router.get('/books/markup/:file{export\\.(?:csv|xlsx)}', office, exporters, (c) => exportSold(c, services));
  router.get(paths.markupEntries(), office, (c) => showEntries(c, services));
  router.get('/books/markup/entries/:file{export\\.(?:csv|xlsx)}', office, exporters, (c) =>
    exportEntries(c, services),
  );
  return router;
}

const todayOf = (services: Services) => dayOf(services.clock.now());

async function showMarkup(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const today = todayOf(services);
  const thisMonth = today.slice(0, 7);
  const { month = thisMonth } = listQuery.parse(c.req.query());
  const report = await markupReport(db, month);
  const sold = await soldReport(db, month, today);
  const lines = month === thisMonth ? await listSelling(db, { day: today }) : [];
  const stock = {
    missing: lines.filter((line) => line.states.includes('missing')).length,
    differing: lines.filter((line) => line.states.includes('differs')),
  };
  return c.render(<MarkupPage {...{ t, month, report, sold, stock, thisMonth }} />, {
    title: t.books.markup.title,
    active: 'books',
  });
}

/** Every lot that was sold at a price the rule does not allow, and every one without a price. */
async function exportSold(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.books.markup;
  const today = todayOf(services);
  const { month = today.slice(0, 7) } = listQuery.parse(c.req.query());
  const { differing, unpriced } = await soldReport(services.db.read, month, today);
  const yuan = (pack: number | null) => (pack === null ? null : pack / 10_000);
  const columns = [
    { head: t.prices.code, value: (lot: SoldLot) => lot.itemCode },
    { head: words.item, value: (lot: SoldLot) => lot.itemName, width: 24 },
    { head: words.lot, value: (lot: SoldLot) => lot.lotNumber, width: 16 },
    { head: t.selling.rule, value: (lot: SoldLot) => t.selling.rules[lot.rule.code](lot.rule), width: 18 },
    { head: words.quantityBase, value: (lot: SoldLot) => lot.quantityBase / lot.scale },
    { head: words.unit, value: (lot: SoldLot) => t.formats.unit(lot.baseUnit, 2) },
    { head: words.price, value: (lot: SoldLot) => yuan(lot.paidPack) },
    { head: words.sellingPrice, value: (lot: SoldLot) => yuan(lot.sellingPack) },
    { head: words.cost, value: (lot: SoldLot) => lot.costFen / 100 },
    { head: words.soldAt, value: (lot: SoldLot) => (lot.soldFen === null ? null : lot.soldFen / 100) },
  ];
  return spreadsheet(c, `${words.title}-${month}`, columns, [...differing, ...unpriced]);
}

async function entriesFor(c: AppContext, services: Services, limit: number) {
  const { month = todayOf(services).slice(0, 7), after = 0, ...rest } = markupEntriesQuery.parse(c.req.query());
  const { side, lot: lotId } = rest;
  const found = await markupEntries(services.db.read, { side, month, lotId, after, limit });
  return { asked: { month, after, ...rest }, ...found };
}

async function showEntries(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const shown = await entriesFor(c, services, PAGE_SIZE);
  const now = services.clock.now();
  return c.render(<MarkupEntriesPage {...{ t, now, ...shown }} />, {
    title: t.books.markup.entries[shown.asked.side],
    active: 'books',
  });
}

async function exportEntries(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.books.markup;
  const { rows, asked } = await entriesFor(c, services, MOST_EXPORTED);
  const columns = [
    { head: t.books.when, value: (row: MarkupEntry) => fullMoment(row.occurredAt), width: 18 },
    { head: t.books.kind, value: (row: MarkupEntry) => t.books.kindOf(row.kind) },
    { head: t.books.document, value: (row: MarkupEntry) => row.document?.number, width: 18 },
    { head: t.prices.code, value: (row: MarkupEntry) => row.itemCode },
    { head: words.item, value: (row: MarkupEntry) => row.itemName, width: 24 },
    { head: words.lot, value: (row: MarkupEntry) => row.lotNumber, width: 16 },
    { head: words.from, value: (row: MarkupEntry) => row.from ?? words.patients, width: 24 },
    { head: words.to, value: (row: MarkupEntry) => row.to ?? words.patients, width: 24 },
    { head: words.quantityBase, value: (row: MarkupEntry) => row.quantityBase / row.scale },
    { head: words.unit, value: (row: MarkupEntry) => t.formats.unit(row.baseUnit, 2) },
    { head: words.price, value: (row: MarkupEntry) => row.pricePack / 10_000 },
    { head: words.amount, value: (row: MarkupEntry) => row.amountFen / 100 },
  ];
  return spreadsheet(c, `${words.entries[asked.side]}-${asked.month}`, columns, rows);
}
