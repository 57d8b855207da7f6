/** The frame of every act on a stocktake, and the acts that move it as a whole but for its closing. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type InventoryRecord, lockInventory } from './inventory-record.ts';
import { INVENTORY_ACTS } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  /** Left out for what is found and decided: several people report into one stocktake. */
  seenVersion?: number;
}

export interface InventoryAct extends Seen {
  act: string;
  permission: Permission;
  input: object;
}

/** Locks the stocktake and does `work`. Refuses people without the permission, strangers, and stale pages. */
export function actOnInventory<T>(
  services: CommandServices,
  actor: Actor,
  request: InventoryAct,
  work: (tx: Tx, loaded: InventoryRecord, at: number) => Promise<Result<Omit<Done<T>, 'subject'>>>,
): Promise<Answer<T>> {
  const { act, permission, key, number, seenVersion, input } = request;
  const asked = { act, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockInventory(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    return done.ok ? ok({ subject: number, ...done.value }) : done;
  });
}

const STEPS = { finish: 'deciding', resume: 'counting', cancel: 'cancelled' } as const;
export type WholeAct = keyof typeof STEPS;

/** Ends the counting, takes it up again, or gives the stocktake up with what was found. Refuses closed ones. */
export function moveInventory(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { act: WholeAct; why: string },
): Promise<Answer<{ number: string }>> {
  const { act, why } = input;
  const permission = act === 'cancel' ? ('asset.edit' as const) : ('asset.count' as const);
  const request = { act: `inventory.${act}`, permission, ...given, input };
  return actOnInventory(services, actor, request, async (tx, { document }, at) => {
    const to = STEPS[act];
    const step = { act, to, transitions: INVENTORY_ACTS, actor, at, note: why || null };
    const moved = await advance(tx, document.id, step);
    return moved.ok ? ok({ value: { number: given.number }, after: input }) : moved;
  });
}
