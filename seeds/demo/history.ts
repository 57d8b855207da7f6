/** Three months of shortage requests: who asks when, and how each trip went. */
import { addDays, DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { instantOf, MINUTE_MS, type Script, weekdayOf, workLater } from './agenda.ts';
import { chooseAsk, syrupAsk, wishAsk } from './asks.ts';
import { travel } from './road.ts';
import type { Difference, Errand, Fate, Trip } from './trip.ts';
import { itemOf, type Member, type World } from './world.ts';

/** Members whose people can be tried out ask more often, so that their pages have a past. */
const FAVOURED = ['XG18', 'XG1801', 'XG14', 'XG1401', 'XG24', 'XG2501', 'XG30', 'XG3001', 'XG01', 'XG02'];
/** The three bus lines leave twice a week each; the line of a member follows its campus. */
const LINES = ['一线班车', '二线班车', '三线班车'];
const OUT_OF_TURN = ['整件发放，免拆零。', '近处货位先发，早批号在高层货架待下架。', '患者一直用这一批号，减少不适。'];

function lineIndex(member: Member): number {
  return Number(member.data.code.slice(2, 4)) % LINES.length;
}

export function lineOf(member: Member): string {
  return LINES[lineIndex(member)] ?? '一线班车';
}

/** When the member's bus leaves next, at least two working hours after `at`. */
export function nextBus(member: Member, at: number): number {
  const weekdays = [lineIndex(member) + 1, lineIndex(member) + 4];
  const ready = workLater(at, 120);
  for (let day = dayOf(ready); ; day = addDays(day, 1)) {
    const leaves = instantOf(day, '10:50');
    if (leaves >= ready && weekdays.includes(weekdayOf(day) % 7)) return leaves;
  }
}

function fateOf(world: World): Fate {
  const fates: Record<Fate, number> = {
    served: 76,
    no_show: 4,
    unwanted: 2,
    withdrawn: 4,
    rejected: 4,
    partly: 5,
    waiting: 0,
    on_shelf: 0,
  };
  return world.random.weighted(Object.keys(fates) as Fate[], (fate) => fates[fate]);
}

function differenceOf(world: World): Difference | undefined {
  const { random } = world;
  if (!random.chance(0.07)) return undefined;
  return { kind: random.pick(['damaged', 'missing']), ends: 'closed' };
}

/** A trip of the past: everyday requests wait for the bus, emergencies go at once. */
function pastTrip(world: World, member: Member, begin: number): Trip {
  const { random } = world;
  const isEmergency = random.chance(0.1);
  const count = isEmergency ? 1 : random.weighted([1, 2, 3, 4, 5], (n) => [24, 32, 24, 14, 6][n - 1] ?? 0);
  const errands: Errand[] = Array.from({ length: count }, () => ({
    ask: () => chooseAsk(world, member, isEmergency),
    fate: isEmergency ? 'served' : fateOf(world),
    ...(random.chance(0.06) && { outOfTurn: random.pick(OUT_OF_TURN) }),
  }));
  const accept = isEmergency ? begin + random.int(4, 34) * MINUTE_MS : workLater(begin, random.int(70, 330));
  const answer = isEmergency ? accept + 5 * MINUTE_MS : workLater(accept, random.int(15, 150));
  const post = isEmergency ? answer + 40 * MINUTE_MS : nextBus(member, answer);
  const pick = isEmergency ? answer + 8 * MINUTE_MS : post - random.int(70, 150) * MINUTE_MS;
  const receive = isEmergency ? post + random.int(45, 90) * MINUTE_MS : workLater(post, random.int(100, 330));
  const collect = isEmergency ? receive + 60 * MINUTE_MS : workLater(receive, random.int(60, 2200));
  const times = { register: begin, accept, answer, pick, post, receive, collect };
  const twist = isEmergency
    ? undefined
    : random.weighted([undefined, 'cancelled', 'reversed', 'short_pick'] as const, (one) =>
        one === undefined ? 92 : 2.7,
      );
  const difference = differenceOf(world);
  return {
    member,
    errands,
    times,
    line: isEmergency ? '急送' : lineOf(member),
    byHub: random.chance(0.08),
    ...(twist !== undefined && { twist }),
    ...(difference !== undefined && { difference }),
  };
}

/** Clinics and branches, each as often as it is likely to be short; never one that still waits for a bus. */
function chooseMember(world: World, busy: ReadonlyMap<number, number>, at: number): Member | undefined {
  const free = world.members.filter((member) => {
    const asks = ['branch', 'clinic', 'campus'].includes(member.data.kind);
    return asks && (busy.get(member.id) ?? 0) < at;
  });
  if (free.length === 0) return undefined;
  return world.random.weighted(free, (member) => {
    if (FAVOURED.includes(member.data.code)) return 5;
    return member.data.kind === 'campus' ? 0.5 : 1;
  });
}

/** Begins the trips of each day. */
export async function* dailyTrips(world: World, reserved: ReadonlySet<string>): Script {
  const { random } = world;
  const busy = new Map<number, number>();
  const quietFrom = addDays(world.day, -10);
  for (let day = addDays(world.startDay, 3); day <= world.day; day = addDays(day, 1)) {
    yield instantOf(day, '07:00');
    const most = weekdayOf(day) === 0 ? 1 : 2;
    for (let count = random.int(most === 2 ? 1 : 0, most); count > 0; count -= 1) {
      const at = instantOf(day, '08:00') + random.int(0, 540) * MINUTE_MS;
      const member = chooseMember(world, busy, at);
      if (member === undefined) continue;
      if (day >= quietFrom && reserved.has(member.data.code)) continue;
      const trip = pastTrip(world, member, at);
      const extraDays = trip.twist === undefined && trip.difference === undefined ? 3 : 8;
      busy.set(member.id, trip.times.receive + extraDays * DAY_MS);
      world.agenda.add(at, travel(world, trip));
    }
  }
}

/** Wishes outside the catalogue: one of them was in it under another name, the others wait for the committee. */
export function addWishes(world: World): void {
  const clinics = world.members.filter((member) => member.data.kind === 'clinic');
  const syrup = itemOf(world, '复方甘草口服溶液');
  for (const [index, daysAgo] of [64, 41, 17, 9].entries()) {
    const day = addDays(world.day, -daysAgo);
    if (day <= world.startDay) continue;
    const register = instantOf(day, '09:25');
    const accept = workLater(register, 150);
    const answer = workLater(accept, 40);
    const member = world.random.pick(clinics);
    const post = nextBus(member, answer);
    const times = { register, accept, answer, pick: post - 60 * MINUTE_MS, post, receive: workLater(post, 180) };
    const errand: Errand =
      index === 2
        ? { ask: syrupAsk(world), fate: 'served', meant: { item: syrup, quantityBase: 10 } }
        : { ask: wishAsk(world, index), fate: 'rejected', rejection: '目录外药品，已列入下次药事会议题。' };
    const trip = {
      member,
      errands: [errand],
      times: { ...times, collect: workLater(post, 600) },
      line: lineOf(member),
    };
    world.agenda.add(register, travel(world, trip));
  }
}
