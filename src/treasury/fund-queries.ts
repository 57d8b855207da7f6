/** 基药周转金: what is owed for a year, and whether it stands in the way of a payment. */
import { asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { fundDuty } from '../../db/schema/bank.ts';
import { person } from '../../db/schema/users.ts';
import { rowset, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export type FundDuty = typeof fundDuty.$inferSelect;

export async function fundOf(db: Db, year: number): Promise<FundDuty | undefined> {
  const [row] = await db.select().from(fundDuty).where(eq(fundDuty.year, year));
  return row;
}

/** Every year's duty with who stated it, newest first. */
export async function fundDuties(db: Db): Promise<(FundDuty & { setByName: string | null })[]> {
  const rows = await db
    .select({ duty: fundDuty, setByName: person.name })
    .from(fundDuty)
    .leftJoin(person, eq(person.id, fundDuty.setBy))
    .orderBy(desc(fundDuty.year), asc(fundDuty.id));
  return rows.map(({ duty, setByName }) => ({ ...duty, setByName }));
}

const essentialReceipts = statement(
  `select distinct document.number from ${rowset('ids', { id: 'int' })} as given
   join payable on payable.id = given.id
   join receipt_line on receipt_line.receipt_id = payable.receipt_id and receipt_line.accepted_base > 0
   join order_line on order_line.id = receipt_line.order_line_id
   join item on item.id = order_line.item_id and item.essential
   join document on document.id = payable.receipt_id
   order by document.number limit 1`,
);

/**
 * Refuses a payment of essential medicines while the year's duty is not stated or not remitted in full. Payables
 * without essential medicines pass.
 */
export async function checkFund(db: Db, payableIds: readonly number[], year: number): Promise<Result<undefined>> {
  const ids = payableIds.map((id) => ({ id }));
  const [essential] = await db.run<{ number: string }>(essentialReceipts, { ids });
  if (essential === undefined) return ok();
  const duty = await fundOf(db, year);
  if (duty === undefined) return refuse('fund_not_stated', { year, receipt: essential.number });
  if (duty.remittedFen >= duty.dueFen) return ok();
  const { dueFen, remittedFen } = duty;
  return refuse('fund_not_remitted', { year, receipt: essential.number, dueFen, remittedFen });
}
