/** The stock movements of the demo, each one act of somebody: opening stock, deliveries, daily issues, freezing. */
import { command } from '../../src/audit/command.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { ok } from '../../src/kernel/result.ts';
import { freezeLots, type LotIdentity, openLots } from '../../src/ledger/lots.ts';
import { isControlled, whyNotUsable } from '../../src/ledger/usable.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { lotsAt } from '../../src/stock/supply-queries.ts';
import { storeFor } from './data/organisations.ts';
import type { DemoZone } from './data/types.ts';
import type { ShelfLot } from './shelves.ts';
import { type Item, type Member, must, today, type World } from './world.ts';

export interface Inflow {
  item: Item;
  batch: LotIdentity;
  quantityBase: number;
  /** Set apart in this zone and not handed out; by default where the item belongs. */
  apart?: DemoZone;
}

const ROWS_A_POSTING = 400;

function storeId(member: Member, item: Item, apart?: DemoZone): number {
  const zone = apart ?? storeFor(member.data, item.data)?.zone;
  const id = zone && member.stores.get(zone);
  if (id === undefined) throw new Error(`demo: ${member.data.code} has no store for ${item.data.code}`);
  return id;
}

/** Whoever else is there when controlled drugs come in; one of the hub's pharmacists where nobody is. */
function secondOf(world: World, member: Member, actor: Actor, provedAt: number) {
  const others = [...member.staff, ...world.hub.pharmacists].filter((one) => one.userId !== actor.userId);
  return { personId: others[0]?.userId ?? 0, provedAt };
}

/**
 * Goods come in from outside, as opening stock or from a supplier; they stand on the shelves at once. `first` tells a
 * second delivery of a day from the first.
 */
export async function bringIn(
  world: World,
  from: 'opening' | 'supplier',
  member: Member,
  actor: Actor,
  given: readonly Inflow[],
  first = 0,
): Promise<void> {
  for (let begin = 0; begin < given.length; begin += ROWS_A_POSTING) {
    await bringInPart(world, from, member, actor, given.slice(begin, begin + ROWS_A_POSTING), first + begin);
  }
}

async function bringInPart(
  world: World,
  from: 'opening' | 'supplier',
  member: Member,
  actor: Actor,
  inflows: readonly Inflow[],
  part: number,
): Promise<void> {
  const isOpening = from === 'opening';
  const input = { member: member.data.code, lines: inflows.length };
  const request = { act: isOpening ? 'stock.import_opening' : 'stock.receive', key: null, input };
  const answer = await command(world.services, actor, request, async (tx, at) => {
    const fromId = await outsideLocation(tx, from);
    const lotIds = await openLots(
      tx,
      inflows.map((inflow) => inflow.batch),
      today(world),
      at,
    );
    const lines = inflows.map(({ item, quantityBase, apart }, index) => ({
      lotId: lotIds[index] ?? 0,
      fromId,
      toId: storeId(member, item, apart),
      quantityBase,
    }));
    const kind = isOpening ? ('opening' as const) : ('receipt' as const);
    const header = { kind, documentId: null, actor: { userId: actor.userId, organisationId: member.id } };
    const place = inflows[0]?.apart ?? 'shelf';
    const key = `demo-${kind}-${member.data.code}-${today(world)}-${place}-${part}`;
    const locked = inflows.some(({ item }) => isControlled(item.data.control));
    const second = locked && !isOpening ? { witness: secondOf(world, member, actor, at) } : {};
    const posted = await postGoods(tx, { ...header, occurredAt: at, postedAt: at, key, lines, ...second });
    return posted.ok ? ok({ value: lines, subject: member.data.code, after: input }) : posted;
  });
  const lines = must(answer, `${from} at ${member.data.code}`);
  for (const [index, { item, batch, quantityBase, apart }] of inflows.entries()) {
    const line = lines[index];
    if (line === undefined || apart !== undefined) continue;
    const lot = { lotId: line.lotId, locationId: line.toId, expiresOn: batch.expiresOn, quantityBase };
    world.shelves.put(member.id, item.id, lot);
  }
}

/** One movement of everything that a member handed out in a day. */
export async function issue(world: World, member: Member, actor: Actor, taken: readonly ShelfLot[]): Promise<void> {
  const input = { member: member.data.code, lines: taken.length };
  const request = { act: 'stock.issue', key: null, input };
  const answer = await command(world.services, actor, request, async (tx, at) => {
    const toId = world.consumedId;
    const lines = taken.map(({ lotId, locationId, quantityBase }) => ({
      lotId,
      fromId: locationId,
      toId,
      quantityBase,
    }));
    const header = { kind: 'issue' as const, documentId: null };
    const who = { userId: actor.userId, organisationId: member.id };
    const key = `demo-issue-${member.data.code}-${today(world)}`;
    const posted = await postGoods(tx, { ...header, actor: who, occurredAt: at, postedAt: at, key, lines });
    return posted.ok ? ok({ value: null, subject: member.data.code, after: input }) : posted;
  });
  must(answer, `issues of ${member.data.code}`);
}

/** Lots that nobody may use any more, by the quality officer. */
export async function freeze(world: World, lotIds: number[], why: 'recall' | 'quality'): Promise<void> {
  const request = { act: 'lot.freeze', key: null, input: { lotIds, why } };
  const answer = await command(world.services, world.hub.quality, request, async (tx) => {
    await freezeLots(tx, lotIds, why);
    return ok({ value: null, subject: why, after: { lotIds, why } });
  });
  must(answer, `freezing for ${why}`);
}

/** Reads a shelf again after the road of a request has changed it. */
export async function recount(world: World, member: Member, item: Item): Promise<void> {
  const day = today(world);
  const lots = await lotsAt(world.tx, { organisationId: member.id, itemId: item.id });
  const usable = lots.filter((lot) => whyNotUsable(lot, { on: day }) === null);
  const shelf = usable.map(({ lotId, locationId, expiresOn, onHand, reserved }) => ({
    lotId,
    locationId,
    expiresOn,
    quantityBase: onHand - reserved,
  }));
  world.shelves.replace(member.id, item.id, shelf);
}
