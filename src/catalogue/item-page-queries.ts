/** Reads for an item's page and for the page that takes it out of use: prices, versions, what is still under way. */
import { and, asc, count, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { itemCode } from '../../db/schema/catalogue.ts';
import { formularyEntry, formularyVersion } from '../../db/schema/formulary.ts';
import { balance, lot, reservation } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import { listAudit } from '../audit/queries.ts';

export type CodeRow = typeof itemCode.$inferSelect;

/** Every code of an item, those that hold first, then by type. */
export function codeRowsOf(db: Db, itemId: number): Promise<CodeRow[]> {
  return db
    .select()
    .from(itemCode)
    .where(eq(itemCode.itemId, itemId))
    .orderBy(sql`case when ${itemCode.validTo} is null then 0 else 1 end`, asc(itemCode.type), asc(itemCode.value));
}

export interface PricePoint {
  day: string;
  /** 1/10000 yuan for a pack. */
  pricePack: number;
  /** Lots that came on that day at that price. */
  lots: number;
  /** One of them, to open. */
  lotId: number;
}

/** What was paid, by the day on which lots were received; the newest first. */
export async function priceHistory(db: Db, itemId: number): Promise<PricePoint[]> {
  const rows = await db
    .select({
      day: lot.receivedOn,
      pricePack: lot.pricePack,
      lots: count(),
      lotId: sql<number>`min(${lot.id})`,
    })
    .from(lot)
    .where(eq(lot.itemId, itemId))
    .groupBy(lot.receivedOn, lot.pricePack)
    .orderBy(desc(lot.receivedOn), asc(lot.pricePack))
    .limit(200);
  return rows.map((row) => ({ ...row, lotId: Number(row.lotId) }));
}

export interface HoldingVersion {
  edition: number;
  title: string;
  effectiveOn: string;
  county: boolean;
  township: boolean;
  village: boolean;
  useUntil: string | null;
}

/** The published versions of the formulary that name the item, the newest first. */
export async function versionsOf(db: Db, itemId: number): Promise<HoldingVersion[]> {
  const rows = await db
    .select({ entry: formularyEntry, version: formularyVersion })
    .from(formularyEntry)
    .innerJoin(formularyVersion, eq(formularyVersion.id, formularyEntry.versionId))
    .where(and(eq(formularyEntry.itemId, itemId), isNotNull(formularyVersion.publishedAt)))
    .orderBy(desc(formularyVersion.effectiveOn));
  return rows.map(({ entry, version }) => ({
    edition: version.edition ?? 0,
    title: version.title,
    effectiveOn: version.effectiveOn ?? '',
    county: entry.county,
    township: entry.township,
    village: entry.village,
    useUntil: entry.useUntil,
  }));
}

export interface StillThere {
  /** Base units in all stores and on the way, and the members that keep some. */
  onHandBase: number;
  members: number;
  reservedBase: number;
  /** Reservations that are open. */
  reservations: number;
}

/** Stock and reservations of an item in the whole county. */
export async function stillThere(db: Db, itemId: number): Promise<StillThere> {
  const [stock] = await db
    .select({
      onHand: sql<number>`coalesce(sum(${balance.onHand}), 0)`,
      reserved: sql<number>`coalesce(sum(${balance.reserved}), 0)`,
      members: sql<number>`count(distinct ${location.keeperId})`,
    })
    .from(balance)
    .innerJoin(location, eq(location.id, balance.locationId))
    .where(and(eq(balance.itemId, itemId), sql`${balance.onHand} > 0`));
  const [kept] = await db
    .select({ open: count() })
    .from(reservation)
    .where(and(eq(reservation.itemId, itemId), eq(reservation.status, 'open')));
  return {
    onHandBase: Number(stock?.onHand ?? 0),
    members: Number(stock?.members ?? 0),
    reservedBase: Number(stock?.reserved ?? 0),
    reservations: kept?.open ?? 0,
  };
}

export interface FactCorrection {
  type: string;
  /** First day of the row that was corrected. */
  effectiveFrom: string;
  value: string;
  reason: string;
  at: number;
  by: string;
}

const MOST_CORRECTIONS = 100;

/** What rows of an item's facts said before they were corrected, from the trail; the newest first. */
export async function correctionsOf(db: Db, itemCodeText: string): Promise<FactCorrection[]> {
  const filter = { act: 'catalogue.correct_fact', subject: itemCodeText, outcome: 'done' as const };
  const rows = await listAudit(db, '/', filter, { limit: MOST_CORRECTIONS });
  return rows
    .filter((row) => row.subject === itemCodeText)
    .map((row) => {
      const before = JSON.parse(row.before ?? '{}') as { type?: string; value?: string; effectiveFrom?: string };
      const after = JSON.parse(row.after ?? '{}') as { reason?: string };
      return {
        type: before.type ?? '',
        effectiveFrom: before.effectiveFrom ?? '',
        value: before.value ?? '',
        reason: after.reason ?? '',
        at: row.at,
        by: row.actorName,
      };
    });
}
