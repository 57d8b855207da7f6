/** Settling parts of many holds at once, and the chart of accounts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centralAccounts, memberAccounts, payableAccount } from '../../src/account/chart.ts';
import { type PartEnd, settleMany } from '../../src/account/hold.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { accepted, NOW, nextOf, openLedgerWorld, reasonOf } from '../support/ledger-world.ts';
import { keep, line, type MoneyWorld, move, newAccount, openMoneyWorld, totalsOf } from './account-world.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await openMoneyWorld();
});
afterAll(async () => {
  expect(await verifyAccount(world.db.read)).toEqual([]);
  await world.drop();
});

const header = { code: 'use', documentId: null, actorId: 1, occurredAt: NOW, postedAt: NOW };

function end(holdId: number, amountFen: number, given: Partial<PartEnd> = {}): PartEnd {
  return { holdId, amountFen, key: nextOf('part'), restKey: nextOf('rest'), ...given };
}

const settleAll = (ends: PartEnd[]) => world.db.transaction((tx) => settleMany(tx, header, ends));

async function budgetWith(holds: number[]): Promise<{ budget: number; ids: number[] }> {
  const budget = await newAccount(world);
  accepted(await move(world, [line(budget, world.equity, 1000)]));
  const { ids } = accepted(
    await keep(
      world,
      holds.map((amount) => line(world.committed, budget, amount)),
    ),
  );
  return { budget, ids };
}

describe('settleMany', () => {
  it('moves a part of each hold and keeps the rest of it held', async () => {
    const { budget, ids } = await budgetWith([300, 200, 100]);
    const [first = 0, second = 0, third = 0] = ids;
    const rests = accepted(await settleAll([end(first, 120), end(second, 200), end(third, 0)]));
    expect(rests[0]?.restHoldId).toBeGreaterThan(third);
    expect(rests.slice(1)).toEqual([{ restHoldId: null }, { restHoldId: third }]);
    expect(await totalsOf(world, budget)).toEqual([1000, 320, 0, 280]);
    const again = accepted(await settleAll([end(rests[0]?.restHoldId ?? 0, 180), end(third, 100)]));
    expect(again).toEqual([{ restHoldId: null }, { restHoldId: null }]);
    expect(await totalsOf(world, budget)).toEqual([1000, 600, 0, 0]);
  });

  it('gives the first answer to repeated keys and moves nothing again', async () => {
    const { budget, ids } = await budgetWith([300]);
    const ends = [end(ids[0] ?? 0, 50)];
    const first = accepted(await settleAll(ends));
    expect(accepted(await settleAll(ends))).toEqual(first);
    expect(await totalsOf(world, budget)).toEqual([1000, 50, 0, 250]);
  });

  it('settles none when one of them cannot be settled', async () => {
    const { budget, ids } = await budgetWith([300, 200]);
    const [first = 0, second = 0] = ids;
    expect(await settleAll([end(first, 100), end(second, 201)])).toMatchObject({
      reason: 'amount_over_hold',
      detail: { heldFen: 200, askedFen: 201 },
    });
    expect(reasonOf(await settleAll([end(first, -1)]))).toBe('amount_invalid');
    expect(reasonOf(await settleAll([end(first, 1), end(first, 2)]))).toBe('hold_ended');
    expect(reasonOf(await settleAll([end(first, 1), end(1_000_000, 2)]))).toBe('hold_unknown');
    accepted(await settleAll([end(first, 300)]));
    expect(reasonOf(await settleAll([end(second, 1), end(first, 1)]))).toBe('hold_ended');
    expect(await totalsOf(world, budget)).toEqual([1000, 300, 0, 200]);
  });

  it('lets one of two who settle a hold at once have it', async () => {
    const { budget, ids } = await budgetWith([300]);
    const answers = await Promise.all([settleAll([end(ids[0] ?? 0, 40)]), settleAll([end(ids[0] ?? 0, 60)])]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ reason: 'hold_ended' });
    expect([40, 60]).toContain((await totalsOf(world, budget))[1]);
  });
});

describe('the chart of accounts', () => {
  it('opens what is missing and gives the same ids again', async () => {
    const ask = () =>
      world.db.transaction(async (tx) => ({
        centre: await centralAccounts(tx),
        members: [...(await memberAccounts(tx, [world.head, world.branch, world.head]))],
        payable: await payableAccount(tx, 7),
      }));
    const first = await ask();
    expect(first.centre.bankId).toBe(world.bank);
    expect(first.members).toHaveLength(2);
    const ids = [
      ...Object.values(first.centre),
      ...first.members.flatMap(([, of]) => Object.values(of)),
      first.payable,
    ];
    expect(new Set(ids).size).toBe(19);
    expect(ids.every((id) => id > 0)).toBe(true);
    expect(await ask()).toEqual(first);
  });

  it('has nothing to stand under where no procurement account is', async () => {
    const bare = await openLedgerWorld({ account: false });
    await expect(bare.db.transaction((tx) => memberAccounts(tx, [bare.head]))).rejects.toThrow(/procurement_account/);
    await bare.drop();
  });
});
