/** What expires in each of the months ahead. */
import type { Db } from '../../db/database.ts';
import { groupsByHash, rowset, statement } from '../../db/statement.ts';
import { lastDayOfMonth } from '../kernel/clock.ts';
import type { BoardAsked } from './expiry-board-queries.ts';
import { foundParameters, OF_ITEMS, placesWith, reachedParameters } from './kept-statements.ts';

export interface ExpiryMonth {
  /** YYYY-MM. */
  month: string;
  from: string;
  until: string;
  /** Fen, or lots. */
  size: number;
}

export const CALENDAR_MONTHS = 12;

function monthsFrom(day: string, years: number): { month: string; first: string; last: string }[] {
  return Array.from({ length: CALENDAR_MONTHS }, (_, ahead) => {
    const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + years * CALENDAR_MONTHS + ahead;
    const month = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
    return { month, first: years === 0 && ahead === 0 ? day : `${month}-01`, last: lastDayOfMonth(month) };
  });
}

const MONTHS = `${rowset('months', { month: 'text', first: 'text', last: 'text' })} as month_given`;

// All places at once: PostgreSQL reads an array's ranges in one go, and a subquery's one after the other
const AT_PLACES = groupsByHash ? '= any(array(select id from places))' : 'in (select id from places)';

// Sums of one month after the other, of which nothing is sorted
const calendar = (what: string) =>
  statement(
    `${placesWith(':until')}
     select month_given.month, (select cast(${what} as bigint) from balance where balance.on_hand > 0 and ${OF_ITEMS}
       and balance.location_id ${AT_PLACES} and balance.expires_on >= month_given.first
       and balance.expires_on <= month_given.last) as size
     from ${MONTHS}`,
  );
const values = calendar('coalesce(sum(balance.value_fen), 0)');
const lots = calendar('count(*)');

/** What expires in each of twelve months, `years` ahead: its value, or the number of lots. */
export async function expiryCalendar(
  db: Db,
  asked: BoardAsked & { measure: 'value' | 'lots'; years?: number | undefined },
): Promise<ExpiryMonth[]> {
  const months = monthsFrom(asked.day, asked.years ?? 0);
  const given = { ...reachedParameters(asked), ...foundParameters(asked.found) };
  const until = months.at(-1)?.last ?? asked.day;
  const sums = asked.measure === 'value' ? values : lots;
  const rows = await db.run<{ month: string; size: number }>(sums, { ...given, until, months });
  const sizes = new Map(rows.map((row) => [row.month, row.size]));
  return months.map(({ month, first, last }) => ({ month, from: first, until: last, size: sizes.get(month) ?? 0 }));
}
