/** Exceptions from 一品两规: recorded by the committee's decision, and revoked. */
import { and, eq, isNull } from 'drizzle-orm';
import { formularyException } from '../../db/schema/formulary.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { exceptionsDuring, mattersForExceptions } from './product-queries.ts';
import { type CountedRoute, checkException } from './rules.ts';

/** Two people who record an exception for one name at once: the second waits and then finds the first one's. */
const lockExceptions = statement(lockTable('formulary_exception', 'exclusive'));

export interface ExceptionInput {
  genericName: string;
  route: CountedRoute;
  /** Products allowed while it holds. */
  most: number;
  reason: string;
  /** The committee's decision about exceptions, or about the version that needs them. */
  matterId: number;
  validFrom: string;
  validTo: string | null;
}

/**
 * Records exceptions, all or none. Refuses a limit that allows no more than the rule, a span that ends before it
 * begins, a decision that did not pass, and a second exception for what has one.
 */
export function allowExceptions(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  inputs: readonly ExceptionInput[],
): Promise<Answer<{ ids: number[] }>> {
  const names = inputs.map((input) => input.genericName).join('、');
  const request = { act: 'formulary.allow_exception', key, input: inputs, subject: names };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    await tx.run(lockExceptions, {});
    const decided = new Set((await mattersForExceptions(tx)).map((matter) => matter.id));
    for (const input of inputs) {
      if (!decided.has(input.matterId)) return refuse('formulary_exception_matter', {}, 'matterId');
      const limits = await ruleOn(tx, 'two_products', input.validFrom);
      const standing = await exceptionsDuring(tx, input.validFrom, input.validTo);
      const checked = checkException(input, limits[input.route], standing);
      if (!checked.ok) return checked;
    }
    const rows = inputs.map((input) => ({ ...input, recordedAt: at, recordedBy: actor.userId }));
    const added = await tx.insert(formularyException).values(rows).returning({ id: formularyException.id });
    return ok({ value: { ids: added.map((row) => row.id) }, subject: names, after: { exceptions: inputs } });
  });
}

/** Revokes exceptions from now on; versions that were published under them stay as they are. */
export function revokeException(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  id: number,
): Promise<Answer<{ id: number }>> {
  return command(services, actor, { act: 'formulary.revoke_exception', key, input: { id } }, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    const [row] = await tx
      .update(formularyException)
      .set({ revokedAt: at })
      .where(and(eq(formularyException.id, id), isNull(formularyException.revokedAt)))
      .returning();
    if (row === undefined) return refuse('formulary_exception_ended');
    return ok({ value: { id }, subject: row.genericName, before: row, after: { revokedOn: dayOf(at) } });
  });
}
