/** Closing a month of all members' books, and of the stock ledger with them. */
import type { Tx } from '../../db/database.ts';
import { memberStatement } from '../../db/schema/books.ts';
import { closeMonth } from '../account/months.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { lastDayOfMonth } from '../kernel/clock.ts';
import { ok } from '../kernel/result.ts';
import { closeAlone, closePeriod } from '../ledger/periods.ts';
import { statementsOfMonth } from './freeze-queries.ts';
import { closingsOf } from './month-queries.ts';

const ROWS_AT_ONCE = 200;

const sumOf = (changes: Record<string, number>) => Object.values(changes).reduce((sum, fen) => sum + fen, 0);

/** Writes the statement of every member as the month was; their number. Each entry of the month is read once. */
async function freezeMonth(tx: Tx, monthId: number, month: string): Promise<number> {
  const kept = new Map((await statementsOfMonth(tx, month)).map((one) => [one.organisationId, one]));
  const statements = (await closingsOf(tx, month)).map(({ organisationId, stockFen, dueFen }) => {
    const { stockChanges = {}, dueChanges = {}, digest = '' } = kept.get(organisationId) ?? {};
    const stock = { openingStockFen: stockFen - sumOf(stockChanges), closingStockFen: stockFen };
    const due = { openingDueFen: dueFen - sumOf(dueChanges), closingDueFen: dueFen };
    return { monthId, organisationId, ...stock, ...due, stockChanges, dueChanges, digest };
  });
  for (let first = 0; first < statements.length; first += ROWS_AT_ONCE) {
    await tx.insert(memberStatement).values(statements.slice(first, first + ROWS_AT_ONCE));
  }
  return statements.length;
}

/**
 * Closes a month of all members' books at once and freezes every member's statement; the stock ledger closes with it
 * and keeps what lay where on its last day, from which later cards begin. It cannot be opened again.
 * Refuses without `month.close`, a month that is not past, one that is closed (by whom and when), one out of order.
 */
export function closeBooks(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { month: string },
): Promise<Answer<{ month: string; members: number }>> {
  const { month } = input;
  return command(services, actor, { act: 'month.close', key, input, subject: month }, async (tx, at) => {
    if (!may(actor.roles, 'month.close')) return refuseWithout('month.close');
    // Before the accounts, as every posting does: what is dated back waits here, not halfway
    await closeAlone(tx);
    const closed = await closeMonth(tx, { month, at, personId: actor.userId });
    if (!closed.ok) return closed;
    const period = await closePeriod(tx, { endsOn: lastDayOfMonth(month), at, personId: actor.userId });
    if (!period.ok) return period;
    const value = { month, members: await freezeMonth(tx, closed.value.monthId, month) };
    return ok({ value, subject: month, after: value });
  });
}
