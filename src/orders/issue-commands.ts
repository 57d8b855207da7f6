/** From an approved plan to orders: one for each supplier, channel and way of delivery, always on the one account. */
import type { Tx } from '../../db/database.ts';
import { orderDemand, orderLine, orderShare, purchaseOrder } from '../../db/schema/orders.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { moveHolds, releaseAll } from '../budgets/hold-commands.ts';
import { type BudgetShare, mergeShares } from '../budgets/rules.ts';
import { checkCards } from '../controlled/card-queries.ts';
import { openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { documentByNumber } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { shareWhole } from '../kernel/share.ts';
import { whyNotOrder } from '../parties/licence-queries.ts';
import { type BudgetedShare, budgetedShares } from '../plans/budget-queries.ts';
import { markOrdered } from '../plans/ordered-commands.ts';
import { planById } from '../plans/plan-queries.ts';
import { checkOrderPrice } from '../prices/applicable-queries.ts';
import { type LineToOrder, planLinesToOrder, planNeedsToServe } from './issue-queries.ts';
import { type SplitLine, splitLine } from './split-rules.ts';

interface NewLine extends SplitLine {
  plan: LineToOrder;
  amountFen: number;
  shares: BudgetShare[];
}

interface NewOrder {
  partyId: number;
  channel: LineToOrder['channel'];
  delivery: LineToOrder['delivery'];
  lines: NewLine[];
}

/** Refuses lines without a supplier, a supplier whose papers lapsed, and a price above what may be paid today. */
async function checkLines(tx: Tx, lines: readonly LineToOrder[], day: string): Promise<Result<undefined>> {
  const nobody = lines.find((line) => line.partyId === null);
  if (nobody !== undefined) return refuse('order_no_supplier', { line: nobody.lineNumber, item: nobody.name });
  const asks = lines.map((line) => ({ partyId: line.partyId ?? 0, itemId: line.itemId }));
  const [barred] = (await whyNotOrder(tx, asks, day)).values();
  if (barred !== undefined) return barred;
  for (const { itemId, partyId, pricePack, lineNumber, channel } of lines) {
    if (channel === 'donation') continue;
    const fits = await checkOrderPrice(tx, { itemId, partyId: partyId ?? 0, day, pricePack });
    if (!fits.ok) return refuse(fits.reason, { ...fits.detail, line: lineNumber });
  }
  return ok();
}

/**
 * Whose budgets carry an order line: as the plan held them, when the line goes to one place; of a line that is split
 * over places, the budgets of the members served there, and the hub's for what nobody asked.
 */
function carriedBy(
  line: Omit<NewLine, 'shares'>,
  planned: readonly BudgetedShare[],
  hubId: number,
): Result<BudgetShare[]> {
  const own = planned.filter((share) => share.lineId === line.plan.id);
  const orphan = own.find((share) => share.budget === null && share.amountFen > 0);
  if (orphan !== undefined) return refuse('budget_missing', { names: orphan.category, line: line.plan.lineNumber });
  if (line.plan.delivery !== 'direct') {
    return ok(mergeShares(own.map(({ budget, amountFen: fen }) => ({ budgetId: budget?.id ?? 0, amountFen: fen }))));
  }
  const budgetOf = new Map(own.map((share) => [share.organisationId, share.budget?.id ?? 0]));
  const served = line.needs.reduce((sum, need) => sum + need.quantityBase, 0);
  const parts = [...line.needs, { organisationId: hubId, quantityBase: line.quantityBase - served }];
  const known = parts.map((part) => ({
    ...part,
    budgetId: budgetOf.get(part.organisationId) ?? own[0]?.budget?.id ?? 0,
  }));
  const amounts = shareWhole(
    line.amountFen,
    known.map((part) => part.quantityBase),
  );
  return ok(mergeShares(known.map(({ budgetId }, index) => ({ budgetId, amountFen: amounts[index] ?? 0 }))));
}

function groupBySupplier(lines: readonly NewLine[]): NewOrder[] {
  const orders = new Map<string, NewOrder>();
  for (const line of lines) {
    const { partyId, channel, delivery } = line.plan;
    const key = `${partyId}-${channel}-${delivery}`;
    const order = orders.get(key) ?? { partyId: partyId ?? 0, channel, delivery, lines: [] };
    order.lines.push(line);
    orders.set(key, order);
  }
  return [...orders.values()];
}

interface Issuing {
  actor: Actor;
  at: number;
  planId: number;
  hubId: number;
  wantedOn: string;
}

/** Rows of a statement stay within what both engines take. */
const ROWS_AT_ONCE = 500;

async function insertAll<Row>(rows: readonly Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await insert(rows.slice(from, from + ROWS_AT_ONCE));
}

async function writeOrder(tx: Tx, order: NewOrder, issuing: Issuing): Promise<{ id: number; number: string }> {
  const { actor, at, planId, hubId, wantedOn } = issuing;
  const total = order.lines.reduce((sum, line) => sum + line.amountFen, 0);
  const paper = { kind: 'order' as const, status: 'issued', act: 'issue', organisationId: hubId, counterpartId: null };
  const document = await openDocument(tx, { ...paper, actor, at });
  const { partyId, channel, delivery } = order;
  const header = { procurementAccountId: 1, planId, partyId, channel, delivery, amountFen: total, wantedOn };
  await tx.insert(purchaseOrder).values({ documentId: document.id, ...header });
  await addDocumentLink(tx, { kind: 'follows', fromDocumentId: planId, toDocumentId: document.id, quantityBase: 0 });
  const ids: number[] = [];
  const rows = order.lines.map((line, index) => ({
    orderId: document.id,
    lineNumber: index + 1,
    planLineId: line.plan.id,
    itemId: line.plan.itemId,
    deliverToId: line.deliverToId,
    quantityBase: line.quantityBase,
    pricePack: line.plan.pricePack,
    amountFen: line.amountFen,
    contractLineId: line.plan.contractLineId,
  }));
  await insertAll(rows, async (part) => {
    const added = await tx.insert(orderLine).values(part).returning({ id: orderLine.id, line: orderLine.lineNumber });
    for (const row of added) ids[row.line - 1] = row.id;
  });
  const lineId = (index: number) => ids[index] ?? 0;
  const needs = order.lines.flatMap((line, index) =>
    line.needs.map(({ demandId, quantityBase }) => ({ orderLineId: lineId(index), demandId, quantityBase })),
  );
  await insertAll(needs, (part) => tx.insert(orderDemand).values(part));
  const shares = order.lines.flatMap((line, index) =>
    line.shares.map(({ budgetId, amountFen: fen }) => {
      const weight = line.shares.length === 0 ? 0 : Math.round((line.quantityBase * fen) / Math.max(1, line.amountFen));
      return { orderLineId: lineId(index), budgetId, quantityBase: weight, amountFen: fen, openFen: fen };
    }),
  );
  await insertAll(shares, (part) => tx.insert(orderShare).values(part));
  return document;
}

export interface Issued {
  orders: { number: string; amountFen: number }[];
}

/**
 * Makes the orders of a plan that is approved, or urgent and submitted. Budgets held by the plan are held by the
 * orders from now on. Refuses: a plan that is not ready or already ordered, a line without a supplier, papers that
 * lapsed, a price above contract or listed price, members without a budget, narcotics without a purchase card.
 */
export async function issueOrders(tx: Tx, actor: Actor, at: number, planId: number): Promise<Result<Issued>> {
  const day = dayOf(at);
  const plan = await planById(tx, planId);
  if (plan === undefined) return refuse('not_found');
  const lines = await planLinesToOrder(tx, planId);
  if (lines.length === 0) return refuse('plan_ordered');
  const fits = await checkLines(tx, lines, day);
  if (!fits.ok) return fits;
  const ordered = lines.map((line) => ({ planLineId: line.id, orderedBase: line.leftBase }));
  const marked = await markOrdered(tx, actor, at, { planId, lines: ordered });
  if (!marked.ok) return marked;
  const hubId = plan.document.organisationId;
  const needs = await planNeedsToServe(tx, planId);
  const planned = await budgetedShares(tx, { planId, hubId, year: Number(day.slice(0, 4)) });
  const carried: NewLine[] = [];
  for (const line of lines) {
    const own = needs.filter((need) => need.planLineId === line.id);
    for (const part of splitLine(line, own, hubId)) {
      const amount = amountFen(part.quantityBase, line.packSize, line.pricePack);
      const priced = { ...part, plan: line, amountFen: amount };
      const shares = carriedBy(priced, planned, hubId);
      if (!shares.ok) return shares;
      carried.push({ ...priced, shares: shares.value });
    }
  }
  const bought = carried.flatMap((part) =>
    [hubId, part.deliverToId].map((organisationId) => ({ organisationId, itemId: part.plan.itemId })),
  );
  const cards = await checkCards(tx, bought, day);
  if (!cards.ok) return cards;
  const orders = groupBySupplier(carried);
  const issuing = { actor, at, planId, hubId, wantedOn: marked.value.neededBy };
  const to: { documentId: number; shares: BudgetShare[] }[] = [];
  const issued: Issued['orders'] = [];
  for (const order of orders) {
    const { id, number } = await writeOrder(tx, order, issuing);
    to.push({ documentId: id, shares: order.lines.flatMap((line) => line.shares) });
    issued.push({ number, amountFen: order.lines.reduce((sum, line) => sum + line.amountFen, 0) });
  }
  const header = { actorId: actor.userId, occurredAt: at, postedAt: at, key: `issue-${planId}-${at}` };
  const moved = await moveHolds(tx, header, { fromDocumentId: planId, to });
  if (!moved.ok) return moved;
  const rest = await releaseAll(tx, { ...header, key: `${header.key}-rest` }, planId);
  return rest.ok ? ok({ orders: issued }) : rest;
}

/** `issueOrders` as an act of the buyer. */
export async function placeOrders(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; planNumber: string },
): Promise<Answer<Issued>> {
  const { key, planNumber } = request;
  const asked = { act: 'order.issue', key, input: { planNumber }, subject: planNumber };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'order.place')) return refuseWithout('order.place');
    const plan = await documentByNumber(tx, 'plan', planNumber);
    if (plan === undefined) return refuse('not_found');
    const issued = await issueOrders(tx, actor, at, plan.id);
    return issued.ok ? ok({ value: issued.value, subject: planNumber, after: issued.value }) : issued;
  });
}
