/** Alerts as lists: by member for those who look after many, row by row with filters, and one with its history. */
import { and, asc, count, desc, eq, gt, isNotNull, isNull, like, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { alert } from '../../db/schema/levels.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { AlertRow } from './act-commands.ts';
import type { AlertKind } from './rules.ts';

export const ALERT_TABS = ['open', 'late', 'resting', 'closed'] as const;
export type AlertTab = (typeof ALERT_TABS)[number];

export interface AlertFilter {
  tab: AlertTab;
  kind?: AlertKind | undefined;
  /** Words, pinyin or initials of a member or an item, or part of a number. */
  q?: string | undefined;
  /** Code of the member. */
  member?: string | undefined;
  /** Of this person, by name. */
  owner?: number | undefined;
}

export interface ListedAlert extends AlertRow {
  memberCode: string;
  member: string;
  memberPath: string;
  owner: string | null;
  packSize: number | null;
  packUnit: string | null;
  baseUnit: string | null;
  scale: number | null;
}

/** Not resting. */
export const awake = (now: number) => or(isNull(alert.restsUntil), lte(alert.restsUntil, now));

function inTab(tab: AlertTab, now: number): SQL | undefined {
  if (tab === 'closed') return isNotNull(alert.closedAt);
  if (tab === 'resting') return and(isNull(alert.closedAt), gt(alert.restsUntil, now));
  const open = and(isNull(alert.closedAt), awake(now));
  return tab === 'late' ? and(open, lt(alert.dueAt, now)) : open;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

async function searched(db: Db, q: string | undefined): Promise<SQL | undefined> {
  const tokens = queryTokens(q ?? '');
  if (tokens.length === 0) return undefined;
  const itemIds = (await idsMatching(db, q, { retired: true })) ?? [];
  const member = and(...tokens.map((token) => like(organisation.searchText, plainLike(token))));
  const number = like(sql`lower(${alert.subject})`, plainLike((q ?? '').trim().toLowerCase()));
  return or(member, number, isOneOf(alert.itemId, itemIds));
}

const columns = {
  alert,
  memberCode: organisation.code,
  member: organisation.shortName,
  memberPath: organisation.path,
  owner: person.name,
  packSize: item.packSize,
  packUnit: item.packUnit,
  baseUnit: item.baseUnit,
  scale: item.scale,
};

const joined = (db: Db) =>
  db
    .select(columns)
    .from(alert)
    .innerJoin(organisation, eq(organisation.id, alert.organisationId))
    .leftJoin(person, eq(person.id, alert.ownerId))
    .leftJoin(item, eq(item.id, alert.itemId));

const flat = ({ alert: row, ...names }: { alert: AlertRow } & Omit<ListedAlert, keyof AlertRow>): ListedAlert => ({
  ...row,
  ...names,
});

interface Page {
  /** Sort value and id of the last row of the page before: due time, or of closed ones the closing time. */
  cursor?: readonly [number, number] | undefined;
  size: number;
}

/** Rows after the cursor, first due first, closed ones newest first; one more than `size`. */
export async function listAlerts(
  db: Db,
  scopePath: string,
  filter: AlertFilter,
  page: Page & { now: number },
): Promise<ListedAlert[]> {
  const { tab, kind, member, owner } = filter;
  const { cursor, size, now } = page;
  const closed = tab === 'closed';
  const sort = closed ? alert.closedAt : alert.dueAt;
  const after = cursor && {
    past: closed ? lt(sort, cursor[0]) : gt(sort, cursor[0]),
    same: closed ? lt(alert.id, cursor[1]) : gt(alert.id, cursor[1]),
  };
  const rows = await joined(db)
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        inTab(tab, now),
        kind && eq(alert.kind, kind),
        member === undefined ? undefined : eq(organisation.code, member),
        owner === undefined ? undefined : eq(alert.ownerId, owner),
        await searched(db, filter.q),
        cursor && after && or(after.past, and(eq(sort, cursor[0]), after.same)),
      ),
    )
    .orderBy(closed ? desc(sort) : asc(sort), closed ? desc(alert.id) : asc(alert.id))
    .limit(size + 1);
  return rows.map(flat);
}

export interface AlertCounts {
  tabs: Record<Exclude<AlertTab, 'closed'>, number>;
  /** Open and awake ones. */
  kinds: Partial<Record<AlertKind, number>>;
}

/** How many the scope, or one member of it, has in each tab and of each kind. */
export async function countAlerts(
  db: Db,
  scopePath: string,
  member: string | undefined,
  now: number,
): Promise<AlertCounts> {
  const state = sql<string>`case when rests_until > ${now} then 'resting'
    when due_at < ${now} then 'late' else 'open' end`;
  const rows = await db
    .select({ kind: alert.kind, state: state.as('state'), n: count() })
    .from(alert)
    .innerJoin(organisation, eq(organisation.id, alert.organisationId))
    .where(
      and(
        isNull(alert.closedAt),
        like(organisation.path, `${scopePath}%`),
        member === undefined ? undefined : eq(organisation.code, member),
      ),
    )
    .groupBy(alert.kind, sql`2`);
  const counts: AlertCounts = { tabs: { open: 0, late: 0, resting: 0 }, kinds: {} };
  for (const { kind, state: of, n } of rows) {
    if (of === 'resting') counts.tabs.resting += n;
    else {
      counts.tabs.open += n;
      if (of === 'late') counts.tabs.late += n;
      counts.kinds[kind] = (counts.kinds[kind] ?? 0) + n;
    }
  }
  return counts;
}

export interface MemberAlerts {
  code: string;
  name: string;
  open: number;
  late: number;
  dueAt: number;
  kinds: Partial<Record<AlertKind, number>>;
}

/** The members of the scope that have open alerts, the latest first: never a row for each of ten thousand. */
export async function alertsByMember(db: Db, scopePath: string, now: number): Promise<MemberAlerts[]> {
  const rows = await db
    .select({
      code: organisation.code,
      name: organisation.shortName,
      kind: alert.kind,
      open: count(),
      late: sql<number>`sum(case when ${alert.dueAt} < ${now} then 1 else 0 end)`.mapWith(Number),
      dueAt: sql<number>`min(${alert.dueAt})`.mapWith(Number),
    })
    .from(alert)
    .innerJoin(organisation, eq(organisation.id, alert.organisationId))
    .where(and(isNull(alert.closedAt), awake(now), like(organisation.path, `${scopePath}%`)))
    .groupBy(organisation.code, organisation.shortName, alert.kind);
  const members = new Map<string, MemberAlerts>();
  for (const { code, name, kind, open, late, dueAt } of rows) {
    const known = members.get(code) ?? { code, name, open: 0, late: 0, dueAt, kinds: {} };
    known.kinds[kind] = open;
    const sums = { open: known.open + open, late: known.late + late, dueAt: Math.min(known.dueAt, dueAt) };
    members.set(code, { ...known, ...sums });
  }
  return [...members.values()].sort((a, b) => b.late - a.late || b.open - a.open || a.code.localeCompare(b.code));
}

export interface AlertView {
  alert: ListedAlert;
  /** Earlier times of the same matter at the same member, the newest first. */
  before: AlertRow[];
}

const MOST_BEFORE = 20;

/** One alert within the scope, with the earlier times it was open. */
export async function alertById(db: Db, scopePath: string, id: number): Promise<AlertView | undefined> {
  const [row] = await joined(db).where(and(eq(alert.id, id), like(organisation.path, `${scopePath}%`)));
  if (row === undefined) return undefined;
  const { kind, organisationId, subject } = row.alert;
  const same = and(eq(alert.organisationId, organisationId), eq(alert.kind, kind), eq(alert.subject, subject));
  const before = await db
    .select()
    .from(alert)
    .where(and(same, lt(alert.id, id)))
    .orderBy(desc(alert.id))
    .limit(MOST_BEFORE);
  return { alert: flat(row), before };
}
