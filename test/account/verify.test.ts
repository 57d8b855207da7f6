/** Verification of money finds totals that no transfer explains, and holds that ended wrongly. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { moneyAccount, transfer } from '../../db/schema/index.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { accepted, NOW } from '../support/ledger-world.ts';
import { keep, line, type MoneyWorld, move, openMoneyWorld } from './account-world.ts';

let world: MoneyWorld;
beforeEach(async () => {
  world = await openMoneyWorld();
  accepted(await move(world, [line(world.bank, world.equity, 1000)]));
});
afterEach(() => world.drop());

async function rules(): Promise<string[]> {
  return [...new Set((await verifyAccount(world.db.read)).map((finding) => finding.rule))].sort();
}

it('finds money that no transfer brought', async () => {
  expect(await rules()).toEqual([]);
  const change = { debitsPosted: 1001 };
  await world.db.transaction(async (tx) => tx.update(moneyAccount).set(change).where(eq(moneyAccount.id, world.bank)));
  expect(await verifyAccount(world.db.read)).toEqual([
    { rule: 'account_posted', subject: 'account BANK', expected: '1000', found: '1001' },
    { rule: 'trial_balance', subject: 'all accounts', expected: '1001', found: '1000' },
  ]);
});

it('finds a transfer that went past the door, and an end without its hold', async () => {
  const sides = { debitId: world.bank, creditId: world.equity, code: 'x', actorId: 1, occurredAt: NOW, postedAt: NOW };
  await world.db.transaction(async (tx) =>
    tx.insert(transfer).values({ ...sides, amountFen: 7, kind: 'transfer', key: 'a' }),
  );
  expect(await rules()).toEqual(['account_posted']);
  await world.db.transaction(async (tx) =>
    tx.insert(transfer).values({ ...sides, amountFen: 7, kind: 'void', holdId: 999, key: 'b' }),
  );
  expect(await rules()).toEqual(['account_posted', 'hold_end']);
});

it('finds a hold that nobody keeps', async () => {
  accepted(await keep(world, [line(world.committed, world.bank, 100)]));
  await world.db.transaction(async (tx) => tx.update(moneyAccount).set({ creditsPending: 0, debitsPending: 0 }));
  expect(await rules()).toEqual(['account_held']);
});
