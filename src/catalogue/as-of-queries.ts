/** Items as they stood on another day than today: facts of that day, tiers of the version that is in force on it. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { formularyEntry } from '../../db/schema/formulary.ts';
import { factIs } from './fact-condition-queries.ts';
import { factsOn } from './fact-queries.ts';
import type { ControlClass, StorageZone, Tier } from './item.ts';
import { chunked } from './item-queries.ts';

/** A day that is not today; `versionId` null before the first version, when tiers are those of the catalogue. */
export interface OtherDay {
  day: string;
  versionId: number | null;
}

interface Standing {
  zone?: StorageZone | undefined;
  control?: ControlClass | undefined;
  tier?: Tier | undefined;
  essential?: boolean | undefined;
}

const TODAY = { county: item.countyTier, township: item.townshipTier, village: item.villageTier } as const;
const LISTED = {
  county: formularyEntry.county,
  township: formularyEntry.township,
  village: formularyEntry.village,
} as const;

function listed(tier: Tier, versionId: number): SQL {
  return sql`exists (select 1 from ${formularyEntry} where ${formularyEntry.versionId} = ${versionId}
    and ${formularyEntry.itemId} = ${item.id} and ${LISTED[tier]})`;
}

/** What items carry copies of, as conditions: by the copies for today, by facts and version for another day. */
export function standingIs(
  { zone, control, tier, essential }: Standing,
  on: OtherDay | undefined,
): (SQL | undefined)[] {
  if (on === undefined) {
    return [
      zone && eq(item.storageZone, zone),
      control && eq(item.controlClass, control),
      tier && eq(TODAY[tier], true),
      essential === true ? eq(item.essential, true) : undefined,
    ];
  }
  const { day, versionId } = on;
  return [
    zone && factIs('storage_zone', day, zone),
    control && factIs('control_class', day, control),
    tier && (versionId === null ? eq(TODAY[tier], true) : listed(tier, versionId)),
    essential === true ? factIs('essential', day, { other: 'no' }) : undefined,
  ];
}

/** The rows with the classes, storage and tiers of the day; words, prices and retirement have no past. */
export async function itemsAsOf(
  db: Db,
  rows: readonly (typeof item.$inferSelect)[],
  { day, versionId }: OtherDay,
): Promise<(typeof item.$inferSelect)[]> {
  const ids = rows.map((row) => row.id);
  const facts = await factsOn(db, ids, day);
  const entries = new Map<number, typeof formularyEntry.$inferSelect>();
  for (const part of versionId === null ? [] : chunked(ids)) {
    const ofVersion = and(eq(formularyEntry.versionId, versionId ?? 0), inArray(formularyEntry.itemId, part));
    for (const row of await db.select().from(formularyEntry).where(ofVersion)) entries.set(row.itemId, row);
  }
  return rows.map((row) => {
    const of = facts.get(row.id);
    const entry = entries.get(row.id);
    const tiers = {
      countyTier: entry?.county ?? false,
      townshipTier: entry?.township ?? false,
      villageTier: entry?.village ?? false,
    };
    return {
      ...row,
      ...(versionId !== null && tiers),
      storageZone: (of?.storage_zone ?? row.storageZone) as StorageZone,
      controlClass: (of?.control_class ?? row.controlClass) as ControlClass,
      essential: of !== undefined && of.essential !== 'no',
    };
  });
}
