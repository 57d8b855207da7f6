/** Planned rounds as a list: by words, kind, member and how they stand; medical equipment that nobody planned. */
import { and, asc, eq, gt, isNull, like, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { maintenanceConfirmation, maintenancePlan } from '../../db/schema/maintenance.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { lastDayOfMonth } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { ListState, MonthRound, PlanKind } from './rules.ts';

export interface PlanFilter {
  q?: string | undefined;
  kind?: PlanKind | undefined;
  member?: string | undefined;
  /** Left out: what is to be done now. */
  state?: ListState | undefined;
  /** Rounds of the month: done in it, or to be done by its end and not done. */
  month?: MonthRound | undefined;
}

export interface Days {
  today: string;
  /** The last day of what is due soon. */
  soon: string;
}

const user = alias(organisation, 'asset_user');
const due = maintenancePlan.dueOn;
const stopped = sql`coalesce(${maintenancePlan.outcome}, '') = 'stopped'`;
const going = sql`coalesce(${maintenancePlan.outcome}, '') <> 'stopped'`;
const unconfirmed = sql`${maintenancePlan.lastResultId} is not null and not exists (select 1
  from ${maintenanceConfirmation} where ${maintenanceConfirmation.resultId} = ${maintenancePlan.lastResultId})`;

/** How plans stand on those days, as a condition. */
export function inState(state: ListState, { today, soon }: Days): SQL | undefined {
  if (state === 'stopped') return stopped;
  if (state === 'unconfirmed') return unconfirmed;
  if (state === 'late') return and(going, sql`${due} < ${today}`);
  if (state === 'soon') return and(going, sql`${due} >= ${today}`, sql`${due} <= ${soon}`);
  return and(going, sql`${due} > ${soon}`);
}

/** Plans whose round of the month was done, or is still to be done. */
export function inMonth(round: MonthRound, { today }: Pick<Days, 'today'>): SQL {
  const first = `${today.slice(0, 7)}-01`;
  const done = sql`coalesce(${maintenancePlan.doneOn}, '') >= ${first}`;
  if (round === 'done') return done;
  return sql`(not ${done} and ${due} <= ${lastDayOfMonth(today.slice(0, 7))})`;
}

function conditions(scopePath: string, filter: PlanFilter, days: Days): SQL | undefined {
  const words = queryTokens(filter.q ?? '').map((token) => like(asset.searchText, `%${token.replace(/[%_\\]/g, '')}%`));
  return and(
    isNull(maintenancePlan.endedOn),
    sql`${asset.status} not in ('scrapped', 'withdrawn')`,
    assetsInScope(scopePath),
    ...words,
    filter.kind ? eq(maintenancePlan.kind, filter.kind) : undefined,
    filter.member ? eq(user.code, filter.member) : undefined,
    filter.month ? inMonth(filter.month, days) : undefined,
    filter.state ? inState(filter.state, days) : undefined,
    filter.state || filter.month ? undefined : or(stopped, sql`${due} <= ${days.soon}`),
  );
}

const columns = {
  id: maintenancePlan.id,
  kind: maintenancePlan.kind,
  cycleMonths: maintenancePlan.cycleMonths,
  outcome: maintenancePlan.outcome,
  doneOn: maintenancePlan.doneOn,
  dueOn: maintenancePlan.dueOn,
  number: asset.number,
  name: asset.name,
  model: asset.model,
  serialNumber: asset.serialNumber,
  room: asset.room,
  userName: user.shortName,
  custodian: person.name,
};

function from(db: Db) {
  return db
    .select(columns)
    .from(maintenancePlan)
    .innerJoin(asset, eq(asset.id, maintenancePlan.assetId))
    .innerJoin(user, eq(user.id, asset.userId))
    .leftJoin(person, eq(person.id, asset.custodianId));
}

export type ListedPlan = Awaited<ReturnType<typeof from>>[number];

/** Those due first come first, from after the cursor; one more than `size`. */
export function listPlans(
  db: Db,
  scopePath: string,
  filter: PlanFilter,
  page: Days & { after?: [string, number] | undefined; size: number },
): Promise<ListedPlan[]> {
  const [day, id] = page.after ?? [];
  const later =
    day === undefined ? undefined : sql`(${due} > ${day} or (${due} = ${day} and ${maintenancePlan.id} > ${id}))`;
  return from(db)
    .where(and(conditions(scopePath, filter, page), later))
    .orderBy(asc(due), asc(maintenancePlan.id))
    .limit(page.size + 1);
}

/** How many stand how. */
export async function countPlans(db: Db, scopePath: string, days: Days): Promise<Record<ListState, number>> {
  const when = (state: ListState) =>
    sql<number>`coalesce(sum(case when ${inState(state, days)} then 1 else 0 end), 0)`.mapWith(Number);
  const [row] = await db
    .select({
      ...{ stopped: when('stopped'), late: when('late'), soon: when('soon'), current: when('current') },
      unconfirmed: when('unconfirmed'),
    })
    .from(maintenancePlan)
    .innerJoin(asset, eq(asset.id, maintenancePlan.assetId))
    .where(
      and(
        isNull(maintenancePlan.endedOn),
        sql`${asset.status} not in ('scrapped', 'withdrawn')`,
        assetsInScope(scopePath),
      ),
    );
  return row ?? { stopped: 0, late: 0, soon: 0, current: 0, unconfirmed: 0 };
}

/** Medical cards without a plan of that kind; self-tests only of classes for emergencies. One more than `size`. */
export async function unplanned(
  db: Db,
  scopePath: string,
  kind: PlanKind,
  page: { after?: number | undefined; size: number },
) {
  const plans = db
    .select({ id: maintenancePlan.id })
    .from(maintenancePlan)
    .where(and(eq(maintenancePlan.assetId, asset.id), eq(maintenancePlan.kind, kind), isNull(maintenancePlan.endedOn)));
  return db
    .select({
      ...{ id: asset.id, number: asset.number, name: asset.name, model: asset.model, room: asset.room },
      ...{ userName: user.shortName, risk: assetClass.risk, upkeepMonths: assetClass.upkeepMonths },
    })
    .from(asset)
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(user, eq(user.id, asset.userId))
    .where(
      and(
        kind === 'pm' ? eq(assetClass.medical, true) : eq(assetClass.emergency, true),
        sql`${asset.status} not in ('scrapped', 'withdrawn', 'to_scrap')`,
        assetsInScope(scopePath),
        notExists(plans),
        page.after === undefined ? undefined : gt(asset.id, page.after),
      ),
    )
    .orderBy(asc(asset.id))
    .limit(page.size + 1);
}

export type Unplanned = Awaited<ReturnType<typeof unplanned>>[number];
