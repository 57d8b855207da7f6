/** What can be spent opens what it is made of: balances that add up to the figure, found, paged and exported. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantBudget } from '../../src/budgets/commands.ts';
import { holdBudgets } from '../../src/budgets/hold-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { accountSums, mostSpent } from '../../src/treasury/account-queries.ts';
import { availableLines, availableTotals } from '../../src/treasury/available-queries.ts';
import { accepted } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { fillBank, type MoneyWorld, moneyWorld, owe } from '../support/money-world.ts';
import { addParty } from '../support/parties.ts';

let world: MoneyWorld;
let chief: Browser;
beforeAll(async () => {
  world = await moneyWorld();
  await fillBank(world, 10_000_00);
  const other = await addParty(world.test.services, { code: 'S002', name: '章贡医药' });
  await owe(world, 1_234_56);
  await owe(world, 500_00, { supplier: other });
  await holdBudget(300_00);
  chief = await signIn(world.test.app, 'chief');
});
afterAll(async () => {
  expect(world.test.log).toEqual([]);
  await world.test.drop();
});

/** A budget of the branch, part of which a plan holds. */
async function holdBudget(amountFen: number): Promise<void> {
  const { services } = world.test;
  const at = services.clock.now();
  const year = Number(dayOf(at).slice(0, 4));
  const given = {
    organisationCode: 'JB',
    category: 'decoction_piece' as const,
    year,
    amountFen: 900_00,
    reason: '院办1号',
  };
  const budget = accepted(await grantBudget(services, world.chief, { key: null, input: given }));
  const plan = { kind: 'plan' as const, status: 'draft', act: 'open', counterpartId: null, actor: world.buyer, at };
  await services.db.transaction(async (tx) => {
    const { id: documentId } = await openDocument(tx, { ...plan, organisationId: world.branch.id });
    const header = { actorId: world.chief.userId, occurredAt: at, postedAt: at, key: `hold-${process.pid}` };
    accepted(await holdBudgets(tx, header, { documentId, shares: [{ budgetId: budget.id, amountFen }] }));
  });
}

describe('what can be spent', () => {
  it('is the sum of the balances that it opens', async () => {
    const db = world.test.services.db.read;
    const sums = await accountSums(db, dayOf(world.test.services.clock.now()));
    const availableFen = sums.bankFen - sums.owedFen - sums.committedFen;
    expect(availableFen).toBe(10_000_00 - 1_234_56 - 500_00 - 300_00);
    const lines = await availableLines(db, {}, { limit: 50 });
    expect(lines.map((line) => [line.part, line.fen])).toEqual([
      ['balance', 10_000_00],
      ['owed', -1_234_56],
      ['owed', -500_00],
      ['committed', -300_00],
    ]);
    expect(await availableTotals(db, {})).toEqual({ count: 4, fen: availableFen });
    expect((await availableTotals(db, { part: 'owed' })).fen).toBe(-sums.owedFen);
    expect((await availableTotals(db, { part: 'committed' })).fen).toBe(-sums.committedFen);
  });

  it('is read page by page, each balance once', async () => {
    const db = world.test.services.db.read;
    const all = await availableLines(db, {}, { limit: 50 });
    const seen: string[] = [];
    for (let after: { part: (typeof all)[number]['part']; code: string } | undefined; ; ) {
      const [line] = await availableLines(db, {}, { limit: 1, after });
      if (line === undefined) break;
      seen.push(line.code);
      after = line;
    }
    expect(seen).toEqual(all.map((line) => line.code));
  });

  it('is found by pinyin, opened and exported', async () => {
    const page = await chief.get(paths.available());
    expect(page.text).toContain('7,965.44');
    expect(page.text).toContain('江背分院 中药饮片');
    for (const href of new Set(page.text.match(/href="\/(?:account|budgets)[^"]*"/g))) {
      const path = href.slice(6, -1).replaceAll('&amp;', '&');
      expect([path, (await chief.get(path)).status]).toEqual([path, 200]);
    }
    const found = await chief.get(paths.available({ q: 'zgyy' }));
    expect(found.text).toContain('章贡医药');
    expect(found.text).not.toContain('江背分院 中药饮片');
    expect((await chief.get(paths.availableExport('csv', { part: 'owed' }))).text).toContain('-500');
    expect((await chief.get(paths.availableExport('xlsx'))).status).toBe(200);
  });

  it('shows what came in apart from what went out', async () => {
    const [into, out] = [
      paths.accountEntries('BANK', { side: 'debit' }),
      paths.accountEntries('BANK', { side: 'credit' }),
    ];
    expect((await chief.get(into)).text).toContain('10,000.00');
    expect((await chief.get(out)).text).toContain('这段时间没有分录');
    expect((await chief.get(paths.accountEntriesExport('BANK', 'csv', { side: 'debit' }))).text).toContain('10000');
  });
});

describe('the budgets on the page of the account', () => {
  it('are the few that spent most; the others are one line, and nothing is lost', () => {
    const budgets = Array.from({ length: 30 }, (_each, index) => ({
      organisationId: index,
      code: `C${index}`,
      organisation: `分院${index}`,
      grantedFen: 100_00,
      paidFen: index * 100,
      payableFen: 10,
      heldFen: 1,
    }));
    const { rows, others, total } = mostSpent(budgets);
    expect(rows.map((row) => row.code).slice(0, 3)).toEqual(['C29', 'C28', 'C27']);
    expect(rows.length + others.count).toBe(30);
    expect(total.paidFen).toBe(others.paidFen + rows.reduce((sum, row) => sum + row.paidFen, 0));
    expect(mostSpent(budgets.slice(0, 13)).others.count).toBe(0);
    expect(mostSpent([]).rows).toEqual([]);
  });
});
