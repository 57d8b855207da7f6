/** Levels and alerts of the demo: proposals from use, some taken over, some set by hand, and what they warn of. */
import { asc, eq, isNull } from 'drizzle-orm';
import { alert } from '../../db/schema/levels.ts';
import { assignAlert, restAlert } from '../../src/alerts/act-commands.ts';
import { CLOCK_JOBS } from '../../src/jobs/clock-jobs.ts';
import { runClockJob } from '../../src/jobs/run-commands.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { acceptAll, setLevels, undoChange } from '../../src/levels/commands.ts';
import { changesOf } from '../../src/levels/item-queries.ts';
import { proposalLines } from '../../src/levels/list-queries.ts';
import { instantOf, type Script } from './agenda.ts';
import { type Member, must, personOf, staffOf, type World } from './world.ts';

const HOLDER = 'demo';

/** Runs the jobs that repeat, as the clock of that hour would have. */
async function runJobs(world: World): Promise<void> {
  for (const job of CLOCK_JOBS) {
    if ((await runClockJob(world.services, job, HOLDER)) === 'failed') throw new Error(`demo: ${job.act} failed`);
  }
}

/** Branches and campuses take their proposals over; some of their villages do. */
function takers(world: World): Member[] {
  const takes = ({ data: { kind } }: Member, index: number) =>
    kind === 'branch' || kind === 'campus' || (kind === 'clinic' && index % 4 === 0);
  return world.members.filter(takes);
}

async function takeOver(world: World): Promise<void> {
  const hub = world.hub.pharmacists[0] ?? staffOf(world.hub.member);
  for (const { data } of takers(world)) {
    const input = { member: data.code, reason: '按三个月用量' };
    const taken = await acceptAll(world.services, hub, null, input);
    if (!taken.ok && taken.reason !== 'proposal_nothing_new') must(taken, `levels of ${data.code}`);
  }
}

/** A branch raises three by hand for the winter, and takes one of them back. */
async function byHand(world: World, branch: Member): Promise<void> {
  const { services } = world;
  const keeper = branch.staff.find((actor) => actor.roles.includes('branch_pharmacist'));
  if (keeper === undefined) return;
  const lines = (await proposalLines(services.db.read, branch.id)).filter((line) => line.method !== 'none').slice(0, 3);
  const raised = lines.map(({ itemId, proposedLeast, proposedMost, packSize }) => {
    return { itemId, leastBase: proposedLeast + 5 * packSize, mostBase: proposedMost + 10 * packSize };
  });
  const input = { member: branch.data.code, lines: raised, reason: '入冬门诊增加' };
  must(await setLevels(services, keeper, null, input), 'levels by hand');
  const [line] = lines;
  const [change] = line === undefined ? [] : await changesOf(services.db.read, branch.id, line.itemId);
  if (change === undefined) return;
  const undo = { member: branch.data.code, changeId: change.id, whole: false, reason: '这个品种冬天不用多备' };
  must(await undoChange(services, keeper, null, undo), 'taking a level back');
}

/** One alert rests until goods come, another is given to a person. */
async function attend(world: World): Promise<void> {
  const { services, tx } = world;
  const quality = personOf(world.hub, 'quality_officer');
  const open = await tx.select().from(alert).where(isNull(alert.closedAt)).orderBy(asc(alert.id)).limit(50);
  const [first] = open.filter((one) => one.kind === 'near_expiry');
  const until = addDays(dayOf(services.clock.now()), 5);
  if (first !== undefined) {
    const input = { id: first.id, until, reason: '已安排先用，下周复看' };
    must(await restAlert(services, quality, null, input), 'a rest');
  }
  const hub = world.members.find((member) => member.data.code === 'XG18');
  const keeper = hub?.staff.find((actor) => actor.roles.includes('branch_pharmacist'));
  const here = hub === undefined ? [] : await tx.select().from(alert).where(eq(alert.organisationId, hub.id));
  const [own] = here.filter((one) => one.closedAt === null && one.ownerRole === 'branch_pharmacist');
  if (own !== undefined && keeper !== undefined) {
    must(await assignAlert(services, quality, null, { id: own.id, ownerId: keeper.userId }), 'an owner');
  }
}

/** Proposals and alerts three days ago and now, with what people did in between. */
export async function* levels(world: World): Script {
  yield instantOf(addDays(world.day, -3), '05:10');
  await runJobs(world);
  yield instantOf(addDays(world.day, -3), '19:30');
  await takeOver(world);
  const branch = world.members.find((one) => one.data.code === 'XG18');
  if (branch !== undefined) await byHand(world, branch);
  await runJobs(world);
  yield instantOf(addDays(world.day, -1), '19:30');
  await runJobs(world);
  await attend(world);
  yield world.now - 3 * 60_000;
  await runJobs(world);
}
