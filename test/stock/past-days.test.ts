/** Random histories: stock of any past day is what the lines say, by both times; sums by owner and keeper agree. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { balance, location, movement, movementLine } from '../../db/schema/index.ts';
import { postGoods, reverseGoods } from '../../src/books/goods-commands.ts';
import { stockInBooks } from '../../src/books/stock-account-queries.ts';
import { addDays, DAY_MS, dayOf, startOfDay } from '../../src/kernel/clock.ts';
import { closePeriod } from '../../src/ledger/periods.ts';
import type { MovementKind } from '../../src/ledger/post.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { itemsThen } from '../../src/stock/as-of-list-queries.ts';
import { type AsOfBasis, type AsOfGrain, standingsThen } from '../../src/stock/as-of-queries.ts';
import { lotsNearEnd, type NearLot } from '../../src/stock/expiry-board-queries.ts';
import { valueByPlace, valuedLots } from '../../src/stock/value-queries.ts';
import { type LedgerWorld, NOW, newLot, nextOf, openLedgerWorld, postingOf } from '../support/ledger-world.ts';

const LOTS = 3;
let world: LedgerWorld;
let clock = NOW;
const lots: number[] = [];
const movements: number[] = [];

beforeAll(async () => {
  world = await openLedgerWorld();
  for (let count = 0; count < LOTS; count += 1) {
    lots.push(await newLot(world, { itemId: count === 0 ? world.capsules : world.tablets, pricePack: 1234 + count }));
  }
});
afterAll(() => world.drop());

interface Route {
  kind: MovementKind;
  fromId: number;
  toId: number;
}

function routes(): Route[] {
  const { supplier, headStore, headRejected, consumed, loss, branchTransit, branchStore } = world.places;
  return [
    { kind: 'receipt', fromId: supplier, toId: headStore },
    { kind: 'receipt', fromId: supplier, toId: headStore },
    { kind: 'dispatch', fromId: headStore, toId: branchTransit },
    { kind: 'dispatch_receipt', fromId: branchTransit, toId: branchStore },
    { kind: 'issue', fromId: branchStore, toId: consumed },
    { kind: 'shelve', fromId: headStore, toId: headRejected },
    { kind: 'write_off', fromId: headRejected, toId: loss },
  ];
}

const step = fc.record({
  route: fc.nat(6),
  lot: fc.nat(LOTS - 1),
  quantity: fc.integer({ min: 1, max: 30 }),
  hoursOn: fc.integer({ min: 0, max: 40 }),
  daysBack: fc.constantFrom(0, 0, 0, 1, 4, 20),
  /** Instead of posting: undo what was posted so many movements ago, or close the books. */
  instead: fc.constantFrom('post', 'post', 'post', 'post', 'post', 'reverse', 'close'),
  ago: fc.nat(5),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(done: Step): Promise<void> {
  clock += done.hoursOn * 3_600_000;
  const actor = { userId: 1, organisationId: world.head };
  if (done.instead === 'close') {
    const close = { endsOn: addDays(dayOf(clock), -12), at: clock, personId: 1 };
    await world.db.transaction((tx) => closePeriod(tx, close));
    return;
  }
  if (done.instead === 'reverse') {
    const movementId = movements.at(-1 - done.ago);
    if (movementId === undefined) return;
    const request = { movementId, actor, at: clock, key: nextOf('undo'), reason: 'wrong' };
    await world.db.transaction((tx) => reverseGoods(tx, request));
    return;
  }
  const { kind, fromId, toId } = routes()[done.route] ?? ({} as Route);
  const lines = [{ lotId: lots[done.lot] ?? 0, fromId, toId, quantityBase: done.quantity }];
  const times = { occurredAt: clock - done.daysBack * DAY_MS, postedAt: clock };
  // Much is refused: nothing there, books closed; what was not posted is in no line
  const posted = await world.db.transaction((tx) => postGoods(tx, postingOf(world, { kind, lines, ...times })));
  if (posted.ok) movements.push(posted.value.movementId);
}

/** Every line read and counted one after the other. */
async function replay(day: string, basis: AsOfBasis, grain: AsOfGrain): Promise<Map<string, number>> {
  const end = startOfDay(addDays(day, 1));
  const places = await world.db.read.select().from(location);
  const keepers = new Map(places.flatMap((place) => (place.kind === 'store' ? [[place.id, place.keeperId ?? 0]] : [])));
  const posted = new Map((await world.db.read.select().from(movement)).map((row) => [row.id, row.postedAt]));
  const found = new Map<string, number>();
  for (const line of await world.db.read.select().from(movementLine)) {
    const counts = basis === 'posted' ? (posted.get(line.movementId) ?? 0) : line.occurredAt;
    if (counts >= end) continue;
    for (const [place, base] of [
      [line.toId, line.quantityBase],
      [line.fromId, -line.quantityBase],
    ] as const) {
      const keeper = keepers.get(place);
      if (keeper === undefined) continue;
      const key = `${line.itemId} ${grain === 'item' ? 0 : keeper} ${grain === 'lot' ? line.lotId : 0}`;
      found.set(key, (found.get(key) ?? 0) + base);
    }
  }
  return new Map([...found].filter(([, base]) => base !== 0));
}

const sorted = (entries: Iterable<[string, number]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

async function checkDays(daysBack: readonly number[]): Promise<void> {
  const today = dayOf(clock);
  const itemIds = [world.tablets, world.capsules, world.narcotic];
  for (const back of daysBack) {
    for (const basis of ['happened', 'posted'] as const) {
      for (const grain of ['item', 'member', 'lot'] as const) {
        const day = addDays(today, -back);
        const asked = { scopePath: '/', itemIds, day, today, basis };
        const rows = await standingsThen(world.db.read, grain, asked);
        const told = rows.map((row): [string, number] => [`${row.itemId} ${row.memberId} ${row.lotId}`, row.onHand]);
        const expected = await replay(day, basis, grain);
        expect([day, basis, grain, sorted(told)]).toEqual([day, basis, grain, sorted(expected)]);
      }
    }
  }
}

/** The list of one member has each item that it had, and its pages are all of what nears its end. */
async function checkLists(daysBack: readonly number[]): Promise<void> {
  const today = dayOf(clock);
  const asked = { scopePath: '/', memberId: world.branch, today, found: undefined, wholeCounty: true };
  for (const back of daysBack) {
    const day = addDays(today, -back);
    const listed = await itemsThen(world.db.read, { ...asked, day, basis: 'happened', size: 50 });
    const had = new Map<string, number>();
    for (const [key, base] of await replay(day, 'happened', 'member')) {
      const [itemId = '', memberId] = key.split(' ');
      if (memberId === String(world.branch)) had.set(itemId, base);
    }
    expect(sorted(listed.rows.map((row): [string, number] => [`${row.item.id}`, row.onHand]))).toEqual(sorted(had));
  }
  const span = { scopePath: '/', found: undefined, from: '', until: addDays(today, 4000) };
  const whole = await lotsNearEnd(world.db.read, span, { size: 100 });
  const walked: NearLot[] = [];
  for (let after: NearLot | undefined, more = true; more; ) {
    const page = await lotsNearEnd(world.db.read, span, { after, size: 2 });
    walked.push(...page);
    after = page.at(-1);
    more = page.length === 2;
  }
  expect(walked).toEqual(whole);
  expect(whole.length).toBe((await world.db.read.select().from(balance)).filter((row) => row.onHand > 0).length);
}

async function checkValues(): Promise<void> {
  const db = world.db.read;
  const places = await valueByPlace(db, { scopePath: '/' });
  const whole = (await db.select().from(balance)).reduce((sum, row) => sum + row.valueFen, 0);
  const total = places.reduce((sum, place) => sum + place.amountFen, 0);
  const lotsTotal = (await valuedLots(db, { scopePath: '/' }, { size: 1000 })).reduce(
    (sum, lot) => sum + lot.amountFen,
    0,
  );
  const books = [...(await stockInBooks(db, '/')).values()].reduce((sum, fen) => sum + fen, 0);
  const of = (side: 'owner' | 'keeper', id: number) =>
    places.filter((place) => place[side].id === id).reduce((sum, place) => sum + place.amountFen, 0);
  const members = [world.head, world.branch];
  expect(members.reduce((sum, id) => sum + of('owner', id), 0)).toBe(whole);
  expect(members.reduce((sum, id) => sum + of('keeper', id), 0)).toBe(whole);
  expect([total, lotsTotal, books]).toEqual([whole, whole, whole]);
}

it('tells of each past day what the lines tell, and of value what places, owners, lots and books all say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 25 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 4 }),
      async (steps, daysBack) => {
        for (const one of steps) await take(one);
        await checkDays(daysBack);
        await checkLists(daysBack);
        await checkValues();
      },
    ),
    { numRuns: 12 },
  );
  expect(await verifyLedger(world.db.read)).toEqual([]);
}, 60_000);
