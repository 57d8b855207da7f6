/**
 * What a decision means: accepted goods enter the stock and the books of the place, are owed for, use the budgets and
 * reach the needs they were ordered for; rejected ones are noted. All in the transaction of the act that decided.
 */
import type { Tx } from '../../db/database.ts';
import type { Proved } from '../auth/commands.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods } from '../books/goods-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openLots } from '../ledger/lots.ts';
import { progressOrder } from '../orders/progress-commands.ts';
import { OPEN_ORDERS } from '../orders/rules.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { owePayable } from '../payables/owe-commands.ts';
import { catchRecalled } from '../recalls/catch-commands.ts';
import { followPaid } from '../selling/follow-commands.ts';
import { finishCapture } from '../tracing/finish-commands.ts';
import { allotWhole } from './allot-commands.ts';
import { writeDoorReturn } from './door-return-commands.ts';
import * as sql from './receipt-statements.ts';
import type { ReceiptLine, ReceiptRecord } from './record-queries.ts';
import { retainUntil, storeFor, zoneFits } from './rules.ts';
import { type StoreChoice, storesToFill } from './store-queries.ts';

export interface Settling {
  actor: Actor;
  /** UTC ms. */
  at: number;
  /** 1 for the conclusion, one more for each later decision about lots that waited. */
  part: number;
  /** Who stood by, where goods need two. */
  second: Proved | null;
}

export interface Settled {
  /** Value of what was accepted, fen. */
  amountFen: number;
  acceptedLines: number;
  rejectedLines: number;
  /** The paper that goes back with rejected goods; null when nothing was. */
  returnNumber: string | null;
}

interface Passed {
  line: ReceiptLine;
  lotId: number;
  storeId: number;
  amountFen: number;
}

/** Where accepted goods go: the store that was chosen, or the first that suits them. */
function placeFor(line: ReceiptLine, stores: readonly StoreChoice[]): Result<number> {
  const zone = line.item.storageZone;
  const chosen = line.storeId === null ? storeFor(stores, zone) : stores.find((store) => store.id === line.storeId);
  const at = { line: line.lineNumber, item: line.item.name, zone };
  return chosen !== undefined && zoneFits(zone, chosen.zone) ? ok(chosen.id) : refuse('receipt_no_store', at);
}

/** Opens the lots and brings the goods from the supplier into their stores, at what the order says they cost. */
async function stock(
  tx: Tx,
  record: ReceiptRecord,
  by: Settling,
  accepted: readonly { line: ReceiptLine; amountFen: number }[],
): Promise<Result<Passed[]>> {
  if (accepted.length === 0) return ok([]);
  const { id, number } = record.document;
  const identities = accepted.map(({ line }) => ({
    itemId: line.itemId,
    number: line.lotNumber,
    expiresOn: line.expiresOn,
    pricePack: line.pricePack,
    origin: number,
  }));
  const lotIds = await openLots(tx, identities, dayOf(by.at), by.at);
  const arriving = accepted.map(({ line }, index) => ({ lotId: lotIds[index] ?? 0, quantityBase: line.arrivedBase }));
  const arrival = { lots: arriving, organisationId: record.place.id, actor: by.actor, at: by.at };
  const caught = await catchRecalled(tx, arrival);
  if (!caught.ok) return caught;
  const stores = await storesToFill(tx, record.place.id);
  const fromId = await outsideLocation(tx, 'supplier');
  const passed: Passed[] = [];
  for (const [index, { line, amountFen }] of accepted.entries()) {
    const store = placeFor(line, stores);
    if (!store.ok) return store;
    passed.push({ line, lotId: lotIds[index] ?? 0, storeId: store.value, amountFen });
  }
  const posted = await postGoods(tx, {
    kind: 'receipt',
    documentId: id,
    actor: { userId: by.actor.userId, organisationId: record.place.id },
    occurredAt: by.at,
    postedAt: by.at,
    key: `receipt-${id}-${by.part}`,
    ...(by.second && { witness: { personId: by.second.userId, provedAt: by.at } }),
    register: { taker: record.party.shortName },
    lines: passed.map(({ line, lotId, storeId, amountFen }) => {
      return { lotId, fromId, toId: storeId, quantityBase: line.arrivedBase, paidFen: amountFen };
    }),
  });
  return posted.ok ? ok(passed) : posted;
}

async function owe(tx: Tx, record: ReceiptRecord, by: Settling, amountFen: number): Promise<Result<unknown>> {
  const { receipt, order, document, place } = record;
  const missing = receipt.invoices === 'maker_missing' || receipt.invoices === 'distributor_missing';
  const header = {
    actorId: by.actor.userId,
    occurredAt: by.at,
    postedAt: by.at,
    key: `receipt-${document.id}-${by.part}`,
  };
  return owePayable(tx, header, {
    receiptId: document.id,
    part: by.part,
    partyId: receipt.partyId,
    organisationId: place.id,
    channel: order.channel,
    amountFen,
    acceptedOn: dayOf(by.at),
    blocked: missing ? 'invoices_missing' : null,
  });
}

async function write(tx: Tx, by: Settling, lines: readonly ReceiptLine[], passed: readonly Passed[]): Promise<void> {
  const day = dayOf(by.at);
  const of = new Map(passed.map((one) => [one.line.id, one]));
  const rows = lines.map((line) => {
    const yes = of.get(line.id);
    const goods = { ...line.item, implant: line.implant, expiresOn: line.expiresOn };
    return {
      id: line.id,
      accepted: yes === undefined ? 0 : line.arrivedBase,
      rejected: yes === undefined ? line.arrivedBase : 0,
      lot: yes?.lotId ?? null,
      store: yes?.storeId ?? null,
      amount: yes?.amountFen ?? 0,
      retain: retainUntil(goods, day),
    };
  });
  await tx.run(sql.settleLines, { lines: rows, day, by: by.actor.userId });
}

/**
 * Carries out the decisions about these lots, all of which say accepted, conceded or rejected. Refuses more than is
 * open of the order, and goods that no store of the place suits.
 */
export async function settle(
  tx: Tx,
  record: ReceiptRecord,
  by: Settling,
  lines: readonly ReceiptLine[],
): Promise<Result<Settled>> {
  const { actor, at, part } = by;
  const { document, order } = record;
  const passes = (line: ReceiptLine) => line.decision !== 'rejected';
  const parts = lines.map((line) => ({
    orderLineId: line.orderLineId,
    acceptedBase: passes(line) ? line.arrivedBase : 0,
    rejectedBase: passes(line) ? 0 : line.arrivedBase,
  }));
  if (lines.some(passes) && !OPEN_ORDERS.some((state) => state === order.status)) {
    return refuse('receipt_order_ended', { order: order.number, status: order.status });
  }
  const header = { actor, at, key: `receipt-${document.id}-${part}` };
  const progressed = await progressOrder(tx, header, order.documentId, parts);
  if (!progressed.ok) return progressed;
  const priced = lines.map((line, index) => ({ line, amountFen: progressed.value.amountsFen[index] ?? 0 }));
  const passed = await stock(
    tx,
    record,
    by,
    priced.filter(({ line }) => passes(line)),
  );
  if (!passed.ok) return passed;
  await write(tx, by, lines, passed.value);
  const prices = passed.value.map(({ line }) => ({ itemId: line.itemId, pricePack: line.pricePack }));
  await followPaid(tx, { actorId: actor.userId, at, origin: 'acceptance', documentId: document.id, lines: prices });
  const amountFen = passed.value.reduce((sum, one) => sum + one.amountFen, 0);
  const owed = await owe(tx, record, by, amountFen);
  if (!owed.ok) return owed as Result<never>;
  const allotted = await allotWhole(tx, { actor, at }, record);
  if (!allotted.ok) return allotted;
  const accepted = passed.value.map(({ line }) => line.id);
  const traced = await finishCapture(
    tx,
    { userId: actor.userId, at },
    { number: document.number, act: 'receipt', lineIds: accepted },
  );
  if (!traced.ok) return traced;
  const rejected = lines.filter((line) => !passes(line));
  const returnNumber = rejected.length === 0 ? null : await writeDoorReturn(tx, record, by, rejected);
  const counts = { acceptedLines: passed.value.length, rejectedLines: rejected.length };
  return ok({ amountFen, ...counts, returnNumber });
}
