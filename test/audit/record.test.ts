/** The hash chain: rows come in one order for each organisation, and any change to one of them shows. */
import { and, eq, gt, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { auditChain, auditRow } from '../../db/schema/index.ts';
import { statement } from '../../db/statement.ts';
import { record } from '../../src/audit/record.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { refuse } from '../../src/kernel/result.ts';
import { databaseRefusal, type LedgerWorld, NOW, openLedgerWorld } from '../support/ledger-world.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.drop());

function add(subject: string, organisationId = world.head): Promise<void> {
  const entry = { act: 'test.act', outcome: 'done' as const, subject, before: { stock: 3 }, after: { stock: 2 } };
  return world.db.transaction((tx) => record(tx, { ...world.actor, organisationId }, NOW, entry));
}

const row = (sequence: number) => and(eq(auditRow.chain, world.head), eq(auditRow.sequence, sequence));

/** What only someone with the keys of the database can do: take the guards away first. */
async function takeGuardsAway(tx: Tx): Promise<void> {
  const triggers = ['audit_row_no_update', 'audit_row_no_delete'].map((name) => `drop trigger ${name}`);
  const drops = dialect === 'sqlite' ? triggers : ['drop trigger audit_row_append_only on audit_row'];
  for (const drop of drops) await tx.run(statement(drop), {});
}

/** Which chains and rows verification names after `tamper`; it is undone afterwards. */
async function namedAfter(tamper: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  let subjects: string[] = [];
  await world.db.transaction(async (tx) => {
    await takeGuardsAway(tx);
    await tamper(tx);
    subjects = (await verifyAudit(tx)).map((finding) => finding.subject);
    return refuse('undone');
  });
  return subjects.sort();
}

it('numbers and chains the rows of each organisation, also when all write at once', async () => {
  const writers = Array.from({ length: 20 }, (_, n) => add(`S${n}`, n % 2 === 0 ? world.head : world.branch));
  await Promise.all(writers);
  const rows = await world.db.read.select().from(auditRow);
  for (const chain of [world.head, world.branch]) {
    const sequences = rows.filter((one) => one.chain === chain).map((one) => one.sequence);
    expect(sequences.sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, n) => n + 1));
  }
  expect(await verifyAudit(world.db.read)).toEqual([]);
});

it('refuses to change or remove a row', async () => {
  const change = await databaseRefusal(world.db, (tx) => tx.update(auditRow).set({ actorName: 'nobody' }));
  expect(change).toContain('append-only');
  expect(await databaseRefusal(world.db, (tx) => tx.delete(auditRow))).toContain('append-only');
});

it('finds a row that was changed, whichever field it was', async () => {
  for (const change of [
    { after: '{"stock":1}' },
    { actorName: 'nobody' },
    { at: 1 },
    { outcome: 'refused' as const },
  ]) {
    const named = await namedAfter(async (tx) => tx.update(auditRow).set(change).where(row(3)));
    expect(named).toEqual([`${world.head}/3`]);
  }
});

it('finds a row that was removed from the middle, and one from the end', async () => {
  const named = await namedAfter(async (tx) => {
    await tx.delete(auditRow).where(row(2));
    await tx.delete(auditRow).where(and(eq(auditRow.chain, world.branch), eq(auditRow.sequence, 10)));
  });
  expect(named).toEqual([String(world.branch), `${world.head}/3`].sort());
});

it('finds a row that was put in between and a chain without its head', async () => {
  const named = await namedAfter(async (tx) => {
    const later = and(eq(auditRow.chain, world.head), gt(auditRow.sequence, 2));
    await tx
      .update(auditRow)
      .set({ sequence: sql`${auditRow.sequence} + 100` })
      .where(later);
    const [second] = await tx.select().from(auditRow).where(row(2));
    if (second === undefined) throw new Error('no row');
    await tx.insert(auditRow).values({ ...second, id: undefined, sequence: 3, subject: 'forged' });
    await tx.delete(auditChain).where(eq(auditChain.chain, world.branch));
  });
  expect(named).toEqual([String(world.branch), `${world.head}/3`].sort());
});
