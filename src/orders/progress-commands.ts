/**
 * What acceptance, giving up and returns mean for an order: its lines, its state, the budgets that carry it and the
 * needs it serves move together. Receiving and the order's own acts call these inside their transactions.
 */
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../auth/viewer.ts';
import { giveBackBudgets, releaseBudgets, useBudgets } from '../budgets/hold-commands.ts';
import type { BudgetShare } from '../budgets/rules.ts';
import { advance, type DocumentState } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { returnNeeds } from './need-commands.ts';
import * as sql from './order-statements.ts';
import { costOfPart, type OrderState, openOf, orderTransitions, stateOf } from './rules.ts';
import { takeOpen, takeUsed } from './share-rules.ts';

export interface OrderHeader {
  actor: Actor;
  /** UTC ms. */
  at: number;
  /** Unique for the act: the keys of its transfers begin with it. */
  key: string;
}

export interface LineAcceptance {
  orderLineId: number;
  /** Of one lot, base units; several of one line are counted one after the other. */
  acceptedBase: number;
  rejectedBase: number;
}

interface Line {
  id: number;
  lineNumber: number;
  name: string;
  packSize: number;
  pricePack: number;
  quantityBase: number;
  acceptedBase: number;
  rejectedBase: number;
  cancelledBase: number;
  amountFen: number;
  acceptedFen: number;
  cancelledFen: number;
}

function asLine(row: sql.LineRow): Line {
  return {
    id: row.id,
    lineNumber: row.line_number,
    name: row.generic_name,
    packSize: row.pack_size,
    pricePack: row.price_pack,
    quantityBase: row.quantity_base,
    acceptedBase: row.accepted_base,
    rejectedBase: row.rejected_base,
    cancelledBase: row.cancelled_base,
    amountFen: row.amount_fen,
    acceptedFen: row.accepted_fen,
    cancelledFen: row.cancelled_fen,
  };
}

interface LockedOrder {
  id: number;
  state: DocumentState;
  lines: Map<number, Line>;
}

async function lockOrder(tx: Tx, orderId: number): Promise<Result<LockedOrder>> {
  const [state] = await tx.run<DocumentState>(sql.lockOrder, { orderId });
  if (state === undefined) return refuse('not_found');
  const rows = await tx.run<sql.LineRow>(sql.lockLines, { orderId });
  return ok({ id: orderId, state, lines: new Map(rows.map((row) => [row.id, asLine(row)])) });
}

async function writeLines(tx: Tx, lines: readonly Line[]): Promise<void> {
  const rows = lines.map((line) => ({
    id: line.id,
    accepted: line.acceptedBase,
    rejected: line.rejectedBase,
    cancelled: line.cancelledBase,
    accepted_fen: line.acceptedFen,
    cancelled_fen: line.cancelledFen,
  }));
  if (rows.length > 0) await tx.run(sql.setLines, { lines: rows });
}

type Amounts = ReadonlyMap<number, number>;

/** Moves amounts by line through the shares of budgets; gives the amount of each budget. */
async function moveShares(
  tx: Tx,
  byLine: Amounts,
  how: 'use' | 'release' | 'give_back',
): Promise<Result<BudgetShare[]>> {
  const ids = [...byLine.keys()].map((id) => ({ id }));
  const rows = await tx.run<sql.ShareRow>(sql.sharesOfLines, { ids });
  const changed: { id: number; open: number; used: number }[] = [];
  const moved: BudgetShare[] = [];
  for (const [lineId, amountFen] of byLine) {
    const own = rows
      .filter((row) => row.order_line_id === lineId)
      .map((row) => ({ id: row.id, budgetId: row.budget_id, openFen: row.open_fen, usedFen: row.used_fen }));
    const taken = how === 'give_back' ? takeUsed(amountFen, own) : takeOpen(amountFen, own);
    for (const [index, part] of taken.entries()) {
      const was = own[index];
      if (was === undefined || part.amountFen === 0) continue;
      const open = how === 'give_back' ? was.openFen : was.openFen - part.amountFen;
      const used =
        how === 'use' ? was.usedFen + part.amountFen : was.usedFen - (how === 'release' ? 0 : part.amountFen);
      if (open < 0 || used < 0) return refuse('order_shares', { line: lineId });
      changed.push({ id: part.id, open, used });
      moved.push({ budgetId: part.budgetId, amountFen: part.amountFen });
    }
  }
  if (changed.length > 0) await tx.run(sql.setShares, { shares: changed });
  return ok(moved);
}

async function moveBudgets(
  tx: Tx,
  header: OrderHeader,
  orderId: number,
  byLine: Amounts,
  how: 'use' | 'release' | 'give_back',
): Promise<Result<undefined>> {
  const amounts = new Map([...byLine].filter(([, fen]) => fen > 0));
  const shares = await moveShares(tx, amounts, how);
  if (!shares.ok) return shares;
  const { actor, at, key } = header;
  const times = { actorId: actor.userId, occurredAt: at, postedAt: at, key };
  const act = { documentId: orderId, shares: shares.value };
  if (how === 'use') return useBudgets(tx, times, act);
  return how === 'release' ? releaseBudgets(tx, times, act) : giveBackBudgets(tx, times, act);
}

/**
 * Notes what an inspection accepted and rejected of an order, part by part. Gives what each accepted part costs, in
 * the order given, so that the parts of a line add up to its amount. Refuses more than is open (`order_over`) and an
 * order that has ended.
 */
export async function progressOrder(
  tx: Tx,
  header: OrderHeader,
  orderId: number,
  parts: readonly LineAcceptance[],
): Promise<Result<{ amountsFen: number[] }>> {
  const order = await lockOrder(tx, orderId);
  if (!order.ok) return order;
  const { lines } = order.value;
  const byLine = new Map<number, number>();
  const amountsFen: number[] = [];
  for (const { orderLineId, acceptedBase, rejectedBase } of parts) {
    const line = lines.get(orderLineId);
    if (line === undefined) return refuse('not_found');
    line.rejectedBase += rejectedBase;
    if (acceptedBase === 0) {
      amountsFen.push(0);
      continue;
    }
    const cost = costOfPart(line, acceptedBase);
    if (!cost.ok)
      return cost.reason === 'order_over' ? refuse('order_over', { ...cost.detail, item: line.name }) : cost;
    line.acceptedBase += acceptedBase;
    line.acceptedFen += cost.value;
    byLine.set(line.id, (byLine.get(line.id) ?? 0) + cost.value);
    amountsFen.push(cost.value);
  }
  const touched = new Set(parts.map((part) => part.orderLineId));
  await writeLines(
    tx,
    [...lines.values()].filter((line) => touched.has(line.id)),
  );
  const used = await moveBudgets(tx, header, orderId, byLine, 'use');
  if (!used.ok) return used;
  const moved = await move(tx, header, order.value, byLine.size > 0 ? 'accept' : 'reject');
  return moved.ok ? ok({ amountsFen }) : moved;
}

async function move(
  tx: Tx,
  { actor, at }: OrderHeader,
  order: LockedOrder,
  act: 'accept' | 'reject' | 'cancel_rest',
  note: string | null = null,
): Promise<Result<undefined>> {
  const to = stateOf(order.state.status as OrderState, [...order.lines.values()]);
  const locked = order.state;
  const moved = await advance(tx, order.id, { act, to, transitions: orderTransitions, actor, at, note, locked });
  return moved.ok ? ok() : moved;
}

/**
 * Gives up what is open of the lines (all of them when none is named): the supplier is not to send it any more, the
 * budgets are free of it, and needs that nothing accepted can serve are back in the pool. Refuses lines that have
 * nothing open and an order that has ended.
 */
export async function giveUpRest(
  tx: Tx,
  header: OrderHeader,
  given: { orderId: number; lineIds: readonly number[] | 'all'; reason: string },
): Promise<Result<{ lines: number; amountFen: number }>> {
  const order = await lockOrder(tx, given.orderId);
  if (!order.ok) return order;
  const { lines } = order.value;
  const named = given.lineIds === 'all' ? [...lines.keys()] : given.lineIds;
  const byLine = new Map<number, number>();
  for (const id of named) {
    const line = lines.get(id);
    if (line === undefined) return refuse('not_found');
    const open = openOf(line);
    if (open === 0) {
      if (given.lineIds !== 'all') return refuse('order_line_done', { line: line.lineNumber, item: line.name });
      continue;
    }
    const left = line.amountFen - line.acceptedFen - line.cancelledFen;
    line.cancelledBase += open;
    line.cancelledFen += left;
    byLine.set(id, left);
  }
  if (byLine.size === 0) return refuse('order_nothing_open');
  await writeLines(
    tx,
    [...lines.values()].filter((line) => byLine.has(line.id)),
  );
  const freed = await moveBudgets(tx, header, given.orderId, byLine, 'release');
  if (!freed.ok) return freed;
  const back = await returnNeeds(
    tx,
    [...lines.values()].filter((line) => byLine.has(line.id)),
  );
  if (!back.ok) return back;
  const moved = await move(tx, header, order.value, 'cancel_rest', given.reason);
  if (!moved.ok) return moved;
  return ok({ lines: byLine.size, amountFen: [...byLine.values()].reduce((sum, fen) => sum + fen, 0) });
}

/** Accepted goods of the lines went back to the supplier: what they cost is in the budgets again. */
export async function returnToBudgets(
  tx: Tx,
  header: OrderHeader,
  orderId: number,
  amounts: readonly { orderLineId: number; amountFen: number }[],
): Promise<Result<undefined>> {
  const byLine = new Map<number, number>();
  for (const { orderLineId, amountFen } of amounts) byLine.set(orderLineId, (byLine.get(orderLineId) ?? 0) + amountFen);
  const order = await lockOrder(tx, orderId);
  if (!order.ok) return order;
  return moveBudgets(tx, header, orderId, byLine, 'give_back');
}
