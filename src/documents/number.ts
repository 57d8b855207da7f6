/** Document numbers: `PS-20261123-0031`, one series for each prefix and day, without gaps or duplicates. */
import type { Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const takeNumber = statement(
  `insert into document_counter (prefix, day, last) values (:prefix, :day, 1)
   on conflict (prefix, day) do update set last = document_counter.last + 1 returning last`,
);

/**
 * The next number of the series. It is part of the transaction: an act that fails gives its number back, and
 * writers of one series wait for each other, so take it as late as the act allows.
 */
export async function nextNumber(tx: Tx, prefix: string, day: string): Promise<string> {
  const [row] = await tx.run<{ last: number }>(takeNumber, { prefix, day });
  if (row === undefined) throw new Error(`no counter for ${prefix} ${day}`);
  return `${prefix}-${day.replaceAll('-', '')}-${String(row.last).padStart(4, '0')}`;
}
