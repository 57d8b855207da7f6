/** What each member's equipment comes to today: cards, what is barred, faults, rounds and tests, by who uses it. */
import { and, count, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { fault, faultSpan } from '../../db/schema/faults.ts';
import { maintenancePlan } from '../../db/schema/maintenance.ts';
import { metrologyDuty } from '../../db/schema/metrology.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import type { AssetState } from '../assets/rules.ts';
import { type BarredCard, barredCards, isKept, isSoundCard, warrantyEnds } from '../assets/standing-queries.ts';
import { downtimeMs } from '../faults/rules.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import { inMonth } from '../maintenance/list-queries.ts';
import { holds } from '../metrology/list-queries.ts';
import { type EquipmentSums, NO_EQUIPMENT } from './rules.ts';

export interface MemberSums extends EquipmentSums {
  code: string;
  name: string;
  searchText: string;
}

const when = (condition: SQL | undefined) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);

function cardsBy(db: Db, scopePath: string, today: string) {
  const inState = (state: AssetState) => when(eq(asset.status, state));
  return db
    .select({
      ...{ id: organisation.id, code: organisation.code, name: organisation.shortName },
      searchText: organisation.searchText,
      cards: count(),
      ...{ inUse: inState('in_use'), shared: inState('shared'), idle: inState('idle') },
      ...{ repair: inState('repair'), stopped: inState('stopped') },
      sound: when(isSoundCard),
      priceFen: sql<number>`coalesce(sum(${asset.priceFen}), 0)`.mapWith(Number),
      warranty: when(warrantyEnds(today)),
    })
    .from(asset)
    .innerJoin(organisation, eq(organisation.id, asset.userId))
    .where(and(isKept, assetsInScope(scopePath)))
    .groupBy(organisation.id, organisation.code, organisation.shortName, organisation.searchText, organisation.path)
    .orderBy(organisation.path);
}

function faultsBy(db: Db, scopePath: string, now: number) {
  return db
    .select({ id: asset.userId, faults: count(), lateFaults: when(lt(fault.dueAt, now)) })
    .from(fault)
    .innerJoin(asset, eq(asset.id, fault.assetId))
    .where(and(eq(fault.isOpen, true), assetsInScope(scopePath)))
    .groupBy(asset.userId);
}

/** Times out of use that lie in the month, or reach into it. */
function spansIn(db: Db, scopePath: string, period: { fromAt: number; untilAt: number }) {
  return db
    .select({ id: asset.userId, fromAt: faultSpan.fromAt, untilAt: faultSpan.untilAt })
    .from(faultSpan)
    .innerJoin(asset, eq(asset.id, faultSpan.assetId))
    .where(
      and(
        lt(faultSpan.fromAt, period.untilAt),
        or(isNull(faultSpan.untilAt), gt(faultSpan.untilAt, period.fromAt)),
        assetsInScope(scopePath),
      ),
    );
}

function dutiesBy(db: Db, scopePath: string, today: string) {
  return db
    .select({ id: asset.userId, duties: count(), valid: when(holds({ today })) })
    .from(metrologyDuty)
    .innerJoin(asset, eq(asset.id, metrologyDuty.assetId))
    .where(and(isNull(metrologyDuty.endedOn), isKept, assetsInScope(scopePath)))
    .groupBy(asset.userId);
}

function roundsBy(db: Db, scopePath: string, today: string) {
  return db
    .select({
      id: asset.userId,
      roundsDone: when(inMonth('done', { today })),
      roundsLeft: when(inMonth('undone', { today })),
    })
    .from(maintenancePlan)
    .innerJoin(asset, eq(asset.id, maintenancePlan.assetId))
    .where(and(eq(maintenancePlan.kind, 'pm'), isNull(maintenancePlan.endedOn), isKept, assetsInScope(scopePath)))
    .groupBy(asset.userId);
}

/** A line for each member that uses equipment within the scope, in the order of the tree; and what is barred. */
export async function memberSums(
  db: Db,
  scopePath: string,
  now: number,
): Promise<{ lines: MemberSums[]; barred: BarredCard[] }> {
  const today = dayOf(now);
  const period = { fromAt: startOfDay(`${today.slice(0, 7)}-01`), untilAt: now };
  const lines = new Map<number, MemberSums>();
  for (const { id, ...row } of await cardsBy(db, scopePath, today)) lines.set(id, { ...NO_EQUIPMENT, ...row });
  const add = (id: number, found: Partial<EquipmentSums>) => {
    const line = lines.get(id);
    for (const [field, value] of Object.entries(found)) {
      if (line !== undefined) line[field as keyof EquipmentSums] += value;
    }
  };
  const grouped = [
    ...(await faultsBy(db, scopePath, now)),
    ...(await dutiesBy(db, scopePath, today)),
    ...(await roundsBy(db, scopePath, today)),
  ];
  for (const { id, ...row } of grouped) add(id, row);
  const barred = await barredCards(db, scopePath, today);
  for (const { userId } of barred) add(userId, { barred: 1 });
  for (const { id, ...span } of await spansIn(db, scopePath, period)) {
    add(id, { downMs: downtimeMs([span], period, now) });
  }
  return { lines: [...lines.values()], barred };
}
