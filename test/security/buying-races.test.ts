/** Two people at the same moment, where goods, money or a budget could count twice: one act holds, all sums agree. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankLine } from '../../db/schema/bank.ts';
import { budgetHold } from '../../db/schema/budgets.ts';
import { payable } from '../../db/schema/payables.ts';
import { accountChecks } from '../../src/account/verify.ts';
import { importStatement } from '../../src/bank/import-commands.ts';
import { matchLines } from '../../src/bank/match-commands.ts';
import { closeBooks } from '../../src/books/month-commands.ts';
import { grantBudget } from '../../src/budgets/commands.ts';
import { budgetChecks } from '../../src/budgets/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { ledgerChecks } from '../../src/ledger/verify.ts';
import { cancelRest } from '../../src/orders/commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { asks, planned, rowsOf } from '../plans/plan-world.ts';
import { concluded, decideLine, opened, orderLines, receiptOf } from '../receiving/receiving-world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { statementText } from '../support/money-world.ts';
import { approvedPlan, type BuyingCounty, key, openBuyingCounty, soldItem, versionOf } from './buying-county.ts';
import { statementOf } from './money-papers.ts';
import { announcedDelivery, sentOrder } from './order-forms.ts';

let county: BuyingCounty;
beforeAll(async () => {
  county = await openBuyingCounty();
}, 120_000);
afterAll(() => county.drop());

type Told = { ok: true } | { ok: false; reason: string };
const won = (answers: readonly Told[]) => answers.filter((answer) => answer.ok).length;
const lost = (answers: readonly Told[]) => answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]));

describe('goods', () => {
  it('of one delivery that two people inspect are accepted once', async () => {
    const { order, delivery } = await announcedDelivery(county);
    const numbers: string[] = [];
    for (const actor of [county.keeper, county.keeperTwo]) {
      const number = await opened(county, { order, delivery }, actor).catch(() => '');
      if (number === '') continue;
      numbers.push(number);
      for (const line of [1, 2]) accepted(await decideLine(county, number, line, {}, actor));
    }
    const answers = await Promise.all(numbers.map((number) => concluded(county, number)));
    expect(won(answers)).toBe(1);
    const { lines } = await orderLines(county, order);
    expect(lines[0]).toMatchObject({ acceptedBase: 100, quantityBase: 100 });
    const owed = await Promise.all(numbers.map(async (number) => (await receiptOf(county, number)).owed));
    expect(owed.flat().reduce((sum, row) => sum + row.amountFen, 0)).toBe(lines[0]?.amountFen);
  });

  it('arrive or are given up, and the order adds up whichever came first', async () => {
    const order = await sentOrder(county);
    const number = await opened(county, { order, place: county.head.code });
    accepted(await decideLine(county, number, 1, { arrivedBase: 70 }));
    const version = Number(await versionOf(county, order));
    const rest = { key: key(), number: order, version, lineIds: 'all' as const, reason: '停产' };
    const answers = await Promise.all([cancelRest(county.services, county.buyer, rest), concluded(county, number)]);
    expect(won(answers)).toBeGreaterThan(0);
    const { lines } = await orderLines(county, order);
    const [line] = lines;
    expect((line?.acceptedBase ?? 0) + (line?.cancelledBase ?? 0)).toBeLessThanOrEqual(100);
  });
});

describe('orders', () => {
  it('of one plan are placed once', async () => {
    const { number: planNumber } = await approvedPlan(county);
    const place = (by = county.buyer) => placeOrders(county.services, by, { key: key(), planNumber });
    expect(won(await Promise.all([place(), place(county.buyerTwo), place()]))).toBe(1);
  });
});

describe('a budget', () => {
  it('that lasts for one of two plans to the fen is held by one', async () => {
    const { services, west, accountant, buyer, supplyHead } = county;
    // Each plan costs 20 packs of 10 yuan
    const input = {
      organisationCode: west.code,
      category: 'drug' as const,
      year: 2026,
      reason: '刚好',
      amountFen: 20_000,
    };
    accepted(await grantBudget(services, accountant, { key: key(), input }));
    const plans: string[] = [];
    for (let made = 0; made < 2; made += 1) {
      await asks(county, west, await soldItem(county), 200, { origin: 'safety' });
      const number = await planned(county, { members: [west.code] });
      const { document, plan } = await rowsOf(county, number);
      expect(plan.amountFen).toBe(20_000);
      accepted(await submitPlan(services, buyer, key(), { number, version: document.version }));
      plans.push(number);
    }
    const refused: string[] = [];
    for (const actor of [supplyHead, county.pharmacist, accountant, county.president]) {
      const states = await Promise.all(plans.map(async (number) => (await rowsOf(county, number)).document.status));
      if (states.includes('approved')) break;
      const decide = async (number: string) => {
        const version = Number(await versionOf(county, number));
        const word = { number, version, decision: 'approve' as const, note: '', grant: false };
        return decidePlan(services, actor, key(), word);
      };
      refused.push(...lost(await Promise.all(plans.map(decide))));
    }
    expect(refused).toEqual(['budget_short']);
    const ids = await Promise.all(plans.map(async (number) => (await rowsOf(county, number)).document.id));
    const holds = await services.db.read.select().from(budgetHold);
    const held = holds.filter((row) => ids.includes(row.documentId));
    expect(held.reduce((sum, row) => sum + row.openFen, 0)).toBe(20_000);
  });
});

describe('the bank', () => {
  it('has its statement taken in once, whoever brings it', async () => {
    const text = statementText([{ amountFen: 77_77, memo: '同一天的利息' }], '2026-11-20');
    const bring = (by = county.people.accountant) => {
      const file = { fileName: 'same.csv', content: Buffer.from(text), openingFen: null, closingFen: null };
      return importStatement(county.services, by, { key: key(), file });
    };
    const answers = await Promise.all([bring(), bring(county.people.accountantTwo), bring()]);
    expect(won(answers)).toBe(1);
    const lines = await county.services.db.read.select().from(bankLine).where(eq(bankLine.memo, '同一天的利息'));
    expect(lines).toHaveLength(1);
  });

  it('is believed once about one payment', async () => {
    const { id: statementId, lineId } = await statementOf(county);
    const match = (by = county.people.accountant) =>
      matchLines(county.services, by, { key: key(), input: { statementId, lineIds: [lineId] } });
    const answers = await Promise.all([match(), match(county.people.accountantTwo)]);
    expect([won(answers), lost(answers)]).toEqual([1, ['bank_line_decided']]);
    const told = answers.find((answer) => !answer.ok);
    expect(told).toMatchObject({ detail: { who: expect.stringMatching(/会计/), meaning: 'payment' } });
    const rows = await county.services.db.read.select().from(payable);
    expect(rows.filter((row) => row.paidFen > row.amountFen)).toEqual([]);
  });
});

describe('a month', () => {
  it('is closed by one of two, and the other is told who did it', async () => {
    const other = await addPerson(county.services, county.head, 'chief_accountant', { name: '副总会计师' });
    const close = (by = county.people.chiefAccountant) => closeBooks(county.services, by, key(), { month: '2026-10' });
    const answers = await Promise.all([close(), close(other)]);
    expect([won(answers), lost(answers)]).toEqual([1, ['month_already_closed']]);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ detail: { by: expect.stringMatching(/会计师/) } });
  });
});

it('leaves nothing that verification would find', async () => {
  const checks = [...accountChecks, ...budgetChecks, ...ledgerChecks, ...payableChecks];
  expect(await findAll(checks, county.services.db.read)).toEqual([]);
});
