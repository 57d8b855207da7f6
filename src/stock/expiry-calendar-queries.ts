/** What expires in each of the months ahead. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { lastDayOfMonth } from '../kernel/clock.ts';
import { type BoardAsked, NEAR } from './expiry-board-queries.ts';
import { foundParameters, reachedParameters } from './kept-statements.ts';

export interface ExpiryMonth {
  /** YYYY-MM. */
  month: string;
  from: string;
  until: string;
  lots: number;
  amountFen: number;
}

export const CALENDAR_MONTHS = 12;

function monthsFrom(day: string): { month: string; first: string; last: string }[] {
  return Array.from({ length: CALENDAR_MONTHS }, (_, ahead) => {
    const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + ahead;
    const month = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
    return { month, first: ahead === 0 ? day : `${month}-01`, last: lastDayOfMonth(month) };
  });
}

const OF_MONTH = `${NEAR} and balance.expires_on >= month_given.first and balance.expires_on <= month_given.last`;

// Sums of one month after the other: nothing is sorted into groups
const calendar = statement(
  `select month_given.first, (select cast(coalesce(sum(balance.value_fen), 0) as bigint) ${OF_MONTH}) as fen,
     (select cast(count(*) as bigint) ${OF_MONTH}) as lots
   from ${rowset('months', { first: 'text', last: 'text' })} as month_given`,
);

/** What expires in each of the next twelve months, the rest of this one included. */
export async function expiryCalendar(db: Db, asked: BoardAsked): Promise<ExpiryMonth[]> {
  const months = monthsFrom(asked.day);
  const given = { ...reachedParameters(asked), ...foundParameters(asked.found) };
  const rows = await db.run<{ first: string; fen: number; lots: number }>(calendar, { ...given, months });
  const sums = new Map(rows.map((row) => [row.first, row]));
  return months.map(({ month, first, last }) => {
    const row = sums.get(first);
    return { month, from: first, until: last, lots: row?.lots ?? 0, amountFen: row?.fen ?? 0 };
  });
}
