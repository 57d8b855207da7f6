/** The working calendar: what limits count by, and one year of it for its page. */
import { and, asc, gte, lte } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { workingDay } from '../../db/schema/working-days.ts';
import { canonicalJson, sha256 } from '../kernel/canonical.ts';
import type { WorkingCalendar } from '../kernel/working-time.ts';
import type { SpecialDay } from './rules.ts';

/** Days that differ from their weekday from `day` on, for limits that begin then. */
export async function calendarFrom(db: Db, day: string): Promise<WorkingCalendar> {
  const rows = await db
    .select({ day: workingDay.day, works: workingDay.works })
    .from(workingDay)
    .where(gte(workingDay.day, day));
  return new Map(rows.map((row) => [row.day, row.works]));
}

/** The days of one year, in their order. */
export async function daysOfYear(db: Db, year: number): Promise<SpecialDay[]> {
  return db
    .select()
    .from(workingDay)
    .where(and(gte(workingDay.day, `${year}-01-01`), lte(workingDay.day, `${year}-12-31`)))
    .orderBy(asc(workingDay.day));
}

/** What a form saw of a year: another value means that somebody else changed it since. */
export function markOf(days: readonly SpecialDay[]): string {
  return sha256(canonicalJson(days.map(({ day, works, name }) => [day, works, name]))).slice(0, 16);
}
