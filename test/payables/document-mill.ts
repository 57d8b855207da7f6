/** A mill of random papers of buying with odd prices and parts of packs: its world, its orders, its sums. */
import type { Tx } from '../../db/database.ts';
import { orderLine, orderShare, purchaseOrder } from '../../db/schema/orders.ts';
import { plan, planLine } from '../../db/schema/plans.ts';
import { grantBudget } from '../../src/budgets/commands.ts';
import { holdBudgets } from '../../src/budgets/hold-commands.ts';
import { listBudgets } from '../../src/budgets/queries.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { amountFen } from '../../src/kernel/money.ts';
import { shareWhole } from '../../src/kernel/share.ts';
import { accepted, addItem, addStore, nextNumber, type TestItem, type TestMember } from '../support/build.ts';
import { fillBank, type MoneyWorld, moneyWorld } from '../support/money-world.ts';
import { addParty, type TestParty } from '../support/parties.ts';
import { addBank } from '../support/payables.ts';

/** Four decimals of a yuan a pack, and packs of which a tablet is no whole fen. */
const PACKS = [1, 3, 7, 12, 24, 100, 1000];
const HIGHEST_PRICE = 9_999_999;
const MOST_PACKS = 9;

export type Roll = (below: number) => number;

/** The same numbers each time: what fails can be ground again. */
export function dice(seed: number): Roll {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface Line {
  id: number;
  item: TestItem;
  pricePack: number;
  openBase: number;
  /** What is neither accepted nor given up, fen: what the budgets must hold. */
  leftFen: number;
}

export interface Order {
  id: number;
  party: TestParty;
  member: TestMember;
  lines: Line[];
}

export interface Lot {
  receiptId: number;
  receiptLineId: number;
  order: Order;
  line: Line;
  lotId: number;
  leftBase: number;
}

/** What must be so by plain addition, in fen. */
export interface Sums {
  accepted: number;
  returned: number;
  paid: number;
}

export interface Mill {
  world: MoneyWorld;
  roll: Roll;
  places: { member: TestMember; storeId: number; budgetId: number }[];
  parties: TestParty[];
  items: TestItem[];
  planId: number;
  planLines: Map<number, number>;
  orders: Order[];
  lots: Lot[];
  sums: Map<number, Sums>;
  documents: number;
}

export async function openMill(roll: Roll): Promise<Mill> {
  const world = await moneyWorld();
  const { services } = world.test;
  await fillBank(world, 9_000_000_000_00);
  const places: Mill['places'] = [];
  for (const member of [world.head, world.branch]) {
    const input = { organisationCode: member.code, category: 'drug' as const, year: 2026, reason: '年初下达' };
    accepted(await grantBudget(services, world.chief, { key: null, input: { ...input, amountFen: 900_000_000_00 } }));
    const budgets = await listBudgets(services.db.read, member.path, { year: 2026 });
    const own = budgets.find((budget) => budget.organisationCode === member.code);
    places.push({ member, storeId: await addStore(services, member), budgetId: own?.id ?? 0 });
  }
  const parties: TestParty[] = [world.supplier];
  for (let made = 0; made < 2; made += 1) {
    const party = await addParty(services, {});
    await addBank(services, party, `15102033090${party.id}`);
    parties.push(party);
  }
  const items: TestItem[] = [];
  for (const packSize of PACKS) items.push(await addItem(services, { packSize, genericName: `零头药${packSize}` }));
  const sums = new Map(parties.map((party) => [party.id, { accepted: 0, returned: 0, paid: 0 }]));
  const opened = await openPlan(world, items);
  return { world, roll, places, parties, items, ...opened, orders: [], lots: [], sums, documents: 0 };
}

/** One plan from which all orders are taken: what it says is not looked at here. */
async function openPlan(world: MoneyWorld, items: readonly TestItem[]) {
  const { db, clock } = world.test.services;
  const at = clock.now();
  return db.transaction(async (tx) => {
    const head = { organisationId: world.head.id, counterpartId: null, actor: world.buyer, at };
    const opened = await openDocument(tx, { ...head, kind: 'plan', status: 'ordered', act: 'make' });
    await tx.insert(plan).values({ documentId: opened.id, title: '全年', neededBy: addDays(dayOf(at), 7) });
    const much = { askedBase: 1, toBuyBase: 1, proposedBase: 1, quantityBase: 1_000_000_000, orderedBase: 0 };
    const terms = { pricePack: 1, amountFen: 1, priceReason: { code: 'listed', detail: {} } };
    const rows = items.map((item, index) => ({
      ...{ planId: opened.id, lineNumber: index + 1, itemId: item.id, partyId: world.supplier.id },
      ...{ channel: 'listed' as const, ...much, ...terms },
    }));
    const made = await tx.insert(planLine).values(rows).returning({ id: planLine.id, itemId: planLine.itemId });
    return { planId: opened.id, planLines: new Map(made.map((row) => [row.itemId, row.id])) };
  });
}

export const pick = <T>(roll: Roll, all: readonly T[]): T => {
  const one = all[roll(all.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

export function headOf(mill: Mill, member: TestMember, actor: MoneyWorld['buyer']) {
  mill.documents += 1;
  return { organisationId: member.id, counterpartId: null, actor, at: mill.world.test.clock.now() };
}

export const keyOf = (what: string) => `mill-${what}-${process.pid}-${nextNumber()}`;

/** One or two odd lines of the order, each carried by the budgets of both members; gives what each budget carries. */
async function addLines(mill: Mill, tx: Tx, to: Omit<Order, 'party'>) {
  const { roll } = mill;
  const carried: { budgetId: number; amountFen: number }[] = [];
  for (let lineNumber = 1; lineNumber <= 1 + roll(2); lineNumber += 1) {
    const item = pick(roll, mill.items);
    const pricePack = 1 + roll(HIGHEST_PRICE);
    const quantityBase = 1 + roll(item.packSize * MOST_PACKS);
    const costs = amountFen(quantityBase, item.packSize, pricePack);
    const place = { orderId: to.id, lineNumber, planLineId: mill.planLines.get(item.id) ?? 0 };
    const what = { itemId: item.id, deliverToId: to.member.id, quantityBase, pricePack, amountFen: costs };
    const [made] = await tx
      .insert(orderLine)
      .values({ ...place, ...what })
      .returning({ id: orderLine.id });
    const id = made?.id ?? 0;
    to.lines.push({ id, item, pricePack, openBase: quantityBase, leftFen: costs });
    const weights = mill.places.map(() => 1 + roll(99));
    for (const [index, part] of shareWhole(costs, weights).entries()) {
      const budgetId = mill.places[index]?.budgetId ?? 0;
      if (part === 0) continue;
      const share = { orderLineId: id, budgetId, quantityBase: 1, amountFen: part, openFen: part };
      await tx.insert(orderShare).values(share);
      carried.push({ budgetId, amountFen: part });
    }
  }
  return carried;
}

/** An order of one or two odd lines, for which budgets are held. */
export async function order(mill: Mill, tx: Tx): Promise<void> {
  const { roll, world } = mill;
  const [party, { member }] = [pick(roll, mill.parties), pick(roll, mill.places)];
  const at = world.test.clock.now();
  const issued = { kind: 'order' as const, status: 'sent', act: 'issue' };
  const { id } = await openDocument(tx, { ...headOf(mill, member, world.buyer), ...issued });
  const facts = { procurementAccountId: 1, planId: mill.planId, partyId: party.id, wantedOn: dayOf(at), amountFen: 0 };
  await tx.insert(purchaseOrder).values({ documentId: id, channel: 'listed', delivery: 'hub', ...facts });
  const made: Order = { id, party, member, lines: [] };
  const shares = await addLines(mill, tx, made);
  const header = { actorId: world.buyer.userId, occurredAt: at, postedAt: at, key: keyOf('hold') };
  if (shares.length > 0) accepted(await holdBudgets(tx, header, { documentId: id, shares }));
  mill.orders.push(made);
}
