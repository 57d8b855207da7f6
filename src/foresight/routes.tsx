/** The board of what will run out, with the act that prevents each, and its file. */
import { ForesightPage } from '../../views/foresight/foresight-page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import { levelMembers } from '../levels/member-queries.ts';
import type { Services } from '../services.ts';
import { ruleOn } from '../settings/queries.ts';
import { newFormKey } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { type AppContext, createRouter, type Router } from '../web/router.ts';
import { spreadsheet } from '../web/spreadsheets.ts';
import { WebError } from '../web/web-error.ts';
import { foresightCounts } from './count-queries.ts';
import { foresightColumns } from './exports.ts';
import { foresightQuery } from './forms.ts';
import { type ForesightAsk, foreseenAt, foresightLines } from './list-queries.ts';

const PAGE_SIZE = 50;
const MOST_EXPORTED = 20_000;

/** Throws 404 for a member that is out of reach. */
async function asked(c: AppContext, services: Services) {
  const viewer = signedIn(c);
  const db = services.db.read;
  const today = dayOf(services.clock.now());
  const query = foresightQuery.parse(c.req.query());
  const members = await levelMembers(db, viewer.scopePath);
  const member = query.member === undefined ? undefined : members.find((one) => one.code === query.member);
  if (query.member !== undefined && member === undefined) throw new WebError(404, 'notFound');
  const { days: usual } = await ruleOn(db, 'foresight_days', today);
  const days = query.days ?? usual;
  const ask: ForesightAsk = { scopePath: viewer.scopePath, today, days, memberId: member?.id, q: query.q };
  return { t: wordsFor(c), db, viewer, today, query, members, usual, days, ask };
}

async function showForesight(c: AppContext, services: Services): Promise<Response> {
  const { t, db, viewer, today, query, members, usual, days, ask } = await asked(c, services);
  const [page, counts, at] = await Promise.all([
    foresightLines(db, ask, { after: query.after, size: PAGE_SIZE }),
    foresightCounts(db, ask),
    foreseenAt(db),
  ]);
  const can = {
    register: may(viewer.roles, 'shortage.register') || may(viewer.roles, 'shortage.answer'),
    transfer: may(viewer.roles, 'transfer.ask'),
    orders: may(viewer.roles, 'order.read'),
    export: may(viewer.roles, 'export'),
  };
  const { q, member } = query;
  const shown = { t, today, q, member, members, days, usual, counts, at, can, newKey: newFormKey };
  const rows = { rows: page.rows, next: page.next, paged: query.after !== undefined };
  return c.render(<ForesightPage {...shown} {...rows} />, { title: t.foresight.title, active: 'foresight' });
}

async function exportForesight(c: AppContext, services: Services): Promise<Response> {
  const { t, db, today, days, ask } = await asked(c, services);
  const { rows } = await foresightLines(db, ask, { size: MOST_EXPORTED });
  return spreadsheet(c, t.foresight.fileName(days, today), foresightColumns(t), rows);
}

export function foresightRoutes(services: Services): Router {
  const router = createRouter();
  const reading = requirePermission('stock.read');
  router.get('/foresight', reading, (c) => showForesight(c, services));
  router.get('/foresight/:file{export\\.(?:csv|xlsx)}', reading, requirePermission('export'), (c) =>
    exportForesight(c, services),
  );
  return router;
}
