/** Builders of what is owed for tests: accepted goods with their order and receipt, without the way there. */

import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { partyBank } from '../../db/schema/parties.ts';
import type { Channel } from '../../db/schema/plans.ts';
import { plan, planLine } from '../../db/schema/plans.ts';
import { receipt, receiptLine } from '../../db/schema/receipts.ts';
import { memberAccounts } from '../../src/account/chart.ts';
import { transfer } from '../../src/account/transfer.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { openLots } from '../../src/ledger/lots.ts';
import { recordInvoice } from '../../src/payables/invoice-commands.ts';
import { owePayable } from '../../src/payables/owe-commands.ts';
import { accepted, type BuildServices, nextNumber, type TestItem, type TestMember, type TestPerson } from './build.ts';
import type { TestParty } from './parties.ts';

export interface OwedGiven {
  supplier: TestParty;
  member: TestMember;
  item: TestItem;
  buyer: TestPerson;
  /** Who made the plan; the buyer when left out. */
  planner?: TestPerson;
  inspector: TestPerson;
  amountFen: number;
  acceptedOn?: string;
  channel?: Channel;
  lot?: string;
  invoices?: 'complete' | 'maker_missing' | 'exempt';
}

export interface TestPayable {
  id: number;
  receiptId: number;
  number: string;
  amountFen: number;
}

async function addOrder(tx: Tx, given: OwedGiven, at: number) {
  const { buyer, supplier, member } = given;
  const head = { organisationId: member.id, counterpartId: null, actor: buyer, at };
  const planned = await openDocument(tx, {
    ...head,
    kind: 'plan',
    status: 'approved',
    act: 'open',
    actor: given.planner ?? buyer,
  });
  await tx.insert(plan).values({ documentId: planned.id, title: '月度计划', neededBy: addDays(dayOf(at), 7) });
  const facts = {
    planId: planned.id,
    lineNumber: 1,
    itemId: given.item.id,
    quantityBase: 24,
    amountFen: given.amountFen,
  };
  const how = { askedBase: 24, toBuyBase: 24, proposedBase: 24, orderedBase: 24, pricePack: given.amountFen * 100 };
  const channel = given.channel ?? 'listed';
  const [line] = await tx
    .insert(planLine)
    .values({ ...facts, ...how, partyId: supplier.id, channel, priceReason: { code: 'listed', detail: {} } })
    .returning({ id: planLine.id });
  const ordered = await openDocument(tx, { ...head, kind: 'order', status: 'received', act: 'issue' });
  await tx.insert(purchaseOrder).values({
    documentId: ordered.id,
    procurementAccountId: 1,
    planId: planned.id,
    partyId: supplier.id,
    channel,
    delivery: 'hub',
    amountFen: given.amountFen,
    wantedOn: dayOf(at),
  });
  const [row] = await tx
    .insert(orderLine)
    .values({
      orderId: ordered.id,
      lineNumber: 1,
      planLineId: line?.id ?? 0,
      itemId: given.item.id,
      deliverToId: member.id,
      quantityBase: 24,
      pricePack: given.amountFen * 100,
      amountFen: given.amountFen,
      acceptedBase: 24,
      acceptedFen: given.amountFen,
    })
    .returning({ id: orderLine.id });
  return { orderId: ordered.id, orderLineId: row?.id ?? 0 };
}

/** One pack for the whole amount, ordered, inspected and accepted; gives its payable. */
export async function addOwed(services: BuildServices, given: OwedGiven): Promise<TestPayable> {
  const at = services.clock.now();
  const acceptedOn = given.acceptedOn ?? dayOf(at);
  const lotNumber = given.lot ?? `L${nextNumber()}`;
  const { inspector, member, supplier, amountFen } = given;
  const invoices = given.invoices ?? 'complete';
  return services.db.transaction(async (tx) => {
    const { orderId, orderLineId } = await addOrder(tx, given, at);
    const head = { organisationId: member.id, counterpartId: null, actor: inspector, at };
    const paper = await openDocument(tx, { ...head, kind: 'receipt', status: 'passed', act: 'conclude' });
    await tx.insert(receipt).values({
      documentId: paper.id,
      orderId,
      partyId: supplier.id,
      organisationId: member.id,
      noteNumber: `N${nextNumber()}`,
      arrivedAt: at,
      invoices,
      inspectorId: inspector.userId,
      concludedAt: at,
    });
    const life = { expiresOn: addDays(dayOf(at), 400), pricePack: amountFen * 100 };
    const identity = { itemId: given.item.id, number: lotNumber, ...life, origin: `test ${nextNumber()}` };
    const [lotId] = await openLots(tx, [identity], dayOf(at), at);
    await tx.insert(receiptLine).values({
      receiptId: paper.id,
      lineNumber: 1,
      orderLineId,
      lotNumber,
      maker: '江西制药',
      arrivedBase: 24,
      decision: 'accepted',
      acceptedBase: 24,
      lotId: lotId ?? 0,
      amountFen,
      decidedOn: acceptedOn,
      decidedBy: inspector.userId,
      paperChecks: [],
      ...life,
    });
    const header = {
      actorId: inspector.userId,
      occurredAt: at,
      postedAt: at,
      key: `test-owe-${process.pid}-${nextNumber()}`,
    };
    const owed = accepted(
      await owePayable(tx, header, {
        receiptId: paper.id,
        part: 1,
        partyId: supplier.id,
        organisationId: member.id,
        channel: given.channel ?? 'listed',
        amountFen,
        acceptedOn,
        blocked: invoices === 'maker_missing' ? 'invoices_missing' : null,
      }),
    );
    const own = (await memberAccounts(tx, [member.id])).get(member.id);
    const line = { debitId: own?.stockId ?? 0, creditId: own?.dueId ?? 0, amountFen, key: `${header.key}-stock` };
    const { key: _key, ...times } = header;
    accepted(await transfer(tx, { ...times, code: 'receipt', documentId: paper.id, lines: [line] }));
    return { id: owed.payableId ?? 0, receiptId: paper.id, number: paper.number, amountFen };
  });
}

/** The supplier's invoice for the whole of the payables. */
export async function addInvoice(
  services: BuildServices,
  accountant: TestPerson,
  supplier: TestParty,
  payables: readonly TestPayable[],
): Promise<number> {
  const shares = payables.map((one) => ({ payableId: one.id, amountFen: one.amountFen }));
  const amountFen = shares.reduce((sum, share) => sum + share.amountFen, 0);
  const facts = { partyCode: supplier.code, kind: 'distributor' as const, code: '', number: `F${nextNumber()}` };
  const input = { ...facts, issuedOn: dayOf(services.clock.now()), amountFen, taxFen: 0, lots: '', shares };
  const recorded = await recordInvoice(services, accountant, { key: null, input });
  return accepted(recorded).id;
}

/** Confirmed bank details of the supplier. */
export async function addBank(services: BuildServices, supplier: TestParty, accountNumber: string): Promise<void> {
  const at = services.clock.now();
  const facts = { accountName: supplier.name, bankName: '工行赣州分行', accountNumber, reason: '开户' };
  const decided = { status: 'confirmed' as const, proposedBy: 1, proposedAt: at, decidedBy: 2, decidedAt: at };
  await services.db.transaction((tx) => tx.insert(partyBank).values({ partyId: supplier.id, ...facts, ...decided }));
}

/** Marks the item as an essential medicine. */
export async function makeEssential(services: BuildServices, one: TestItem): Promise<void> {
  await services.db.transaction((tx) => tx.update(item).set({ essential: true }).where(eq(item.id, one.id)));
}
