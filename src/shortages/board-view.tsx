/** Reads a board's address and gathers what the list needs: the same for page, fragment and file. */
import type { BoardPageProps } from '../../views/shortages/board-page.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { DAY_MS } from '../kernel/clock.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { type BoardFilters, campusesOf, listShortages, TAB_STATES, TABS, type Tab } from './board-queries.ts';
import { fulfilment, tabCounts } from './count-queries.ts';
import { type BoardQuery, boardQuery } from './forms.ts';
import type { ShortageState } from './rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

const PAGE_SIZE = 50;
const HUB_TABS: readonly Tab[] = ['registered', 'processing', 'in_transit', 'arrived', 'settled'];
const MEMBER_TABS: readonly Tab[] = ['open', 'arrived', 'settled'];

export type ReadQuery = BoardQuery & { state: Tab };

/** The address's parameters; the tab is the open record's when none is named. */
export function readBoardQuery(c: AppContext, record?: ShortageRecord): ReadQuery {
  const query = boardQuery.parse(c.req.query());
  const status = record?.document.status as ShortageState | undefined;
  const usual = signedIn(c).scopePath === '/' ? 'registered' : 'open';
  const ofRecord = status && TABS.find((tab) => tab !== 'open' && TAB_STATES[tab].includes(status));
  return { ...query, state: query.state ?? ofRecord ?? usual };
}

/** The filters of the address; a member that is unknown or outside the scope filters nothing. */
export async function filtersOf(c: AppContext, services: Services, query: ReadQuery): Promise<BoardFilters> {
  const code = query.organisation || query.campus;
  const place = code ? await organisationByCode(services.db.read, code) : undefined;
  const inScope = place?.path.startsWith(signedIn(c).scopePath) === true;
  return { tab: query.state, urgency: query.urgency, q: query.q, ...(inScope && { underPath: place?.path }) };
}

export type BoardMatter = Omit<BoardPageProps, 'record' | 'recordAsked'>;

/** List, counts and filters of a board. */
export async function boardOf(
  c: AppContext,
  services: Services,
  query: ReadQuery,
  openNumber?: string,
): Promise<BoardMatter> {
  const viewer = signedIn(c);
  const db = services.db.read;
  const now = services.clock.now();
  const county = viewer.scopePath === '/';
  const filters = await filtersOf(c, services, query);
  // Asked side by side: where several connections read, they do not wait for each other
  const [page, counts, campuses, reached] = await Promise.all([
    listShortages(db, viewer.scopePath, filters, { after: query.after, size: PAGE_SIZE }),
    tabCounts(db, viewer.scopePath, now),
    county ? campusesOf(db) : [],
    fulfilment(db, viewer.scopePath, now - 30 * DAY_MS),
  ]);
  return {
    t: wordsFor(c),
    now,
    query,
    counts,
    tabs: county ? HUB_TABS : MEMBER_TABS,
    lines: page.rows,
    next: page.next,
    campuses,
    openNumber,
    mayRegister: may(viewer.roles, 'shortage.register') || may(viewer.roles, 'shortage.answer'),
    fulfilment: reached,
  };
}
