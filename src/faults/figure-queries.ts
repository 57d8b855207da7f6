/** What faults cost in a period, by thing or class: hours lost, between faults, to repair; cost and price. */
import { and, eq, gte, inArray, isNull, lt, ne, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { fault, faultCost, faultSpan } from '../../db/schema/faults.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { downtimeMs, reliabilityOf, type Span, shareOfPrice } from './rules.ts';

export interface FigureFilter {
  by: 'asset' | 'class';
  /** First and last day of the period. */
  from: string;
  until: string;
}

export interface FaultFigure {
  /** Number of a card, or code of a class. */
  key: string;
  name: string;
  things: number;
  faults: number;
  downMs: number;
  mtbfTenths: number | null;
  mttrTenths: number | null;
  labourMinutes: number;
  costFen: number;
  priceFen: number;
  /** Cost as tenths of a percent of the price. */
  share: number | null;
}

interface Found {
  assetId: number;
  reportedAt: number;
  acceptedAt: number | null;
  labourMinutes: number;
  costFen: number;
  spans: Span[];
}

/** Faults of the period: reported, repaired or lasting in it; what was withdrawn counts nowhere. */
async function faultsIn(db: Db, scopePath: string, period: { fromAt: number; untilAt: number }): Promise<Found[]> {
  const rows = await db
    .select({ fault })
    .from(fault)
    .innerJoin(document, and(eq(document.id, fault.documentId), ne(document.status, 'withdrawn')))
    .innerJoin(asset, eq(asset.id, fault.assetId))
    .where(
      and(
        assetsInScope(scopePath),
        lt(fault.reportedAt, period.untilAt),
        or(isNull(fault.acceptedAt), gte(fault.acceptedAt, period.fromAt)),
      ),
    );
  const ids = rows.map((row) => row.fault.documentId);
  if (ids.length === 0) return [];
  const spans = await db.select().from(faultSpan).where(inArray(faultSpan.faultId, ids));
  const costs = await db
    .select()
    .from(faultCost)
    .where(
      and(
        inArray(faultCost.faultId, ids),
        gte(faultCost.addedAt, period.fromAt),
        lt(faultCost.addedAt, period.untilAt),
      ),
    );
  return rows.map(({ fault: one }) => ({
    assetId: one.assetId,
    reportedAt: one.reportedAt,
    acceptedAt: one.acceptedAt,
    labourMinutes: one.labourMinutes,
    costFen: costs.filter((cost) => cost.faultId === one.documentId).reduce((sum, cost) => sum + cost.amountFen, 0),
    spans: spans.filter((span) => span.faultId === one.documentId),
  }));
}

interface Thing {
  id: number;
  number: string;
  name: string;
  classCode: string;
  className: string;
  acquiredOn: string;
  priceFen: number;
}

/** One row for each thing, or class, that had a fault; the most hours lost first. */
export async function faultFigures(
  db: Db,
  scopePath: string,
  filter: FigureFilter,
  now: number,
): Promise<FaultFigure[]> {
  const period = { fromAt: startOfDay(filter.from), untilAt: startOfDay(addDays(filter.until, 1)) };
  const found = await faultsIn(db, scopePath, period);
  const things = await db
    .select({
      id: asset.id,
      number: asset.number,
      name: asset.name,
      classCode: assetClass.code,
      className: assetClass.name,
      acquiredOn: asset.acquiredOn,
      priceFen: asset.priceFen,
    })
    .from(asset)
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .where(assetsInScope(scopePath));
  const keyOf = (thing: Thing) => (filter.by === 'asset' ? thing.number : thing.classCode);
  const groups = grouped(things, keyOf);
  const rows = [...groups].flatMap(([key, of]) => {
    const ids = new Set(of.map((thing) => thing.id));
    const own = found.filter((one) => ids.has(one.assetId));
    return own.length === 0 ? [] : [figureOf(key, of, own, { ...filter, ...period, now })];
  });
  return rows.sort((a, b) => b.downMs - a.downMs || b.costFen - a.costFen || (a.key < b.key ? -1 : 1));
}

function grouped(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group === undefined) groups.set(keyOf(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}

function figureOf(
  key: string,
  of: readonly Thing[],
  own: readonly Found[],
  asked: FigureFilter & { fromAt: number; untilAt: number; now: number },
): FaultFigure {
  const { now, fromAt, untilAt } = asked;
  const inside = (at: number | null): at is number => at !== null && at >= fromAt && at < untilAt;
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const downMs = sum(own.map((one) => downtimeMs(one.spans, { fromAt, untilAt }, now)));
  const repaired = own.filter((one) => inside(one.acceptedAt));
  const end = Math.min(untilAt, now);
  const ownedMs = sum(of.map((thing) => Math.max(0, end - Math.max(fromAt, startOfDay(thing.acquiredOn)))));
  const faults = own.filter((one) => inside(one.reportedAt)).length;
  const repairMs = sum(repaired.map((one) => (one.acceptedAt ?? 0) - one.reportedAt));
  const priceFen = sum(of.map((thing) => thing.priceFen));
  const costFen = sum(own.map((one) => one.costFen));
  const [first] = of;
  return {
    key,
    name: (asked.by === 'asset' ? first?.name : first?.className) ?? key,
    things: of.length,
    ...{ faults, downMs, costFen, priceFen },
    ...reliabilityOf({ faults, repairs: repaired.length, downMs, repairMs, ownedMs }),
    labourMinutes: sum(repaired.map((one) => one.labourMinutes)),
    share: shareOfPrice(costFen, priceFen),
  };
}
