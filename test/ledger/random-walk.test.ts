/** Random walks through every act of the ledger, against the model: same answers, same balances, nothing to verify. */
import { inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { balance, periodBalance } from '../../db/schema/index.ts';
import { addDays, DAY_MS, dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { amountFen } from '../../src/kernel/money.ts';
import type { Result } from '../../src/kernel/result.ts';
import { freezeLots, openLots } from '../../src/ledger/lots.ts';
import { closePeriod } from '../../src/ledger/periods.ts';
import { type MovementKind, post } from '../../src/ledger/post.ts';
import { openReservations, release, reserve } from '../../src/ledger/reserve.ts';
import { reverse } from '../../src/ledger/reverse.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { type LedgerWorld, NOW, nextOf, openLedgerWorld, postingOf } from '../support/ledger-world.ts';
import { LedgerModel, type ModelLine } from './ledger-model.ts';

const LOTS = 3;
/** For twelve tablets: one of them is 1.028 fen. */
const PRICE = 1234;
let world: LedgerWorld;
/** Walks share one database, so that later ones run over the closed months of earlier ones. */
let clock = NOW;
let closedDay = '';

beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.drop());

/** One walk: fresh lots, the model, and the real ids of what the model numbers from zero. */
interface Walk {
  model: LedgerModel;
  lots: number[];
  reservationIds: number[];
  movementIds: number[];
}

const lotIndex = fc.nat(LOTS - 1);
const quantity = fc.integer({ min: 1, max: 40 });
const move = fc.record({ lot: lotIndex, quantity, route: fc.nat(7) });

const anyStep = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      moves: fc.array(move, { minLength: 1, maxLength: 4 }),
      hoursBack: fc.constantFrom(0, 0, 0, 0, 1, 5, 30, 200),
      own: fc.nat(3),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('receive' as const), lot: lotIndex, quantity }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      holds: fc.array(fc.record({ lot: lotIndex, place: fc.nat(1), quantity }), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('release' as const),
      pick: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), lot: lotIndex, on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), daysBack: fc.constantFrom(0, 1, 3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 12, 60) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

function routeOf(route: number): { kind: MovementKind; fromId: number; toId: number } {
  const { headStore, branchTransit, branchStore, consumed, loss, countDifference, headRejected } = world.places;
  const routes: { kind: MovementKind; fromId: number; toId: number }[] = [
    { kind: 'dispatch', fromId: headStore, toId: branchTransit },
    { kind: 'dispatch_receipt', fromId: branchTransit, toId: branchStore },
    { kind: 'issue', fromId: branchStore, toId: consumed },
    { kind: 'write_off', fromId: headStore, toId: loss },
    { kind: 'count', fromId: countDifference, toId: headStore },
    { kind: 'discrepancy', fromId: branchTransit, toId: headStore },
    { kind: 'shelve', fromId: headStore, toId: headRejected },
    { kind: 'dispatch', fromId: headStore, toId: branchTransit },
  ];
  const chosen = routes[route % routes.length];
  if (chosen === undefined) throw new Error(`no route ${route}`);
  return chosen;
}

function reasonIn(result: Result<unknown>): string | null {
  return result.ok ? null : result.reason;
}

async function postBoth(walk: Walk, kind: MovementKind, lines: ModelLine[], hoursBack: number, own: number[]) {
  const occurredAt = clock - hoursBack * HOUR_MS;
  const forUse = kind === 'dispatch' || kind === 'issue';
  const expected = walk.model.post({ forUse, lines, occurredAt, postedAt: clock, consume: own });
  const consume = own.map((id) => walk.reservationIds[id] ?? 0);
  const request = postingOf(world, { kind, lines, occurredAt, postedAt: clock, consume });
  const result = await world.db.transaction((tx) => post(tx, request));
  expect(reasonIn(result)).toBe(expected);
  if (!result.ok) return;
  walk.movementIds.push(result.value.movementId);
  expect(result.value.moved.map((line) => line.amountFen)).toEqual(walk.model.movements.at(-1)?.amounts);
}

async function reserveBoth(walk: Walk, holds: { lot: number; place: number; quantity: number }[]) {
  const { headStore, branchStore } = world.places;
  const lines = holds.map((hold) => ({
    lineId: null,
    itemId: world.tablets,
    lotId: walk.lots[hold.lot] ?? 0,
    locationId: hold.place === 0 ? headStore : branchStore,
    quantityBase: hold.quantity,
  }));
  const placed = lines.map((line) => ({
    place: LedgerModel.place(line.locationId, line.lotId),
    quantityBase: line.quantityBase,
  }));
  const documentId = Number(nextOf('').slice(1));
  const expected = walk.model.reserve(placed);
  const result = await world.db.transaction((tx) => reserve(tx, { documentId, at: clock, lines }));
  expect(reasonIn(result)).toBe(expected);
  const open = await world.db.transaction((tx) => openReservations(tx, documentId));
  walk.reservationIds.push(...open.map((row) => row.id));
}

async function take(walk: Walk, step: Step): Promise<void> {
  const { model, lots, reservationIds, movementIds } = walk;
  if (step.do === 'post') {
    const first = step.moves[0]?.route ?? 0;
    const { kind } = routeOf(first);
    const forUse = kind === 'dispatch' || kind === 'issue';
    const lines = step.moves.map((one) => {
      const { fromId, toId } = routeOf(forUse ? first : one.route);
      return { lotId: lots[one.lot] ?? 0, fromId, toId, quantityBase: one.quantity };
    });
    const own = reservationIds.map((_, index) => index).slice(reservationIds.length - step.own);
    await postBoth(walk, kind, lines, step.hoursBack, step.own > reservationIds.length ? [] : own);
  } else if (step.do === 'receive') {
    const line = { lotId: lots[step.lot] ?? 0, fromId: world.places.supplier, toId: world.places.headStore };
    await postBoth(walk, 'receipt', [{ ...line, quantityBase: step.quantity * 3 }], 0, []);
  } else if (step.do === 'reserve') {
    await reserveBoth(walk, step.holds);
  } else if (step.do === 'release') {
    const picks = [...new Set(step.pick.map((one) => one % Math.max(1, reservationIds.length)))];
    const ids = picks.map((index) => reservationIds[index] ?? 0);
    const expected = model.release(picks);
    expect(reasonIn(await world.db.transaction((tx) => release(tx, ids, clock)))).toBe(expected);
  } else if (step.do === 'reverse') {
    const index = movementIds.length === 0 ? 0 : step.pick % movementIds.length;
    const request = { movementId: movementIds[index] ?? 0, actor: world.actor, at: clock, key: nextOf('red') };
    const result = await world.db.transaction((tx) => reverse(tx, { ...request, reason: 'walk' }));
    expect(reasonIn(result)).toBe(model.reverse(index, clock));
    if (result.ok) movementIds.push(result.value.movementId);
  } else if (step.do === 'freeze') {
    const lotId = lots[step.lot] ?? 0;
    await world.db.transaction((tx) => freezeLots(tx, [lotId], step.on ? 'recall' : null));
    if (step.on) model.frozen.add(lotId);
    else model.frozen.delete(lotId);
  } else if (step.do === 'close') {
    await closeBoth(walk, addDays(dayOf(clock), -step.daysBack));
  } else clock += step.hours * HOUR_MS;
}

async function closeBoth(walk: Walk, endsOn: string): Promise<void> {
  const expected = walk.model.close(endsOn, dayOf(clock));
  const result = await world.db.transaction((tx) => closePeriod(tx, { endsOn, at: clock, personId: 1 }));
  expect(reasonIn(result)).toBe(expected);
  if (!result.ok) return;
  const rows = await world.db.read.select().from(periodBalance).where(inArray(periodBalance.lotId, walk.lots));
  const ofThis = rows.filter((row) => row.periodId === result.value.periodId);
  const kept = new Map(ofThis.map((row) => [LedgerModel.place(row.locationId, row.lotId), row.onHand]));
  expect(kept).toEqual(walk.model.closings.at(-1));
}

async function walkThrough(steps: Step[]): Promise<void> {
  const { headStore, headRejected, branchStore, branchTransit } = world.places;
  const real = new Set([headStore, headRejected, branchStore, branchTransit]);
  const model = new LedgerModel(real, (line) => amountFen(line.quantityBase, 12, PRICE));
  model.closedDay = closedDay;
  const expiresOn = dayOf(clock + 3000 * DAY_MS);
  const identity = { itemId: world.tablets, expiresOn, pricePack: PRICE, origin: nextOf('walk') };
  const numbered = Array.from({ length: LOTS }, () => ({ ...identity, number: nextOf('W') }));
  const lots = await world.db.transaction((tx) => openLots(tx, numbered, dayOf(clock), clock));
  const walk: Walk = { model, lots, reservationIds: [], movementIds: [] };
  for (let lot = 0; lot < LOTS; lot += 1) await take(walk, { do: 'receive', lot, quantity: 30 });
  for (const step of steps) await take(walk, step);
  closedDay = model.closedDay;
  const rows = await world.db.read.select().from(balance).where(inArray(balance.lotId, lots));
  for (const row of rows) {
    const place = LedgerModel.place(row.locationId, row.lotId);
    const expected = [place, model.onHand.get(place) ?? 0, model.reserved(place), model.values.get(place) ?? 0];
    expect([place, row.onHand, row.reserved, row.valueFen]).toEqual(expected);
  }
  const kept = new Set(rows.map((row) => LedgerModel.place(row.locationId, row.lotId)));
  for (const [place, onHand] of model.onHand) if (onHand !== 0) expect(kept).toContain(place);
  expect(await verifyLedger(world.db.read)).toEqual([]);
}

it('answers as the model does at every step of any walk', async () => {
  const numRuns = world.db.engine === 'sqlite' ? 60 : 20;
  const walks = fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40, size: 'max' }), walkThrough);
  await fc.assert(walks, { numRuns, endOnFailure: true });
}, 120_000);
