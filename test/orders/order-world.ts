/** A county with an approved plan: members with budgets, a supplier whose people sign in, and orders to act on. */
import { eq } from 'drizzle-orm';
import { demand } from '../../db/schema/demand.ts';
import { orderDemand, orderLine, orderShare, purchaseOrder } from '../../db/schema/orders.ts';
import { party } from '../../db/schema/parties.ts';
import { grantBudget } from '../../src/budgets/commands.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { addOutsideOrganisation } from '../../src/organisations/commands.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem } from '../plans/plan-world.ts';
import { accepted, addPerson, type TestItem, type TestMember, type TestPerson } from '../support/build.ts';

export { key } from '../plans/plan-world.ts';

export interface OrderWorld extends PlanWorld {
  /** Speaks for the supplier, which is a company of its own outside the county. */
  seller: TestPerson;
}

export async function openOrderWorld(): Promise<OrderWorld> {
  const world = await openPlanWorld();
  for (const member of [world.head, world.north, world.south]) await grant(world, member, 10_000_000_00);
  const outside = await addOutside(world);
  const seller = await addPerson(world.services, outside, 'supplier', { name: '章贡业务员' });
  return { ...world, seller };
}

async function addOutside(world: PlanWorld): Promise<TestMember> {
  const given = { code: 'ZGYY', name: '章贡医药公司', shortName: '章贡医药' };
  const added = accepted(await world.services.db.transaction((tx) => addOutsideOrganisation(tx, given)));
  const set = { organisationId: added.id };
  await world.services.db.transaction((tx) => tx.update(party).set(set).where(eq(party.id, world.supplier.id)));
  return { id: added.id, code: given.code, name: given.name, kind: 'company', path: added.path, transitId: 0 };
}

export async function grant(world: PlanWorld, member: TestMember, amountFen: number): Promise<void> {
  const input = { organisationCode: member.code, category: 'drug' as const, year: 2026, amountFen, reason: '年初下达' };
  accepted(await grantBudget(world.services, world.accountant, { key: key(), input }));
}

/** Takes a plan through every approval it needs. */
export async function approve(world: PlanWorld, number: string): Promise<void> {
  const seen = async () => ({ number, version: (await rowsOf(world, number)).document.version });
  accepted(await submitPlan(world.services, world.buyer, key(), await seen()));
  for (const actor of [world.supplyHead, world.pharmacist, world.accountant, world.president]) {
    const { document } = await rowsOf(world, number);
    if (document.status === 'approved') return;
    const input = { ...(await seen()), decision: 'approve' as const, note: '', grant: false };
    accepted(await decidePlan(world.services, actor, key(), input));
  }
}

export interface Ordered {
  planNumber: string;
  number: string;
  item: TestItem;
  /** Needs of north (60, urgent) and south (30). */
  north: number;
  south: number;
}

/** One order of one item: north needs 60, south 30. */
export async function ordered(world: PlanWorld): Promise<Ordered> {
  const item = await soldItem(world);
  const north = await asks(world, world.north, item, 60, { urgent: true });
  const south = await asks(world, world.south, item, 30);
  const planNumber = await planned(world);
  await approve(world, planNumber);
  const placed = accepted(await placeOrders(world.services, world.buyer, { key: key(), planNumber }));
  const number = placed.orders[0]?.number ?? '';
  return { planNumber, number, item, north, south };
}

/** The rows of an order as they stand. */
export async function orderRows(world: PlanWorld, number: string) {
  const db = world.services.db.read;
  const document = await documentByNumber(db, 'order', number);
  if (document === undefined) throw new Error(`${number} is not there`);
  const [order] = await db.select().from(purchaseOrder).where(eq(purchaseOrder.documentId, document.id));
  const lines = await db
    .select()
    .from(orderLine)
    .where(eq(orderLine.orderId, document.id))
    .orderBy(orderLine.lineNumber);
  const needs = await db
    .select({ need: orderDemand })
    .from(orderDemand)
    .innerJoin(orderLine, eq(orderLine.id, orderDemand.orderLineId))
    .where(eq(orderLine.orderId, document.id));
  const shares = await db
    .select({ share: orderShare })
    .from(orderShare)
    .innerJoin(orderLine, eq(orderLine.id, orderShare.orderLineId))
    .where(eq(orderLine.orderId, document.id));
  const [line] = lines;
  if (order === undefined || line === undefined) throw new Error(`${number} has no lines`);
  return { document, order, line, lines, needs: needs.map((one) => one.need), shares: shares.map((one) => one.share) };
}

export async function needOf(world: PlanWorld, id: number) {
  const [row] = await world.services.db.read.select().from(demand).where(eq(demand.id, id));
  if (row === undefined) throw new Error(`no need ${id}`);
  return row;
}
