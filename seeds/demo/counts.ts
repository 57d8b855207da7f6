/** Counts of the demo: plans that open them, one of a branch that is done, one of the hub that is going on. */

import type { Actor } from '../../src/auth/viewer.ts';
import { countByNumber, countLines } from '../../src/counts/count-record.ts';
import { recordFindings, type TypedQuantity } from '../../src/counts/find-commands.ts';
import { openCount } from '../../src/counts/open-commands.ts';
import { addCountPlan, type PlanInput } from '../../src/counts/plan-commands.ts';
import { approveCount } from '../../src/counts/post-commands.ts';
import { type LineReason, submitCount } from '../../src/counts/submit-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { documentOf } from './acts.ts';
import { instantOf, type Script } from './agenda.ts';
import { recount } from './postings.ts';
import { type Member, must, today, type World } from './world.ts';

const BRANCH = 'XG18';

/** Somebody else of the member than `but`, or anybody of it when it has one person alone. */
function otherOf(member: Member, role: string, but?: Actor): Actor {
  const of = member.staff.filter((actor) => actor.userId !== but?.userId);
  const found = of.find((actor) => actor.roles.some((one) => one === role)) ?? of[0];
  if (found === undefined) throw new Error(`demo: nobody counts at ${member.data.code}`);
  return found;
}

/** Reports the first `share` of the lines as the books have them, but for those of `apart` by their line number. */
async function report(
  world: World,
  actor: Actor,
  number: string,
  given: { apart: Map<number, number>; lines: number },
): Promise<void> {
  const record = await countByNumber(world.tx, number);
  const rows = await countLines(world.tx, record?.document.id ?? 0);
  const typed: Record<string, TypedQuantity> = {};
  for (const { line, item } of rows.slice(0, given.lines)) {
    const base = line.bookBase + (given.apart.get(line.lineNumber) ?? 0);
    const [packs, units] = [Math.floor(base / item.packSize), base % item.packSize];
    typed[String(line.id)] = item.scale === 1 ? { packs: String(packs), units: String(units) } : unitsOf(base, item);
  }
  const input = { lines: typed, countedAt: null };
  must(await recordFindings(world.services, actor, { key: null, number }, input), `findings of ${number}`);
}

const unitsOf = (base: number, item: { scale: number }): TypedQuantity => ({ units: String(base / item.scale) });

async function seen(world: World, number: string) {
  return { key: null, number, seenVersion: (await documentOf(world, number)).version };
}

async function submit(world: World, actor: Actor, number: string): Promise<void> {
  const record = await countByNumber(world.tx, number);
  const rows = await countLines(world.tx, record?.document.id ?? 0);
  const why: LineReason = { code: 'issue_unrecorded', text: '' };
  const reasons = Object.fromEntries(rows.map(({ line }) => [String(line.id), why]));
  must(await submitCount(world.services, actor, await seen(world, number), { reasons }), `submission of ${number}`);
}

/** A branch's sample: one box over, agreed by its head, posted. */
async function countBranch(world: World, member: Member): Promise<void> {
  const head = otherOf(member, 'branch_head');
  const counter = otherOf(member, 'branch_pharmacist', head);
  const input = {
    organisationCode: member.data.code,
    title: '本周抽盘',
    scope: 'random' as const,
    detail: { size: 8 },
    asOf: null,
    blind: true,
  };
  const { number, lines } = must(await openCount(world.services, counter, null, input), 'a sample count');
  const record = await countByNumber(world.tx, number);
  const rows = await countLines(world.tx, record?.document.id ?? 0);
  // The line of which one unit more is least: nobody has to count it again
  const most = rows.reduce((a, b) => (b.line.bookBase > a.line.bookBase ? b : a));
  const apart = new Map([[most.line.lineNumber, most.item.scale]]);
  await report(world, counter, number, { apart, lines });
  await submit(world, counter, number);
  must(await approveCount(world.services, head, await seen(world, number)), `approval of ${number}`);
  const item = world.items.find((one) => one.id === most.item.id);
  if (item !== undefined) await recount(world, member, item);
}

const PLANS: Omit<PlanInput, 'organisationCode' | 'nextOn'>[] = [
  {
    title: '麻精毒每班盘点',
    scope: 'class',
    detail: { controlClass: 'controlled' },
    everyDays: 1,
    eachShift: true,
  },
  { title: '高警示药品每月盘点', scope: 'class', detail: { highAlert: true }, everyDays: 30, eachShift: false },
  { title: 'A类每30天', scope: 'cycle', detail: { abc: 'A' }, everyDays: 30, eachShift: false },
];

/** Plans of the hub, a finished count of a branch, and one of the hub's cold store that is half counted. */
export async function* counts(world: World): Script {
  const branch = world.members.find((one) => one.data.code === BRANCH) ?? world.members[1];
  yield instantOf(addDays(world.day, -3), '16:40');
  const [keeper] = world.hub.storekeepers;
  if (keeper === undefined || branch === undefined) return;
  if (branch.staff.length > 1) await countBranch(world, branch);
  yield instantOf(addDays(world.day, -1), '16:20');
  const organisationCode = world.hub.member.data.code;
  for (const plan of PLANS) {
    const input = { ...plan, organisationCode, nextOn: addDays(today(world), 1) };
    must(await addCountPlan(world.services, keeper, null, input), `the plan ${plan.title}`);
  }
  const store = world.hub.member.stores.get('cold');
  const input = {
    organisationCode,
    title: '冷库月末盘点',
    scope: 'store' as const,
    detail: store === undefined ? {} : { storeId: store },
    asOf: null,
    blind: true,
  };
  const { number, lines } = must(await openCount(world.services, keeper, null, input), 'the count of the cold store');
  await report(world, keeper, number, { apart: new Map(), lines: Math.ceil(lines / 2) });
}
