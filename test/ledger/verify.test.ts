/** Verification of stock finds what went past the door: each rule is broken once, on purpose, and must say so. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { balance, dailyUse, movement, movementLine, periodBalance, reservation } from '../../db/schema/index.ts';
import { DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import type { Finding } from '../../src/kernel/finding.ts';
import { refuse } from '../../src/kernel/result.ts';
import { closePeriod } from '../../src/ledger/periods.ts';
import { reverse } from '../../src/ledger/reverse.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import {
  accepted,
  type LedgerWorld,
  NOW,
  newLot,
  nextOf,
  openLedgerWorld,
  postIn,
  stockUp,
} from '../support/ledger-world.ts';

let world: LedgerWorld;
let lotId: number;
let receipt: number;

beforeAll(async () => {
  world = await openLedgerWorld();
  lotId = await newLot(world);
  receipt = await stockUp(world, lotId, 100, { at: NOW - 9 * DAY_MS });
  const line = { lotId, fromId: world.places.headStore, toId: world.places.branchTransit, quantityBase: 40 };
  accepted(await postIn(world, { kind: 'dispatch', lines: [line] }));
  expect(await verifyLedger(world.db.read)).toEqual([]);
});
afterAll(() => world.drop());

/** What verification says of what `bend` does; it is undone afterwards. */
async function findingsAfter(bend: (tx: Tx) => PromiseLike<unknown>): Promise<Finding[]> {
  let findings: Finding[] = [];
  await world.db.transaction(async (tx) => {
    await bend(tx);
    findings = await verifyLedger(tx);
    return refuse('undone');
  });
  return findings;
}

/** The rules that notice what `bend` did. */
async function rulesAfter(bend: (tx: Tx) => PromiseLike<unknown>): Promise<string[]> {
  return [...new Set((await findingsAfter(bend)).map((finding) => finding.rule))].sort();
}

/** A movement written past the door, with one line in it. */
async function addMovement(tx: Tx, given: Partial<typeof movementLine.$inferInsert>, reversalOf: number | null = null) {
  const who = { organisationId: world.head, actorId: 1, occurredAt: NOW, postedAt: NOW, key: nextOf('past') };
  const kind = reversalOf === null ? ('count' as const) : ('reversal' as const);
  const [row] = await tx
    .insert(movement)
    .values({ kind, ...who, reversalOf })
    .returning({ id: movement.id });
  const { supplier, headStore } = world.places;
  const plain = { lineNumber: 1, itemId: world.tablets, lotId, fromId: supplier, toId: headStore, occurredAt: NOW };
  const line = { movementId: row?.id ?? 0, ...plain, quantityBase: 1, amountFen: 0, ...given };
  await tx.insert(movementLine).values(line);
}

it('finds stock that no line brought', async () => {
  expect(await rulesAfter((tx) => tx.update(balance).set({ onHand: 41 }).where(eq(balance.onHand, 40)))).toEqual([
    'balance',
  ]);
});

it('finds a line that moved no balance', async () => {
  expect(await rulesAfter((tx) => addMovement(tx, {}))).toEqual(['balance', 'daily_totals']);
});

it('finds value that no line brought, and value where nothing lies', async () => {
  const at = eq(balance.onHand, 40);
  expect(await rulesAfter((tx) => tx.update(balance).set({ valueFen: 1 }).where(at))).toEqual(['value']);
  const empty = { locationId: world.places.headRejected, lotId, itemId: world.tablets, onHand: 0, valueFen: 3 };
  const wrong = (tx: Tx) => tx.insert(balance).values(empty);
  expect(await rulesAfter(wrong)).toEqual(['expiry_of_lot', 'value']);
});

it('finds a balance that expires on another day than its lot', async () => {
  expect(await rulesAfter((tx) => tx.update(balance).set({ expiresOn: '2020-01-01' }))).toEqual(['expiry_of_lot']);
});

it('finds stock kept for nobody', async () => {
  expect(await rulesAfter((tx) => tx.update(balance).set({ reserved: 3 }))).toEqual(['reserved']);
});

it('finds a reservation, a line and a balance of another item than the lot', async () => {
  const held = {
    documentId: 1,
    locationId: world.places.headStore,
    lotId,
    quantityBase: 3,
    status: 'released' as const,
  };
  const add = (tx: Tx) => tx.insert(reservation).values({ ...held, itemId: world.capsules, createdAt: NOW });
  expect(await rulesAfter(add)).toEqual(['item_of_lot']);
});

it('finds a movement without lines, and one that lacks its first', async () => {
  const empty = { organisationId: world.head, actorId: 1, occurredAt: NOW, postedAt: NOW, key: nextOf('empty') };
  expect(await rulesAfter((tx) => tx.insert(movement).values({ kind: 'count', ...empty }))).toEqual(['whole_movement']);
  expect(await rulesAfter((tx) => addMovement(tx, { lineNumber: 2 }))).toEqual([
    'balance',
    'daily_totals',
    'whole_movement',
  ]);
});

it('finds a reversal that is not the opposite', async () => {
  expect(await rulesAfter((tx) => addMovement(tx, {}, receipt))).toContain('reversal');
});

it('finds a line dated apart from its movement', async () => {
  expect(await rulesAfter((tx) => addMovement(tx, { occurredAt: NOW - 1 }))).toContain('line_time');
});

it('finds use that nobody made, also after a reversal', async () => {
  const line = { lotId, fromId: world.places.headStore, toId: world.places.consumed, quantityBase: 7 };
  const { movementId } = accepted(await postIn(world, { kind: 'issue', lines: [line] }));
  const red = { movementId, actor: world.actor, at: NOW, key: nextOf('red'), reason: 'test' };
  accepted(await world.db.transaction((tx) => reverse(tx, red)));
  expect(await verifyLedger(world.db.read)).toEqual([]);
  expect(await rulesAfter((tx) => tx.update(dailyUse).set({ quantityBase: 41 }))).toEqual(['daily_use']);
  expect(await rulesAfter((tx) => tx.update(dailyUse).set({ cameBase: 41 }))).toEqual(['daily_totals']);
  expect(await rulesAfter((tx) => tx.update(dailyUse).set({ lines: 41 }))).toEqual(['daily_totals']);
});

it('finds a line dated into a closed month, and a closing balance out of nothing', async () => {
  const endsOn = dayOf(NOW - 5 * DAY_MS);
  const closed = await world.db.transaction((tx) => closePeriod(tx, { endsOn, at: NOW, personId: 1 }));
  const { periodId } = accepted(closed);
  expect(await verifyLedger(world.db.read)).toEqual([]);
  const late = await rulesAfter((tx) => addMovement(tx, { occurredAt: NOW - 6 * DAY_MS }));
  expect(late).toEqual(['balance', 'daily_totals', 'line_time', 'period_balance']);
  const extra = { periodId, locationId: world.places.branchStore, lotId, itemId: world.tablets, onHand: 2 };
  const findings = await findingsAfter((tx) => tx.insert(periodBalance).values(extra));
  expect(findings).toMatchObject([{ rule: 'period_balance', expected: '0', found: '2' }]);
  expect(findings[0]?.subject).toContain(`period ${endsOn}`);
});
