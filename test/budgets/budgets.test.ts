/** Budgets: granted, moved, held, used, freed, given back; short ones named; what is recomputed agrees. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { grantBudget, moveBudget } from '../../src/budgets/commands.ts';
import {
  giveBackBudgets,
  holdBudgets,
  moveHolds,
  releaseAll,
  releaseBudgets,
  useBudgets,
} from '../../src/budgets/hold-commands.ts';
import { availableIn, budgetsFor, listBudgets } from '../../src/budgets/queries.ts';
import { budgetChecks } from '../../src/budgets/verify.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { accepted, addMember, addPerson, nextNumber, type TestMember, type TestPerson } from '../support/build.ts';

let test: TestApp;
let branch: TestMember;
let clinic: TestMember;
let other: TestMember;
let chief: TestPerson;
let buyer: TestPerson;

beforeAll(async () => {
  test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  branch = await addMember(services, { kind: 'branch', parent: head, code: 'JB', name: '江背分院' });
  other = await addMember(services, { kind: 'branch', parent: head, code: 'GX', name: '高兴分院' });
  clinic = await addMember(services, { kind: 'clinic', parent: branch, code: 'JBC1', name: '高寨村卫生室' });
  chief = await addPerson(services, head, 'chief_accountant', { login: 'money' });
  buyer = await addPerson(services, head, 'buyer', { login: 'buyer' });
});
afterAll(() => test.drop());

async function grant(member: TestMember, amountFen: number): Promise<number> {
  const input = {
    organisationCode: member.code,
    category: 'drug' as const,
    year: 2026,
    amountFen,
    reason: '院办〔2026〕1号',
  };
  const granted = await grantBudget(test.services, chief, { key: null, input });
  if (!granted.ok) throw new Error(granted.reason);
  return granted.value.id;
}

async function paper(): Promise<number> {
  const at = test.services.clock.now();
  const given = { kind: 'plan' as const, status: 'draft', act: 'open', counterpartId: null, actor: buyer, at };
  return (await test.services.db.transaction((tx) => openDocument(tx, { ...given, organisationId: branch.id }))).id;
}

const header = () => {
  const at = test.services.clock.now();
  return { actorId: chief.userId, occurredAt: at, postedAt: at, key: `t${process.pid}-${nextNumber()}` };
};
const left = async (id: number) => (await availableIn(test.services.db.read, [id])).get(id)?.availableFen;
const inTx = <T>(work: (tx: Tx) => Promise<T>) => test.services.db.transaction(work);
const found = async () => [
  ...(await findAll(budgetChecks, test.services.db.read)),
  ...(await verifyAccount(test.services.db.read)),
];

describe('granting and moving', () => {
  it('raises, cuts down to what is free, and refuses more', async () => {
    const id = await grant(branch, 100_00);
    expect(await left(id)).toBe(100_00);
    await grant(branch, -40_00);
    expect(await left(id)).toBe(60_00);
    const input = {
      organisationCode: branch.code,
      category: 'drug' as const,
      year: 2026,
      amountFen: -60_01,
      reason: 'x',
    };
    expect(await grantBudget(test.services, chief, { key: null, input })).toMatchObject({
      reason: 'budget_too_little',
      detail: { name: '江背分院', availableFen: 60_00 },
    });
    expect(await grantBudget(test.services, buyer, { key: null, input })).toMatchObject({ reason: 'forbidden' });
    const wrong = { ...input, amountFen: 0 };
    expect(await grantBudget(test.services, chief, { key: null, input: wrong })).toMatchObject({
      reason: 'budget_amount',
    });
    const far = { ...input, amountFen: 1, year: 2040 };
    expect(await grantBudget(test.services, chief, { key: null, input: far })).toMatchObject({ reason: 'budget_year' });
    expect(await found()).toEqual([]);
  });

  it('moves what is free to another member, and back', async () => {
    const from = await grant(branch, 500_00);
    const before = (await left(from)) ?? 0;
    const to = { organisationCode: other.code, category: 'drug' as const, year: 2026 };
    const input = { fromId: from, to, amountFen: 120_00, reason: '高兴分院义诊' };
    const moved = await moveBudget(test.services, chief, { key: null, input });
    if (!moved.ok) throw new Error(moved.reason);
    expect(await left(from)).toBe(before - 120_00);
    expect(await left(moved.value.id)).toBe(120_00);
    const tooMuch = { ...input, amountFen: before };
    expect(await moveBudget(test.services, chief, { key: null, input: tooMuch })).toMatchObject({
      reason: 'budget_too_little',
    });
    const same = { ...input, to: { ...to, organisationCode: branch.code } };
    expect(await moveBudget(test.services, chief, { key: null, input: same })).toMatchObject({ reason: 'budget_same' });
    expect(await found()).toEqual([]);
  });

  it('carries a clinic by its branch', async () => {
    const asked = [{ organisationId: clinic.id, category: 'drug' }];
    const carried = await budgetsFor(test.services.db.read, asked, 2026);
    expect(carried.get(`${clinic.id}-drug`)).toMatchObject({ name: '江背分院' });
    expect((await budgetsFor(test.services.db.read, asked, 2025)).size).toBe(0);
  });
});

describe('what documents hold', () => {
  it('is held, moved to orders, used, freed and given back to the fen', async () => {
    const id = await grant(branch, 10_000_00);
    const start = (await left(id)) ?? 0;
    const [plan, first, second] = [await paper(), await paper(), await paper()];
    const share = (amountFen: number) => [{ budgetId: id, amountFen }];
    accepted(await inTx((tx) => holdBudgets(tx, header(), { documentId: plan, shares: share(3_000_00) })));
    expect(await left(id)).toBe(start - 3_000_00);
    const to = [
      { documentId: first, shares: share(1_000_00) },
      { documentId: second, shares: share(1_500_33) },
    ];
    accepted(await inTx((tx) => moveHolds(tx, header(), { fromDocumentId: plan, to })));
    expect(await left(id)).toBe(start - 3_000_00);
    accepted(await inTx((tx) => releaseAll(tx, header(), plan)));
    expect(await left(id)).toBe(start - 2_500_33);
    accepted(await inTx((tx) => useBudgets(tx, header(), { documentId: first, shares: share(333_33) })));
    accepted(await inTx((tx) => useBudgets(tx, header(), { documentId: first, shares: share(666_67) })));
    accepted(await inTx((tx) => releaseBudgets(tx, header(), { documentId: second, shares: share(500_33) })));
    expect(await left(id)).toBe(start - 2_000_00);
    accepted(await inTx((tx) => giveBackBudgets(tx, header(), { documentId: first, shares: share(100_00) })));
    expect(await left(id)).toBe(start - 1_900_00);
    expect(await inTx((tx) => useBudgets(tx, header(), { documentId: first, shares: share(1) }))).toMatchObject({
      reason: 'budget_hold_short',
    });
    expect(
      await inTx((tx) => giveBackBudgets(tx, header(), { documentId: first, shares: share(900_01) })),
    ).toMatchObject({ reason: 'budget_use_short' });
    const [line] = await listBudgets(test.services.db.read, branch.path, { year: 2026 });
    expect(line).toMatchObject({ heldFen: 1_000_00, usedFen: 900_00 });
    expect(await found()).toEqual([]);
  });

  it('is refused with every short budget named and how much it lacks', async () => {
    const a = await grant(branch, 1);
    const b = await grant(other, 1);
    const shares = [
      { budgetId: a, amountFen: ((await left(a)) ?? 0) + 7 },
      { budgetId: b, amountFen: ((await left(b)) ?? 0) + 9 },
    ];
    const documentId = await paper();
    const refused = await inTx((tx) => holdBudgets(tx, header(), { documentId, shares }));
    expect(refused).toMatchObject({
      reason: 'budget_short',
      detail: { count: 2, short: '江背分院|7,高兴分院|9' },
    });
    expect(await found()).toEqual([]);
  });

  it('never holds more than there is, whoever comes at once', async () => {
    const id = await grant(other, 100_00);
    const all = (await left(id)) ?? 0;
    const papers = await Promise.all([paper(), paper(), paper()]);
    const shares = [{ budgetId: id, amountFen: Math.floor(all / 2) }];
    const answers = await Promise.all(
      papers.map((documentId) => inTx((tx) => holdBudgets(tx, header(), { documentId, shares }))),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
    expect(await left(id)).toBe(all - 2 * Math.floor(all / 2));
    expect(await found()).toEqual([]);
  });
});
