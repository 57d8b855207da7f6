/** A unit laid on another shelf of its member. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { tell } from './place-commands.ts';
import { udiText } from './rules.ts';
import { lockUnit } from './unit-queries.ts';

type Unit = typeof implantUnit.$inferSelect;

/** Lays a unit that the caller has locked on another shelf. Refuses what is on none, and the shelf it stands on. */
export async function moveTo(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { unit: Unit; shelf: string; note: string },
): Promise<Result<undefined>> {
  const { unit, shelf, note } = given;
  if (unit.shelf === shelf) return refuse('implant_same_shelf', { serial: unit.serial, shelf }, 'shelf');
  const onShelf = and(eq(implantUnit.id, unit.id), eq(implantUnit.state, 'shelf'));
  const [moved] = await tx.update(implantUnit).set({ shelf }).where(onShelf).returning({ id: implantUnit.id });
  if (moved === undefined) return refuse('implant_not_on_shelf', { serial: unit.serial });
  const text = [`${unit.shelf} → ${shelf}`, note].filter(Boolean).join(' ');
  await tell(tx, actor, at, { unitId: unit.id, act: 'move', note: text });
  return ok();
}

/** Lays a unit on another shelf of the own member; laid back, it is undone. */
export function moveUnit(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; shelf: string; why: string },
): Promise<Answer<{ serial: string }>> {
  return command(services, actor, { act: 'consignment.move', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const unit = await lockUnit(tx, actor.organisationId, input.id);
    if (unit === undefined) return refuse('not_found');
    about(udiText(unit));
    const { shelf, why: note } = input;
    const moved = await moveTo(tx, actor, at, { unit, shelf, note });
    if (!moved.ok) return moved;
    const value = { serial: unit.serial };
    return ok({ value, subject: udiText(unit), before: { shelf: unit.shelf }, after: { shelf, why: note } });
  });
}
