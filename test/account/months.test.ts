/** Closed months of money, and the entries of an account: what may be dated where, and what is read back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookMonth } from '../../db/schema/index.ts';
import { closeMonth, monthsClosed } from '../../src/account/months.ts';
import { accountEntries, balancesOf } from '../../src/account/queries.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { accepted, NOW, reasonOf } from '../support/ledger-world.ts';
import { cancel, finish, keep, line, type MoneyWorld, move, newAccount, openMoneyWorld } from './account-world.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await openMoneyWorld();
});
afterAll(async () => {
  expect(await verifyAccount(world.db.read)).toEqual([]);
  await world.drop();
});

const close = (month: string, at = NOW) => world.db.transaction((tx) => closeMonth(tx, { month, at, personId: 1 }));
/** In October. */
const OCTOBER = NOW - 25 * DAY_MS;

describe('closeMonth', () => {
  it('refuses what is no month and one that is not past', async () => {
    expect(reasonOf(await close('2026-13'))).toBe('month_form');
    expect(reasonOf(await close('2026-11'))).toBe('month_not_past');
    expect(await monthsClosed(world.db.read)).toEqual([]);
  });

  it('keeps every act on money out of the closed month, and lets the day after in', async () => {
    const budget = await newAccount(world);
    accepted(await move(world, [line(budget, world.equity, 500)], { occurredAt: OCTOBER - DAY_MS }));
    const held = accepted(await keep(world, [line(world.committed, budget, 100)], { occurredAt: OCTOBER })).ids[0] ?? 0;
    accepted(await close('2026-10'));
    const late = { occurredAt: OCTOBER };
    expect(await move(world, [line(budget, world.equity, 1)], late)).toMatchObject({
      reason: 'month_closed',
      detail: { month: '2026-10', day: '2026-10-26' },
    });
    expect(reasonOf(await keep(world, [line(world.committed, budget, 1)], late))).toBe('month_closed');
    expect(reasonOf(await finish(world, { holdId: held, ...late }))).toBe('month_closed');
    expect(reasonOf(await cancel(world, { holdId: held, ...late }))).toBe('month_closed');
    const first = Date.parse('2026-11-01T00:00:00+08:00');
    expect(reasonOf(await move(world, [line(budget, world.equity, 1)], { occurredAt: first - 1 }))).toBe(
      'month_closed',
    );
    accepted(await move(world, [line(budget, world.equity, 1)], { occurredAt: first }));
    accepted(await finish(world, { holdId: held }));
  });

  it('refuses a month twice, one before it, and one that leaves a month out', async () => {
    expect(await close('2026-10')).toMatchObject({ reason: 'month_already_closed', detail: { month: '2026-10' } });
    expect(reasonOf(await close('2026-08'))).toBe('month_already_closed');
    const later = Date.parse('2027-02-10T02:00:00Z');
    expect(await close('2026-12', later)).toMatchObject({ reason: 'month_order', detail: { next: '2026-11' } });
  });

  it('is done once when two close at the same moment', async () => {
    const at = Date.parse('2026-12-02T02:00:00Z');
    const answers = await Promise.all([close('2026-11', at), close('2026-11', at)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ reason: 'month_already_closed' });
    expect(await world.db.read.select().from(bookMonth)).toHaveLength(2);
  });

  it('lets no transfer slip into a month while it is being closed', async () => {
    const budget = await newAccount(world);
    const december = { occurredAt: Date.parse('2026-12-20T02:00:00Z'), postedAt: Date.parse('2027-01-03T02:00:00Z') };
    const late = () => move(world, [line(budget, world.equity, 1)], december);
    const closing = () =>
      world.db.transaction(async (tx) => {
        const closed = await closeMonth(tx, { month: '2026-12', at: december.postedAt, personId: 1 });
        if (!closed.ok) return closed;
        const seen = (await balancesOf(tx, ['EQUITY'])).get('EQUITY')?.creditsFen ?? 0;
        return { ok: true as const, value: seen };
      });
    const many = () => Array.from({ length: 8 }, late);
    const before = many();
    const [seen, ...answers] = await Promise.all([closing(), ...before, ...many()]);
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.every((answer) => !answer.ok && answer.reason === 'month_closed')).toBe(true);
    expect((await balancesOf(world.db.read, ['EQUITY'])).get('EQUITY')?.creditsFen).toBe(accepted(seen));
  });
});

describe('accountEntries', () => {
  it('gives pages by key with the balance after each entry, and the pages add up to the whole', async () => {
    const at = Date.parse('2027-01-10T02:00:00Z');
    const budget = await newAccount(world);
    for (let day = 0; day < 12; day += 1) {
      const when = {
        occurredAt: at + day * DAY_MS,
        postedAt: at + day * DAY_MS,
        code: day % 3 === 0 ? 'third' : 'plain',
      };
      accepted(await move(world, [line(budget, world.equity, 10 + day)], when));
      if (day % 2 === 1) accepted(await move(world, [line(world.committed, budget, day)], when));
    }
    await keep(world, [line(world.committed, budget, 1)], { occurredAt: at, postedAt: at });
    const all = await accountEntries(world.db.read, { accountId: budget, limit: 100 });
    expect(all.next).toBeUndefined();
    expect(all.rows).toHaveLength(18);
    let running = 0;
    for (const row of [...all.rows].reverse()) {
      running += row.debitFen - row.creditFen;
      expect(row.balanceFen).toBe(running);
    }
    const paged = [];
    for (let after: number | undefined, turn = 0; turn < 9; turn += 1) {
      const page = await accountEntries(world.db.read, { accountId: budget, limit: 5, after });
      paged.push(...page.rows);
      after = page.next;
      if (after === undefined) break;
    }
    expect(paged).toEqual(all.rows);
    const span = { from: at + 3 * DAY_MS, until: at + 6 * DAY_MS };
    const part = await accountEntries(world.db.read, { accountId: budget, limit: 3, ...span });
    const rest = await accountEntries(world.db.read, { accountId: budget, limit: 9, after: part.next, ...span });
    expect([...part.rows, ...rest.rows]).toEqual(
      all.rows.filter((row) => row.occurredAt >= span.from && row.occurredAt < span.until),
    );
    const thirds = await accountEntries(world.db.read, { accountId: budget, limit: 50, code: 'third' });
    expect(thirds.rows.every((row) => row.code === 'third' && row.balanceFen === null)).toBe(true);
    expect(thirds.rows).toHaveLength(6);
  });

  it('gives balances by code, and nothing for a code that was never opened', async () => {
    const balances = await balancesOf(world.db.read, ['BANK', 'NOBODY']);
    expect([...balances.keys()]).toEqual(['BANK']);
    expect(balances.get('BANK')?.balanceFen).toBe(0);
  });
});
