/** Verification of documents finds a status nobody set, a broken timeline and a hole in a series of numbers. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { document, documentAct, documentCounter } from '../../db/schema/index.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { verifyDocuments } from '../../src/documents/verify.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { type LedgerWorld, NOW, openLedgerWorld } from '../support/ledger-world.ts';

let world: LedgerWorld;
let days = 0;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.drop());

/** A fresh document in a series of its own, bent by `bend`; gives the rules that noticed. */
async function rulesAfter(bend: (tx: Tx, id: number) => Promise<unknown>): Promise<string[]> {
  days += 1;
  const at = NOW - days * DAY_MS;
  const before = (await verifyDocuments(world.db.read)).length;
  await world.db.transaction(async (tx) => {
    const request = { kind: 'shortage' as const, status: 'open', act: 'register', counterpartId: null, at };
    const { id } = await openDocument(tx, { ...request, organisationId: world.head, actor: world.actor });
    await bend(tx, id);
  });
  const findings = await verifyDocuments(world.db.read);
  return findings.length === before ? [] : findings.map((finding) => finding.rule);
}

it('finds nothing in documents that went through the door', async () => {
  expect(await rulesAfter(async () => undefined)).toEqual([]);
});

it('finds a status that no act set', async () => {
  const rules = await rulesAfter((tx, id) => {
    return Promise.resolve(tx.update(document).set({ status: 'closed' }).where(eq(document.id, id)));
  });
  expect(rules).toContain('document_status');
});

it('finds an act that does not begin where the one before ended', async () => {
  const rules = await rulesAfter((tx, documentId) => {
    const who = { actorId: 1, actorName: 'x', organisationId: 1, organisationName: 'x', at: NOW };
    const row = { documentId, act: 'accept', fromStatus: 'elsewhere', toStatus: 'open', ...who };
    return Promise.resolve(tx.insert(documentAct).values(row));
  });
  expect(rules).toContain('document_timeline');
});

it('finds a number that was skipped and a number that no counter gave', async () => {
  const skipped = await rulesAfter((tx) => {
    return Promise.resolve(tx.update(documentCounter).set({ last: 9 }).where(eq(documentCounter.last, 1)));
  });
  expect(skipped).toContain('document_series');
  const foreign = await rulesAfter((tx, id) => {
    return Promise.resolve(tx.update(document).set({ number: 'XX-20260101-0001' }).where(eq(document.id, id)));
  });
  expect(foreign).toContain('document_series');
});
