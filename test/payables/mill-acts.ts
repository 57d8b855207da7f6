/** What the mill does with its orders: goods come, go back, are given up and paid. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { payable } from '../../db/schema/payables.ts';
import { receipt, receiptLine, supplierReturn, supplierReturnLine } from '../../db/schema/receipts.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { giveUpRest, progressOrder, returnToBudgets } from '../../src/orders/progress-commands.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { creditReturn, owePayable } from '../../src/payables/owe-commands.ts';
import { confirmPayment, failPayment } from '../../src/payments/bank-commands.ts';
import { prepareRun } from '../../src/payments/prepare-commands.ts';
import { approveRun, exportRun } from '../../src/payments/run-commands.ts';
import { paymentsOf, runByNumber } from '../../src/payments/run-queries.ts';
import { accepted, nextNumber } from '../support/build.ts';
import { versionOf } from '../support/money-world.ts';
import { headOf, keyOf, type Line, type Mill, type Order, pick } from './document-mill.ts';

const MOST_PAID = 30;

interface Came {
  line: Line;
  base: number;
  /** What the order says it costs. */
  fen: number;
  lotId: number;
  lotNumber: string;
}

const storeOf = (mill: Mill, from: Order) => mill.places.find((place) => place.member === from.member)?.storeId ?? 0;

/** Writes the paper of an inspection and its lots; gives their rows. */
async function write(mill: Mill, tx: Tx, from: Order, paperId: number, came: readonly Came[]) {
  const { inspector, test } = mill.world;
  const at = test.clock.now();
  const travel = { noteNumber: keyOf('N'), arrivedAt: at, invoices: 'complete' as const, concludedAt: at };
  const where = { orderId: from.id, partyId: from.party.id, organisationId: from.member.id };
  await tx.insert(receipt).values({ documentId: paperId, ...where, ...travel, inspectorId: inspector.userId });
  const day = dayOf(at);
  const decided = { decision: 'accepted' as const, decidedOn: day, decidedBy: inspector.userId, paperChecks: [] };
  const rows = came.map(({ line, base, fen, lotId, lotNumber }, index) => ({
    receiptId: paperId,
    lineNumber: index + 1,
    orderLineId: line.id,
    maker: '江西制药',
    lotNumber,
    lotId,
    expiresOn: addDays(day, 400),
    arrivedBase: base,
    acceptedBase: base,
    storeId: storeOf(mill, from),
    amountFen: fen,
    pricePack: line.pricePack,
    ...decided,
  }));
  return tx.insert(receiptLine).values(rows).returning({ id: receiptLine.id });
}

/** Some of what is open of an order arrives and is accepted, rarely all of it at once. */
export async function receive(mill: Mill, tx: Tx): Promise<boolean> {
  const { roll, world } = mill;
  const open = mill.orders.filter((one) => one.lines.some((line) => line.openBase > 0));
  if (open.length === 0) return false;
  const from = pick(roll, open);
  const at = world.test.clock.now();
  const passed = { kind: 'receipt' as const, status: 'passed', act: 'conclude' };
  const paper = await openDocument(tx, { ...headOf(mill, from.member, world.inspector), ...passed });
  const arrived = from.lines
    .filter((line) => line.openBase > 0)
    .map((line) => ({ line, base: roll(3) === 0 ? line.openBase : 1 + roll(line.openBase) }));
  const key = keyOf('receipt');
  const parts = arrived.map(({ line, base }) => ({ orderLineId: line.id, acceptedBase: base, rejectedBase: roll(2) }));
  const { amountsFen } = accepted(await progressOrder(tx, { actor: world.inspector, at, key }, from.id, parts));
  const lots = arrived.map(({ line }) => ({
    itemId: line.item.id,
    number: `L${nextNumber()}`,
    expiresOn: addDays(dayOf(at), 400),
    pricePack: line.pricePack,
    origin: paper.number,
  }));
  const lotIds = await openLots(tx, lots, dayOf(at), at);
  const came = arrived.map((one, index) => {
    const lot = { lotId: lotIds[index] ?? 0, lotNumber: lots[index]?.number ?? '' };
    return { ...one, ...lot, fen: amountsFen[index] ?? 0 };
  });
  const rows = await write(mill, tx, from, paper.id, came);
  const fromId = await outsideLocation(tx, 'supplier');
  const ends = { fromId, toId: storeOf(mill, from) };
  const goods = came.map(({ lotId, base, fen }) => ({ lotId, ...ends, quantityBase: base, paidFen: fen }));
  const actor = { userId: world.inspector.userId, organisationId: from.member.id };
  const times = { occurredAt: at, postedAt: at, key };
  accepted(await postGoods(tx, { kind: 'receipt', documentId: paper.id, actor, ...times, lines: goods }));
  const amountFen = amountsFen.reduce((sum, fen) => sum + fen, 0);
  const owed = { receiptId: paper.id, part: 1, partyId: from.party.id, organisationId: from.member.id, amountFen };
  const terms = { channel: 'listed' as const, acceptedOn: dayOf(at), blocked: null };
  accepted(await owePayable(tx, { actorId: actor.userId, ...times }, { ...owed, ...terms }));
  for (const [index, { line, base, fen, lotId }] of came.entries()) {
    line.openBase -= base;
    line.leftFen -= fen;
    const lot = { receiptId: paper.id, receiptLineId: rows[index]?.id ?? 0, order: from, line };
    mill.lots.push({ ...lot, lotId, leftBase: base });
  }
  const sums = mill.sums.get(from.party.id);
  if (sums !== undefined) sums.accepted += amountFen;
  return true;
}

/** Some of what was accepted goes back. */
export async function giveBack(mill: Mill, tx: Tx): Promise<boolean> {
  const { roll, world } = mill;
  const there = mill.lots.filter((lot) => lot.leftBase > 0);
  if (there.length === 0) return false;
  const lot = pick(roll, there);
  const at = world.test.clock.now();
  const base = roll(2) === 0 ? lot.leftBase : 1 + roll(lot.leftBase);
  const { member, party } = lot.order;
  const storeId = storeOf(mill, lot.order);
  const left = { kind: 'supplier_return' as const, status: 'returned', act: 'confirm' };
  const paper = await openDocument(tx, { ...headOf(mill, member, world.inspector), ...left });
  const actor = { userId: world.inspector.userId, organisationId: member.id };
  const key = keyOf('return');
  const line = { lotId: lot.lotId, fromId: storeId, toId: await outsideLocation(tx, 'supplier'), quantityBase: base };
  const times = { occurredAt: at, postedAt: at, key };
  const posted = { kind: 'supplier_return' as const, documentId: paper.id, actor, reason: '召回', ...times };
  const { amountsFen } = accepted(await postGoods(tx, { ...posted, lines: [line] }));
  const [fen = 0] = amountsFen;
  await tx
    .insert(supplierReturn)
    .values({ documentId: paper.id, receiptId: lot.receiptId, reason: '召回', amountFen: fen });
  const back = { returnId: paper.id, receiptLineId: lot.receiptLineId, storeId, quantityBase: base, amountFen: fen };
  await tx.insert(supplierReturnLine).values(back);
  if (fen > 0) {
    const head = { actorId: world.inspector.userId, ...times };
    const about = { returnId: paper.id, receiptId: lot.receiptId, amountFen: fen, reason: '召回' };
    accepted(await creditReturn(tx, head, about));
    const amounts = [{ orderLineId: lot.line.id, amountFen: fen }];
    accepted(await returnToBudgets(tx, { actor: world.inspector, at, key }, lot.order.id, amounts));
  }
  lot.leftBase -= base;
  const sums = mill.sums.get(party.id);
  if (sums !== undefined) sums.returned += fen;
  return true;
}

/** What is open of an order is given up. */
export async function giveUp(mill: Mill, tx: Tx): Promise<boolean> {
  const open = mill.orders.filter((one) => one.lines.some((line) => line.openBase > 0));
  if (open.length === 0) return false;
  const from = pick(mill.roll, open);
  const header = { actor: mill.world.buyer, at: mill.world.test.clock.now(), key: keyOf('rest') };
  accepted(await giveUpRest(tx, header, { orderId: from.id, lineIds: 'all', reason: '停产' }));
  for (const line of from.lines) [line.openBase, line.leftFen] = [0, 0];
  return true;
}

/** A run of everything that is owed to one supplier: paid by the bank, or sent back once in five. */
export async function payOne(mill: Mill): Promise<boolean> {
  const { world, roll } = mill;
  const { services } = world.test;
  const party = pick(roll, mill.parties);
  const rest = sql`${payable.amountFen} > ${payable.creditedFen} + ${payable.heldFen} + ${payable.paidFen}`;
  const open = await services.db.read
    .select()
    .from(payable)
    .where(and(eq(payable.partyId, party.id), rest))
    .orderBy(payable.id)
    .limit(1 + roll(MOST_PAID));
  if (open.length === 0) return false;
  const payableIds = open.map((row) => row.id);
  const invoiced = { invoicedFen: sql`${payable.amountFen}` };
  await services.db.transaction((tx) => tx.update(payable).set(invoiced).where(inArray(payable.id, payableIds)));
  const today = dayOf(services.clock.now());
  const input = { payOn: today, payableIds, note: '' };
  const made = await prepareRun(services, world.accountant, { key: null, input });
  mill.documents += 1;
  // Credit notes cover everything: they are set off by hand, and nothing is to pay
  if (!made.ok) return made.reason === 'payment_all_credit';
  const { number } = made.value;
  const act = async () => ({ key: null, input: { number, version: await versionOf(world, number) } });
  accepted(await approveRun(services, world.chief, await act()));
  accepted(await exportRun(services, world.accountant, await act()));
  const run = await runByNumber(services.db.read, number);
  for (const one of await paymentsOf(services.db.read, run?.documentId ?? 0)) {
    if (roll(5) === 0) {
      const back = { number, line: one.lineNumber, reason: '户名不符' };
      accepted(await failPayment(services, world.second, { key: null, input: back }));
      continue;
    }
    const at = services.clock.now();
    const word = { actor: world.accountant, at, occurredAt: at, day: today, key: keyOf('bank') };
    accepted(await services.db.transaction((tx) => confirmPayment(tx, word, one.id)));
    const sums = mill.sums.get(one.partyId);
    if (sums !== undefined) sums.paid += one.amountFen;
  }
  return true;
}
