/** The list of shortages as boards show it: one tab, a few filters, pages by key, in few statements. */
import { and, asc, desc, eq, inArray, like, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { type FoundWord, findByWord } from '../catalogue/search/search-queries.ts';
import { actsOfAll } from '../documents/queries.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import { lostBase, OPEN_STATES, type ShortageState, type Urgency } from './rules.ts';
import { type ShortageRecord, shortagesByIds } from './shortage-queries.ts';

export const TABS = ['open', 'registered', 'processing', 'in_transit', 'arrived', 'settled'] as const;
export type Tab = (typeof TABS)[number];

export const TAB_STATES: Record<Tab, readonly ShortageState[]> = {
  open: OPEN_STATES,
  registered: ['registered'],
  processing: ['accepted', 'matched'],
  in_transit: ['in_transit'],
  arrived: ['arrived'],
  settled: ['collected', 'no_show', 'cancelled', 'rejected', 'referred', 'substituted', 'proposed', 'merged'],
};

export interface BoardFilters {
  tab: Tab;
  urgency?: Urgency | undefined;
  /** Only members at or under this path; the scope holds besides. */
  underPath?: string | undefined;
  /** Item, pinyin, initials, member or number. */
  q?: string | undefined;
}

export type ShortageLine = ShortageRecord;

const MOST_EXPORTED = 20_000;
const urgencyRank = sql<number>`case ${shortage.urgency} when 'emergency' then 0 when 'chronic' then 1 else 2 end`;

/** 0 while something of it waits for the hub's pharmacist, 1 once it waits for others only. */
const isOpen = sql`${shortage.quantityBase} > ${shortage.answeredBase} + ${shortage.closedBase}`;
const othersRank = sql<number>`case when ${isOpen} then 0 else 1 end`;

function escaped(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}

function contains(db: Db, word: FoundWord): SQL | undefined {
  const pattern = escaped(word.text);
  const members = db
    .select({ id: organisation.id })
    .from(organisation)
    .where(sql`${organisation.searchText} like ${pattern} escape '!'`);
  return or(
    isOneOf(shortage.itemId, word.itemIds),
    inArray(document.organisationId, members),
    sql`lower(${shortage.wishName}) like ${pattern} escape '!'`,
    sql`lower(${document.number}) like ${pattern} escape '!'`,
  );
}

/** A branch and its villages are few: their own documents are read. The county and a campus read the board's index. */
function isNarrow(path: string): boolean {
  return path.split('/').length >= 5;
}

async function whereOf(
  db: Db,
  scopePath: string,
  filters: BoardFilters,
  states: readonly ShortageState[],
): Promise<SQL | undefined> {
  const words = await findByWord(db, filters.q);
  const path = filters.underPath ?? scopePath;
  const members = db
    .select({ id: organisation.id })
    .from(organisation)
    .where(like(organisation.path, `${path}%`));
  // The expression hides the status from the planner, which would otherwise walk every document of that status
  const status = isNarrow(path)
    ? sql`coalesce(${document.status}, '') in ${[...states]}`
    : inArray(document.status, [...states]);
  return and(
    eq(document.kind, 'shortage'),
    status,
    path === '/' ? undefined : inArray(document.organisationId, members),
    filters.urgency && eq(shortage.urgency, filters.urgency),
    ...words.map((word) => contains(db, word)),
  );
}

interface Key {
  id: number;
  createdAt: number;
  answerBy: number;
  rank: number;
  others: number;
}

const KEY = {
  id: document.id,
  createdAt: document.createdAt,
  answerBy: shortage.answerBy,
  rank: urgencyRank,
  others: othersRank,
};

/** In progress, what the hub's pharmacist must still arrange comes before what others are busy with. */
async function openKeys(db: Db, scopePath: string, filters: BoardFilters, cursor: string | undefined, size: number) {
  // The sum hides the index on the time from the planner, which would walk all that ever was in search of what is open
  const byTime = [sql`${shortage.answerBy} + 0`, urgencyRank, document.id];
  const order = filters.tab === 'processing' ? [othersRank, ...byTime] : byTime;
  const after = decodeCursor(
    cursor,
    order.map(() => 'number' as const),
  );
  const comma = sql`, `;
  const last = after?.map((value) => sql`${value}`);
  const beyond = last && sql`(${sql.join(order, comma)}) > (${sql.join(last, comma)})`;
  return db
    .select(KEY)
    .from(document)
    .innerJoin(shortage, eq(shortage.documentId, document.id))
    .where(and(await whereOf(db, scopePath, filters, TAB_STATES[filters.tab]), beyond))
    .orderBy(...order)
    .limit(size);
}

/** Each ended status is one descending range of the board's index; the newest of them all are merged here. */
async function settledKeys(db: Db, scopePath: string, filters: BoardFilters, cursor: string | undefined, size: number) {
  const after = decodeCursor(cursor, ['number', 'number']);
  const beyond = after && sql`(${document.createdAt}, ${document.id}) < (${after[0]}, ${after[1]})`;
  const narrow = isNarrow(filters.underPath ?? scopePath);
  const groups = narrow ? [TAB_STATES.settled] : TAB_STATES.settled.map((state) => [state]);
  const keys: Key[] = [];
  for (const states of groups) {
    const found = await db
      .select(KEY)
      .from(document)
      .innerJoin(shortage, eq(shortage.documentId, document.id))
      .where(and(await whereOf(db, scopePath, filters, states), beyond))
      .orderBy(desc(document.createdAt), desc(document.id))
      .limit(size);
    keys.push(...found);
  }
  return keys.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id).slice(0, size);
}

/** The lines of these documents, in the given order. */
export function linesByIds(db: Db, ids: readonly number[]): Promise<ShortageLine[]> {
  return shortagesByIds(db, ids);
}

/** What a cursor holds: the values by which the rows of the tab follow each other. */
function cursorOf(tab: Tab, key: Key): number[] {
  if (tab === 'settled') return [key.createdAt, key.id];
  return [...(tab === 'processing' ? [key.others] : []), key.answerBy, key.rank, key.id];
}

/**
 * One page. Open tabs: who must be answered first, then the more urgent, in progress those that still wait for the
 * hub's pharmacist before all; the settled tab: newest first. A cursor of another shape gives the first page.
 */
export async function listShortages(
  db: Db,
  scopePath: string,
  filters: BoardFilters,
  page: { after?: string | undefined; size: number },
): Promise<KeysetPage<ShortageLine>> {
  const keysOf = filters.tab === 'settled' ? settledKeys : openKeys;
  const fetched = await keysOf(db, scopePath, filters, page.after, page.size + 1);
  const cut = keysetPage(fetched, page.size, (key: Key) => cursorOf(filters.tab, key));
  const rows = await linesByIds(
    db,
    cut.rows.map((key) => key.id),
  );
  return { rows, next: cut.next };
}

/** The first rows of several open tabs, as each would list them; the rows of all are read together. */
export async function openLists(
  db: Db,
  scopePath: string,
  tabs: readonly Exclude<Tab, 'settled'>[],
  size: number,
): Promise<Map<Tab, ShortageLine[]>> {
  const keys = await Promise.all(tabs.map((tab) => openKeys(db, scopePath, { tab }, undefined, size)));
  const lines = await linesByIds(db, [...new Set(keys.flat().map((key) => key.id))]);
  const byId = new Map(lines.map((line) => [line.document.id, line]));
  return new Map(tabs.map((tab, nth) => [tab, (keys[nth] ?? []).flatMap((key) => byId.get(key.id) ?? [])]));
}

/** A request with what left for it and came damaged or not at all: its page and its file count that as sent. */
export interface ExportedShortage extends ShortageLine {
  lostBase: number;
}

/** Everything that the filters show, for a file; at most 20,000 lines. */
export async function exportShortages(db: Db, scopePath: string, filters: BoardFilters): Promise<ExportedShortage[]> {
  const { rows } = await listShortages(db, scopePath, filters, { size: MOST_EXPORTED });
  const ids = rows.map((line) => line.document.id);
  const lost = new Map<number, number>();
  for (const act of await actsOfAll(db, ids, 'arrive')) {
    lost.set(act.documentId, (lost.get(act.documentId) ?? 0) + lostBase([act]));
  }
  return rows.map((line) => ({ ...line, lostBase: lost.get(line.document.id) ?? 0 }));
}

/** The campuses of the county, to filter by. */
export async function campusesOf(db: Db): Promise<{ code: string; shortName: string }[]> {
  return db
    .select({ code: organisation.code, shortName: organisation.shortName })
    .from(organisation)
    .where(eq(organisation.kind, 'campus'))
    .orderBy(asc(organisation.code));
}
