/** What each member keeps, how fast it uses it and how long it should last: the pattern that the matrix shows. */
import type { Random } from '../random.ts';
import { storeFor } from './data/organisations.ts';
import type { DemoItem, DemoTier } from './data/types.ts';
import type { Habit, Item, Member } from './world.ts';

interface Size {
  /** Packs a day of an item that everyone asks for. */
  packs: number;
  /** Chance a day that such an item is issued. */
  pace: number;
  /** How many items it keeps; null for all. */
  items: readonly [number, number] | null;
  tier: DemoTier;
  /** Shares of the grades of cover, from out of stock to more than half a year. */
  covers: readonly number[];
}

const USUAL = [4, 6, 9, 17, 42, 15, 7];
const SIZES: Partial<Record<Member['data']['kind'], Size>> = {
  head: { packs: 9, pace: 0.14, items: null, tier: 'county', covers: [1, 2, 4, 10, 55, 20, 8] },
  campus: { packs: 4, pace: 0.15, items: [330, 370], tier: 'county', covers: [3, 4, 8, 17, 48, 14, 6] },
  branch: { packs: 1, pace: 0.085, items: [190, 225], tier: 'township', covers: USUAL },
  clinic: { packs: 0.3, pace: 0.09, items: [60, 90], tier: 'village', covers: USUAL },
  centre: { packs: 0.4, pace: 0.1, items: [36, 50], tier: 'county', covers: USUAL },
};

/** Days of cover of each grade; below zero: out of stock for so many days. */
const COVER_DAYS = [
  [-25, -3],
  [1, 6],
  [8, 14],
  [16, 29],
  [32, 88],
  [95, 175],
  [190, 320],
] as const;

/** Even what is seldom asked for is usually asked for once a month. */
const LEAST_CHANCE = 0.06;

const STRIPS = [14, 10, 12, 7, 6, 5];
const TEN_GRAMS = 10_000;

function issueUnit(item: DemoItem): number {
  if (item.scale > 1) return TEN_GRAMS;
  return STRIPS.find((strip) => item.packSize > strip && item.packSize % strip === 0) ?? 1;
}

/** Dear drugs and pieces are asked for less than their weight in the table says. */
function packsFactor(item: DemoItem): number {
  const price = Math.min(1, (30 / Number(item.pricePack)) ** 0.6);
  return item.kind === 'decoction_piece' ? price * 0.3 : price;
}

function coverOf(random: Random, covers: readonly number[]): number {
  const grade = random.weighted([...covers.keys()], (index) => covers[index] ?? 0);
  const [least, most] = COVER_DAYS[grade] ?? COVER_DAYS[4];
  return random.int(least, most);
}

/** The habit of a member with an item, as `given` says it or as chance has it. */
export function habitOf(random: Random, member: Member, item: Item, given: Partial<Habit> = {}): Habit {
  const size = SIZES[member.data.kind];
  if (size === undefined) throw new Error(`demo: ${member.data.code} keeps no stock`);
  const share = item.data.weight / 100;
  const packs = share * size.packs * packsFactor(item.data) * (0.6 + random.next() * 0.8);
  const unit = issueUnit(item.data);
  const rate = given.rate ?? packs * item.data.packSize;
  const chance = Math.min(0.9, Math.max(LEAST_CHANCE, size.pace * (0.25 + share)), rate / unit);
  const cover = coverOf(random, size.covers);
  return { item, rate, chance, unit, cover, nearBatch: random.chance(0.07), ...given };
}

/** Items that the member may keep, each as likely as it is asked for. */
function chooseItems(random: Random, member: Member, items: readonly Item[], size: Size): Item[] {
  const allowed = items.filter(
    ({ data }) => data.tiers.includes(size.tier) && storeFor(member.data, data) !== undefined,
  );
  if (size.items === null) return allowed;
  const drawn = allowed.map((item) => ({ item, place: random.next() ** (1 / item.data.weight) }));
  const count = random.int(...size.items);
  return drawn
    .sort((a, b) => b.place - a.place)
    .slice(0, count)
    .map((one) => one.item);
}

/** Decides what every member keeps. */
export function makeRanges(random: Random, members: readonly Member[], items: readonly Item[]): void {
  for (const member of members) {
    const size = SIZES[member.data.kind];
    if (size === undefined) continue;
    for (const item of chooseItems(random, member, items, size)) {
      member.range.set(item.data.code, habitOf(random, member, item));
    }
  }
}
