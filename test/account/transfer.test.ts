/** The money ledger: what moves, what is held, how a hold ends, and every reason for which nothing happens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moneyAccount, procurementAccount, transfer as transferTable } from '../../db/schema/index.ts';
import { openAccount, openProcurementAccount } from '../../src/account/accounts.ts';
import { trialBalance } from '../../src/account/queries.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { accepted, databaseRefusal, NOW, reasonOf } from '../support/ledger-world.ts';
import {
  cancel,
  finish,
  keep,
  line,
  type MoneyWorld,
  move,
  newAccount,
  openMoneyWorld,
  totalsOf,
} from './account-world.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await openMoneyWorld();
});
afterAll(async () => {
  expect(await verifyAccount(world.db.read)).toEqual([]);
  const balance = await trialBalance(world.db.read);
  expect(balance.debitsFen).toBe(balance.creditsFen);
  await world.drop();
});

/** A budget with that much in it. */
async function budgetOf(amountFen: number): Promise<number> {
  const budget = await newAccount(world);
  accepted(await move(world, [line(budget, world.equity, amountFen)]));
  return budget;
}

describe('the procurement account', () => {
  const open = (organisationId: number) =>
    world.db.transaction((tx) => openProcurementAccount(tx, organisationId, { name: 'again', at: NOW }));

  it('is opened once with its standard accounts, however often it is asked for', async () => {
    const again = accepted(await open(world.head));
    expect(again.bankId).toBe(world.bank);
    expect(await world.db.read.select().from(procurementAccount)).toMatchObject([{ id: 1, name: 'county' }]);
  });

  it('is the only one: another holder is refused, and so is a second row', async () => {
    expect(reasonOf(await open(world.branch))).toBe('procurement_account_exists');
    const row = { id: 2, name: 'second', organisationId: world.branch, openedAt: NOW };
    expect(await databaseRefusal(world.db, (tx) => tx.insert(procurementAccount).values(row))).toMatch(/single/);
  });
});

describe('openAccount', () => {
  const definition = {
    code: 'PAY-1',
    kind: 'payable' as const,
    name: 'supplier',
    organisationId: null,
    normal: 'credit' as const,
  };
  const open = (given: Partial<typeof definition>) =>
    world.db.transaction((tx) => openAccount(tx, { ...definition, ...given }));

  it('gives back the account that has the code, and refuses the code for another', async () => {
    const { id } = accepted(await open({}));
    expect(accepted(await open({ name: 'renamed' })).id).toBe(id);
    expect(await open({ normal: 'debit' as 'credit' })).toMatchObject({
      reason: 'account_code_taken',
      detail: { code: 'PAY-1' },
    });
  });
});

describe('transfer', () => {
  it('debits one account and credits the other', async () => {
    const budget = await budgetOf(1000);
    const payable = await newAccount(world, { kind: 'payable', normal: 'credit' });
    accepted(await move(world, [line(world.bank, payable, 300), line(payable, budget, 100)]));
    expect(await totalsOf(world, payable)).toEqual([100, 300, 0, 0]);
    expect(await totalsOf(world, budget)).toEqual([1000, 100, 0, 0]);
  });

  it('spends the last fen and not one more, and names the account that is short', async () => {
    const plenty = await budgetOf(1000);
    const scarce = await budgetOf(1000);
    const lines = [line(world.committed, plenty, 900), line(world.committed, scarce, 1001)];
    const refused = await move(world, lines);
    expect(refused).toMatchObject({ reason: 'insufficient_funds', detail: { availableFen: 1000, askedFen: 1001 } });
    expect(await totalsOf(world, plenty)).toEqual([1000, 0, 0, 0]);
    accepted(await move(world, [line(world.committed, scarce, 1000)]));
  });

  it('never pays a supplier more than is owed', async () => {
    const payable = await newAccount(world, { kind: 'payable', normal: 'credit' });
    await budgetOf(1);
    accepted(await move(world, [line(world.equity, payable, 50)]));
    expect(reasonOf(await move(world, [line(payable, world.equity, 51)]))).toBe('insufficient_funds');
    accepted(await move(world, [line(payable, world.equity, 50)]));
  });

  it('refuses no lines, no amount, one account twice, an unknown account and a time to come', async () => {
    const budget = await budgetOf(1000);
    expect(reasonOf(await move(world, []))).toBe('nothing_to_transfer');
    for (const amount of [0, -5, 1.5, Number.NaN, 1_000_000_000_000_001]) {
      expect(reasonOf(await move(world, [line(world.bank, budget, amount)]))).toBe('amount_invalid');
    }
    expect(reasonOf(await move(world, [line(budget, budget, 5)]))).toBe('same_account');
    expect(reasonOf(await move(world, [line(budget, 999_999, 5)]))).toBe('account_unknown');
    const future = await move(world, [line(world.bank, budget, 5)], { occurredAt: NOW + 1 });
    expect(reasonOf(future)).toBe('occurs_in_future');
  });

  it('refuses totals that would no longer be exact', async () => {
    const large = await newAccount(world, { normal: 'free' });
    const source = await newAccount(world, { normal: 'free' });
    for (let turn = 0; turn < 9; turn += 1) accepted(await move(world, [line(large, source, 1_000_000_000_000_000)]));
    expect(reasonOf(await move(world, [line(large, source, 1_000_000_000_000_000)]))).toBe('total_too_large');
  });

  it('moves once for one key, and refuses the key for anything else', async () => {
    const budget = await budgetOf(1000);
    const one = line(world.committed, budget, 400);
    const first = accepted(await move(world, [one]));
    expect(accepted(await move(world, [one]))).toEqual(first);
    expect(reasonOf(await move(world, [{ ...one, amountFen: 401 }]))).toBe('key_reused');
    expect(reasonOf(await keep(world, [one]))).toBe('key_reused');
    expect(reasonOf(await move(world, [one], { code: 'other' }))).toBe('key_reused');
    expect(reasonOf(await move(world, [one, line(world.committed, budget, 1)]))).toBe('key_reused');
    expect(
      reasonOf(await move(world, [line(world.bank, world.equity, 1, 'x'), line(world.bank, world.equity, 1, 'x')])),
    ).toBe('key_reused');
    expect(await totalsOf(world, budget)).toEqual([1000, 400, 0, 0]);
  });

  it('moves once when one key is sent many times at once', async () => {
    const budget = await budgetOf(1000);
    const one = line(world.committed, budget, 400);
    const answers = await Promise.all(Array.from({ length: 10 }, () => move(world, [one])));
    expect(new Set(answers.map((answer) => accepted(answer).ids[0])).size).toBe(1);
    expect(await totalsOf(world, budget)).toEqual([1000, 400, 0, 0]);
  });

  it('never overdraws one account to spenders who come at once', async () => {
    const budget = await budgetOf(1000);
    const spend = (n: number) => {
      const one = line(world.committed, budget, 90);
      return n % 2 === 0 ? move(world, [one]) : keep(world, [one]);
    };
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => spend(n)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(11);
  });
});

describe('a hold', () => {
  async function held(amountFen: number): Promise<{ budget: number; holdId: number }> {
    const budget = await budgetOf(1000);
    const [holdId = 0] = accepted(await keep(world, [line(world.committed, budget, amountFen)])).ids;
    return { budget, holdId };
  }

  it('keeps money out of reach of others without moving it', async () => {
    const { budget } = await held(700);
    expect(await totalsOf(world, budget)).toEqual([1000, 0, 0, 700]);
    const refused = await keep(world, [line(world.committed, budget, 301)]);
    expect(refused).toMatchObject({ reason: 'insufficient_funds', detail: { availableFen: 300, askedFen: 301 } });
    expect(reasonOf(await move(world, [line(world.committed, budget, 301)]))).toBe('insufficient_funds');
    accepted(await keep(world, [line(world.committed, budget, 300)]));
  });

  it('is settled in full when no amount is named', async () => {
    const { budget, holdId } = await held(700);
    expect(accepted(await finish(world, { holdId })).givenBackFen).toBe(0);
    expect(await totalsOf(world, budget)).toEqual([1000, 700, 0, 0]);
  });

  it('is settled for less, and the rest is free again', async () => {
    const { budget, holdId } = await held(700);
    expect(accepted(await finish(world, { holdId, amountFen: 650 })).givenBackFen).toBe(50);
    expect(await totalsOf(world, budget)).toEqual([1000, 650, 0, 0]);
    accepted(await move(world, [line(world.committed, budget, 350)]));
  });

  it('is voided and moves nothing', async () => {
    const { budget, holdId } = await held(700);
    expect(accepted(await cancel(world, { holdId })).givenBackFen).toBe(700);
    expect(await totalsOf(world, budget)).toEqual([1000, 0, 0, 0]);
  });

  it('ends once, whoever comes at the same time', async () => {
    const { budget, holdId } = await held(700);
    const ends = [finish(world, { holdId }), cancel(world, { holdId }), finish(world, { holdId, amountFen: 5 })];
    const answers = await Promise.all(ends);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await totalsOf(world, budget)).slice(2)).toEqual([0, 0]);
    expect(reasonOf(await cancel(world, { holdId }))).toBe('hold_ended');
  });

  it('gives the first answer again for one key', async () => {
    const { budget, holdId } = await held(700);
    const end = { holdId, amountFen: 600, key: `end-${holdId}` };
    const first = accepted(await finish(world, end));
    expect(accepted(await finish(world, end))).toEqual(first);
    expect(reasonOf(await finish(world, { ...end, amountFen: 601 }))).toBe('key_reused');
    expect(await totalsOf(world, budget)).toEqual([1000, 600, 0, 0]);
  });

  it('refuses more than is held, no amount, and what is no hold', async () => {
    const { holdId } = await held(700);
    expect(await finish(world, { holdId, amountFen: 701 })).toMatchObject({
      reason: 'amount_over_hold',
      detail: { heldFen: 700 },
    });
    expect(reasonOf(await finish(world, { holdId, amountFen: 0 }))).toBe('amount_invalid');
    expect(reasonOf(await finish(world, { holdId: 999_999 }))).toBe('hold_unknown');
    const [plain = 0] = accepted(await move(world, [line(world.bank, world.equity, 5)])).ids;
    expect(reasonOf(await finish(world, { holdId: plain }))).toBe('hold_unknown');
    expect(reasonOf(await cancel(world, { holdId, occurredAt: NOW + 1 }))).toBe('occurs_in_future');
  });
});

describe('history', () => {
  it('refuses to be changed or removed, and accounts refuse to run dry', async () => {
    expect(await databaseRefusal(world.db, (tx) => tx.update(transferTable).set({ amountFen: 1 }))).toContain(
      'append-only',
    );
    expect(await databaseRefusal(world.db, (tx) => tx.delete(transferTable))).toContain('append-only');
    const dry = await databaseRefusal(world.db, (tx) => tx.update(moneyAccount).set({ creditsPending: 1e15 }));
    expect(dry).toContain('money_account_debit');
  });
});
