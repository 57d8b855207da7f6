/** Counts of shelves as a list, newest first, by key; one as its page shows it; and the shelves that may be counted. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { consignmentCount } from '../../db/schema/consignment-counts.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { queryTokens, searchText } from '../kernel/search-key.ts';
import { type ShelfCount, shelfCountByNumber } from './count-record.ts';
import { type CountedLine, type StrayRow, straysOf, unitsOf } from './line-queries.ts';
import { checkCloser, type Outcome, type ShelfCountState } from './rules.ts';

export interface ShelfCountFilter {
  state?: ShelfCountState | undefined;
  /** Part of a number or shelf, words, pinyin or initials of the member. */
  q?: string | undefined;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '').toLowerCase()}%`;
const counted = (of: string) =>
  sql<number>`(select count(*) from ${sql.raw(of)} and count_id = ${document.id})`.mapWith(Number);

/** Rows from before the cursor (id); one more than `size`, for the pager. */
export async function listShelfCounts(
  db: Db,
  scopePath: string,
  filter: ShelfCountFilter,
  page: { before?: number | undefined; size: number },
) {
  const searched = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(organisation.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token)}`,
      sql`lower(${consignmentCount.shelf}) like ${plainLike(token)}`,
    ),
  );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      shelf: consignmentCount.shelf,
      status: document.status,
      place: organisation.shortName,
      createdAt: document.createdAt,
      closedAt: consignmentCount.closedAt,
      units: counted('consignment_count_unit where 1 = 1'),
      seen: counted('consignment_count_unit where seen is not null'),
      missing: counted('implant_missing where 1 = 1'),
      strays: counted('consignment_count_stray where taken_back_at is null'),
    })
    .from(consignmentCount)
    .innerJoin(document, eq(document.id, consignmentCount.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.state && eq(document.status, filter.state),
        page.before === undefined ? undefined : lt(document.id, page.before),
        ...searched,
      ),
    )
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as ShelfCountState }));
}
export type ListedShelfCount = Awaited<ReturnType<typeof listShelfCounts>>[number];

const shelves = statement(
  `select shelf, sum(case when state = 'shelf' then 1 else 0 end) as units from implant_unit
   where organisation_id = :organisationId and state in ('shelf', 'missing') group by shelf order by shelf limit 500`,
);

/** Shelves of the member with how many units stand there; those that only miss some are among them. */
export async function shelvesOf(db: Db, organisationId: number): Promise<{ shelf: string; units: number }[]> {
  const rows = await db.run<{ shelf: string; units: number }>(shelves, { organisationId });
  return rows.map(({ shelf, units }) => ({ shelf, units: Number(units) }));
}

export interface ShelfCountView extends ShelfCount {
  lines: CountedLine[];
  strays: StrayRow[];
  acts: ActRow[];
  me: number;
  can: { scan: boolean; move: boolean; cancel: boolean; close: boolean; owed: boolean };
  /** The person may close counts but had a hand in this one. */
  hand: boolean;
}

/** The count as the viewer sees it; undefined when there is none within the scope. */
export async function shelfCountView(db: Db, viewer: Viewer, number: string): Promise<ShelfCountView | undefined> {
  const record = await shelfCountByNumber(db, number);
  if (record === undefined || !record.place.path.startsWith(viewer.scopePath)) return undefined;
  const { document: paper, place } = record;
  const lines = await unitsOf(db, paper.id);
  const strays = await straysOf(db, paper.id);
  const keeps = may(viewer.roles, 'implant.keep') && place.id === viewer.organisationId;
  const closes = keeps || (may(viewer.roles, 'implant.read') && may(viewer.roles, 'count.approve'));
  const counters = [paper.createdBy, ...lines.map(({ line }) => line.seenBy), ...strays.map((one) => one.foundBy)];
  const second = checkCloser(viewer.userId, counters).ok;
  const deciding = paper.status === 'deciding';
  return {
    ...record,
    lines,
    strays: strays.filter((one) => one.takenBackAt === null),
    acts: await timelineOf(db, paper.id),
    me: viewer.userId,
    can: {
      scan: keeps && paper.status === 'counting',
      move: keeps && deciding,
      cancel: keeps && (deciding || paper.status === 'counting'),
      close: closes && deciding && second,
      owed: may(viewer.roles, 'payable.read'),
    },
    hand: closes && deciding && !second,
  };
}

/** What of a count its page lists: what was not seen and still should stand there, what was, what left, all. */
export const LINE_TABS = ['missing', 'seen', 'gone', 'all'] as const;
export type LineTab = (typeof LINE_TABS)[number];

const TAB_OF: Record<Outcome, LineTab> = {
  missing: 'missing',
  seen: 'seen',
  used: 'gone',
  returned: 'gone',
  moved: 'gone',
};

/** Lines of a tab, found by words, pinyin and numbers. */
export function linesOfTab(lines: readonly CountedLine[], tab: LineTab, q?: string): CountedLine[] {
  const tokens = queryTokens(q ?? '');
  return lines.filter(({ line, unit, outcome }) => {
    if (tab !== 'all' && TAB_OF[outcome] !== tab) return false;
    const words = `${unit.searchText} ${searchText([line.bookShelf])}`;
    return tokens.every((token) => words.includes(token));
  });
}
