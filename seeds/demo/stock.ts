/** Opening stock, deliveries and daily use: how the shelves of the demo come to look as they do on its day. */
import { addDays, daysBetween } from '../../src/kernel/clock.ts';
import { instantOf, type Script } from './agenda.ts';
import { bringIn, type Inflow, issue } from './postings.ts';
import type { ShelfLot } from './shelves.ts';
import { type Habit, type Member, staffOf, today, type World } from './world.ts';

/** Days between two deliveries to a member; the hub is supplied every week, each item once in four. */
const REFILL_DAYS = 40;
const HUB_WEEKS = 4;
const EXPIRED_SHARE = 0.03;

function isRefilled(member: Member, habit: Habit): boolean {
  return habit.cover >= 0 && !habit.nearBatch && member.data.kind !== 'clinic' && member.data.kind !== 'centre';
}

/** Whole packs, and at least one. */
function inPacks(habit: Habit, quantityBase: number): number {
  const { packSize } = habit.item.data;
  return Math.max(1, Math.ceil(quantityBase / packSize)) * packSize;
}

function openingBase(world: World, member: Member, habit: Habit): number {
  const historyDays = daysBetween(world.startDay, world.day);
  const refill = member.data.kind === 'head' ? HUB_WEEKS * 7 : REFILL_DAYS;
  const days = isRefilled(member, habit) ? Math.min(refill, historyDays) + habit.cover : historyDays + habit.cover;
  const wanted = Math.max(habit.unit, habit.rate * days);
  if (habit.cover < 0) return Math.ceil(wanted / habit.unit) * habit.unit;
  const least = member.data.kind === 'head' ? 10 * habit.item.data.packSize : 1;
  return inPacks(habit, Math.max(least, wanted));
}

/** Stock is spread over the batches of the item: three in the hub, one or two elsewhere. */
function openingOf(world: World, member: Member, habit: Habit): Inflow[] {
  const { random, batches } = world;
  const { item } = habit;
  const known = batches.of(item);
  const total = openingBase(world, member, habit);
  if (habit.nearBatch) return [{ item, batch: known.near, quantityBase: total }];
  const inflows: Inflow[] = [];
  if (random.chance(EXPIRED_SHARE) && habit.cover > 0) {
    const lasted = daysBetween(world.startDay, known.expired.expiresOn);
    if (lasted > 0) {
      const quantityBase = inPacks(habit, habit.rate * (lasted + 12));
      inflows.push({ item, batch: known.expired, quantityBase });
    }
  }
  const most = member.data.kind === 'head' ? 3 : 2;
  const { packSize } = item.data;
  const first = random.int(0, known.opening.length - 1);
  const chosen = known.opening.slice(first, first + random.int(1, most));
  let left = total;
  for (const [index, batch] of chosen.entries()) {
    const isLast = index === chosen.length - 1;
    const part = isLast ? left : Math.floor((left * random.int(30, 60)) / 100 / packSize) * packSize;
    if (part > 0) inflows.push({ item, batch, quantityBase: part });
    left -= part;
  }
  return inflows;
}

/** What stood on every shelf when the history begins. */
export async function makeOpening(world: World): Promise<void> {
  for (const member of world.members) {
    if (member.range.size === 0) continue;
    const isHub = member === world.hub.member;
    const actor = isHub ? (world.hub.storekeepers[0] ?? staffOf(member)) : staffOf(member);
    const inflows = [...member.range.values()].flatMap((habit) => openingOf(world, member, habit));
    await bringIn(world, 'opening', member, actor, inflows);
  }
}

function refillOf(world: World, member: Member, habit: Habit, gapDays: number): Inflow[] {
  const day = today(world);
  const needed = habit.rate * (Math.min(gapDays, daysBetween(day, world.day)) + habit.cover);
  const missing = needed - world.shelves.available(member.id, habit.item.id, day);
  if (missing < habit.item.data.packSize / 2) return [];
  const batch = world.batches.suppliedIn(habit.item, day.slice(0, 7));
  return [{ item: habit.item, batch, quantityBase: inPacks(habit, missing) }];
}

async function refill(world: World, member: Member, habits: readonly Habit[], gapDays: number): Promise<void> {
  const left = (habit: Habit) => world.leaving.has(habit.item.data.code) && today(world) >= world.revisedOn;
  const refilled = habits.filter((habit) => isRefilled(member, habit) && !left(habit));
  const inflows = refilled.flatMap((habit) => refillOf(world, member, habit, gapDays));
  if (inflows.length === 0) return;
  const keeper = member === world.hub.member ? world.random.pick(world.hub.storekeepers) : staffOf(member);
  await bringIn(world, 'supplier', member, keeper, inflows);
}

/** The suppliers' weekly delivery to the central pharmacy. */
export async function* hubDeliveries(world: World): Script {
  const habits = [...world.hub.member.range.values()];
  for (let week = 1; ; week += 1) {
    const day = addDays(world.startDay, week * 7 - 2);
    if (day > world.day) return;
    yield instantOf(day, '14:20');
    const due = habits.filter((_habit, index) => index % HUB_WEEKS === week % HUB_WEEKS);
    await refill(world, world.hub.member, due, HUB_WEEKS * 7);
  }
}

/** The two deliveries that a campus or branch had; `index` spreads them over the days. */
export async function* memberDeliveries(world: World, member: Member, index: number): Script {
  for (const daysAgo of [61 + (index % 9), 21 + (index % 9)]) {
    const day = addDays(world.day, -daysAgo);
    if (day <= world.startDay) continue;
    yield instantOf(day, index % 2 === 0 ? '10:10' : '15:05');
    await refill(world, member, [...member.range.values()], REFILL_DAYS);
  }
}

function issuesOf(world: World, member: Member): ShelfLot[] {
  const { random } = world;
  const day = today(world);
  const taken: ShelfLot[] = [];
  for (const habit of member.range.values()) {
    const isLocked = ['narcotic', 'psychotropic_1', 'toxic'].includes(habit.item.data.control);
    if (isLocked || !random.chance(habit.chance)) continue;
    const wanted = (habit.rate / habit.chance) * (0.5 + random.next());
    const quantity = Math.max(1, Math.round(wanted / habit.unit)) * habit.unit;
    taken.push(...world.shelves.take(member.id, habit.item.id, quantity, day));
  }
  return taken;
}

/** What every member hands out, posted at the end of each day. */
export async function* dailyUse(world: World): Script {
  const step = world.small ? 7 : 1;
  for (let day = addDays(world.startDay, 1); day <= world.day; day = addDays(day, step)) {
    yield instantOf(day, '17:40');
    if (day.endsWith('-01')) world.report(`${day} …`);
    for (const member of world.members) {
      const taken = issuesOf(world, member);
      if (taken.length > 0) await issue(world, member, staffOf(member), taken);
    }
  }
}
