/** Volume progress from receipts: accepted less returned, converted, by member; what was bought besides; past days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import {
  allotment,
  contractShare,
  demand,
  orderLine,
  plan,
  planLine,
  purchaseOrder,
  receipt,
  receiptLine,
} from '../../db/schema/index.ts';
import { memberProgress, volumeLinesOn } from '../../src/contracts/progress-queries.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { volumeProgress } from '../../src/prices/progress-queries.ts';
import { addItem, addMember, nextNumber, type TestItem, type TestMember } from '../support/build.ts';
import { activeContract, addSupplier, openPriceWorld, type PriceWorld } from './price-world.ts';

let world: PriceWorld;
let branch: TestMember;
let clinic: TestMember;
const TODAY = '2026-11-23';

beforeAll(async () => {
  world = await openPriceWorld();
  branch = await addMember(world.services, { kind: 'branch', parent: world.head });
  clinic = await addMember(world.services, { kind: 'clinic', parent: branch });
});
afterAll(() => world.drop());

const open = (tx: Tx, kind: 'plan' | 'order' | 'receipt') =>
  openDocument(tx, {
    kind,
    status: 'done',
    act: 'open',
    organisationId: world.head.id,
    counterpartId: null,
    actor: world.buyer,
    at: world.clock.now(),
  });

interface Bought {
  item: TestItem;
  partyId: number;
  contractLineId: number | null;
  acceptedBase: number;
  returnedBase?: number;
  decidedOn: string;
  /** Whose need it meets; the rest stays with the hub. */
  allotted?: { organisationId: number; quantityBase: number }[];
}

/** The shortest road to a receipt: a plan, an order and a receipt of one line each. */
async function buy(given: Bought): Promise<void> {
  const { item, partyId, contractLineId, acceptedBase, decidedOn } = given;
  await world.services.db.transaction(async (tx) => {
    const channel = contractLineId === null ? ('listed' as const) : ('volume' as const);
    const planned = await open(tx, 'plan');
    await tx.insert(plan).values({ documentId: planned.id, title: '计划', neededBy: TODAY });
    const line = { itemId: item.id, partyId, channel, pricePack: 1, contractLineId, amountFen: 0 };
    const amounts = { askedBase: 0, toBuyBase: 0, proposedBase: 0, quantityBase: acceptedBase };
    const reason = { code: 'volume_contract', detail: {} };
    const [ofPlan] = await tx
      .insert(planLine)
      .values({ planId: planned.id, lineNumber: 1, ...line, ...amounts, priceReason: reason })
      .returning({ id: planLine.id });
    const ordered = await open(tx, 'order');
    const order = { planId: planned.id, partyId, channel, delivery: 'hub' as const, amountFen: 0, wantedOn: TODAY };
    await tx.insert(purchaseOrder).values({ documentId: ordered.id, procurementAccountId: 1, ...order });
    const to = { deliverToId: world.head.id, quantityBase: acceptedBase, pricePack: 1, amountFen: 0, contractLineId };
    const [ofOrder] = await tx
      .insert(orderLine)
      .values({ orderId: ordered.id, lineNumber: 1, planLineId: ofPlan?.id ?? 0, itemId: item.id, ...to })
      .returning({ id: orderLine.id });
    const came = await open(tx, 'receipt');
    const paper = { noteNumber: `N${nextNumber()}`, arrivedAt: 1, invoices: 'complete' as const, inspectorId: 1 };
    const where = { orderId: ordered.id, partyId, organisationId: world.head.id };
    await tx.insert(receipt).values({ documentId: came.id, ...where, ...paper });
    const identity = {
      itemId: item.id,
      number: `B${nextNumber()}`,
      expiresOn: '2028-01-01',
      pricePack: 1,
      origin: 'test',
    };
    const [lotId = 0] = await openLots(tx, [identity], TODAY, 1);
    const box = { lotNumber: identity.number, expiresOn: '2028-01-01', maker: '甲', pricePack: 1, paperChecks: [] };
    const decided = {
      arrivedBase: acceptedBase,
      acceptedBase,
      returnedBase: given.returnedBase ?? 0,
      decidedOn,
      lotId,
    };
    const [ofReceipt] = await tx
      .insert(receiptLine)
      .values({ receiptId: came.id, lineNumber: 1, orderLineId: ofOrder?.id ?? 0, ...box, ...decided })
      .returning({ id: receiptLine.id });
    for (const { organisationId, quantityBase } of given.allotted ?? []) {
      const need = { origin: 'safety' as const, organisationId, itemId: item.id, quantityBase };
      const [asked] = await tx
        .insert(demand)
        .values({ ...need, neededBy: TODAY, raisedAt: 1 })
        .returning({ id: demand.id });
      const row = { receiptLineId: ofReceipt?.id ?? 0, demandId: asked?.id ?? 0, proposedBase: quantityBase };
      await tx.insert(allotment).values({ ...row, quantityBase, explanation: {}, decidedBy: 1, decidedAt: 1 });
    }
  });
}

describe('volume progress', () => {
  it('counts what was accepted under the contract, converted, and nothing else', async () => {
    const db = world.services.db.read;
    const [item, supplier] = [await addItem(world.services), await addSupplier(world)];
    const terms = {
      partyId: supplier.id,
      itemId: item.id,
      pricePack: 1,
      agreedUnits: 1_000,
      convertBy: 2,
      batch: '九',
    };
    const { lineId } = await activeContract(world, terms);
    await world.services.db.transaction(async (tx) => {
      const shares = [
        { contractLineId: lineId, organisationId: branch.id, agreedUnits: 700 },
        { contractLineId: lineId, organisationId: world.head.id, agreedUnits: 300 },
      ];
      await tx.insert(contractShare).values(shares);
    });
    const ordered = { item, partyId: supplier.id, contractLineId: lineId };
    const toVillage = [{ organisationId: clinic.id, quantityBase: 600 }];
    await buy({ ...ordered, acceptedBase: 1_000, decidedOn: '2026-06-30', allotted: toVillage });
    await buy({ ...ordered, acceptedBase: 401, decidedOn: '2026-11-23' });
    await buy({ ...ordered, contractLineId: null, acceptedBase: 5_000, decidedOn: '2026-07-01' });
    const on = async (day: string) => (await volumeProgress(db, [lineId], day)).get(lineId)?.acceptedUnits;
    expect(await on('2026-06-29')).toBe(0);
    expect(await on('2026-06-30')).toBe(500);
    // Half a unit of the contract does not count
    expect(await on(TODAY)).toBe(700);
    const [line] = await volumeLinesOn(db, TODAY);
    expect(line).toMatchObject({ lineId, otherBase: 5_000, progress: { state: 'far_behind', percentBp: 7_000 } });
    const { members, othersUnits } = await memberProgress(db, { id: lineId, convertTimes: 1, convertBy: 2 }, TODAY);
    // The village counts for its branch, what nobody asked for stays with the hub
    const taken = new Map(members.map((member) => [member.organisationId, member.acceptedUnits]));
    expect([taken.get(branch.id), taken.get(world.head.id), othersUnits]).toEqual([300, 400, 0]);
  });

  it('is advice: over-fulfilment is ahead and stays orderable', async () => {
    const db = world.services.db.read;
    const [item, supplier] = [await addItem(world.services), await addSupplier(world)];
    const terms = { partyId: supplier.id, itemId: item.id, pricePack: 1, agreedUnits: 100 };
    const { lineId } = await activeContract(world, terms);
    await buy({ item, partyId: supplier.id, contractLineId: lineId, acceptedBase: 150, decidedOn: TODAY });
    expect((await volumeProgress(db, [lineId], TODAY)).get(lineId)).toMatchObject({
      percentBp: 15_000,
      state: 'ahead',
    });
  });
});
