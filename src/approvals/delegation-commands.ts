/** Absence: who approves names a person who decides meanwhile; it ends by its day, or earlier by an act. */
import { and, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { delegation } from '../../db/schema/approvals.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Role, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { checkDelegation } from './rules.ts';

/** Two places for one role at once: the second waits and then finds the first. */
const lockPlaces = statement(lockTable('delegation', 'exclusive'));

async function rolesOf(tx: Tx, personId: number): Promise<Role[]> {
  const rows = await tx
    .select({ role: personRole.role })
    .from(personRole)
    .innerJoin(person, eq(person.id, personRole.personId))
    .where(and(eq(personRole.personId, personId), eq(person.active, true)));
  return rows.map((row) => row.role);
}

export interface NewPlace {
  toPersonId: number;
  role: Role;
  startsOn: string;
  endsOn: string;
  reason: string;
}

/**
 * The actor names who decides in the own place for a role. Refuses what `checkDelegation` refuses, and days on which
 * another stands in for that role already.
 */
export async function nameStandIn(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: NewPlace },
): Promise<Answer<{ id: number; name: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'delegation.make', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'delegation.make')) return refuseWithout('delegation.make');
    const place = { ...input, fromPersonId: actor.userId };
    const held = { from: await rolesOf(tx, actor.userId), to: await rolesOf(tx, input.toPersonId) };
    const fits = checkDelegation(place, dayOf(at), held);
    if (!fits.ok) return fits;
    await tx.run(lockPlaces, {});
    const [other] = await tx
      .select({ name: person.name })
      .from(delegation)
      .innerJoin(person, eq(person.id, delegation.toPersonId))
      .where(
        and(
          eq(delegation.fromPersonId, actor.userId),
          eq(delegation.role, input.role),
          isNull(delegation.endedAt),
          lte(delegation.startsOn, input.endsOn),
          gte(delegation.endsOn, input.startsOn),
        ),
      )
      .limit(1);
    if (other !== undefined) return refuse('delegation_overlaps', { name: other.name }, 'startsOn');
    const [row] = await tx
      .insert(delegation)
      .values({ ...place, madeBy: actor.userId, madeAt: at })
      .returning({ id: delegation.id });
    const [taker] = await tx.select({ name: person.name }).from(person).where(eq(person.id, input.toPersonId));
    const name = taker?.name ?? '';
    return ok({ value: { id: row?.id ?? 0, name }, subject: name, after: input });
  });
}

/** Ends a place of the actor's own before its day; what was decided in it stays. Refuses another's and an ended one. */
export async function endStandIn(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; id: number },
): Promise<Answer<{ name: string }>> {
  const { key, id } = request;
  return command(services, actor, { act: 'delegation.end', key, input: { id } }, async (tx, at, about) => {
    if (!may(actor.roles, 'delegation.make')) return refuseWithout('delegation.make');
    const [known] = await tx
      .select({ place: delegation, name: person.name })
      .from(delegation)
      .innerJoin(person, eq(person.id, delegation.toPersonId))
      .where(and(eq(delegation.id, id), eq(delegation.fromPersonId, actor.userId)));
    if (known === undefined) return refuse('not_found');
    about(known.name);
    const [row] = await tx
      .update(delegation)
      .set({ endedAt: at })
      .where(and(eq(delegation.id, id), isNull(delegation.endedAt)))
      .returning({ id: delegation.id });
    if (row === undefined || known.place.endsOn < dayOf(at)) return refuse('delegation_ended', { name: known.name });
    return ok({ value: { name: known.name }, subject: known.name, after: { endsOn: dayOf(at) } });
  });
}
