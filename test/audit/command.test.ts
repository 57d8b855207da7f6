/** The frame of every command: one effect for one key, a row for every attempt. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { auditRow, datedRule } from '../../db/schema/index.ts';
import { command, type Done } from '../../src/audit/command.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { ok, type Result, refuse } from '../../src/kernel/result.ts';
import { type LedgerWorld, NOW, nextOf, openLedgerWorld, reasonOf } from '../support/ledger-world.ts';

let world: LedgerWorld;
let code: string;
let effects = 0;
const clock = new SettableClock(NOW);
beforeAll(async () => {
  world = await openLedgerWorld();
});
beforeEach(() => {
  code = nextOf('rule');
});
afterAll(async () => {
  expect(await verifyAudit(world.db.read)).toEqual([]);
  await world.drop();
});

/** An act that leaves a trace: a rule of this test's code for each time it was really done. */
async function leaveTrace(tx: Tx): Promise<Result<Done<{ made: string }>>> {
  effects += 1;
  const effectiveFrom = `2026-01-${String(effects).padStart(2, '0')}`;
  await tx.insert(datedRule).values({ code, value: effects, legalBasis: 'test', effectiveFrom });
  return ok({ value: { made: `${code}/${effects}` }, subject: code, after: { effects } });
}

async function refuseAfterTrace(tx: Tx): Promise<Result<Done<{ made: string }>>> {
  await leaveTrace(tx);
  return refuse('not_today', { left: 3 });
}

function run(
  key: string | null,
  given: { input?: unknown; userId?: number; act?: string; work?: typeof leaveTrace } = {},
) {
  const actor = { ...world.actor, userId: given.userId ?? world.actor.userId };
  const request = { act: given.act ?? 'rule.add', key, input: 'input' in given ? given.input : { days: 30 } };
  return command({ db: world.db, clock }, actor, request, given.work ?? leaveTrace);
}

const traces = async () => (await world.db.read.select().from(datedRule).where(eq(datedRule.code, code))).length;
const rowsOf = (subject: string) => world.db.read.select().from(auditRow).where(eq(auditRow.subject, subject));

describe('an idempotency key', () => {
  it('gives the first answer again for the same input, whatever order its fields come in', async () => {
    const key = nextOf('key');
    const first = await run(key, { input: { a: 1, b: [2] } });
    const again = await run(key, { input: { b: [2], a: 1 } });
    expect(first).toMatchObject({ ok: true, repeated: false });
    expect(again).toEqual({ ...first, repeated: true });
    expect(await traces()).toBe(1);
    expect(await rowsOf(code)).toHaveLength(1);
  });

  it('is refused with another input, another act or another person, and nothing happens', async () => {
    const key = nextOf('key');
    await run(key);
    expect(reasonOf(await run(key, { input: { days: 31 } }))).toBe('key_reused');
    expect(reasonOf(await run(key, { act: 'rule.drop' }))).toBe('key_reused');
    expect(reasonOf(await run(key, { userId: 77 }))).toBe('key_reused');
    expect(await traces()).toBe(1);
  });

  it('has one effect when a form is sent many times at once', async () => {
    const key = nextOf('key');
    const answers = await Promise.all(Array.from({ length: 10 }, () => run(key)));
    expect(answers.filter((answer) => answer.ok && !answer.repeated)).toHaveLength(1);
    expect(new Set(answers.map((answer) => (answer.ok ? answer.value.made : answer.reason))).size).toBe(1);
    expect(await traces()).toBe(1);
  });

  it('may be used again after a refusal: the person mends the form and sends it', async () => {
    const key = nextOf('key');
    expect(reasonOf(await run(key, { work: refuseAfterTrace }))).toBe('not_today');
    expect(await run(key, { input: { days: 99 } })).toMatchObject({ ok: true, repeated: false });
    expect(await traces()).toBe(1);
  });

  it('may be absent: each call is an act of its own', async () => {
    await run(null);
    await run(null);
    expect(await traces()).toBe(2);
  });
});

describe('the trail', () => {
  it('says who did what to which subject, with what came of it', async () => {
    await run(null);
    const [row] = await rowsOf(code);
    expect(row).toMatchObject({ act: 'rule.add', outcome: 'done', actorName: 'Li Hua', chain: world.head, at: NOW });
    expect(row?.after).toBe(`{"effects":${effects}}`);
  });

  it('keeps refused attempts, whose effects are undone', async () => {
    expect(await run(null, { act: 'rule.refused', work: refuseAfterTrace })).toEqual(refuse('not_today', { left: 3 }));
    expect(await traces()).toBe(0);
    const rows = (await rowsOf('not_today')).filter((row) => row.act === 'rule.refused');
    expect(rows).toMatchObject([{ outcome: 'refused', after: '{"detail":{"left":3},"reason":"not_today"}' }]);
  });

  it('keeps a refused attempt under the number it was about, with the reason beside it', async () => {
    const services = { db: world.db, clock };
    const about = (subject: string) =>
      command(services, world.actor, { act: 'rule.about', key: null, input: 1, subject }, refuseAfterTrace);
    await about(`PS-${code}`);
    const after = '{"detail":{"left":3},"reason":"not_today"}';
    expect(await rowsOf(`PS-${code}`)).toMatchObject([{ act: 'rule.about', outcome: 'refused', after }]);
    await about(`\u0000\ud800${code.padEnd(300, '0')}`);
    expect(await rowsOf(code.padEnd(100, '0'))).toHaveLength(1);
    await command(services, world.actor, { act: 'rule.about', key: null, input: 1, subject: 'other' }, leaveTrace);
    expect(await rowsOf('other')).toEqual([]);
  });

  it('has no row for an act that broke, and the act left nothing', async () => {
    const broken = run(null, {
      work: async (tx) => {
        await leaveTrace(tx);
        throw new Error('boom');
      },
    });
    await expect(broken).rejects.toThrow('boom');
    expect(await traces()).toBe(0);
    expect(await rowsOf(code)).toEqual([]);
  });

  it('tells open pages of what was done, and of nothing else', async () => {
    const told: string[] = [];
    const services = { db: world.db, clock, live: { publish: (topic: string) => told.push(topic) } };
    const key = nextOf('key');
    const send = (work: typeof leaveTrace) =>
      command(services, world.actor, { act: 'shortage.register', key, input: 1 }, work);
    await send(refuseAfterTrace);
    await send(leaveTrace);
    await send(leaveTrace);
    expect(told).toEqual(['shortage']);
  });
});
