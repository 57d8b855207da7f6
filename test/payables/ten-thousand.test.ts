/**
 * Ten thousand papers of buying with odd prices and parts of packs, through the real commands: what is owed is what was
 * accepted less what went back and what was paid, what budgets hold is what orders still expect, and all books balance.
 */
import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetHold } from '../../db/schema/budgets.ts';
import { moneyAccount } from '../../db/schema/index.ts';
import { creditNote, payable } from '../../db/schema/payables.ts';
import { balancesOf, trialBalance } from '../../src/account/queries.ts';
import { accountChecks } from '../../src/account/verify.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { budgetChecks } from '../../src/budgets/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { amountFen, readYuan } from '../../src/kernel/money.ts';
import { ledgerChecks } from '../../src/ledger/verify.ts';
import { dice, type Mill, openMill, order } from './document-mill.ts';
import { giveBack, giveUp, payOne, receive } from './mill-acts.ts';

let mill: Mill;
beforeAll(async () => {
  mill = await openMill(dice(20_261_123));
}, 60_000);
afterAll(() => mill.world.test.drop());

/** A server answers more slowly than a file: there the walk is shorter, over the same rules. */
const documents = () => (mill.world.test.services.db.engine === 'sqlite' ? 10_000 : 600);
const IN_ONE_GO = 40;

/** Orders, receipts, returns and what is given up, many in one transaction. */
async function grind(): Promise<void> {
  await mill.world.test.services.db.transaction(async (tx) => {
    for (let turn = 0; turn < IN_ONE_GO; turn += 1) {
      const act = mill.roll(20);
      if (act < 5) await order(mill, tx);
      else if (act < 14) (await receive(mill, tx)) || (await order(mill, tx));
      else if (act < 19) await giveBack(mill, tx);
      else await giveUp(mill, tx);
    }
  });
  for (let runs = 0; runs < 2; runs += 1) await payOne(mill);
}

/** All that must be equal at any time. */
async function agree(): Promise<void> {
  const db = mill.world.test.services.db.read;
  for (const party of mill.parties) {
    const { accepted, returned, paid } = mill.sums.get(party.id) ?? { accepted: 0, returned: 0, paid: 0 };
    const code = `PAYABLE-${party.id}`;
    const owed = 0 - ((await balancesOf(db, [code])).get(code)?.balanceFen ?? 0);
    expect([party.code, owed]).toEqual([party.code, accepted - returned - paid]);
    const payables = await db.select().from(payable).where(eq(payable.partyId, party.id));
    const credits = await db.select().from(creditNote).where(eq(creditNote.partyId, party.id));
    const open = payables.reduce((sum, row) => sum + row.amountFen - row.paidFen - row.creditedFen, 0);
    const notes = credits.reduce((sum, row) => sum + row.amountFen - row.setOffFen, 0);
    expect([party.code, open - notes]).toEqual([party.code, owed]);
  }
  const left = mill.orders.flatMap((one) => one.lines).reduce((sum, line) => sum + line.leftFen, 0);
  const holds = await db.select().from(budgetHold);
  expect(holds.reduce((sum, row) => sum + row.openFen, 0)).toBe(left);
  const budgets = await db.select().from(moneyAccount).where(like(moneyAccount.code, 'BUDGET-%'));
  expect(budgets.reduce((sum, row) => sum + row.creditsPending, 0)).toBe(left);
  const { lines, debitsFen, creditsFen } = await trialBalance(db);
  expect(debitsFen).toBe(creditsFen);
  const sumOf = (prefix: string) =>
    lines
      .filter((line) => line.code.startsWith(prefix))
      .reduce((sum, line) => sum + line.debitsFen - line.creditsFen, 0);
  expect(sumOf('DUE-')).toBe(0);
  const bought = [...mill.sums.values()].reduce((sum, one) => sum + one.accepted - one.returned, 0);
  // Everything that was bought and did not go back lies in the stores, to the fen
  expect(sumOf('STOCK-')).toBe(bought);
}

it('are exact to the fen, whatever happens in whatever order', { timeout: 300_000 }, async () => {
  let checked = 0;
  while (mill.documents < documents()) {
    await grind();
    if (mill.documents - checked < 1000) continue;
    checked = mill.documents;
    await agree();
  }
  await agree();
  const { accepted, returned, paid } = [...mill.sums.values()].reduce((all, one) => ({
    accepted: all.accepted + one.accepted,
    returned: all.returned + one.returned,
    paid: all.paid + one.paid,
  }));
  // A walk in which little happened would prove little
  expect(Math.min(returned, paid) / accepted).toBeGreaterThan(0.05);
  const checks = [...accountChecks, ...budgetChecks, ...booksChecks, ...ledgerChecks];
  expect(await findAll(checks, mill.world.test.services.db.read)).toEqual([]);
});

describe('money', () => {
  it('of thirds of packs is rounded once, half away from zero, and refused where it is not exact any more', () => {
    expect([1, 2, 3].map((tablets) => amountFen(tablets, 3, 10_000))).toEqual([33, 67, 100]);
    expect(amountFen(-1, 3, 10_000)).toBe(-33);
    expect([amountFen(1, 8, 400), amountFen(-1, 8, 400)]).toEqual([1, -1]);
    expect(() => amountFen(Number.MAX_SAFE_INTEGER, 1, HIGHEST)).toThrow();
    for (const typed of ['1e300', '99999999999999999999', '0.001', 'NaN', 'Infinity', '1,2,3']) {
      expect([typed, readYuan(typed).ok]).toEqual([typed, false]);
    }
  });
});

const HIGHEST = 9_999_999_999;
