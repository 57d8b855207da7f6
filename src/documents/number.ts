/** Document numbers: `PS-20261123-0031`, one series for each prefix and day, without gaps or duplicates. */
import type { Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const takeNumbers = statement(
  `insert into document_counter (prefix, day, last) values (:prefix, :day, cast(:count as bigint))
   on conflict (prefix, day) do update set last = document_counter.last + cast(:count as bigint) returning last`,
);

/**
 * The next numbers of the series. They are part of the transaction: an act that fails gives its numbers back, and
 * writers of one series wait for each other, so take them as late as the act allows.
 */
export async function nextNumbers(tx: Tx, prefix: string, day: string, count: number): Promise<string[]> {
  const [row] = await tx.run<{ last: number }>(takeNumbers, { prefix, day, count });
  if (row === undefined) throw new Error(`no counter for ${prefix} ${day}`);
  const first = row.last - count + 1;
  const numberOf = (nth: number) => `${prefix}-${day.replaceAll('-', '')}-${String(first + nth).padStart(4, '0')}`;
  return Array.from({ length: count }, (_, nth) => numberOf(nth));
}
