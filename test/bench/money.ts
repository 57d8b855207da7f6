/** A year of buying behind the account page: suppliers, budgets, orders accepted, payables open and paid, the bank. */
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { budget, budgetHold } from '../../db/schema/budgets.ts';
import { document } from '../../db/schema/documents.ts';
import { purchaseOrder } from '../../db/schema/orders.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { payable, payment, paymentRun } from '../../db/schema/payables.ts';
import { plan } from '../../db/schema/plans.ts';
import { receipt } from '../../db/schema/receipts.ts';
import { centralAccounts, payableAccount } from '../../src/account/chart.ts';
import { transfer } from '../../src/account/transfer.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { grantBudget } from '../../src/budgets/commands.ts';
import { addDays, DAY_MS, SettableClock } from '../../src/kernel/clock.ts';
import { BENCH_DAY, type World } from './worlds.ts';

const SUPPLIERS = 60;
const ORDERS = 600;
const RECEIPTS = 6000;
/** Receipts of the last weeks, not paid yet. */
const OPEN = 1500;
const RUNS = 150;
const PAYMENTS_EACH = 20;
const AMOUNT_FEN = 350_000;
const BUDGET_FEN = 50_000_000;
const MEMBERS_EACH = 10;
const AT_ONCE = 400;
const ISSUED_DAYS = 300;

interface Staff {
  actor: Actor;
  at: number;
  hubId: number;
}

/** Writes rows in parts that every engine takes; gives them in their order. */
async function inParts<R, T>(rows: readonly R[], write: (part: R[]) => Promise<T[]>): Promise<T[]> {
  const written: T[] = [];
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    written.push(...(await write(rows.slice(first, first + AT_ONCE))));
  }
  return written;
}

type Kind = typeof document.$inferInsert.kind;

/** Papers of one kind, with their ids in order. */
async function addPapers(tx: Tx, { actor, at, hubId }: Staff, kind: Kind, prefix: string, count: number) {
  const head = { kind, organisationId: hubId, version: 1, createdBy: actor.userId, createdAt: at, changedAt: at };
  const rows = Array.from({ length: count }, (_each, index) => {
    const number = `${prefix}-20260101-${String(index + 1).padStart(6, '0')}`;
    return { ...head, number, status: kind === 'payment' ? 'confirmed' : 'received' };
  });
  const ids = await inParts(rows, (part) => tx.insert(document).values(part).returning({ id: document.id }));
  return ids.map((row) => row.id);
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

async function addSuppliers(tx: Tx, staff: Staff): Promise<number[]> {
  const rows = Array.from({ length: SUPPLIERS }, (_each, index) => {
    const name = `医药公司${index + 1}`;
    const names = { name, shortName: name, searchText: name };
    return { ...names, code: `SB${index + 1}`, kind: 'supplier' as const, createdAt: staff.at };
  });
  return (await tx.insert(party).values(rows).returning({ id: party.id })).map((row) => row.id);
}

/** Orders with their receipts and what these made owed; the older ones are paid. */
async function addOwed(tx: Tx, staff: Staff, parties: readonly number[], members: readonly number[]): Promise<void> {
  const [planId = 0] = await addPapers(tx, staff, 'plan', 'JH', 1);
  await tx.insert(plan).values({ documentId: planId, title: 'bench', neededBy: BENCH_DAY });
  const orders = await addPapers(tx, staff, 'order', 'CG', ORDERS);
  const how = { procurementAccountId: 1, planId, channel: 'listed' as const, delivery: 'hub' as const };
  const placed = orders.map((documentId, index) => {
    const money = { amountFen: AMOUNT_FEN * (RECEIPTS / ORDERS), wantedOn: BENCH_DAY };
    return { ...how, ...money, documentId, partyId: at(parties, index) };
  });
  await inParts(placed, (part) => tx.insert(purchaseOrder).values(part).returning({ id: purchaseOrder.documentId }));
  const receipts = await addPapers(tx, staff, 'receipt', 'YS', RECEIPTS);
  const inspected = receipts.map((documentId, index) => ({
    documentId,
    orderId: at(orders, index),
    partyId: at(parties, index % ORDERS),
    organisationId: at(members, index),
    noteNumber: `N${index}`,
    arrivedAt: staff.at,
    invoices: 'complete' as const,
    inspectorId: staff.actor.userId,
  }));
  await inParts(inspected, (part) => tx.insert(receipt).values(part).returning({ id: receipt.documentId }));
  const owed = receipts.map((receiptId, index) => {
    const open = index >= RECEIPTS - OPEN;
    const acceptedOn = addDays(BENCH_DAY, -Math.floor(((RECEIPTS - index) * ISSUED_DAYS) / RECEIPTS));
    const who = { partyId: at(parties, index % ORDERS), organisationId: at(members, index) };
    const money = { amountFen: AMOUNT_FEN, invoicedFen: AMOUNT_FEN, paidFen: open ? 0 : AMOUNT_FEN };
    const days = { acceptedOn, dueOn: addDays(acceptedOn, 30) };
    return { receiptId, part: 1, channel: 'listed' as const, ...who, ...money, ...days };
  });
  await inParts(owed, (part) => tx.insert(payable).values(part).returning({ id: payable.id }));
}

/** What the orders used of the budgets: ten members each. */
async function addHolds(tx: Tx): Promise<void> {
  const budgets = await tx.select({ id: budget.id }).from(budget).orderBy(asc(budget.id));
  const orders = await tx.select({ id: purchaseOrder.documentId }).from(purchaseOrder);
  const rows = orders.flatMap(({ id: documentId }, index) =>
    Array.from({ length: MEMBERS_EACH }, (_each, place) => {
      const budgetId = at(budgets, index * MEMBERS_EACH + place).id;
      return { documentId, budgetId, transferId: null, heldFen: AMOUNT_FEN, openFen: 0, usedFen: AMOUNT_FEN };
    }),
  );
  await inParts(rows, (part) => tx.insert(budgetHold).values(part).returning({ id: budgetHold.id }));
}

/** Runs that the bank confirmed, and the money of this month's on its account. */
async function addPayments(tx: Tx, staff: Staff, parties: readonly number[]): Promise<void> {
  const runs = await addPapers(tx, staff, 'payment', 'FK', RUNS);
  const heads = runs.map((documentId) => ({ documentId, payOn: BENCH_DAY, amountFen: AMOUNT_FEN * PAYMENTS_EACH }));
  await inParts(heads, (part) => tx.insert(paymentRun).values(part).returning({ id: paymentRun.documentId }));
  const bank = { accountName: 'bench', bankName: 'bench', accountNumber: '1', status: 'confirmed' as const };
  const rows = runs.flatMap((runId, run) =>
    Array.from({ length: PAYMENTS_EACH }, (_each, index) => {
      return { ...bank, runId, lineNumber: index + 1, partyId: at(parties, run + index), amountFen: AMOUNT_FEN };
    }),
  );
  await inParts(rows, (part) => tx.insert(payment).values(part).returning({ id: payment.id }));
  const { bankId, equityId } = await centralAccounts(tx);
  const header = { documentId: null, actorId: staff.actor.userId, postedAt: staff.at };
  const grantFen = AMOUNT_FEN * RUNS * PAYMENTS_EACH * 2;
  const grant = { debitId: bankId, creditId: equityId, amountFen: grantFen, key: 'bench-grant' };
  await transfer(tx, { ...header, code: 'grant', occurredAt: staff.at - 20 * DAY_MS, lines: [grant] });
  const debits = new Map<number, number>();
  for (const partyId of parties) debits.set(partyId, await payableAccount(tx, partyId));
  const paid = rows.map((row, index) => {
    const debitId = debits.get(row.partyId) ?? 0;
    return { debitId, creditId: bankId, amountFen: row.amountFen, key: `bench-paid-${index}` };
  });
  await inParts(paid, async (lines) => {
    const done = await transfer(tx, { ...header, code: 'payment', occurredAt: staff.at - DAY_MS, lines });
    return done.ok ? lines : Promise.reject(new Error(`refused: ${done.reason}`));
  });
}

/** Fills the money side: a budget for every member, 6,000 payables of 60 suppliers, 3,000 payments. */
export async function addMoney(world: World, actor: Actor, now: number): Promise<void> {
  const members = await world.db.read.select().from(organisation).orderBy(asc(organisation.id));
  const own = members.filter((member) => member.path.startsWith('/') && member.kind !== 'company');
  const [hub] = await world.db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const services = { db: world.db, clock: new SettableClock(now) };
  for (const member of own) {
    const asked = { organisationCode: member.code, category: 'drug' as const, year: Number(BENCH_DAY.slice(0, 4)) };
    const input = { ...asked, amountFen: BUDGET_FEN, reason: 'bench' };
    const granted = await grantBudget(services, actor, { key: null, input });
    if (!granted.ok) throw new Error(`refused: ${granted.reason}`);
  }
  const staff = { actor, at: now, hubId: hub?.id ?? 0 };
  await world.db.transaction(async (tx) => {
    const parties = await addSuppliers(tx, staff);
    await addOwed(
      tx,
      staff,
      parties,
      own.map((member) => member.id),
    );
    await addHolds(tx);
    await addPayments(tx, staff, parties);
  });
}
