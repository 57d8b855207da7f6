/** The pool of demand as pages show it: everything open by item, and the needs of one item with who is how short. */
import { and, asc, eq, inArray, like, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { demand } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { searchItems } from '../catalogue/queries.ts';
import { coverDaysOf, type FairShare, fairShares } from '../kernel/fair-share.ts';
import { whyNotUsable } from '../ledger/usable.ts';
import { lotsAt, stockAndUse } from '../stock/supply-queries.ts';
import type { DemandOrigin } from './demand-queries.ts';
import { POOL_ORIGINS } from './rules.ts';

export interface PoolFilter {
  q?: string | undefined;
  origin?: DemandOrigin | undefined;
  urgent?: boolean | undefined;
}

export interface PoolItem {
  itemId: number;
  code: string;
  name: string;
  strength: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  members: number;
  needs: number;
  urgentNeeds: number;
  openBase: number;
  neededBy: string;
  origins: DemandOrigin[];
}

const OPEN = sql`${demand.quantityBase} > ${demand.plannedBase} + ${demand.closedBase}`;
const OPEN_BASE = sql<number>`${demand.quantityBase} - ${demand.plannedBase} - ${demand.closedBase}`;
const MOST_FOUND = 500;

const shape = {
  itemId: item.id,
  code: item.code,
  name: item.genericName,
  strength: item.strength,
  packSize: item.packSize,
  packUnit: item.packUnit,
  baseUnit: item.baseUnit,
  scale: item.scale,
};

async function narrowed(db: Db, filter: PoolFilter): Promise<SQL[]> {
  const parts: SQL[] = [];
  if (filter.origin !== undefined) parts.push(eq(demand.origin, filter.origin));
  if (filter.urgent) parts.push(eq(demand.urgent, true));
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const found = await searchItems(db, filter.q, { limit: MOST_FOUND });
    parts.push(inArray(demand.itemId, found.length === 0 ? [0] : found.map((one) => one.id)));
  }
  return parts;
}

/** Everything open in the reader's scope, by item: what is needed first comes first. */
export async function poolItems(db: Db, scopePath: string, filter: PoolFilter): Promise<PoolItem[]> {
  const count = (what: SQL) => sql<number>`sum(case when ${what} then 1 else 0 end)`.mapWith(Number);
  const rows = await db
    .select({
      ...shape,
      members: sql<number>`count(distinct ${demand.organisationId})`.mapWith(Number),
      needs: sql<number>`count(*)`.mapWith(Number),
      urgentNeeds: count(eq(demand.urgent, true)),
      openBase: sql<number>`sum(${OPEN_BASE})`.mapWith(Number),
      neededBy: sql<string>`min(${demand.neededBy})`,
      requisition: count(eq(demand.origin, 'requisition')),
      shortage: count(eq(demand.origin, 'shortage')),
      safety: count(eq(demand.origin, 'safety')),
    })
    .from(demand)
    .innerJoin(item, eq(item.id, demand.itemId))
    .innerJoin(organisation, eq(organisation.id, demand.organisationId))
    .where(
      and(
        OPEN,
        scopePath === '/' ? undefined : like(organisation.path, `${scopePath}%`),
        ...(await narrowed(db, filter)),
      ),
    )
    .groupBy(...Object.values(shape))
    .orderBy(sql`min(${demand.neededBy})`, asc(item.code));
  return rows.map((row) => ({ ...row, origins: POOL_ORIGINS.filter((origin) => row[origin] > 0) }));
}

export interface PoolNeed {
  demandId: number;
  origin: DemandOrigin;
  /** The requisition or the shortage. */
  number: string | null;
  kind: 'requisition' | 'shortage' | null;
  organisationId: number;
  memberCode: string;
  member: string;
  openBase: number;
  neededBy: string;
  urgent: boolean;
  stockBase: number;
  useBase: number;
  /** Days that the member's stock lasts; null when it uses none. */
  coverDays: number | null;
}

/** The open needs of one item in scope, the urgent and the sooner needed first. */
export async function poolNeeds(db: Db, scopePath: string, itemId: number, day: string): Promise<PoolNeed[]> {
  const rows = await db
    .select({
      demandId: demand.id,
      origin: demand.origin,
      number: document.number,
      organisationId: demand.organisationId,
      memberCode: organisation.code,
      member: organisation.shortName,
      openBase: OPEN_BASE.mapWith(Number),
      neededBy: demand.neededBy,
      urgent: demand.urgent,
    })
    .from(demand)
    .innerJoin(organisation, eq(organisation.id, demand.organisationId))
    .leftJoin(document, eq(document.id, demand.documentId))
    .where(
      and(OPEN, eq(demand.itemId, itemId), scopePath === '/' ? undefined : like(organisation.path, `${scopePath}%`)),
    )
    .orderBy(sql`case when ${demand.urgent} then 0 else 1 end`, asc(demand.neededBy), asc(demand.id));
  const held = new Map<number, { usableBase: number; use30Base: number }>();
  for (const id of new Set(rows.map((row) => row.organisationId))) {
    held.set(id, await stockAndUse(db, id, itemId, day));
  }
  return rows.map((row) => {
    const own = held.get(row.organisationId);
    const kind = row.origin === 'safety' ? null : row.origin;
    const has = { stockBase: own?.usableBase ?? 0, useBase: own?.use30Base ?? 0 };
    return { ...row, kind, ...has, coverDays: coverDaysOf(has) };
  });
}

export interface PoolShares {
  /** Usable and free at the hub. */
  availableBase: number;
  shares: Map<number, FairShare>;
}

/** What the hub could give to each need now, shared fairly; its own needs are not supplied from itself. */
export async function poolShares(
  db: Db,
  asked: { hubId: number; itemId: number; packSize: number; needs: readonly PoolNeed[]; day: string },
): Promise<PoolShares> {
  const { hubId, itemId, packSize, needs, day } = asked;
  const lots = await lotsAt(db, { organisationId: hubId, itemId });
  const usable = lots.filter((lot) => whyNotUsable(lot, { on: day, secondPerson: true }) === null);
  const availableBase = usable.reduce((sum, lot) => sum + lot.onHand - lot.reserved, 0);
  const others = needs.filter((need) => need.organisationId !== hubId);
  const asks = others.map(({ demandId: id, openBase: askedBase, urgent: emergency, stockBase, useBase }) => {
    return { id, askedBase, emergency, stockBase, useBase };
  });
  const shares = fairShares(asks, availableBase, packSize);
  return { availableBase, shares: new Map(shares.map((share) => [share.id, share])) };
}
