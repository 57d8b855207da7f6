/** The chronic lists of a day: which items were recorded for 高血压, 2型糖尿病 or 慢阻肺. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { type ChronicDisease, chronicOf } from './facts.ts';

const chronicOnDay = statement(
  `select item_id, value from item_fact where type = 'chronic' and value <> 'none'
     and effective_from <= :day and (effective_to is null or effective_to >= :day)
   order by item_id`,
);

/** Items of the chronic lists as of `day`, by id, with the diseases each is recorded for. */
export async function chronicItems(db: Db, day: string): Promise<Map<number, ChronicDisease[]>> {
  const rows = await db.run<{ item_id: number; value: string }>(chronicOnDay, { day });
  return new Map(rows.map((row) => [Number(row.item_id), chronicOf(row.value)]));
}
