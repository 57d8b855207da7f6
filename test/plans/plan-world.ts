/** A county that plans: a hub, two branches and a neighbour with surplus, a supplier, and demand in the pool. */
import { eq } from 'drizzle-orm';
import { dailyUse } from '../../db/schema/ledger.ts';
import { plan, planDemand, planLine, planTransfer } from '../../db/schema/plans.ts';
import { documentByNumber } from '../../src/documents/queries.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { openPlan, type PlanScope } from '../../src/plans/consolidate-commands.ts';
import { type NewDemand, raiseDemand } from '../../src/requisitions/demand-commands.ts';
import { listed, openPriceWorld, type PriceWorld, sells } from '../prices/price-world.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  nextNumber,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';
import { addParty } from '../support/parties.ts';

export interface PlanWorld extends PriceWorld {
  north: TestMember;
  south: TestMember;
  neighbour: TestMember;
  headStore: number;
  neighbourStore: number;
  buyerTwo: TestPerson;
  supplyHead: TestPerson;
  pharmacist: TestPerson;
  accountant: TestPerson;
  president: TestPerson;
  auditor: TestPerson;
  supplier: { id: number; code: string; name: string };
}

export async function openPlanWorld(): Promise<PlanWorld> {
  const world = await openPriceWorld();
  const { services, head } = world;
  const person = (role: Parameters<typeof addPerson>[2], name: string) => addPerson(services, head, role, { name });
  const campus = await addMember(services, { kind: 'campus', parent: head, name: '中医院院区' });
  const neighbour = await addMember(services, { kind: 'branch', parent: campus, name: '社富分院' });
  return {
    ...world,
    north: await addMember(services, { kind: 'branch', parent: campus, name: '江背分院' }),
    south: await addMember(services, { kind: 'branch', parent: campus, name: '良村分院' }),
    neighbour,
    headStore: await addStore(services, head),
    neighbourStore: await addStore(services, neighbour),
    buyerTwo: await person('buyer', '曾采购'),
    supplyHead: await person('supply_head', '肖主任'),
    pharmacist: await person('chief_pharmacist', '陈药师'),
    accountant: await person('chief_accountant', '黄会计师'),
    president: await person('vice_president', '谢院长'),
    auditor: await person('auditor', '审计员'),
    supplier: await addParty(services, { name: '章贡医药' }),
  };
}

/** An item in packs of 10 that the supplier sells at 10 yuan a pack. */
export async function soldItem(
  world: PlanWorld,
  given: { leastPacks?: number; stepPacks?: number; item?: Parameters<typeof addItem>[1]; sold?: boolean } = {},
): Promise<TestItem> {
  const item = await addItem(world.services, { genericName: `药品${nextNumber()}`, packSize: 10, ...given.item });
  if (given.sold === false) return item;
  const { leastPacks = 1, stepPacks = 1 } = given;
  await sells(world, world.supplier.id, item.id, { leastPacks, stepPacks });
  await listed(world, item.id, 100_000, '2026-01-01');
  return item;
}

export async function asks(
  world: PlanWorld,
  member: TestMember,
  item: TestItem,
  quantityBase: number,
  more: Partial<NewDemand> = {},
): Promise<number> {
  const row: NewDemand = {
    origin: 'requisition',
    documentId: null,
    lineId: null,
    organisationId: member.id,
    itemId: item.id,
    quantityBase,
    neededBy: '2026-12-05',
    urgent: false,
    raisedAt: world.clock.now(),
    ...more,
  };
  const [id = 0] = await world.services.db.transaction((tx) => raiseDemand(tx, [row]));
  return id;
}

/** Stock in a store, all of it free, with what is used there in 30 days. */
export async function stocked(
  world: PlanWorld,
  where: { storeId: number; member: TestMember },
  item: TestItem,
  given: { quantityBase: number; use30?: number; expiresOn?: string },
): Promise<void> {
  const { quantityBase, use30 = 0, ...rest } = given;
  await addStock(world.services, where.storeId, { item, quantityBase, organisationId: where.member.id, ...rest });
  if (use30 === 0) return;
  const day = addDays(dayOf(world.clock.now()), -3);
  await world.services.db.transaction(async (tx) => {
    const used = { itemId: item.id, organisationId: where.member.id, day, quantityBase: use30, wentBase: use30 };
    await tx.insert(dailyUse).values(used);
  });
}

export const key = () => `plan-key-${nextNumber()}-${process.pid}`;

export const scopeOf = (more: Partial<PlanScope> = {}): PlanScope => ({
  title: '12月采购计划',
  neededBy: '2026-12-10',
  kinds: [],
  members: [],
  origins: [],
  safety: false,
  urgent: false,
  urgentReason: '',
  note: '',
  ...more,
});

/** The number of a new plan over what is open. */
export async function planned(world: PlanWorld, more: Partial<PlanScope> = {}): Promise<string> {
  return accepted(await openPlan(world.services, world.buyer, key(), scopeOf(more))).number;
}

export async function rowsOf(world: PlanWorld, number: string) {
  const db = world.services.db.read;
  const document = await documentByNumber(db, 'plan', number);
  if (document === undefined) throw new Error(`${number} is not there`);
  const [row] = await db.select().from(plan).where(eq(plan.documentId, document.id));
  const lines = await db.select().from(planLine).where(eq(planLine.planId, document.id)).orderBy(planLine.lineNumber);
  const served = await db
    .select({ row: planDemand, itemId: planLine.itemId })
    .from(planDemand)
    .innerJoin(planLine, eq(planLine.id, planDemand.planLineId))
    .where(eq(planLine.planId, document.id));
  const transfers = await db
    .select({ row: planTransfer, itemId: planLine.itemId })
    .from(planTransfer)
    .innerJoin(planLine, eq(planLine.id, planTransfer.planLineId))
    .where(eq(planLine.planId, document.id));
  if (row === undefined) throw new Error(`${number} has no plan`);
  return {
    document,
    plan: row,
    lines,
    served: served.map((one) => ({ ...one.row, itemId: one.itemId })),
    transfers: transfers.map((one) => ({ ...one.row, itemId: one.itemId })),
    lineOf: (item: TestItem) => {
      const line = lines.find((one) => one.itemId === item.id);
      if (line === undefined) throw new Error(`no line of ${item.code}`);
      return line;
    },
  };
}
