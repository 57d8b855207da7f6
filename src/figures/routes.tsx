/** Figures of shortages and supply, and the lists that each of their numbers opens into. */
import { FiguresPage } from '../../views/figures/figures-page.tsx';
import { OutagesPage } from '../../views/figures/outages-page.tsx';
import { RequestsPage } from '../../views/figures/requests-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { Services } from '../services.ts';
import { pageOf } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { calendarFrom } from '../working-days/queries.ts';
import { figureColumns, outageColumns, requestColumns } from './exports.ts';
import { figuresQuery, type Narrowing, outagesQuery, requestsQuery } from './forms.ts';
import { figureRequests, outageLines } from './list-queries.ts';
import { figureRows } from './row-queries.ts';
import { periodOf } from './rules.ts';
import { type FigureAsk, reckonedAt, wholeFigures } from './sum-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;

/** Throws 404 for a member that is out of reach, and for an item that nobody knows. */
async function narrowed(c: AppContext, services: Services, query: Narrowing) {
  const viewer = signedIn(c);
  const db = services.db.read;
  const now = services.clock.now();
  const period = periodOf(query, dayOf(now));
  const member = query.member === undefined ? undefined : await organisationByCode(db, query.member);
  if (query.member !== undefined && !member?.path.startsWith(viewer.scopePath)) throw new WebError(404, 'notFound');
  const wishes = query.item === 'wish';
  const item = query.item === undefined || wishes ? undefined : await itemByCode(db, query.item);
  if (query.item !== undefined && !wishes && item === undefined) throw new WebError(404, 'notFound');
  const ask: FigureAsk = {
    scopePath: viewer.scopePath,
    period,
    now,
    memberId: member?.id,
    itemId: wishes ? -1 : item?.id,
    reason: query.reason,
    cause: query.cause,
  };
  const t = wordsFor(c);
  const names = { member: member?.shortName, item: wishes ? t.figures.wishes : item?.genericName };
  const { member: code, item: itemCode, reason, cause } = query;
  const kept = { from: period.from, to: period.to, member: code, item: itemCode, reason, cause };
  return { t, db, now, ask, period, names, kept, canExport: may(viewer.roles, 'export'), today: dayOf(now) };
}

async function showFigures(c: AppContext, services: Services): Promise<Response> {
  const { by, q, page, ...query } = figuresQuery.parse(c.req.query());
  const { ask, db, ...shown } = await narrowed(c, services, query);
  const [whole, rows, reckoned] = await Promise.all([
    wholeFigures(db, ask),
    figureRows(db, by, ask, q),
    reckonedAt(db),
  ]);
  const listed = by === 'cause' ? pageOf(rows, '1', rows.length + 1) : pageOf(rows, page, PAGE_SIZE);
  const props = { ...shown, by, q, whole, page: listed, reckoned };
  return c.render(<FiguresPage {...props} />, { title: shown.t.figures.title, active: 'figures', landscape: true });
}

async function exportFigures(c: AppContext, services: Services): Promise<Response> {
  const { by, q, page: _page, ...query } = figuresQuery.parse(c.req.query());
  const { t, db, ask, period } = await narrowed(c, services, query);
  const rows = await figureRows(db, by, ask, q);
  return spreadsheet(c, t.figures.fileName(t.figures.bys[by], period.from, period.to), figureColumns(t, by), rows);
}

async function showRequests(c: AppContext, services: Services): Promise<Response> {
  const { measure, q, ...query } = requestsQuery.parse(c.req.query());
  const { ask, db, ...shown } = await narrowed(c, services, query);
  const page = await figureRequests(db, measure, ask, { after: query.after, q, size: PAGE_SIZE });
  const first = Math.min(...page.rows.map((row) => row.createdAt), shown.now);
  const calendar = await calendarFrom(db, dayOf(first));
  const props = { ...shown, measure, q, rows: page.rows, next: page.next, paged: query.after !== undefined, calendar };
  return c.render(<RequestsPage {...props} />, { title: shown.t.figures.measures[measure], active: 'figures' });
}

async function exportRequests(c: AppContext, services: Services): Promise<Response> {
  const { measure, q, ...query } = requestsQuery.parse(c.req.query());
  const { t, db, ask, period } = await narrowed(c, services, query);
  const { rows } = await figureRequests(db, measure, ask, { q, size: MOST_EXPORTED });
  const name = t.figures.fileName(t.figures.measures[measure], period.from, period.to);
  return spreadsheet(c, name, requestColumns(t), rows);
}

async function showOutages(c: AppContext, services: Services): Promise<Response> {
  const { q, ...query } = outagesQuery.parse(c.req.query());
  const { ask, db, ...shown } = await narrowed(c, services, query);
  const [page, reckoned] = await Promise.all([
    outageLines(db, ask, { after: query.after, q, size: PAGE_SIZE }),
    reckonedAt(db),
  ]);
  const props = { ...shown, q, rows: page.rows, next: page.next, paged: query.after !== undefined, reckoned };
  return c.render(<OutagesPage {...props} />, { title: shown.t.figures.outDays, active: 'figures' });
}

async function exportOutages(c: AppContext, services: Services): Promise<Response> {
  const { q, ...query } = outagesQuery.parse(c.req.query());
  const { t, db, ask, period } = await narrowed(c, services, query);
  const { rows } = await outageLines(db, ask, { q, size: MOST_EXPORTED });
  return spreadsheet(c, t.figures.fileName(t.figures.outDays, period.from, period.to), outageColumns(t), rows);
}

export function figuresRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requirePermission('stock.read');
  const taking = requirePermission('export');
  const lists = [
    { path: '/figures', show: showFigures, take: exportFigures },
    { path: '/figures/requests', show: showRequests, take: exportRequests },
    { path: '/figures/outages', show: showOutages, take: exportOutages },
  ];
  for (const { path, show, take } of lists) {
    router.get(path, reading, (c) => show(c, services));
    router.get(`${path}/:file{export\\.(?:csv|xlsx)}`, reading, taking, (c) => take(c, services));
  }
  return router;
}
