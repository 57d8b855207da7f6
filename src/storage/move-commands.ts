/** Moving a lot to another store of the member: to where it must be kept, or apart; what holds it goes with it. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { excursionLot } from '../../db/schema/storage.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods } from '../books/goods-commands.ts';
import { canonicalJson, sha256 } from '../kernel/canonical.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { holdPlaces } from '../ledger/hold-place.ts';
import { isControlled } from '../ledger/usable.ts';
import { suits } from './rules.ts';
import * as sql from './storage-statements.ts';

export interface MoveInput {
  fromId: number;
  lotId: number;
  toId: number;
  /** Base units; null for all that is free there. */
  quantityBase: number | null;
  why: string;
}

async function lyingAt(tx: Tx, locationId: number, lotId: number) {
  const [row] = await tx
    .select({ balance, item, lot, location, place: organisation })
    .from(balance)
    .innerJoin(item, eq(item.id, balance.itemId))
    .innerJoin(lot, eq(lot.id, balance.lotId))
    .innerJoin(location, eq(location.id, balance.locationId))
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(and(eq(balance.locationId, locationId), eq(balance.lotId, lotId), eq(location.kind, 'store')));
  return row;
}

type Lying = NonNullable<Awaited<ReturnType<typeof lyingAt>>>;

async function checkMove(tx: Tx, actor: Actor, from: Lying, toId: number): Promise<Result<undefined>> {
  if (!worksAt(actor, from.place)) return refuse('storage_not_here', { place: from.place.shortName });
  if (isControlled(from.item.controlClass)) return refuse('move_controlled', { item: from.item.genericName });
  const [to] = await tx.select().from(location).where(eq(location.id, toId));
  const same = to?.kind === 'store' && to.active && to.keeperId === from.location.keeperId;
  if (to === undefined || !same || to.id === from.location.id) return refuse('move_place', {}, 'to');
  const owner = (one: { ownerId: number | null; keeperId: number | null }) => one.ownerId ?? one.keeperId;
  if (owner(to) !== owner(from.location)) return refuse('move_owner', { store: to.name }, 'to');
  return suits(from.item.storageZone, to.zone) ? ok() : refuse('move_unsuited', { store: to.name }, 'to');
}

/** The cases go with the goods, and whatever held them holds them at the new place. */
async function carryHold(tx: Tx, from: Lying, toId: number): Promise<void> {
  const { locationId, lotId, heldBy } = from.balance;
  if (heldBy === null) return;
  const cases = await tx.run<{
    id: number;
    decision: 'rejected' | null;
    reason: string;
    decided_by: number | null;
    decided_at: number | null;
  }>(sql.casesOfPlace, { locationId, lotId });
  for (const row of cases) {
    const made = { decision: row.decision, reason: row.reason, decidedBy: row.decided_by, decidedAt: row.decided_at };
    const part = { excursionId: Number(row.id), locationId: toId, lotId, onHandBase: from.balance.onHand, ...made };
    await tx.insert(excursionLot).values(part).onConflictDoNothing();
  }
  await holdPlaces(tx, heldBy, [{ locationId: toId, lotId }]);
}

/**
 * Moves goods between two stores of one member and owner. Refuses places that do not suit the item, controlled drugs
 * (they have ways of their own), more than is free, and other members' people. Moving them on again undoes it.
 */
export function moveLot(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: MoveInput,
): Promise<Answer<{ item: string; lot: string }>> {
  return command(services, actor, { act: 'storage.move', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'storage.log')) return refuseWithout('storage.log');
    const from = await lyingAt(tx, input.fromId, input.lotId);
    if (from === undefined || !from.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    about(from.lot.number);
    const checked = await checkMove(tx, actor, from, input.toId);
    if (!checked.ok) return checked;
    const free = from.balance.onHand - from.balance.reserved;
    const quantityBase = input.quantityBase ?? free;
    if (quantityBase <= 0) return refuse('move_nothing', { lot: from.lot.number });
    const line = { lotId: input.lotId, fromId: input.fromId, toId: input.toId, quantityBase };
    const posted = await postGoods(tx, {
      kind: 'shelve',
      documentId: null,
      actor,
      occurredAt: at,
      postedAt: at,
      key: `move:${key ?? sha256(canonicalJson({ ...input, at }))}`,
      reason: input.why,
      lines: [line],
    });
    if (!posted.ok) return posted;
    await carryHold(tx, from, input.toId);
    const value = { item: from.item.genericName, lot: from.lot.number };
    return ok({ value, subject: from.lot.number, after: { ...input, quantityBase } });
  });
}
