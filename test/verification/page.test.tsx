/** The page of auditors: who may see it, how a run is begun once, watched and kept. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow, balance, item, lot } from '../../db/schema/index.ts';
import { productsFor } from '../../src/catalogue/level-commands.ts';
import { paths } from '../../src/paths.ts';
import { Verification } from '../../src/verification/commands.ts';
import { lastRun } from '../../src/verification/queries.ts';
import { CHECKS } from '../../src/verification/verify.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, addStore, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let auditor: Browser;
let storekeeper: Browser;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head' });
  await addPerson(test.services, head, ['auditor'], { login: 'auditor1' });
  await addPerson(test.services, head, ['storekeeper'], { login: 'keeper1' });
  auditor = await signIn(test.app, 'auditor1');
  storekeeper = await signIn(test.app, 'keeper1');
});
afterAll(() => test.drop());

const runs = () => test.services.db.read.select().from(auditRow).where(eq(auditRow.act, 'verification.run'));

/** The page once nothing runs any more. */
async function settled(): Promise<string> {
  for (;;) {
    const page = await auditor.get(paths.verification());
    if (!page.text.includes('正在核对')) return page.text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the page', () => {
  it('is for those who may verify', async () => {
    expect((await storekeeper.get(paths.verification())).status).toBe(403);
    expect((await storekeeper.post(paths.verification())).status).toBe(403);
    expect(await runs()).toEqual([]);
  });

  it('says that nothing was verified yet, and how to begin', async () => {
    const page = await auditor.get(paths.verification());
    expect(page.status).toBe(200);
    expect(page.text).toContain('还没有核对过');
    expect(page.text).toContain(`action="${paths.verification()}"`);
  });

  it('shows the outcome of each rule, which stays in the audit trail', async () => {
    const begun = await auditor.post(paths.verification(), { key: 'run-1' });
    expect([begun.status, begun.location]).toEqual([303, paths.verification()]);
    const text = await settled();
    expect(text).toContain(`${CHECKS.length}项全部一致`);
    expect(text).toContain('库存余额等于流水合计');
    expect(await runs()).toMatchObject([{ outcome: 'done', subject: 'whole' }]);
  });

  it('answers a fragment with the region alone, which asks for itself again', async () => {
    const part = await auditor.get(paths.verification(), { 'HX-Request-Type': 'partial' });
    expect(part.text).toMatch(/^<div class="stack" id="verification"/);
    expect(part.text).toContain('live-verification from:body');
  });
});

describe('a run', () => {
  it('goes on after the answer, shows how far it is, and is begun once', async () => {
    const runs = new Verification(test.services);
    const actor = { userId: 1, name: 'A', organisationId: 1, organisationName: 'A', roles: [], scopePath: '/' };
    expect(runs.begin(actor, null)).toBe(true);
    expect(runs.progress()).toMatchObject({ by: 'A', done: 0, total: CHECKS.length });
    expect(runs.begin(actor, null)).toBe(false);
    await runs.ended();
    expect(runs.progress()).toBeUndefined();
  });

  it('keeps what it found, for the page to show', async () => {
    const db = test.services.db;
    const locationId = await addStore(test.services, head);
    await db.transaction(async (tx) => {
      const words = { kind: 'drug' as const, form: 'f', strength: 's', packUnit: '盒', baseUnit: '片', packSize: 1 };
      const kept = { storageZone: 'room' as const, createdAt: 1, updatedAt: 1 };
      const placed = { ...words, genericName: 'X', aliases: [], scale: 1, manufacturer: '', approvalNumber: null };
      const [productId = 0] = await productsFor(tx, [placed]);
      const [one] = await tx
        .insert(item)
        .values({ productId, code: 'X', genericName: 'X', ...words, ...kept })
        .returning();
      const batch = { number: 'B', expiresOn: '2030-01-01', pricePack: 1, origin: 'o', receivedOn: '2026-01-01' };
      const [made] = await tx
        .insert(lot)
        .values({ itemId: one?.id ?? 0, ...batch, createdAt: 1 })
        .returning();
      const place = { locationId, lotId: made?.id ?? 0, itemId: one?.id ?? 0 };
      await tx.insert(balance).values({ ...place, onHand: 5, expiresOn: batch.expiresOn });
    });
    await auditor.post(paths.verification(), { key: 'run-2' });
    const text = await settled();
    expect(text).toContain('1项不一致，共1处');
    expect(text).toMatch(/place \d+ lot \d+/);
    const last = await lastRun(db.read);
    expect(last?.outcome.findings).toBe(1);
    expect(last?.outcome.rules.find((rule) => rule.rule === 'balance')?.findings).toMatchObject([
      { expected: '0', found: '5' },
    ]);
  });
});
