/** What can be spent, as the balances it is made of: the page and its export. */
import { AvailablePage, availableName } from '../../views/treasury/available-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { decodeCursor, keysetPage } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { type AvailableLine, availableLines, availableTotals } from './available-queries.ts';
import { availableQuery } from './forms.ts';
import { PARTS } from './rules.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;

export function availableRoutes(services: Services): Router {
  const router = createRouter();
  const readers = requirePermission('account.read');
  router.get(paths.available(), readers, (c) => showAvailable(c, services));
  router.get('/account/available/:file{export\\.(?:csv|xlsx)}', readers, requirePermission('export'), (c) =>
    exportAvailable(c, services),
  );
  return router;
}

function cursorOf(c: AppContext) {
  const [name, code] = decodeCursor(c.req.query('after'), ['string', 'string']) ?? [];
  const part = PARTS.find((one) => one === name);
  return part === undefined ? undefined : { part, code: String(code) };
}

async function showAvailable(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const db = services.db.read;
  const filter = availableQuery.parse(c.req.query());
  const after = cursorOf(c);
  const fetched = await availableLines(db, filter, { limit: PAGE_SIZE + 1, after });
  const page = keysetPage(fetched, PAGE_SIZE, (row) => [row.part, row.code]);
  const totals = await availableTotals(db, filter);
  const canExport = may(signedIn(c).roles, 'export');
  const shown = { t, filter, ...page, totals, turned: after !== undefined, canExport };
  return c.render(<AvailablePage {...shown} />, { title: t.treasury.availableTitle, active: 'account' });
}

async function exportAvailable(c: AppContext, services: Services) {
  const t = wordsFor(c);
  const words = t.treasury;
  const filter = availableQuery.parse(c.req.query());
  const rows = await availableLines(services.db.read, filter, { limit: MOST_EXPORTED });
  const columns = [
    { head: words.part, value: (row: AvailableLine) => words.parts[row.part] },
    { head: words.code, value: (row: AvailableLine) => row.code, width: 26 },
    { head: words.account, value: (row: AvailableLine) => availableName(t, row), width: 30 },
    { head: words.balanceYuan, value: (row: AvailableLine) => row.fen / 100 },
  ];
  return spreadsheet(c, `${words.available}-${dayOf(services.clock.now())}`, columns, rows);
}
