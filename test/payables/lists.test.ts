/** Lists of the money side: exported as they are shown, one page at a time, and one form open at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOfStatement, listLines } from '../../src/bank/line-queries.ts';
import { ownStatement } from '../../src/orders/statement-queries.ts';
import { paths } from '../../src/paths.ts';
import { proposeClaim } from '../../src/payables/claim-commands.ts';
import { listPayables } from '../../src/payables/list-queries.ts';
import { listRuns } from '../../src/payments/list-queries.ts';
import { accepted } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { fillBank, importRows, type MoneyWorld, moneyWorld, owe, prepare } from '../support/money-world.ts';
import { addInvoice } from '../support/payables.ts';

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
const idsIn = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
const twiceIn = (text: string) => idsIn(text).filter((id, index, all) => all.indexOf(id) !== index);

describe('invoices', () => {
  it('open one form at a time, keep what was typed, and lead to what they are for', async () => {
    const { services } = world.test;
    const owed = [await owe(world, 100_00), await owe(world, 200_00)];
    const first = await addInvoice(services, world.accountant, world.supplier, owed.slice(0, 1));
    await addInvoice(services, world.accountant, world.supplier, owed.slice(1));
    const closed = await accountant.get(paths.invoices());
    expect(closed.text).not.toContain(paths.invoiceWithdrawal(first));
    const opened = await accountant.get(paths.invoices({ open: first }));
    expect(opened.text).toContain(paths.invoiceWithdrawal(first));
    expect(twiceIn(opened.text)).toEqual([]);
    const empty = { idempotency_key: keyIn(opened.text), reason: '' };
    const refused = await accountant.post(paths.invoiceWithdrawal(first), empty);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="f-reason-error"');
    const only = await accountant.get(paths.payables({ invoice: first, all: '1' }));
    expect(only.text).toContain(owed[0]?.number);
    expect(only.text).not.toContain(owed[1]?.number);
    const file = await accountant.get(paths.invoicesExport('csv', { q: 'jxll' }));
    expect(file.text).toContain('100');
    expect(file.text.trim().split('\n')).toHaveLength(3);
    expect((await accountant.get(paths.invoicesExport('xlsx'))).status).toBe(200);
  });
});

describe('claims', () => {
  it('are decided each with a note of its own, and a refused decision comes back with it', async () => {
    const owed = await owe(world, 300_00);
    const propose = (kind: 'price_difference' | 'short_delivery') => {
      const input = { payableId: owed.id, kind, amountFen: 10_00, reason: '核对', evidence: '' };
      return proposeClaim(world.test.services, world.accountant, { key: null, input });
    };
    const { id: one } = accepted(await propose('price_difference'));
    accepted(await propose('short_delivery'));
    const page = await chief.get(paths.payable(owed.id));
    expect(twiceIn(page.text)).toEqual([]);
    const typed = { idempotency_key: keyIn(page.text), [`note.${one}`]: '单价已核对' };
    const refused = await chief.post(paths.claimDecision(one), typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('单价已核对');
    expect((await chief.post(paths.claimDecision(one), { ...typed, agree: 'yes' })).status).toBe(303);
    expect((await chief.get(paths.payable(owed.id))).text).toContain('单价已核对');
    const late = await chief.post(paths.claimDecision(one), {
      ...typed,
      idempotency_key: `${one}-again-12345`,
      agree: 'no',
    });
    expect(late.status).toBeGreaterThanOrEqual(409);
    expect((await accountant.get(paths.payable(owed.id))).text).toContain('name="payerReason"');
    expect(twiceIn((await accountant.get(paths.payable(owed.id))).text)).toEqual([]);
  });

  it('make credit notes that are exported and set off against a payable that is chosen by name', async () => {
    const credits = await accountant.get(paths.credits());
    expect(credits.text).toContain('核对');
    expect((await accountant.get(paths.creditsExport('csv', { q: 'jxll' }))).text).toContain('-10');
    expect((await accountant.get(paths.creditsExport('csv', { q: 'meiyou' }))).text).not.toContain('-10');
    expect((await accountant.get(paths.payableRatesExport('csv'))).status).toBe(200);
    expect((await accountant.get(paths.payableRatesExport('xlsx'))).status).toBe(200);
  });
});

describe('a statement of the bank', () => {
  it('is turned page by page, and what is chosen on a page is decided there', async () => {
    const many = Array.from({ length: 60 }, (_each, index) => ({
      amountFen: 100 + index,
      name: '江背分院',
      memo: `${index}`,
    }));
    const lines = await importRows(world, many);
    const statementId = lines[0]?.statementId ?? 0;
    const db = world.test.services.db.read;
    const page = await accountant.get(paths.bankStatement(statementId));
    expect(page.text.match(/href="\/bank\/lines\//g)).toHaveLength(50);
    const next = /href="(\/bank\/statements\/\d+\?after=\d+)"/.exec(page.text)?.[1] ?? '';
    const last = await accountant.get(next);
    expect(last.text.match(/href="\/bank\/lines\//g)).toHaveLength(10);
    expect(last.text).toContain(`href="${paths.bankStatement(statementId)}"`);
    expect(await linesOfStatement(db, statementId, { ids: [lines[55]?.id ?? 0] })).toHaveLength(1);
    expect((await accountant.get(paths.bankStatement(statementId, { after: 'x' }))).status).toBe(200);
    // A member that is known is found by its pinyin, a stranger is not
    const limit = { limit: 100 };
    expect(await listLines(db, { q: 'jbfy', statement: statementId }, limit)).toHaveLength(60);
    expect(await listLines(db, { q: 'gxfy', statement: statementId }, limit)).toHaveLength(0);
  });
});

describe('payment runs', () => {
  it('are found by the supplier paid, and list what is under way', async () => {
    const { services } = world.test;
    const owed = await owe(world, 700_00);
    await addInvoice(services, world.accountant, world.supplier, [owed]);
    const asked = await accountant.get(paths.newPayment({ id: owed.id }));
    expect(asked.text.match(/type="checkbox" name="id"/g)).toHaveLength(1);
    expect((await accountant.get(paths.newPayment({ q: 'meiyou', until: '2099-01-01' }))).text).not.toContain(
      owed.number,
    );
    const { number } = accepted(await prepare(world, [owed]));
    const page = { limit: 50, before: Number.MAX_SAFE_INTEGER };
    const db = services.db.read;
    expect((await listRuns(db, { q: 'jxll' }, page)).map((run) => run.number)).toEqual([number]);
    expect(await listRuns(db, { q: 'meiyou' }, page)).toEqual([]);
    expect(await listRuns(db, { state: 'underway' }, page)).toEqual([]);
    expect((await accountant.get(paths.payments({ state: 'underway' }))).status).toBe(200);
    const only = await listPayables(db, { ids: [owed.id], dueBy: '2099-01-01' }, '2026-11-23', { limit: 5 });
    expect(only.map((row) => row.id)).toEqual([owed.id]);
  });

  it('are told to a supplier page by page, with all that is open in the total', async () => {
    const db = world.test.services.db.read;
    const whole = await ownStatement(db, world.supplier.id, {}, 50);
    const first = await ownStatement(db, world.supplier.id, {}, 2);
    expect(first.payables).toHaveLength(2);
    expect(first.openFen).toBe(whole.openFen);
    const rest = await ownStatement(db, world.supplier.id, { before: first.next }, 50);
    expect([...first.payables, ...rest.payables]).toEqual(whole.payables);
    const sum = whole.payables.reduce((total, row) => total + row.amountFen - row.paidFen - row.creditedFen, 0);
    expect(whole.openFen).toBe(sum);
    const [one] = whole.payables;
    expect((await ownStatement(db, world.supplier.id, { q: one?.receipt }, 50)).payables).toEqual([one]);
  });
});
