/** Upkeep lists, newest first, by key; and the lines of one. */
import { and, asc, desc, eq, isNotNull, isNull, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { upkeep, upkeepLine } from '../../db/schema/storage.ts';
import { person } from '../../db/schema/users.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import type { UpkeepKind, UpkeepState, Why } from './rules.ts';
import { type LoadedUpkeep, upkeepByNumber } from './upkeep-record.ts';

export interface UpkeepFilter {
  kind?: UpkeepKind | undefined;
  state?: UpkeepState | 'late' | undefined;
  /** Part of a number or period, words, pinyin or initials of the member. */
  q?: string | undefined;
}

export interface ListedUpkeep {
  id: number;
  number: string;
  kind: UpkeepKind;
  period: string;
  status: UpkeepState;
  place: string;
  dueOn: string;
  createdAt: number;
  lines: number;
  open: number;
  problems: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const count = (where: string) =>
  sql<number>`(select count(*) from upkeep_line where upkeep_id = ${document.id} ${sql.raw(where)})`.mapWith(Number);

function ofState(state: UpkeepFilter['state'], today: string) {
  if (state === undefined) return undefined;
  if (state !== 'late') return eq(document.status, state);
  return and(eq(document.status, 'open'), lt(upkeep.dueOn, today));
}

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listUpkeeps(
  db: Db,
  scopePath: string,
  filter: UpkeepFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number; today: string },
): Promise<ListedUpkeep[]> {
  const { cursor, size, today } = page;
  const text = (filter.q ?? '').trim();
  const older =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const found =
    text === ''
      ? undefined
      : or(
          sql`lower(${document.number}) like ${plainLike(text.toLowerCase())}`,
          like(upkeep.period, plainLike(text.toUpperCase())),
          like(organisation.searchText, plainLike(normaliseQuery(text))),
        );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      kind: upkeep.kind,
      period: upkeep.period,
      status: document.status,
      place: organisation.shortName,
      dueOn: upkeep.dueOn,
      createdAt: document.createdAt,
      lines: count(''),
      open: count('and finding is null'),
      problems: count("and finding = 'problem'"),
    })
    .from(upkeep)
    .innerJoin(document, eq(document.id, upkeep.documentId))
    .innerJoin(organisation, eq(organisation.id, upkeep.organisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.kind && eq(upkeep.kind, filter.kind),
        ofState(filter.state, today),
        found,
        older,
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as UpkeepState }));
}

export interface ShownLine {
  line: typeof upkeepLine.$inferSelect;
  item: typeof item.$inferSelect;
  lot: typeof lot.$inferSelect;
  storeName: string;
  /** Base units there now. */
  onHand: number;
  held: boolean;
  personName: string | null;
}

export interface LineFilter {
  tab: 'open' | 'problem' | 'done' | 'all';
  q?: string | undefined;
}

/** Lines after a line number, in the order in which one walks past them; one more than `size`. */
export async function linesOf(
  db: Db,
  upkeepId: number,
  filter: LineFilter,
  page: { after?: number | undefined; size: number },
): Promise<ShownLine[]> {
  const { tab, q } = filter;
  const ids = await idsMatching(db, q, { retired: true });
  const lotLike = sql`lower(${lot.number}) like ${plainLike((q ?? '').trim().toLowerCase())}`;
  const named =
    ids === undefined
      ? undefined
      : or(ids.length === 0 ? sql`1 = 0` : sql`${upkeepLine.itemId} in ${ids.slice(0, 500)}`, lotLike);
  const state = {
    open: isNull(upkeepLine.finding),
    problem: eq(upkeepLine.finding, 'problem'),
    done: isNotNull(upkeepLine.finding),
    all: undefined,
  }[tab];
  const rows = await db
    .select({
      line: upkeepLine,
      item,
      lot,
      storeName: location.name,
      onHand: balance.onHand,
      heldBy: balance.heldBy,
      personName: person.name,
    })
    .from(upkeepLine)
    .innerJoin(item, eq(item.id, upkeepLine.itemId))
    .innerJoin(lot, eq(lot.id, upkeepLine.lotId))
    .innerJoin(location, eq(location.id, upkeepLine.locationId))
    .leftJoin(balance, and(eq(balance.locationId, upkeepLine.locationId), eq(balance.lotId, upkeepLine.lotId)))
    .leftJoin(person, eq(person.id, upkeepLine.doneBy))
    .where(
      and(
        eq(upkeepLine.upkeepId, upkeepId),
        state,
        named,
        page.after === undefined ? undefined : sql`${upkeepLine.lineNumber} > ${page.after}`,
      ),
    )
    .orderBy(asc(upkeepLine.lineNumber))
    .limit(page.size + 1);
  return rows.map(({ heldBy, onHand, ...row }) => ({ ...row, onHand: onHand ?? 0, held: heldBy != null }));
}

export interface UpkeepView extends LoadedUpkeep {
  counts: { lines: number; open: number; problems: number };
  whys: { why: Why; lines: number }[];
  acts: ActRow[];
  can: { do: boolean; decide: boolean; report: boolean };
}

/** The list as the viewer sees it; undefined when there is none within the scope. */
export async function upkeepView(db: Db, viewer: Viewer, number: string): Promise<UpkeepView | undefined> {
  const loaded = await upkeepByNumber(db, number);
  if (loaded === undefined || !loaded.place.path.startsWith(viewer.scopePath)) return undefined;
  const counted = await db
    .select({ why: upkeepLine.why, finding: upkeepLine.finding, lines: sql<number>`count(*)`.mapWith(Number) })
    .from(upkeepLine)
    .where(eq(upkeepLine.upkeepId, loaded.document.id))
    .groupBy(upkeepLine.why, upkeepLine.finding);
  const sum = (rows: typeof counted) => rows.reduce((total, row) => total + row.lines, 0);
  const whys = [...new Set(counted.map((row) => row.why))];
  return {
    ...loaded,
    counts: {
      lines: sum(counted),
      open: sum(counted.filter((row) => row.finding === null)),
      problems: sum(counted.filter((row) => row.finding === 'problem')),
    },
    whys: whys.map((why) => ({ why: why as Why, lines: sum(counted.filter((row) => row.why === why)) })),
    acts: await timelineOf(db, loaded.document.id),
    can: {
      do: may(viewer.roles, 'upkeep.do') && worksAt(viewer, loaded.place),
      decide: may(viewer.roles, 'storage.decide'),
      report: may(viewer.roles, 'loss.report') && worksAt(viewer, loaded.place),
    },
  };
}
