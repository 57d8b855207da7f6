/** Therapeutic substitutes are recorded as the committee decided, and ended; what was recorded is never rewritten. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ConceptName, conceptsById, decisionsAboutSubstitutes } from './list-queries.ts';
import { checkEnding, checkSubstitute, type SubstituteInput, sameAllowance } from './rules.ts';

/** Two people who record the same pair at once: the second waits and then finds the first one's. */
const lockSubstitutes = statement(lockTable('therapeutic_substitute', 'exclusive'));

interface Named {
  from: ConceptName;
  to: ConceptName;
}

async function resolve(tx: Tx, input: SubstituteInput): Promise<Result<Named>> {
  const found = await conceptsById(tx, [input.fromConceptId, input.toConceptId]);
  const from = found.find((one) => one.id === input.fromConceptId);
  const to = found.find((one) => one.id === input.toConceptId);
  if (from === undefined) return refuse('substitute_unknown', {}, 'from');
  if (to === undefined) return refuse('substitute_unknown', {}, 'to');
  return ok({ from, to });
}

const nameOf = ({ genericName, form }: ConceptName) => `${genericName} ${form}`.trim();

/**
 * Records that one medicine may stand in for another. Refuses what no passed decision about substitutes allows, one
 * and the same medicine, a first day before the decision, a wrong span, and what is allowed on the same days already.
 */
export async function recordSubstitute(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: SubstituteInput,
): Promise<Answer<{ id: number; name: string }>> {
  return command(services, actor, { act: 'substitute.record', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'substitute.manage')) return refuseWithout('substitute.manage');
    await tx.run(lockSubstitutes, {});
    const named = await resolve(tx, input);
    if (!named.ok) return named;
    const decision = (await decisionsAboutSubstitutes(tx)).find((one) => one.id === input.matterId);
    if (decision === undefined) return refuse('substitute_not_decided', {}, 'matter');
    const fits = checkSubstitute(input, decision.decidedAt);
    if (!fits.ok) return fits;
    const standing = await tx.select().from(therapeuticSubstitute);
    const other = standing.find((one) => sameAllowance(one, input));
    const { from, to } = named.value;
    if (other !== undefined) {
      const span = { from: other.validFrom, to: other.validTo };
      return refuse('substitute_overlaps', { name: from.genericName, other: to.genericName, ...span }, 'validFrom');
    }
    const [row] = await tx
      .insert(therapeuticSubstitute)
      .values({ ...input, recordedAt: at, recordedBy: actor.userId })
      .returning({ id: therapeuticSubstitute.id });
    const name = `${nameOf(from)} → ${nameOf(to)}`;
    return ok({
      value: { id: row?.id ?? 0, name },
      subject: name,
      after: { ...input, session: decision.sessionNumber },
    });
  });
}

/** Gives a substitute its last day. Refuses one that has ended, days that are past, and a longer life than it had. */
export async function endSubstitute(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; lastDay: string; reason: string },
): Promise<Answer<{ id: number }>> {
  return command(services, actor, { act: 'substitute.end', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'substitute.manage')) return refuseWithout('substitute.manage');
    await tx.run(lockSubstitutes, {});
    const [row] = await tx.select().from(therapeuticSubstitute).where(eq(therapeuticSubstitute.id, input.id));
    if (row === undefined) return refuse('not_found');
    const fits = checkEnding(row, input.lastDay, dayOf(at));
    if (!fits.ok) return fits;
    await tx
      .update(therapeuticSubstitute)
      .set({ validTo: input.lastDay })
      .where(eq(therapeuticSubstitute.id, input.id));
    const [from, to] = await bothOf(tx, row);
    const before = { validTo: row.validTo };
    const after = { validTo: input.lastDay, reason: input.reason };
    return ok({ value: { id: input.id }, subject: `${from} → ${to}`, before, after });
  });
}

async function bothOf(tx: Tx, row: { fromConceptId: number; toConceptId: number }): Promise<[string, string]> {
  const found = await conceptsById(tx, [row.fromConceptId, row.toConceptId]);
  const named = (id: number) => {
    const one = found.find((each) => each.id === id);
    return one === undefined ? '' : nameOf(one);
  };
  return [named(row.fromConceptId), named(row.toConceptId)];
}
