/** One card under compulsory metrology: its kinds, and every test of each. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { metrologyDuty, metrologyResult } from '../../db/schema/metrology.ts';
import { person } from '../../db/schema/users.ts';
import type { DutyRow } from './duty-commands.ts';
import { standing } from './rules.ts';

export type ResultRow = typeof metrologyResult.$inferSelect & {
  by: string;
  /** Whether it was taken back, or is itself what takes another back. */
  gone: boolean;
};

export interface DutyRecord {
  duty: DutyRow;
  /** The latest test first. */
  results: ResultRow[];
}

const MOST_RESULTS = 60;

/** The kinds of a card, those that ended last, each with its tests. */
export async function metrologyOf(db: Db, assetId: number): Promise<DutyRecord[]> {
  const duties = await db
    .select()
    .from(metrologyDuty)
    .where(eq(metrologyDuty.assetId, assetId))
    .orderBy(asc(metrologyDuty.id));
  if (duties.length === 0) return [];
  const ids = duties.map(({ id }) => id);
  const rows = await db
    .select({ result: metrologyResult, by: person.name })
    .from(metrologyResult)
    .innerJoin(person, eq(person.id, metrologyResult.enteredBy))
    .where(and(inArray(metrologyResult.dutyId, ids)))
    .orderBy(desc(metrologyResult.testedOn), desc(metrologyResult.id))
    .limit(MOST_RESULTS * duties.length);
  const stand = new Set(standing(rows.map(({ result }) => result)).map(({ id }) => id));
  const records = duties.map((duty) => ({
    duty,
    results: rows
      .filter(({ result }) => result.dutyId === duty.id)
      .map(({ result, by }) => ({ ...result, by, gone: !stand.has(result.id) })),
  }));
  return records.sort((a, b) => Number(a.duty.endedOn !== null) - Number(b.duty.endedOn !== null));
}
