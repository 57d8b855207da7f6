/** The two invoices that came after the conclusion: who may say so, what it frees, and how it is taken back. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { payable } from '../../db/schema/payables.ts';
import { timelineOf } from '../../src/documents/queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { recordInvoice } from '../../src/payables/invoice-commands.ts';
import type { OpenInput } from '../../src/receiving/open-commands.ts';
import { type PapersInput, recordPapers } from '../../src/receiving/paper-commands.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import {
  concluded,
  decideLine,
  key,
  oneLine,
  opened,
  openReceivingWorld,
  outcome,
  type ReceivingWorld,
  receiptOf,
  seenOf,
} from './receiving-world.ts';

let world: ReceivingWorld;
let accountant: TestPerson;
beforeAll(async () => {
  world = await openReceivingWorld();
  accountant = await addPerson(world.services, world.head, 'accountant', { name: '宋会计' });
});
afterAll(() => world.drop());

async function received(invoices: OpenInput['invoices'], more: Partial<OpenInput> = {}): Promise<string> {
  const { order } = await oneLine(world);
  const number = await opened(world, { order, invoices, ...more });
  accepted(await decideLine(world, number, 1));
  accepted(await concluded(world, number));
  return number;
}

async function say(number: string, actor: TestPerson, more: Partial<PapersInput> = {}) {
  const input = { ...(await seenOf(world, number)), invoices: 'complete' as const, note: '生产企业发票0001', ...more };
  return recordPapers(world.services, actor, { key: key(), input });
}

const blocked = async (number: string) => (await receiptOf(world, number)).owed.map((row) => row.blocked);

describe('an invoice that was missing at the inspection', () => {
  it.each(['maker_missing', 'distributor_missing'] as const)('frees the payment when it comes: %s', async (missing) => {
    const number = await received(missing);
    expect(await blocked(number)).toEqual(['invoices_missing']);
    expect(accepted(await say(number, accountant))).toEqual({ freed: 1 });
    expect(await blocked(number)).toEqual([null]);
    const { document } = await receiptOf(world, number);
    const acts = await timelineOf(world.services.db.read, document.id);
    expect(acts.at(-1)).toMatchObject({ act: 'papers', actorName: '宋会计', note: '生产企业发票0001' });
    const rows = await world.services.db.read.select().from(auditRow).where(eq(auditRow.subject, number));
    expect(rows.at(-1)).toMatchObject({ act: 'receipt.papers', outcome: 'done' });
  });

  it('is recorded by the keeper of the place too, once', async () => {
    const number = await received('maker_missing');
    const input = { ...(await seenOf(world, number)), invoices: 'complete' as const, note: '随车补到' };
    const both = await Promise.all([
      recordPapers(world.services, world.keeperTwo, { key: key(), input }),
      recordPapers(world.services, accountant, { key: key(), input }),
    ]);
    expect(both.map((answer) => (answer.ok ? 'accepted' : answer.reason)).sort()).toEqual(['accepted', 'stale']);
    expect(await outcome(say(number, accountant))).toBe('receipt_papers_same');
  });

  it('is not recorded by who ordered, by other members, by people without a part in it', async () => {
    const number = await received('maker_missing');
    const asAccountant: TestPerson = { ...world.buyer, roles: ['accountant'] };
    expect(await outcome(say(number, asAccountant))).toBe('receipt_own_order');
    expect(await outcome(say(number, world.northPharmacist))).toBe('not_found');
    expect(await outcome(say(number, world.supplyHead))).toBe('forbidden');
    expect(await outcome(say(number, accountant, { note: '  ' }))).toBe('receipt_papers_note');
    expect(await outcome(say(number, accountant, { version: 1 }))).toBe('stale');
    expect(await blocked(number)).toEqual(['invoices_missing']);
  });

  it('waits for the conclusion, and is nothing where no invoices are needed', async () => {
    const { order } = await oneLine(world);
    const draft = await opened(world, { order, invoices: 'maker_missing' });
    expect(await outcome(say(draft, accountant))).toBe('receipt_not_concluded');
    const exempt = await received('exempt', { invoicesNote: '总院自制' });
    expect(await outcome(say(exempt, accountant))).toBe('receipt_papers_exempt');
  });

  it('is taken back when it was said by mistake, unless a payment rests upon it', async () => {
    const number = await received('maker_missing');
    accepted(await say(number, accountant));
    accepted(await say(number, world.keeperTwo, { invoices: 'maker_missing', note: '看错了，是别的订单' }));
    expect(await blocked(number)).toEqual(['invoices_missing']);
    accepted(await say(number, accountant));
    const { owed } = await receiptOf(world, number);
    await world.services.db.transaction(async (tx) => {
      await tx
        .update(payable)
        .set({ heldFen: 1 })
        .where(eq(payable.id, owed[0]?.id ?? 0));
    });
    const back = { invoices: 'maker_missing' as const, note: '看错了' };
    expect(await outcome(say(number, accountant, back))).toBe('receipt_papers_paid');
    expect(await blocked(number)).toEqual([null]);
  });

  it('leaves a payable blocked whose invoice differs', async () => {
    const number = await received('maker_missing');
    const { owed } = await receiptOf(world, number);
    const [row] = owed;
    const shares = [{ payableId: row?.id ?? 0, amountFen: (row?.amountFen ?? 0) * 2 }];
    const facts = { kind: 'distributor' as const, code: '', number: key(), taxFen: 0, lots: '' };
    const issuedOn = dayOf(world.clock.now());
    const input = { ...facts, partyCode: world.supplier.code, issuedOn, amountFen: (row?.amountFen ?? 0) * 2, shares };
    accepted(await recordInvoice(world.services, accountant, { key: key(), input }));
    expect(accepted(await say(number, accountant))).toEqual({ freed: 0 });
    expect(await blocked(number)).toEqual(['match_failed']);
  });
});

describe('its page', () => {
  it('shows who may what is missing, keeps what was typed when refused, and says what was freed', async () => {
    const number = await received('maker_missing');
    const browser = await signIn(world.app, accountant.login);
    const page = await browser.get(paths.receipt(number));
    expect(page.text).toContain('两票没有齐');
    const place = paths.receiptAct(number, 'papers');
    const { version } = await seenOf(world, number);
    const typed = { version: String(version), seenInvoices: 'distributor_missing', papersNote: '' };
    const refused = await browser.post(place, { ...typed, idempotency_key: key() });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/value="distributor_missing" selected/);
    const fields = { version: String(version), seenInvoices: 'complete', papersNote: '发票25362001随车到' };
    const done = await browser.post(place, { ...fields, idempotency_key: key() });
    expect([done.status, done.location]).toEqual([303, paths.receipt(number)]);
    const after = await browser.follow(done);
    expect(after.text).toContain('已登记，1笔货款可以付了');
    expect(after.text).toContain('发票25362001随车到');
    const { owed } = await receiptOf(world, number);
    expect((await browser.get(paths.payable(owed[0]?.id ?? 0))).text).not.toContain('在验收单上登记');
  });

  it('says to others what is waited for, and leads there from the payable', async () => {
    const number = await received('maker_missing');
    const buyer = await signIn(world.app, world.buyer.login);
    const page = await buyer.get(paths.receipt(number));
    expect(page.text).toContain('经手采购的人不能登记');
    expect(page.text).not.toContain(paths.receiptAct(number, 'papers'));
    const { owed } = await receiptOf(world, number);
    const browser = await signIn(world.app, accountant.login);
    const payablePage = await browser.get(paths.payable(owed[0]?.id ?? 0));
    expect(payablePage.text).toContain(`href="${paths.receipt(number)}#papers"`);
  });
});
