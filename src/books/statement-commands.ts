/** What is said to a member's frozen statement: the member confirms or objects, the accountants answer. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { bookMonth, memberStatement } from '../../db/schema/books.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

type StatementRow = typeof memberStatement.$inferSelect;

interface Named {
  code: string;
  month: string;
}

/** The frozen statement of a member in the actor's scope. */
async function statementNamed(tx: Tx, actor: Actor, { code, month }: Named): Promise<Result<StatementRow>> {
  const [found] = await tx
    .select({ kept: memberStatement, path: organisation.path })
    .from(memberStatement)
    .innerJoin(bookMonth, eq(bookMonth.id, memberStatement.monthId))
    .innerJoin(organisation, eq(organisation.id, memberStatement.organisationId))
    .where(and(eq(bookMonth.month, month), eq(organisation.code, code)));
  if (found === undefined || !found.path.startsWith(actor.scopePath)) return refuse('not_found');
  return ok(found.kept);
}

/** The same for who may speak for the member: nobody speaks for the whole county. */
async function ownStatement(tx: Tx, actor: Actor, named: Named): Promise<Result<StatementRow>> {
  return may(actor.roles, 'books.confirm') ? statementNamed(tx, actor, named) : refuseWithout('books.confirm');
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
    const own = await ownStatement(tx, actor, input);
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

function subjectOf({ code, month }: Named) {
  return { code, month };
}

/**
 * Says what is wrong with a statement; it stays open until it is confirmed, and an answer to the objection before it
 * is history. Refuses one that is confirmed.
 */
export function objectToStatement(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; month: string; objection: string },
): Promise<Answer<{ code: string }>> {
  const subject = `${input.code} ${input.month}`;
  return command(services, actor, { act: 'books.object', key, input, subject }, async (tx, at) => {
    const own = await ownStatement(tx, actor, input);
    if (!own.ok) return own;
    const objection = input.objection.trim();
    if (objection === '') return refuse('reason_missing', {}, 'objection');
    const rows = await tx
      .update(memberStatement)
      .set({ objection, objectionAt: at, answer: null, answeredBy: null, answeredAt: null })
      .where(and(eq(memberStatement.id, own.value.id), isNull(memberStatement.confirmedAt)))
      .returning({ id: memberStatement.id });
    if (rows.length === 0) return refuse('statement_confirmed', subjectOf(input));
    return ok({ value: { code: input.code }, subject, before: { objection: own.value.objection }, after: input });
  });
}

/**
 * What the accountants found out about an objection: where the goods or the money are, and in which month it is put
 * right. Answered anew as often as needed until the member confirms. Refuses without `month.close`, a statement that
 * nobody objects to, one that is confirmed.
 */
export function answerObjection(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; month: string; answer: string },
): Promise<Answer<{ code: string }>> {
  const subject = `${input.code} ${input.month}`;
  return command(services, actor, { act: 'books.answer', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'month.close')) return refuseWithout('month.close');
    const found = await statementNamed(tx, actor, input);
    if (!found.ok) return found;
    const { id, objection, answer: before } = found.value;
    const answer = input.answer.trim();
    if (answer === '') return refuse('reason_missing', {}, 'answer');
    if (objection === null) return refuse('objection_missing', subjectOf(input));
    const rows = await tx
      .update(memberStatement)
      .set({ answer, answeredBy: actor.userId, answeredAt: at })
      .where(and(eq(memberStatement.id, id), isNull(memberStatement.confirmedAt)))
      .returning({ id: memberStatement.id });
    if (rows.length === 0) return refuse('statement_confirmed', subjectOf(input));
    return ok({ value: { code: input.code }, subject, before: { answer: before }, after: input });
  });
}
