/** Random acts on what is owed: whatever happens, the suppliers' accounts say what payables and credit notes say. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { balancesOf, trialBalance } from '../../src/account/queries.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { undoLine } from '../../src/bank/line-commands.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { proposeClaim } from '../../src/payables/claim-commands.ts';
import { decideClaim } from '../../src/payables/claim-word-commands.ts';
import { withdrawInvoice } from '../../src/payables/invoice-commands.ts';
import { supplierStatements } from '../../src/payables/supplier-queries.ts';
import { payableChecks } from '../../src/payables/verify.ts';
import { failPayment } from '../../src/payments/bank-commands.ts';
import { paymentsOf, runByNumber } from '../../src/payments/run-queries.ts';
import { accepted } from '../support/build.ts';
import { decideLine, fillBank, importRows, type MoneyWorld, moneyWorld, owe, sendRun } from '../support/money-world.ts';
import { addInvoice, type TestPayable } from '../support/payables.ts';

let world: MoneyWorld;
beforeAll(async () => {
  world = await moneyWorld();
  await fillBank(world, 100_000_000_00);
});
afterAll(() => world.test.drop());

/** A small generator with a seed, so that a failure can be repeated. */
function draw(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

async function pay(next: (below: number) => number, ready: TestPayable[]) {
  const db = world.test.services.db.read;
  const number = await sendRun(world, ready);
  const run = await runByNumber(db, number);
  for (const one of await paymentsOf(db, run?.documentId ?? 0)) {
    if (next(4) === 0) {
      const input = { number, line: one.lineNumber, reason: '户名不符' };
      accepted(await failPayment(world.test.services, world.second, { key: null, input }));
      continue;
    }
    const [line] = await importRows(world, [{ amountFen: -one.amountFen, memo: number }]);
    const word = { lineId: line?.id ?? 0, meaning: 'payment' as const, paymentId: one.id };
    accepted(await decideLine(world, word));
    if (next(3) > 0) continue;
    const undo = { key: null, input: { lineId: word.lineId, reason: '认错' } };
    accepted(await undoLine(world.test.services, world.accountant, undo));
    accepted(await decideLine(world, word));
  }
}

async function claim(next: (below: number) => number, owed: TestPayable) {
  const { services } = world.test;
  const amountFen = 1 + next(Math.max(1, Math.floor(owed.amountFen / 3)));
  const facts = { payableId: owed.id, kind: 'price_difference' as const, amountFen, reason: '价差', evidence: '' };
  const made = await proposeClaim(services, world.accountant, { key: null, input: facts });
  if (!made.ok) return;
  const input = { claimId: made.value.id, agree: next(3) > 0, note: '' };
  accepted(await decideClaim(services, world.chief, { key: null, input }));
}

it('keeps every account equal to its papers', async () => {
  const next = draw(20_261_123);
  const { services } = world.test;
  const db = services.db.read;
  for (let round = 0; round < 12; round += 1) {
    const owed: TestPayable[] = [];
    for (let index = 0; index <= next(3); index += 1) owed.push(await owe(world, 100 + next(9_999_999)));
    const invoiceId = await addInvoice(services, world.accountant, world.supplier, owed);
    if (next(4) === 0) {
      accepted(
        await withdrawInvoice(services, world.accountant, { key: null, input: { id: invoiceId, reason: '错' } }),
      );
      await addInvoice(services, world.accountant, world.supplier, owed);
    }
    const [first] = owed;
    if (first !== undefined && next(2) === 0) await claim(next, first);
    await pay(next, owed);
    if (first !== undefined && next(2) === 0) await claim(next, first);
  }
  await owe(world, 77_77);
  expect(await findAll(payableChecks, db)).toEqual([]);
  expect(await verifyAccount(db)).toEqual([]);
  const { payables, credits } = await supplierStatements(db, world.supplier.id);
  const open = payables.reduce((sum, row) => sum + row.amountFen - row.paidFen - row.creditedFen, 0);
  const notes = credits.reduce((sum, row) => sum + row.amountFen - row.setOffFen, 0);
  const code = `PAYABLE-${world.supplier.id}`;
  expect(0 - ((await balancesOf(db, [code])).get(code)?.balanceFen ?? 0)).toBe(open - notes);
  expect(open).toBeGreaterThan(0);
  const trial = await trialBalance(db);
  expect(trial.debitsFen).toBe(trial.creditsFen);
}, 120_000);
