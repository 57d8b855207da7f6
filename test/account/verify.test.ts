/** Verification of money finds totals that no transfer explains, and holds that ended wrongly. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { moneyAccount, transfer } from '../../db/schema/index.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import type { Finding } from '../../src/kernel/finding.ts';
import { refuse } from '../../src/kernel/result.ts';
import { accepted, NOW } from '../support/ledger-world.ts';
import { keep, line, type MoneyWorld, move, openMoneyWorld } from './account-world.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await openMoneyWorld();
  accepted(await move(world, [line(world.bank, world.equity, 1000)]));
});
afterAll(() => world.drop());

/** What verification says of what `bend` does; it is undone afterwards. */
async function findingsAfter(bend: (tx: Tx) => PromiseLike<unknown>): Promise<Finding[]> {
  let findings: Finding[] = [];
  await world.db.transaction(async (tx) => {
    await bend(tx);
    findings = await verifyAccount(tx);
    return refuse('undone');
  });
  return findings;
}

async function rulesAfter(bend: (tx: Tx) => PromiseLike<unknown>): Promise<string[]> {
  return [...new Set((await findingsAfter(bend)).map((finding) => finding.rule))].sort();
}

it('finds money that no transfer brought', async () => {
  expect(await verifyAccount(world.db.read)).toEqual([]);
  const change = { debitsPosted: 1001 };
  const bend = (tx: Tx) => tx.update(moneyAccount).set(change).where(eq(moneyAccount.id, world.bank));
  expect(await findingsAfter(bend)).toEqual([
    { rule: 'account_posted', subject: 'account BANK', expected: '1000', found: '1001' },
    { rule: 'trial_balance', subject: 'all accounts', expected: '1001', found: '1000' },
  ]);
});

it('finds a transfer that went past the door, and an end without its hold', async () => {
  const sides = { debitId: world.bank, creditId: world.equity, code: 'x', actorId: 1, occurredAt: NOW, postedAt: NOW };
  const past = { ...sides, amountFen: 7, key: 'past' };
  const add = (tx: Tx) => tx.insert(transfer).values({ ...past, kind: 'transfer' });
  expect(await rulesAfter(add)).toEqual(['account_posted']);
  const end = (tx: Tx) => tx.insert(transfer).values({ ...past, kind: 'void', holdId: 999 });
  expect(await rulesAfter(end)).toEqual(['hold_end']);
});

it('finds a hold that nobody keeps', async () => {
  accepted(await keep(world, [line(world.committed, world.bank, 100)]));
  const bend = (tx: Tx) => tx.update(moneyAccount).set({ creditsPending: 0, debitsPending: 0 });
  expect(await rulesAfter(bend)).toEqual(['account_held']);
});
