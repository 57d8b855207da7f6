/** The money side through its pages: from an invoice typed to a statement uploaded, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Browser, signIn } from '../support/login.ts';
import { fillBank, type MoneyWorld, moneyWorld, owe, statementText } from '../support/money-world.ts';

let world: MoneyWorld;
let accountant: Browser;
let chief: Browser;
beforeAll(async () => {
  world = await moneyWorld();
  await fillBank(world, 10_000_00);
  accountant = await signIn(world.test.app, 'accountant');
  chief = await signIn(world.test.app, 'chief');
});
afterAll(async () => {
  expect(world.test.log).toEqual([]);
  await world.test.drop();
});

const keyIn = (text: string) => /name="idempotency_key" value="([^"]+)"/.exec(text)?.[1] ?? '';
const versionIn = (text: string) => /name="version" value="([^"]+)"/.exec(text)?.[1] ?? '';

describe('the pages of what is owed', () => {
  it('lead from an invoice to a paid run, and keep what was typed', async () => {
    const owed = await owe(world, 1_234_56);
    const list = await accountant.get(paths.payables());
    expect(list.text).toContain(owed.number);
    const form = await accountant.get(paths.newInvoice({ party: 'S001', payable: owed.id }));
    const fields = {
      idempotency_key: keyIn(form.text),
      party: 'S001',
      kind: 'distributor',
      number: '25362000000012345678',
      issuedOn: '2026-11-20',
      chosen: String(owed.id),
    };
    const refused = await accountant.post(paths.invoices(), { ...fields, amount: '12.345' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('12.345');
    const recorded = await accountant.post(paths.invoices(), { ...fields, amount: '1234.56' });
    expect(recorded.status).toBe(303);
    expect((await accountant.get(paths.payable(owed.id))).text).toContain('25362000000012345678');
    expect((await accountant.get(paths.invoices())).text).toContain('25362000000012345678');
    const fresh = await accountant.get(paths.newPayment({ until: '2027-12-31' }));
    expect(fresh.text).toContain(owed.number);
    const run = { idempotency_key: keyIn(fresh.text), id: String(owed.id), payOn: '2026-11-23' };
    const made = await accountant.post(paths.payments(), run);
    expect(made.status).toBe(303);
    const number = (made.location ?? '').split('/').at(-1) ?? '';
    const waiting = await chief.get(paths.payment(number));
    const approval = { idempotency_key: keyIn(waiting.text), version: versionIn(waiting.text) };
    expect((await chief.post(paths.paymentApproval(number), approval)).status).toBe(303);
    expect((await accountant.get(paths.paymentFile(number, 'csv'))).status).toBe(404);
    const approved = await accountant.get(paths.payment(number));
    const sending = { idempotency_key: keyIn(approved.text), version: versionIn(approved.text) };
    expect((await accountant.post(paths.paymentSending(number), sending)).status).toBe(303);
    const file = await accountant.get(paths.paymentFile(number, 'csv'));
    expect(file.text).toContain('1510203309000000001');
    expect((await accountant.get(paths.paymentFile(number, 'csv'))).text).toBe(file.text);
    const text = statementText([{ amountFen: -1_234_56, memo: `货款${number}`, name: '某公司' }], '2026-11-23');
    const upload = new File([text], 'bank-0.csv', { type: 'text/csv' });
    const preview = await accountant.post(paths.bankPreview(), { file: upload });
    expect(preview.status).toBe(200);
    const content = /name="content" value="([^"]+)"/.exec(preview.text)?.[1] ?? '';
    const taken = { idempotency_key: keyIn(preview.text), fileName: 'bank-0.csv', content };
    const imported = await accountant.post(paths.bankImport(), taken);
    expect(imported.status).toBe(303);
    const again = await accountant.post(paths.bankImport(), { ...taken, idempotency_key: keyIn(form.text).slice(1) });
    expect(again.status).toBe(422);
    const statement = await accountant.follow(imported);
    const line = /name="line" value="(\d+)"/.exec(statement.text)?.[1] ?? '';
    const matching = { idempotency_key: keyIn(statement.text), line };
    const place = `${imported.location}/matching`;
    expect((await accountant.post(place, matching)).status).toBe(303);
    expect((await accountant.get(paths.payment(number))).text).toContain('已付清');
    expect((await accountant.get(paths.bankLine(Number(line)))).text).toContain(number);
  });

  it('explain every figure of the account by its entries', async () => {
    const page = await chief.get(paths.account());
    expect(page.status).toBe(200);
    expect(page.text).toContain('8,765.44');
    for (const href of new Set(page.text.match(/href="\/(?:account|payables|payments|budgets)[^"]*"/g))) {
      const path = href.slice(6, -1).replaceAll('&amp;', '&');
      expect([path, (await chief.get(path)).status]).toEqual([path, 200]);
    }
    const trial = await chief.get(paths.trialBalance());
    expect(trial.text).toContain('借贷相等');
    const entries = await chief.get(paths.accountEntries('BANK'));
    for (const href of new Set(entries.text.match(/href="\/(?:bank|payments)\/[^"]*"/g))) {
      expect((await chief.get(href.slice(6, -1))).status).toBe(200);
    }
    for (const path of [
      paths.payableRates(),
      paths.credits(),
      paths.reconciliation(),
      paths.fund(),
      paths.bankLines(),
    ]) {
      expect([path, (await chief.get(path)).status]).toEqual([path, 200]);
    }
    for (const path of [paths.payablesExport('xlsx'), paths.trialBalanceExport('csv'), paths.bankLinesExport('csv')]) {
      expect([path, (await accountant.get(path)).status]).toEqual([path, 200]);
    }
    expect((await chief.get(paths.home())).status).toBe(200);
  });

  it('let two people decide a price difference', async () => {
    const owed = await owe(world, 100_00);
    const page = await accountant.get(paths.payable(owed.id));
    const fields = { idempotency_key: keyIn(page.text), kind: 'price_difference', amount: '5', reason: '超挂网价' };
    expect((await accountant.post(paths.payableClaims(owed.id), fields)).status).toBe(303);
    const waiting = await chief.get(paths.payable(owed.id));
    const place = /action="(\/payables\/claims\/\d+\/decision)"/.exec(waiting.text)?.[1] ?? '';
    const agreed = await chief.post(place, { idempotency_key: keyIn(waiting.text), agree: 'yes' });
    expect(agreed.status).toBe(303);
    expect((await chief.get(paths.credits())).text).toContain('超挂网价');
  });
});
