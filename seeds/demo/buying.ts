/** The month's purchase of the demo: what branches asked, one plan, its approvals, orders, answers, what came of it. */
import { eq } from 'drizzle-orm';
import { document } from '../../db/schema/documents.ts';
import { orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { party } from '../../db/schema/parties.ts';
import type { Role } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { answerOrder } from '../../src/orders/answer-commands.ts';
import { sendOrder } from '../../src/orders/commands.ts';
import { announceDelivery } from '../../src/orders/delivery-commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { openPlan } from '../../src/plans/consolidate-commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { openRequisition, submitRequisition } from '../../src/requisitions/commands.ts';
import { documentOf, seen } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { type Item, itemOf, type Member, must, personOf, staffOf, today, type World } from './world.ts';

/** What the branches of the story ask for: long-term medicines that every township keeps. */
const NAMES = [
  '苯磺酸氨氯地平片',
  '盐酸二甲双胍缓释片',
  '厄贝沙坦片',
  '阿托伐他汀钙片',
  '缬沙坦胶囊',
  '硫酸氢氯吡格雷片',
  '硝苯地平控释片',
  '阿卡波糖片',
];

const ASKING = 12;
const COVER_DAYS = 240;
const REASON = '冬春慢病长处方备药，按随访人数核定';

/** Branches that keep what is asked for, in the order of their codes. */
function askingBranches(world: World, from: number, count: number): Member[] {
  return world.members.filter((member) => member.data.kind === 'branch').slice(from, from + count);
}

function asked(member: Member, items: readonly Item[]): { itemId: number; quantityBase: number; reason: string }[] {
  return items.flatMap((item) => {
    const habit = member.range.get(item.data.code);
    if (habit === undefined) return [];
    const packs = Math.max(2, Math.ceil((habit.rate * COVER_DAYS) / item.data.packSize));
    return [{ itemId: item.id, quantityBase: packs * item.data.packSize, reason: REASON }];
  });
}

/** A requisition of a branch, out of turn because the calendar begins with the next round. */
async function request(world: World, member: Member, items: readonly Item[], neededBy: string): Promise<boolean> {
  const lines = asked(member, items);
  if (lines.length === 0) return false;
  const actor = staffOf(member);
  const start = { member: member.data.code, start: 'empty' as const };
  const opened = must(await openRequisition(world.services, actor, null, start), `requisition of ${member.data.code}`);
  const input = { ...(await seen(world, opened.number)), neededBy, note: '本月慢病用药', lines };
  must(await submitRequisition(world.services, actor, null, input), `submitting ${opened.number}`);
  return true;
}

export async function planOf(world: World, title: string, neededBy: string): Promise<string> {
  const scope = {
    title,
    neededBy,
    kinds: [],
    members: [],
    origins: [],
    safety: false,
    urgent: false,
    urgentReason: '',
    note: '',
  };
  const buyer = personOf(world.hub, 'buyer');
  const { number } = must(await openPlan(world.services, buyer, null, scope), title);
  must(await submitPlan(world.services, buyer, null, await seen(world, number)), `submitting ${number}`);
  return number;
}

const APPROVERS: readonly Role[] = ['supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president'];

/** Lets the first `count` of those who must approve a plan agree; all of them when none is said. */
async function approve(world: World, number: string, count = APPROVERS.length): Promise<void> {
  for (const role of APPROVERS.slice(0, count)) {
    if ((await documentOf(world, number)).status !== 'submitted') return;
    const input = { ...(await seen(world, number)), decision: 'approve' as const, note: '', grant: false };
    must(await decidePlan(world.services, personOf(world.hub, role), null, input), `${role} on ${number}`);
  }
}

/** Who speaks for the supplier of an order: its own people, or the buyer who rang it up. */
async function speakerOf(world: World, orderId: number): Promise<Actor> {
  const [row] = await world.tx
    .select({ code: party.code })
    .from(purchaseOrder)
    .innerJoin(party, eq(party.id, purchaseOrder.partyId))
    .where(eq(purchaseOrder.documentId, orderId));
  return world.sellers.get(row?.code ?? '') ?? personOf(world.hub, 'buyer');
}

const linesOf = (world: World, orderId: number) =>
  world.tx.select().from(orderLine).where(eq(orderLine.orderId, orderId)).orderBy(orderLine.lineNumber);

export async function sendAndAnswer(world: World, number: string): Promise<void> {
  const { id } = await documentOf(world, number);
  const buyer = personOf(world.hub, 'buyer');
  const sending = { key: null, ...(await seen(world, number)), way: 'page' as const };
  must(await sendOrder(world.services, buyer, sending), `sending ${number}`);
  const promisedOn = addDays(today(world), 3);
  const lines = (await linesOf(world, id)).map((line) => ({
    lineNumber: line.lineNumber,
    answer: 'confirmed' as const,
    answeredBase: null,
    promisedOn,
    reason: '',
  }));
  const answering = { key: null, ...(await seen(world, number)), lines };
  must(await answerOrder(world.services, await speakerOf(world, id), answering), `answering ${number}`);
}

/** Announces what is on the lorry: the second line of an order comes short, as the story needs it. */
export async function announce(world: World, number: string): Promise<string> {
  const { id } = await documentOf(world, number);
  const rows = await linesOf(world, id);
  const items = new Map(world.items.map((item) => [item.id, item]));
  const day = today(world);
  const lots = rows.map((line, index) => {
    const item = items.get(line.itemId);
    if (item === undefined) throw new Error(`demo: line ${line.lineNumber} of ${number} has no item`);
    const { number: lotNumber, expiresOn } = world.batches.suppliedIn(item, day.slice(0, 7));
    const packs = line.quantityBase / item.data.packSize;
    const shipped = index === 1 ? Math.max(1, Math.floor(packs * 0.6)) : packs;
    const quantityBase = shipped * item.data.packSize;
    const made = { producedOn: null, expiresOn, substituteMaker: '' };
    return { lineNumber: line.lineNumber, lotNumber, quantityBase, ...made };
  });
  const input = {
    number,
    deliverToId: world.hub.member.id,
    noteNumber: `SX${number.slice(3)}`,
    shippedOn: day,
    expectedOn: addDays(day, 1),
    carrier: '自送',
    vehicle: '赣B·A7C06',
    coldChain: false,
    lots,
  };
  const speaker = await speakerOf(world, id);
  return must(await announceDelivery(world.services, speaker, { key: null, input }), `shipping ${number}`).number;
}

/** One plan that was bought whole. */
export async function* buying(world: World): Script {
  const items = NAMES.map((name) => itemOf(world, name));
  yield instantOf(addDays(world.day, -20), '09:10');
  for (const branch of askingBranches(world, 0, ASKING)) await request(world, branch, items, addDays(world.day, -8));
  yield instantOf(addDays(world.day, -19), '10:00');
  const plan = await planOf(world, '本月慢病用药采购计划', addDays(world.day, -8));
  yield instantOf(addDays(world.day, -18), '11:20');
  await approve(world, plan);
  yield instantOf(addDays(world.day, -17), '09:00');
  const buyer = personOf(world.hub, 'buyer');
  const { orders } = must(
    await placeOrders(world.services, buyer, { key: null, planNumber: plan }),
    `orders of ${plan}`,
  );
  for (const { number } of orders) await sendAndAnswer(world, number);
  yield instantOf(addDays(world.day, -15), '16:00');
  for (const { number } of orders) world.coming.push({ order: number, delivery: await announce(world, number) });
}

/** What is going on now: a plan in approval, and orders on their way. */
export async function* buyingNow(world: World): Script {
  const items = NAMES.slice(0, 5).map((name) => itemOf(world, name));
  yield instantOf(addDays(world.day, -6), '09:10');
  for (const branch of askingBranches(world, ASKING, 6)) await request(world, branch, items, addDays(world.day, 8));
  yield instantOf(addDays(world.day, -5), '10:00');
  const plan = await planOf(world, '补充采购计划', addDays(world.day, 8));
  yield instantOf(addDays(world.day, -4), '10:00');
  await approve(world, plan);
  yield instantOf(addDays(world.day, -3), '09:00');
  const buyer = personOf(world.hub, 'buyer');
  const { orders } = must(
    await placeOrders(world.services, buyer, { key: null, planNumber: plan }),
    `orders of ${plan}`,
  );
  const [first, ...others] = orders;
  if (first !== undefined) {
    await sendAndAnswer(world, first.number);
    yield instantOf(addDays(world.day, -1), '16:00');
    await announce(world, first.number);
  }
  for (const { number } of others) {
    const sending = { key: null, ...(await seen(world, number)), way: 'page' as const };
    must(await sendOrder(world.services, buyer, sending), `sending ${number}`);
  }
  yield instantOf(addDays(world.day, -2), '09:30');
  for (const branch of askingBranches(world, ASKING + 6, 7))
    await request(world, branch, items, addDays(world.day, 12));
  yield instantOf(addDays(world.day, -1), '10:00');
  const next = await planOf(world, '下月第一批采购计划', addDays(world.day, 12));
  yield instantOf(addDays(world.day, -1), '15:00');
  await approve(world, next, 1);
  const [row] = await world.tx.select().from(document).where(eq(document.number, next));
  if (row?.status !== 'submitted') throw new Error('demo: no plan waits for its approval');
}
