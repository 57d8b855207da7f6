/** A county whose orders arrive: a plan is approved and ordered, and people who did not order it stand at the door. */
import { grantBudget } from '../../src/budgets/commands.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { sendOrder } from '../../src/orders/commands.ts';
import { announceDelivery } from '../../src/orders/delivery-commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { type ConcludeInput, concludeReceipt } from '../../src/receiving/conclude-commands.ts';
import { type SaveLineInput, saveLine } from '../../src/receiving/line-commands.ts';
import { type OpenInput, openInspection } from '../../src/receiving/open-commands.ts';
import { asks, key, openPlanWorld, type PlanWorld, planned, rowsOf, soldItem } from '../plans/plan-world.ts';
import { accepted, addPerson, addStore, type TestItem, type TestMember, type TestPerson } from '../support/build.ts';
import { orderLines, receiptOf } from './receiving-rows.ts';

export { asks, key, soldItem, stocked } from '../plans/plan-world.ts';
export { allotmentsOf, announcedLines, needsOf, orderLines, receiptOf, standing } from './receiving-rows.ts';

export interface ReceivingWorld extends PlanWorld {
  keeper: TestPerson;
  keeperTwo: TestPerson;
  quality: TestPerson;
  northPharmacist: TestPerson;
  northStore: number;
  coldStore: number;
}

export async function openReceivingWorld(): Promise<ReceivingWorld> {
  const world = await openPlanWorld();
  const { services, head, north } = world;
  for (const member of [head, north, world.south, world.neighbour]) {
    const input = { organisationCode: member.code, category: 'drug' as const, year: 2026, reason: '年初下达' };
    const grant = { key: key(), input: { ...input, amountFen: 100_000_000 } };
    accepted(await grantBudget(services, world.accountant, grant));
  }
  return {
    ...world,
    keeper: await addPerson(services, head, 'storekeeper', { name: '钟库管' }),
    keeperTwo: await addPerson(services, head, 'storekeeper', { name: '刘库管' }),
    quality: await addPerson(services, head, 'quality_officer', { name: '吴质量' }),
    northPharmacist: await addPerson(services, north, 'branch_pharmacist', { name: '江药师' }),
    northStore: await addStore(services, north),
    coldStore: await addStore(services, head, 'cold'),
  };
}

/** Numbers of the orders for everything that is open in the pool. */
export async function ordered(world: ReceivingWorld, more: { title?: string } = {}): Promise<string[]> {
  const number = await planned(world, more);
  const seen = async () => ({ number, version: (await rowsOf(world, number)).document.version });
  accepted(await submitPlan(world.services, world.buyer, key(), await seen()));
  for (const actor of [world.supplyHead, world.pharmacist, world.accountant, world.president]) {
    if ((await rowsOf(world, number)).document.status === 'approved') break;
    const input = { ...(await seen()), decision: 'approve' as const, note: '', grant: false };
    accepted(await decidePlan(world.services, actor, key(), input));
  }
  const issued = accepted(await placeOrders(world.services, world.buyer, { key: key(), planNumber: number }));
  return issued.orders.map((order) => order.number);
}

/** The number of an order of these items for the northern branch. */
export async function orderFor(
  world: ReceivingWorld,
  wants: readonly [TestItem, number][],
  member: TestMember = world.north,
): Promise<string> {
  for (const [item, quantityBase] of wants) await asks(world, member, item, quantityBase);
  const [number = ''] = await ordered(world);
  return number;
}

/** A new item, and its order for the northern branch. */
export async function oneLine(world: ReceivingWorld, quantityBase = 100, more?: Parameters<typeof soldItem>[1]) {
  const item = await soldItem(world, more);
  return { item, order: await orderFor(world, [[item, quantityBase]]) };
}

export interface Lot {
  line: number;
  quantityBase: number;
  lot?: string;
  expiresOn?: string;
  substituteMaker?: string;
}

/** Sends the order and announces a delivery of these lots to a place; gives its number. */
export async function announced(world: ReceivingWorld, number: string, lots: Lot[], to = world.head): Promise<string> {
  const { document } = await orderLines(world, number);
  if (document?.status === 'issued') {
    const sent = { key: key(), number, version: document.version, way: 'telephone' as const };
    accepted(await sendOrder(world.services, world.buyer, sent));
  }
  const today = dayOf(world.clock.now());
  const input = {
    number,
    deliverToId: to.id,
    noteNumber: key(),
    shippedOn: today,
    expectedOn: today,
    carrier: '',
    vehicle: '',
    coldChain: false,
    lots: lots.map(({ line, quantityBase, lot = 'L1', expiresOn, substituteMaker = '' }) => ({
      lineNumber: line,
      lotNumber: lot,
      producedOn: addDays(today, -60),
      expiresOn: expiresOn ?? addDays(today, 700),
      quantityBase,
      substituteMaker,
    })),
  };
  return accepted(await announceDelivery(world.services, world.buyer, { key: key(), input })).number;
}

export function headerOf(world: ReceivingWorld, more: Partial<OpenInput> = {}): OpenInput {
  return {
    order: '',
    delivery: null,
    place: null,
    noteNumber: 'ZG-1',
    arrivedAt: world.clock.now() - 3_600_000,
    departedAt: null,
    transport: '',
    temperatureMin: null,
    temperatureMax: null,
    temperatureArrival: null,
    invoices: 'complete',
    invoicesNote: '',
    ...more,
  };
}

export async function opened(
  world: ReceivingWorld,
  more: Partial<OpenInput>,
  actor: TestPerson = world.keeper,
): Promise<string> {
  return accepted(await openInspection(world.services, actor, { key: key(), input: headerOf(world, more) })).number;
}

export const seenOf = async (world: ReceivingWorld, number: string) => ({
  number,
  version: (await receiptOf(world, number)).document.version,
});

/** An act on the inspection as it stands now, with a key of its own. */
export const requestOf = async (world: ReceivingWorld, number: string) => ({
  key: key(),
  input: await seenOf(world, number),
});

export const inDays = (world: ReceivingWorld, days: number) => addDays(dayOf(world.clock.now()), days);

/** Writes a line as it stands, changed in what is told; accepted with its papers unless told otherwise. */
export async function decideLine(
  world: ReceivingWorld,
  number: string,
  line: number,
  more: Partial<SaveLineInput> = {},
  actor: TestPerson = world.keeper,
) {
  const { lines } = await receiptOf(world, number);
  const row = lines.find((one) => one.lineNumber === line);
  const today = dayOf(world.clock.now());
  const input: SaveLineInput = {
    ...(await seenOf(world, number)),
    line,
    lotNumber: row?.lotNumber || 'L1',
    producedOn: row?.producedOn ?? null,
    expiresOn: row?.expiresOn || addDays(today, 700),
    maker: row?.maker ?? '',
    approvalNumber: row?.approvalNumber ?? '',
    arrivedBase: row?.arrivedBase || row?.announcedBase || row?.orderedBase || 0,
    badBase: 0,
    badCode: null,
    badReason: '',
    sampledPacks: 3,
    paperChecks: ['test_report'],
    decision: 'accepted',
    reasonCode: null,
    reason: '',
    storeId: null,
    ...more,
  };
  return saveLine(world.services, actor, { key: key(), input });
}

export async function concluded(
  world: ReceivingWorld,
  number: string,
  more: Partial<ConcludeInput> & { second?: TestPerson; password?: string; actor?: TestPerson } = {},
) {
  const { second, password, actor = world.keeper, ...rest } = more;
  const input = { ...(await seenOf(world, number)), scans: 0, endsDelivery: true, ...rest };
  const proof = second && { login: second.login, password: password ?? second.password, address: 'test' };
  return concludeReceipt(world.services, actor, { key: key(), input, second: proof ?? null });
}

type Outcome = Promise<{ ok: true } | { ok: false; reason: string }>;

export async function outcome(answer: Outcome): Promise<string> {
  const given = await answer;
  return given.ok ? 'accepted' : given.reason;
}
