/** GET /shortages and its files, GET /shortages/:number. */
import { BoardList } from '../../views/shortages/board-list.tsx';
import { OwnPage, OwnRows } from '../../views/shortages/own-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { foresightLines } from '../foresight/list-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { isFragment } from '../web/render.tsx';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { boardColumns } from './board-columns.ts';
import { exportShortages } from './board-queries.ts';
import { boardOf, filtersOf, readBoardQuery } from './board-view.tsx';
import { renderBoard, renderRecord } from './record-view.tsx';
import { shortageByNumber } from './shortage-queries.ts';

/** Of the first to run out so many are looked at, and so many are asked about at once. */
const ASKED_OF = 20;
const ASKED_AT_ONCE = 3;

async function showList(c: AppContext, services: Services): Promise<Response> {
  const { title } = wordsFor(c).shortages;
  const county = signedIn(c).scopePath === '/';
  if (county && !isFragment(c)) return renderBoard(c, services, undefined, false);
  const query = readBoardQuery(c);
  const board = await boardOf(c, services, query, query.open);
  if (county) return c.render(<BoardList {...board} />, { title });
  const viewer = signedIn(c);
  const today = dayOf(board.now);
  const { days } = await ruleOn(services.db.read, 'foresight_days', today);
  const ask = { scopePath: viewer.scopePath, today, days, memberId: viewer.organisationId };
  // Asked before it must register; what was asked for already is not asked again
  const ahead = may(viewer.roles, 'shortage.register')
    ? (await foresightLines(services.db.read, ask, { size: ASKED_OF })).rows
    : [];
  const lines = ahead.filter((line) => line.asked === null && line.act !== 'card').slice(0, ASKED_AT_ONCE);
  const own = { ...board, today, ahead: lines, newKey: newFormKey };
  const list = isFragment(c) ? <OwnRows {...own} /> : <OwnPage {...own} />;
  return c.render(list, { title, active: 'shortages', offline: true });
}

async function exportList(c: AppContext, services: Services): Promise<Response> {
  const t = wordsFor(c);
  const now = services.clock.now();
  const query = readBoardQuery(c);
  const lines = await exportShortages(services.db.read, signedIn(c).scopePath, await filtersOf(c, services, query));
  const name = t.shortages.fileName(t.shortages.tabs[query.state], dayOf(now));
  return spreadsheet(c, name, boardColumns(t, now), lines);
}

export function boardRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requirePermission('stock.read');
  router.get(paths.shortages(), reading, (c) => showList(c, services));
  for (const format of ['csv', 'xlsx'] as const) {
    router.get(paths.shortagesExport(format), reading, requirePermission('export'), (c) => exportList(c, services));
  }
  router.get(paths.shortage(':number'), reading, async (c) => {
    const record = await shortageByNumber(services.db.read, c.req.param('number') ?? '', signedIn(c).scopePath);
    if (record === undefined) throw new WebError(404, 'notFound');
    return renderRecord(c, services, record);
  });
  return router;
}
