/** What is under compulsory metrology as a list: by words, kind, member and how it stands; what nobody registered. */
import { and, asc, eq, gt, isNull, like, not, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { metrologyDuty } from '../../db/schema/metrology.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type DutyState, type MetrologyItem, PROPOSING_WORDS, proposedItem } from './rules.ts';

export interface DutyFilter {
  q?: string | undefined;
  item?: MetrologyItem | undefined;
  member?: string | undefined;
  state?: DutyState | undefined;
  /** Whether its last test still holds, wherever the thing is. */
  valid?: 'yes' | 'no' | undefined;
}

export interface Days {
  today: string;
  /** The last day of what is due soon. */
  soon: string;
}

const user = alias(organisation, 'asset_user');
/** What was never tested, or failed, comes first. */
const due = sql<string>`coalesce(${metrologyDuty.validUntil}, '')`;

/** Passed, with limits or without, and within the days of its certificate. */
export const holds = ({ today }: Pick<Days, 'today'>): SQL =>
  sql`(coalesce(${metrologyDuty.outcome}, 'fail') <> 'fail' and ${due} >= ${today})`;

function inState(state: DutyState, { today, soon }: Days): SQL | undefined {
  if (state === 'away') return sql`${metrologyDuty.sentOn} is not null`;
  const here = isNull(metrologyDuty.sentOn);
  if (state === 'barred') return and(here, sql`${due} < ${today}`);
  if (state === 'soon') return and(here, sql`${due} >= ${today}`, sql`${due} <= ${soon}`);
  return and(here, sql`${due} > ${soon}`);
}

function conditions(scopePath: string, filter: DutyFilter, days: Days): SQL | undefined {
  const words = queryTokens(filter.q ?? '').map((token) => like(asset.searchText, `%${token.replace(/[%_\\]/g, '')}%`));
  return and(
    isNull(metrologyDuty.endedOn),
    sql`${asset.status} not in ('scrapped', 'withdrawn')`,
    assetsInScope(scopePath),
    ...words,
    filter.item ? eq(metrologyDuty.item, filter.item) : undefined,
    filter.member ? eq(user.code, filter.member) : undefined,
    filter.state ? inState(filter.state, days) : undefined,
    filter.valid === undefined ? undefined : filter.valid === 'yes' ? holds(days) : not(holds(days)),
  );
}

const columns = {
  id: metrologyDuty.id,
  item: metrologyDuty.item,
  outcome: metrologyDuty.outcome,
  testedOn: metrologyDuty.testedOn,
  validUntil: metrologyDuty.validUntil,
  sentTo: metrologyDuty.sentTo,
  sentOn: metrologyDuty.sentOn,
  number: asset.number,
  name: asset.name,
  model: asset.model,
  serialNumber: asset.serialNumber,
  room: asset.room,
  status: asset.status,
  userName: user.shortName,
};

function from(db: Db) {
  return db
    .select(columns)
    .from(metrologyDuty)
    .innerJoin(asset, eq(asset.id, metrologyDuty.assetId))
    .innerJoin(user, eq(user.id, asset.userId));
}

export type ListedDuty = Awaited<ReturnType<typeof from>>[number];

/** Those due first come first, from after the cursor; one more than `size`. */
export function listDuties(
  db: Db,
  scopePath: string,
  filter: DutyFilter,
  page: Days & { after?: [string, number] | undefined; size: number },
): Promise<ListedDuty[]> {
  const [day, id] = page.after ?? [];
  const later =
    day === undefined ? undefined : sql`(${due} > ${day} or (${due} = ${day} and ${metrologyDuty.id} > ${id}))`;
  return from(db)
    .where(and(conditions(scopePath, filter, page), later))
    .orderBy(asc(due), asc(metrologyDuty.id))
    .limit(page.size + 1);
}

/** How many stand how. */
export async function countDuties(db: Db, scopePath: string, days: Days): Promise<Record<DutyState, number>> {
  const when = (state: DutyState) =>
    sql<number>`sum(case when ${inState(state, days)} then 1 else 0 end)`.mapWith(Number);
  const [row] = await db
    .select({ barred: when('barred'), soon: when('soon'), away: when('away'), current: when('current') })
    .from(metrologyDuty)
    .innerJoin(asset, eq(asset.id, metrologyDuty.assetId))
    .innerJoin(user, eq(user.id, asset.userId))
    .where(conditions(scopePath, {}, days));
  const { barred = 0, soon = 0, away = 0, current = 0 } = row ?? {};
  return { barred: barred || 0, soon: soon || 0, away: away || 0, current: current || 0 };
}

export interface Proposal {
  id: number;
  number: string;
  name: string;
  model: string;
  room: string;
  userName: string;
  item: MetrologyItem;
}

/** Cards whose names speak of a kind of the list and that are under none; one more than `size`. */
export async function proposals(
  db: Db,
  scopePath: string,
  page: { after?: number | undefined; size: number },
): Promise<Proposal[]> {
  const duties = db
    .select({ id: metrologyDuty.id })
    .from(metrologyDuty)
    .where(and(eq(metrologyDuty.assetId, asset.id), isNull(metrologyDuty.endedOn)));
  const rows = await db
    .select({
      id: asset.id,
      number: asset.number,
      name: asset.name,
      model: asset.model,
      room: asset.room,
      userName: user.shortName,
    })
    .from(asset)
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(user, eq(user.id, asset.userId))
    .where(
      and(
        eq(assetClass.medical, true),
        sql`${asset.status} not in ('scrapped', 'withdrawn', 'to_scrap')`,
        assetsInScope(scopePath),
        or(...PROPOSING_WORDS.map((word) => like(asset.name, `%${word}%`))),
        notExists(duties),
        page.after === undefined ? undefined : gt(asset.id, page.after),
      ),
    )
    .orderBy(asc(asset.id))
    .limit(page.size + 1);
  return rows.flatMap((row) => {
    const item = proposedItem(row.name);
    return item === undefined ? [] : [{ ...row, item }];
  });
}
