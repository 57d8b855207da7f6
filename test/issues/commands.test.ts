/** Issuing, returning and reversing as commands, on both engines: stock, value, refusals, races. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue, issueLine } from '../../db/schema/issues.ts';
import { lot, movementWitness, period } from '../../db/schema/ledger.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { issueByNumber, linesOfIssue } from '../../src/issues/record-queries.ts';
import { returnIssue, reverseIssue } from '../../src/issues/return-commands.ts';
import { HOUR_MS } from '../../src/kernel/clock.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted, addItem, addPerson, addStock, addStore } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  type IssueWorld,
  inDays,
  inputOf,
  issued,
  key,
  lineOf,
  onHand,
  openIssueWorld,
  second,
  stockOf,
} from './issue-world.ts';

let world: IssueWorld;
beforeAll(async () => {
  world = await openIssueWorld();
});
afterAll(() => endWhole(world));

const issue_ = (lines: Parameters<typeof inputOf>[0], more: Parameters<typeof inputOf>[1] = {}) =>
  recordIssue(world.services, world.wang, key(), inputOf(lines, more));
const seen = async (number: string) => {
  const record = await issueByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: record?.document.version ?? 0 };
};
const linesOf = async (number: string) => {
  const record = await issueByNumber(world.services.db.read, number);
  return linesOfIssue(world.services.db.read, record?.document.id ?? 0);
};

/** A drug of its own with stock, so that no test eats another's. */
async function fresh(quantityBase: number, given: { expiresOn?: string } = {}) {
  const drug = await addItem(world.services, { genericName: '头孢克肟' });
  const where = { item: drug, quantityBase, organisationId: world.branch.id };
  return { drug, lotId: await addStock(world.services, world.store, { ...where, ...given }) };
}

describe('recordIssue', () => {
  it('takes split packs from the first lot to expire, with value and a masked patient', async () => {
    const late = await stockOf(world, 48);
    const early = await stockOf(world, 20, { expiresOn: inDays(60) });
    const number = await issued(world, [lineOf(world.drug, 30)], { patient: '张三丰', prescription: 'CF-1' });
    expect(number).toMatch(/^CK-20261123-/);
    expect([await onHand(world, early), await onHand(world, late)]).toEqual([0, 38]);
    const [first, next] = await linesOf(number);
    expect(first).toMatchObject({ lotId: early, quantityBase: 20, amountFen: 1042 });
    expect(next).toMatchObject({ lotId: late, quantityBase: 10 });
    const record = await issueByNumber(world.services.db.read, number);
    expect(record?.paper).toMatchObject({ patientRef: '张**', prescriptionRef: 'CF-1' });
  });

  it('gives the first answer to a form sent twice', async () => {
    const { drug, lotId } = await fresh(10);
    const same = key();
    const send = () => recordIssue(world.services, world.wang, same, inputOf([lineOf(drug, 3)]));
    const [first, again] = [accepted(await send()), accepted(await send())];
    expect(again.number).toBe(first.number);
    expect(await onHand(world, lotId)).toBe(7);
  });

  it('refuses nothing, too much, a frozen lot, another member’s stock, and people without the permission', async () => {
    const { drug, lotId } = await fresh(5);
    expect(await issue_([])).toMatchObject({ reason: 'issue_empty' });
    expect(await issue_([lineOf(drug, 6)])).toMatchObject({ reason: 'issue_short', field: 'line.0' });
    await world.services.db.transaction((tx) => tx.update(lot).set({ frozen: 'recall' }).where(eq(lot.id, lotId)));
    expect(await issue_([lineOf(drug, 1)])).toMatchObject({ reason: 'issue_lot_barred', detail: { why: 'recalled' } });
    const theirs = await addStore(world.services, world.other);
    const elsewhere = await addItem(world.services, {});
    await addStock(world.services, theirs, { item: elsewhere, quantityBase: 9, organisationId: world.other.id });
    expect(await issue_([lineOf(elsewhere, 1)])).toMatchObject({ reason: 'issue_short' });
    const auditor = await addPerson(world.services, world.head, 'auditor');
    const answer = await recordIssue(world.services, auditor, key(), inputOf([lineOf(drug, 1)]));
    expect(answer).toMatchObject({ reason: 'forbidden' });
  });

  it('refuses the future, and a back-dated issue with the moment at which it would have been short', async () => {
    const { drug, lotId } = await fresh(10);
    world.clock.set(TEST_NOW + 5 * HOUR_MS);
    accepted(await issue_([lineOf(drug, 8)]));
    const where = { item: drug, quantityBase: 20, organisationId: world.branch.id };
    world.clock.set(TEST_NOW + 6 * HOUR_MS);
    await addStock(world.services, world.store, { ...where, lot: 'NEW' });
    const at = TEST_NOW + HOUR_MS;
    expect(await issue_([lineOf(drug, 1)], { occurredAt: TEST_NOW + 9 * HOUR_MS })).toMatchObject({
      reason: 'occurs_in_future',
    });
    const place = { lotId, locationId: world.store };
    const early = await issue_([lineOf(drug, 3, { place, reason: 'x' })], { occurredAt: at });
    expect(early).toMatchObject({ reason: 'issue_lot_short' });
    expect(await issue_([lineOf(drug, 3)], { occurredAt: at })).toMatchObject({ detail: { available: 2 } });
    accepted(await issue_([lineOf(drug, 2)], { occurredAt: at }));
    expect(await onHand(world, lotId)).toBe(0);
  });

  it('refuses a day of a closed month', async () => {
    const { drug } = await fresh(10);
    await world.services.db.transaction((tx) =>
      tx.insert(period).values({ endsOn: '2026-10-31', closedAt: TEST_NOW, closedBy: 0 }),
    );
    const answer = await issue_([lineOf(drug, 1)], { occurredAt: Date.parse('2026-10-30T02:00:00Z') });
    expect(answer).toMatchObject({ reason: 'period_closed', field: 'day' });
  });

  it('hands controlled drugs out before a second person alone, and keeps who it was', async () => {
    const safe = await addStore(world.services, world.branch, 'controlled');
    await addStock(world.services, safe, { item: world.morphine, quantityBase: 10, organisationId: world.branch.id });
    const lines = [lineOf(world.morphine, 2)];
    expect(await issue_(lines)).toMatchObject({ reason: 'witness_missing', field: 'witness' });
    const witness = await second(world);
    const pharmacist = await addPerson(world.services, world.head, 'hub_pharmacist');
    const ofCounty = await second(world, pharmacist);
    const beside = (one: typeof witness) => recordIssue(world.services, world.wang, key(), inputOf(lines), one);
    expect(await beside(ofCounty)).toMatchObject({ reason: 'witness_not_here', field: 'witness' });
    const done = accepted(await beside(witness));
    const [kept] = await world.services.db.read.select().from(movementWitness);
    expect(kept?.personId).toBe(world.zhao.userId);
    const back = { lines: [{ lineNumber: 1, quantityBase: 1 }], reason: '未用' };
    const refused = await returnIssue(world.services, world.wang, await seen(done.number), back);
    expect(refused).toMatchObject({ reason: 'witness_missing' });
    const fromAfar = await returnIssue(world.services, world.wang, await seen(done.number), back, ofCounty);
    expect(fromAfar).toMatchObject({ reason: 'witness_not_here' });
    accepted(await returnIssue(world.services, world.wang, await seen(done.number), back, witness));
  });

  it('never oversells: a hundred clerks for one lot, everyone answered', async () => {
    const { drug, lotId } = await fresh(30);
    const answers = await Promise.all(Array.from({ length: 100 }, () => issue_([lineOf(drug, 1)])));
    expect(answers.filter((one) => one.ok)).toHaveLength(30);
    const refused = answers.filter((one) => !one.ok).map((one) => (one.ok ? '' : one.reason));
    expect(refused).toHaveLength(70);
    expect(new Set(refused).size === 1 || refused.every((why) => /short|insufficient/.test(why))).toBe(true);
    expect(await onHand(world, lotId)).toBe(0);
  });
});

describe('returnIssue', () => {
  it('brings usable goods home and never more than went out', async () => {
    const { drug, lotId } = await fresh(10);
    const number = await issued(world, [lineOf(drug, 6)]);
    const back = (quantityBase: number) => ({ lines: [{ lineNumber: 1, quantityBase }], reason: '停药' });
    const done = accepted(await returnIssue(world.services, world.wang, await seen(number), back(4)));
    expect(done.number).toMatch(/^TK-/);
    expect(await onHand(world, lotId)).toBe(8);
    const more = await returnIssue(world.services, world.wang, await seen(number), back(3));
    expect(more).toMatchObject({ reason: 'issue_return_too_much', detail: { left: 2 } });
    expect(await returnIssue(world.services, world.wang, await seen(done.number), back(1))).toMatchObject({
      reason: 'issue_return_of_return',
    });
    expect(await reverseIssue(world.services, world.wang, await seen(number), { reason: '错' })).toMatchObject({
      reason: 'issue_has_returns',
    });
    accepted(await reverseIssue(world.services, world.wang, await seen(done.number), { reason: '错' }));
    expect((await linesOf(number))[0]?.returnedBase).toBe(0);
    expect(await onHand(world, lotId)).toBe(4);
  });

  it('puts recalled lots into the rejected zone, and lets two returns at once not exceed the issue', async () => {
    const { drug, lotId } = await fresh(10);
    const number = await issued(world, [lineOf(drug, 6)]);
    await world.services.db.transaction((tx) => tx.update(lot).set({ frozen: 'recall' }).where(eq(lot.id, lotId)));
    const given = await seen(number);
    const back = { lines: [{ lineNumber: 1, quantityBase: 4 }], reason: '召回' };
    const both = await Promise.all(
      [1, 2].map(() => returnIssue(world.services, world.wang, { ...given, key: key() }, back)),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await onHand(world, lotId, world.rejected)).toBe(4);
    expect(await onHand(world, lotId)).toBe(4);
  });
});

describe('reverseIssue', () => {
  it('takes a paper back once, of the own member alone, and says who was quicker', async () => {
    const { drug, lotId } = await fresh(10);
    const number = await issued(world, [lineOf(drug, 6)]);
    const given = await seen(number);
    const stranger = await addPerson(world.services, world.other, 'branch_pharmacist');
    const why = { reason: '记错' };
    expect(await reverseIssue(world.services, stranger, given, why)).toMatchObject({ reason: 'not_found' });
    accepted(await reverseIssue(world.services, world.wang, given, why));
    expect(await onHand(world, lotId)).toBe(10);
    const again = await reverseIssue(world.services, world.wang, { ...given, key: key() }, why);
    expect(again).toMatchObject({ reason: 'stale' });
    expect(await reverseIssue(world.services, world.wang, await seen(number), why)).toMatchObject({
      reason: 'wrong_state',
    });
  });
});

describe('what is kept', () => {
  it('has lines for every paper', async () => {
    const papers = await world.services.db.read.select().from(issue);
    const lines = await world.services.db.read.select().from(issueLine);
    expect(papers.every((paper) => lines.some((line) => line.issueId === paper.documentId))).toBe(true);
  });
});
