/** Jobs by the clock: once a day however many processes there are, again after an error, over days that were missed. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { item } from '../../db/schema/catalogue.ts';
import { formularyVersion } from '../../db/schema/formulary.ts';
import { startDraft } from '../../src/formulary/draft-commands.ts';
import { formularyInForce } from '../../src/formulary/in-force-commands.ts';
import { versionInForce } from '../../src/formulary/queries.ts';
import { runJob } from '../../src/jobs/commands.ts';
import type { DailyJob } from '../../src/jobs/daily.ts';
import { runDailyJobs } from '../../src/jobs/run.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { change, type FormularyWorld, formularyWorld, propose, publishOn } from '../formulary/formulary-world.ts';
import { accepted } from '../support/build.ts';

let world: FormularyWorld;
beforeAll(async () => {
  world = await formularyWorld();
});
afterAll(() => world.drop());

const done = (act: string) => world.services.db.read.select().from(auditRow).where(eq(auditRow.act, act));

describe('a daily job', () => {
  it('runs in one of several processes that begin at once, and once a day', async () => {
    let runs = 0;
    const job: DailyJob = {
      act: 'test.count',
      run: async (_tx, _at, day) => {
        runs += 1;
        return ok({ value: { runs }, subject: day });
      },
    };
    const begun = await Promise.all(['a:1', 'b:2', 'c:3'].map((holder) => runJob(world.services, job, holder)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await runJob(world.services, job, 'a:1')).toBe(false);
    expect(runs).toBe(1);
    expect(await done(job.act)).toHaveLength(1);
  });

  it('is tried again after an error, and holds up no other', async () => {
    let broken = true;
    let others = 0;
    const fails: DailyJob = {
      act: 'test.fail',
      run: async (_tx, _at, day) => {
        if (broken) throw new Error('disk full');
        return ok({ value: null, subject: day });
      },
    };
    const other: DailyJob = {
      act: 'test.other',
      run: async (_tx, _at, day) => {
        others += 1;
        return ok({ value: null, subject: day });
      },
    };
    const lines: string[] = [];
    const jobs = [fails, other];
    const report = (line: string) => lines.push(line);
    expect(await runDailyJobs(world.services, { jobs, report })).toBe(false);
    expect([lines.length, others]).toEqual([1, 1]);
    expect(lines[0]).toContain('disk full');
    broken = false;
    expect(await runDailyJobs(world.services, { jobs, report })).toBe(true);
    expect(others).toBe(1);
  });

  it('passes over a version whose days the clock has jumped', async () => {
    const { services, chief, amoxicillin, insulin, clock } = world;
    accepted(await startDraft(services, chief, null));
    accepted(await publishOn(world, '2026-11-23'));
    accepted(await propose(world, chief, [change(amoxicillin.id, { act: 'remove', useUntil: '2027-01-31' })]));
    accepted(await publishOn(world, '2026-11-25'));
    accepted(await propose(world, chief, [change(amoxicillin.id), change(insulin.id, { village: true })]));
    accepted(await publishOn(world, '2026-11-27'));
    clock.set(clock.now() + 10 * DAY_MS);
    const begun = await Promise.all([1, 2].map((n) => runJob(services, formularyInForce, `p:${n}`)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await versionInForce(services.db.read, '2026-12-03')).toMatchObject({ edition: 3 });
    const versions = await services.db.read.select().from(formularyVersion);
    expect(versions.map((version) => version.inForceAt !== null)).toEqual([true, true, true]);
    const [back] = await services.db.read.select().from(item).where(eq(item.id, amoxicillin.id));
    expect(back).toMatchObject({ countyTier: true, townshipTier: true, useUntil: null });
    const [fresh] = await services.db.read.select().from(item).where(eq(item.id, insulin.id));
    expect(fresh).toMatchObject({ villageTier: true });
  });
});
