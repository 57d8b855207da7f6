/** Closing a month of all members' books, and what members say to their statements. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { bookMonth, memberStatement } from '../../db/schema/books.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { closeMonth } from '../account/months.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
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
 * Closes a month of all members' books at once and freezes every member's statement; it cannot be opened again.
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
    const closed = await closeMonth(tx, { month, at, personId: actor.userId });
    if (!closed.ok) return closed;
    const value = { month, members: await freezeMonth(tx, closed.value.monthId, month) };
    return ok({ value, subject: month, after: value });
  });
}

type StatementRow = typeof memberStatement.$inferSelect;

/** The frozen statement that the actor may speak to: of an organisation in the own scope, not the whole county's. */
async function ownStatement(tx: Tx, actor: Actor, code: string, month: string): Promise<Result<StatementRow>> {
  if (!may(actor.roles, 'books.confirm')) return refuseWithout('books.confirm');
  const [found] = await tx
    .select({ kept: memberStatement, path: organisation.path })
    .from(memberStatement)
    .innerJoin(bookMonth, eq(bookMonth.id, memberStatement.monthId))
    .innerJoin(organisation, eq(organisation.id, memberStatement.organisationId))
    .where(and(eq(bookMonth.month, month), eq(organisation.code, code)));
  if (found === undefined || !found.path.startsWith(actor.scopePath)) return refuse('not_found');
  return ok(found.kept);
}

/** Confirms the statement of a closed month; an objection is settled by it. Refuses one that is confirmed. */
export function confirmStatement(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; month: string },
): Promise<Answer<{ code: string }>> {
  const subject = `${input.code} ${input.month}`;
  return command(services, actor, { act: 'books.confirm', key, input, subject }, async (tx, at) => {
    const own = await ownStatement(tx, actor, input.code, input.month);
    if (!own.ok) return own;
    const rows = await tx
      .update(memberStatement)
      .set({ confirmedBy: actor.userId, confirmedAt: at })
      .where(and(eq(memberStatement.id, own.value.id), isNull(memberStatement.confirmedAt)))
      .returning({ id: memberStatement.id });
    if (rows.length === 0) return refuse('statement_confirmed', subjectOf(input));
    const after = { ...input, digest: own.value.digest };
    return ok({ value: { code: input.code }, subject, after });
  });
}

function subjectOf({ code, month }: { code: string; month: string }) {
  return { code, month };
}

/** Says what is wrong with a statement; it stays open until it is confirmed. Refuses one that is confirmed. */
export function objectToStatement(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; month: string; objection: string },
): Promise<Answer<{ code: string }>> {
  const subject = `${input.code} ${input.month}`;
  return command(services, actor, { act: 'books.object', key, input, subject }, async (tx, at) => {
    const own = await ownStatement(tx, actor, input.code, input.month);
    if (!own.ok) return own;
    const objection = input.objection.trim();
    if (objection === '') return refuse('reason_missing', {}, 'objection');
    const rows = await tx
      .update(memberStatement)
      .set({ objection, objectionAt: at })
      .where(and(eq(memberStatement.id, own.value.id), isNull(memberStatement.confirmedAt)))
      .returning({ id: memberStatement.id });
    if (rows.length === 0) return refuse('statement_confirmed', subjectOf(input));
    return ok({ value: { code: input.code }, subject, before: { objection: own.value.objection }, after: input });
  });
}
