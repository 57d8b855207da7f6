/** The whole verification: every rule once, fair while people work, and loud when something differs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balance } from '../../db/schema/index.ts';
import { command } from '../../src/audit/command.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { readSettings } from '../../src/env.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { verifyAtCommandLine } from '../../src/verification/report-command.ts';
import { CHECKS, verifyAll } from '../../src/verification/verify.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { type LedgerWorld, NOW, newLot, openLedgerWorld, postingOf, stockUp } from '../support/ledger-world.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.drop());

describe('verifyAll', () => {
  it('runs every rule once and reports each as it ends', async () => {
    const reported: string[] = [];
    const results = await verifyAll(world.db.read, (result) => reported.push(result.rule));
    expect(reported).toEqual(CHECKS.map((check) => check.rule));
    expect(new Set(reported).size).toBe(reported.length);
    expect(results.every((result) => result.ok)).toBe(true);
  });

  it('finds nothing wrong while people are working', async () => {
    const lotId = await newLot(world);
    await stockUp(world, lotId, 1000);
    const clock = new SettableClock(NOW);
    const { headStore, consumed } = world.places;
    const work = () =>
      command({ db: world.db, clock }, world.actor, { act: 'stock.issue', key: null, input: null }, async (tx) => {
        const document = { kind: 'count' as const, status: 'done', act: 'count', counterpartId: null };
        await openDocument(tx, { ...document, organisationId: world.head, actor: world.actor, at: NOW });
        const line = { lotId, fromId: headStore, toId: consumed, quantityBase: 1 };
        const posted = await postGoods(tx, postingOf(world, { kind: 'issue', lines: [line] }));
        return posted.ok ? ok({ value: 1, subject: 'issue' }) : posted;
      });
    const verifying = [1, 2, 3].map(() => verifyAll(world.db.read));
    await Promise.all(Array.from({ length: 40 }, work));
    const findings = (await Promise.all(verifying)).flat().flatMap((result) => result.findings);
    expect(findings).toEqual([]);
  });

  it('has words for every rule in both languages', () => {
    for (const { rule } of CHECKS) {
      expect(Object.keys(wordsOf('zh').verification.ruleNames)).toContain(rule);
      expect(Object.keys(wordsOf('en').verification.ruleNames)).toContain(rule);
    }
  });
});

describe('the command', () => {
  async function told(): Promise<{ code: number; lines: string[] }> {
    const lines: string[] = [];
    const settings = { ...readSettings({}), ...world.address };
    const code = await verifyAtCommandLine(settings, (line) => lines.push(line));
    return { code, lines };
  }

  it('says each rule in a line, and by its code whether all of them hold', async () => {
    if (world.db.engine === 'pglite') return;
    const whole = await told();
    expect(whole.code).toBe(0);
    expect(whole.lines).toHaveLength(CHECKS.length + 1);
    const lotId = await newLot(world);
    await stockUp(world, lotId, 7);
    await world.db.transaction(async (tx) => tx.update(balance).set({ onHand: 9 }).where(eq(balance.lotId, lotId)));
    const broken = await told();
    expect(broken.code).toBe(1);
    expect(broken.lines.join('\n')).toMatch(
      /FAIL {2}balance +1 findings[^\n]*\n +place \d+ lot \d+: expected 7, found 9/,
    );
    expect(broken.lines.at(-1)).toBe(`1 of ${CHECKS.length} rules are broken.`);
  });

  it('refuses a place without a database and makes none there', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'yaoxie-none-'));
    const settings = { ...readSettings({}), dataDir, databaseUrl: undefined };
    await expect(verifyAtCommandLine(settings, () => undefined)).rejects.toThrow('There is no database');
    rmSync(dataDir, { recursive: true });
  });
});
