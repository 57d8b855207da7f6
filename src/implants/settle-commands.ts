/** What the use of a unit costs: its supplier is owed for it, or one of our own leaves the stock ledger. And undone. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import type { implantUnit } from '../../db/schema/implants.ts';
import { movement } from '../../db/schema/ledger.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods, reverseGoods } from '../books/goods-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allocate } from '../ledger/allocate.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { cancelOwed, owePayable } from '../payables/owe-commands.ts';
import { priceOn } from '../prices/applicable-queries.ts';
import { chargeMember } from './charge-commands.ts';
import { lotsOfBatch } from './own-queries.ts';

type Unit = typeof implantUnit.$inferSelect;

export interface Settled {
  /** 1/10,000 yuan a pack. */
  pricePack: number;
  amountFen: number;
  /** Null for a unit of our own. */
  payableId: number | null;
}

export interface Settling {
  documentId: number;
  number: string;
  actor: Actor;
  at: number;
  /** The day whose price counts for what its supplier owns. */
  day: string;
  /** It is not there any more, and was not used. */
  missing?: boolean;
}

/**
 * Its supplier is owed the price of the day and its member charged with it. Refuses goods that have no price then.
 */
export async function oweUnit(tx: Tx, by: Settling, unit: Unit, partyId: number): Promise<Result<Settled>> {
  const { documentId, actor, at, day, missing = false } = by;
  const { organisationId } = unit;
  const price = await priceOn(tx, { itemId: unit.itemId, day, partyId });
  if (price === null || price.pricePack <= 0) return refuse('implant_unpriced', { day });
  const { channel, pricePack } = price;
  const fen = amountFen(1, 1, pricePack);
  const header = { actorId: actor.userId, occurredAt: at, postedAt: at, key: `implant-use-${documentId}` };
  const owed = await owePayable(tx, header, {
    ...{ receiptId: documentId, part: 1, partyId, organisationId, channel },
    ...{ amountFen: fen, acceptedOn: day, blocked: null },
  });
  if (!owed.ok) return owed;
  const { payableId } = owed.value;
  if (payableId === undefined) throw new Error(`use ${by.number} made nothing owed`);
  const cost = { documentId, organisationId, amountFen: fen, back: false, missing };
  const charged = await chargeMember(tx, actor, at, cost);
  return charged.ok ? ok({ pricePack, amountFen: fen, payableId }) : charged;
}

/** One base unit of its batch leaves the member's stores. Refuses when none is there that may be used. */
async function takeFromStock(tx: Tx, by: Settling, unit: Unit): Promise<Result<Settled>> {
  const { documentId, number, actor, at } = by;
  const lots = await lotsOfBatch(tx, actor.organisationId, unit.itemId, unit);
  const { chosen, skipped } = allocate(lots, 1, { on: dayOf(at) });
  const [taken] = chosen;
  if (taken === undefined) {
    const [goods] = await tx.select().from(item).where(eq(item.id, unit.itemId));
    const told = { item: goods?.genericName ?? '', lot: unit.lotNumber };
    const [barred] = skipped;
    return barred === undefined
      ? refuse('implant_not_booked', told, 'scan')
      : refuse('implant_lot_barred', { ...told, why: barred.reason.why }, 'scan');
  }
  const { lotId, locationId, pricePack } = taken.lot;
  const posted = await postGoods(tx, {
    ...{ kind: 'issue', actor, postedAt: at, occurredAt: at, documentId, key: `implant-use-${number}` },
    lines: [{ lotId, quantityBase: 1, fromId: locationId, toId: await outsideLocation(tx, 'consumed') }],
  });
  return posted.ok ? ok({ pricePack, amountFen: posted.value.amountsFen[0] ?? 0, payableId: null }) : posted;
}

/** What the use of the unit costs, posted. Refuses what either way refuses. */
export function settleUse(tx: Tx, by: Settling, unit: Unit): Promise<Result<Settled>> {
  return unit.partyId === null ? takeFromStock(tx, by, unit) : oweUnit(tx, by, unit, unit.partyId);
}

type Owed = Settled & Pick<Settling, 'documentId' | 'number'>;

/** Nothing is owed any more. Refuses what is invoiced or paid. */
export async function forgiveUnit(
  tx: Tx,
  by: { actor: Actor; at: number; why: string; missing?: boolean },
  owed: Owed & { payableId: number },
  organisationId: number,
): Promise<Result<unknown>> {
  const { actor, at, why: reason, missing = false } = by;
  const { documentId, payableId, amountFen: fen } = owed;
  const header = { actorId: actor.userId, occurredAt: at, postedAt: at, key: `implant-back-${documentId}` };
  const freed = await cancelOwed(tx, header, { payableId, documentId, reason });
  const cost = { documentId, organisationId, amountFen: fen, back: true, missing };
  return freed.ok ? chargeMember(tx, actor, at, cost) : freed;
}

/** Undoes what the use cost: the debt, or the posting of our own unit. Refuses what either way refuses. */
export async function unsettleUse(
  tx: Tx,
  by: { actor: Actor; at: number; why: string },
  use: Owed,
): Promise<Result<unknown>> {
  const { payableId, documentId, number } = use;
  if (payableId !== null) return forgiveUnit(tx, by, { ...use, payableId }, by.actor.organisationId);
  const issued = and(eq(movement.documentId, documentId), eq(movement.kind, 'issue'));
  const [moved] = await tx.select({ id: movement.id }).from(movement).where(issued);
  if (moved === undefined) throw new Error(`use ${number} moved nothing`);
  const { actor, at, why: reason } = by;
  return reverseGoods(tx, { movementId: moved.id, actor, at, key: `implant-back-${number}`, reason });
}
