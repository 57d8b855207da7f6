/** Lays down a year of the working calendar: by the reference data once, by the keeper of the rules ever after. */
import { and, gte, lte } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { workingDay } from '../../db/schema/working-days.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { daysOfYear, markOf } from './queries.ts';
import { readYear, type SpecialDay } from './rules.ts';

export const FIRST_YEAR = 2020;
export const LAST_YEAR = 2099;

/** Writes a year that has no day yet; one that somebody keeps is left as it is. */
export async function ensureYear(tx: Tx, year: number, days: readonly SpecialDay[]): Promise<void> {
  if (days.length === 0 || (await daysOfYear(tx, year)).length > 0) return;
  await tx
    .insert(workingDay)
    .values([...days])
    .onConflictDoNothing();
}

export interface YearInput {
  year: number;
  /** Mark of the year as the form showed it. */
  seen: string;
  /** A line for each day or span with its name. */
  off: string;
  works: string;
}

/**
 * Replaces the days of a year. Limits that were laid down keep their instants. Refuses what `readYear` refuses, and a
 * year that somebody else changed since the form was shown.
 */
export function setWorkingYear(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: YearInput,
): Promise<Answer<{ year: number; days: number }>> {
  const { year } = input;
  const request = { act: 'rule.working_days', key, input, subject: String(year) };
  return command(services, actor, request, async (tx) => {
    if (!may(actor.roles, 'rules.manage')) return refuseWithout('rules.manage');
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return refuse('not_found');
    const before = await daysOfYear(tx, year);
    if (markOf(before) !== input.seen) return refuse('working_year_changed', { year });
    const read = readYear(year, input);
    if (!read.ok) return read;
    const span = and(gte(workingDay.day, `${year}-01-01`), lte(workingDay.day, `${year}-12-31`));
    await tx.delete(workingDay).where(span);
    if (read.value.length > 0) await tx.insert(workingDay).values(read.value);
    const value = { year, days: read.value.length };
    return ok({ value, subject: String(year), before: { days: before }, after: { days: read.value } });
  });
}
