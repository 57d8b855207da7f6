/**
 * Random walks through every act of the money ledger against plain sums: same answers, same totals, nothing to
 * verify.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { moneyAccount } from '../../db/schema/index.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import type { Result } from '../../src/kernel/result.ts';
import { cancel, finish, keep, line, type MoneyWorld, move, newAccount, openMoneyWorld } from './account-world.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await openMoneyWorld();
});
afterAll(() => world.drop());

type Normal = 'debit' | 'credit' | 'free';
const NORMALS: Normal[] = ['free', 'debit', 'debit', 'credit', 'credit'];
const side = fc.nat(NORMALS.length - 1);
const amount = fc.integer({ min: 1, max: 100 });
const legs = fc.array(fc.record({ debit: side, credit: side, amount }), { minLength: 1, maxLength: 3 });
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('transfer' as const), legs }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hold' as const), legs }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), pick: fc.nat(30), amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void' as const), pick: fc.nat(30) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

interface Totals {
  debits: number;
  credits: number;
  heldDebits: number;
  heldCredits: number;
}

interface Leg {
  debit: number;
  credit: number;
  amount: number;
}

interface Walk {
  ids: number[];
  totals: Totals[];
  holds: (Leg & { id: number; open: boolean })[];
}

const zero = (): Totals => ({ debits: 0, credits: 0, heldDebits: 0, heldCredits: 0 });

function broken(totals: Totals, normal: Normal): boolean {
  if (normal === 'debit') return totals.credits + totals.heldCredits > totals.debits;
  return normal === 'credit' && totals.debits + totals.heldDebits > totals.credits;
}

/** The totals after the legs, or null where an account would run dry. */
function after(totals: Totals[], given: Leg[], held: boolean): Totals[] | null {
  const next = totals.map((one) => ({ ...one }));
  for (const leg of given) {
    const debit = next[leg.debit];
    const credit = next[leg.credit];
    if (debit === undefined || credit === undefined) continue;
    debit[held ? 'heldDebits' : 'debits'] += leg.amount;
    credit[held ? 'heldCredits' : 'credits'] += leg.amount;
  }
  return next.some((one, index) => broken(one, NORMALS[index] ?? 'free')) ? null : next;
}

const reasonIn = (result: Result<unknown>) => (result.ok ? null : result.reason);

async function begin(walk: Walk, given: Leg[], held: boolean): Promise<void> {
  const usable = given.filter((leg) => leg.debit !== leg.credit);
  if (usable.length === 0) return;
  const lines = usable.map((leg) => line(walk.ids[leg.debit] ?? 0, walk.ids[leg.credit] ?? 0, leg.amount));
  const result = await (held ? keep(world, lines) : move(world, lines));
  const next = after(walk.totals, usable, held);
  expect(reasonIn(result)).toBe(next === null ? 'insufficient_funds' : null);
  if (next === null || !result.ok) return;
  walk.totals = next;
  if (held) walk.holds.push(...usable.map((leg, index) => ({ ...leg, id: result.value.ids[index] ?? 0, open: true })));
}

async function end(walk: Walk, pick: number, amountFen: number | undefined): Promise<void> {
  const held = walk.holds[pick % Math.max(1, walk.holds.length)];
  if (held === undefined) return;
  const given = { holdId: held.id };
  const result = await (amountFen === undefined ? cancel(world, given) : finish(world, { ...given, amountFen }));
  const ended = held.open ? null : 'hold_ended';
  expect(reasonIn(result)).toBe((amountFen ?? 0) > held.amount ? 'amount_over_hold' : ended);
  if (!result.ok) return;
  held.open = false;
  const debit = walk.totals[held.debit] ?? zero();
  const credit = walk.totals[held.credit] ?? zero();
  debit.heldDebits -= held.amount;
  credit.heldCredits -= held.amount;
  debit.debits += amountFen ?? 0;
  credit.credits += amountFen ?? 0;
}

async function walkThrough(steps: Step[]): Promise<void> {
  const ids: number[] = [];
  for (const normal of NORMALS) ids.push(await newAccount(world, { normal }));
  const walk: Walk = { ids, totals: NORMALS.map(zero), holds: [] };
  const seed = [1, 2].map((debit) => ({ debit, credit: 0, amount: 300 }));
  await begin(walk, [...seed, { debit: 0, credit: 3, amount: 200 }], false);
  for (const step of steps) {
    if (step.do === 'transfer' || step.do === 'hold') await begin(walk, step.legs, step.do === 'hold');
    else await end(walk, step.pick, step.do === 'settle' ? step.amount : undefined);
  }
  const rows = await world.db.read.select().from(moneyAccount);
  const kept = ids.map((id) => rows.find((row) => row.id === id));
  const totals = kept.map((row) => ({
    debits: row?.debitsPosted,
    credits: row?.creditsPosted,
    heldDebits: row?.debitsPending,
    heldCredits: row?.creditsPending,
  }));
  expect(totals).toEqual(walk.totals);
  expect(await verifyAccount(world.db.read)).toEqual([]);
}

it('answers as plain sums do at every step of any walk', async () => {
  const numRuns = world.db.engine === 'sqlite' ? 40 : 15;
  const walks = fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40, size: 'max' }), walkThrough);
  await fc.assert(walks, { numRuns, endOnFailure: true });
}, 120_000);
