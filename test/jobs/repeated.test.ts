/** Jobs that repeat: one process at a time, what they found and why they failed written down, and run when asked. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobRun } from '../../db/schema/levels.ts';
import { askedRunsEnded, askRun } from '../../src/jobs/ask-commands.ts';
import type { ClockJob } from '../../src/jobs/clock-job.ts';
import { runClockJob } from '../../src/jobs/run-commands.ts';
import { jobStates } from '../../src/jobs/run-queries.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { key, type LevelWorld, openLevelWorld } from '../levels/level-world.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted } from '../support/build.ts';

let world: LevelWorld;
beforeAll(async () => {
  world = await openLevelWorld();
});
afterAll(() => world.drop());

describe('a job that repeats', () => {
  const runs = (job: string) =>
    world.services.db.read.select().from(jobRun).where(eq(jobRun.job, job)).orderBy(asc(jobRun.id));

  it('runs in one of several processes, when it is due, and says what it found', async () => {
    let ran = 0;
    const job: ClockJob = {
      act: 'test.repeat',
      everyMinutes: 10,
      run: async (_services, beat) => {
        ran += 1;
        await beat(1, 2);
        return { items: 7 };
      },
    };
    const answers = await Promise.all(['a', 'b', 'c'].map((holder) => runClockJob(world.services, job, holder)));
    expect(answers.sort()).toEqual(['done', 'not_now', 'not_now']);
    expect(await runClockJob(world.services, job, 'a')).toBe('not_now');
    expect(await runClockJob(world.services, job, 'a', { by: world.hub.userId })).toBe('done');
    expect(ran).toBe(2);
    expect(await runs(job.act)).toMatchObject([
      { outcome: 'done', found: { items: 7 }, doneParts: 1, allParts: 2, askedBy: null },
      { outcome: 'done', askedBy: world.hub.userId },
    ]);
  });

  it('is written down when it fails, and the lease is given back', async () => {
    const job: ClockJob = { act: 'test.broken', everyMinutes: 10, run: () => Promise.reject(new Error('disk full')) };
    expect(await runClockJob(world.services, job, 'a')).toBe('failed');
    expect(await runs(job.act)).toMatchObject([{ outcome: 'failed', problem: 'disk full' }]);
    const ok: ClockJob = { ...job, run: async () => ({}) };
    expect(await runClockJob(world.services, ok, 'b', { by: 1 })).toBe('done');
  });

  it('whose process died is taken over and told as interrupted', async () => {
    const job: ClockJob = { act: 'test.died', everyMinutes: 10, run: async () => ({}) };
    const started = { job: job.act, startedAt: TEST_NOW - DAY_MS, outcome: 'running' as const, found: {} };
    await world.services.db.transaction((tx) => tx.insert(jobRun).values(started));
    expect(await runClockJob(world.services, job, 'b')).toBe('done');
    expect((await runs(job.act)).map((run) => run.outcome)).toEqual(['failed', 'done']);
  });

  it('is run now by those who may, and shows on the page of jobs', async () => {
    const { services, hub, keeper } = world;
    expect(await askRun(services, keeper, key(), { job: 'alert.refresh' })).toMatchObject({ reason: 'forbidden' });
    expect(await askRun(services, hub, key(), { job: 'no.job' })).toMatchObject({ reason: 'job_unknown' });
    accepted(await askRun(services, hub, key(), { job: 'alert.refresh' }));
    await askedRunsEnded();
    const state = (await jobStates(services.db.read, TEST_NOW)).find((job) => job.act === 'alert.refresh');
    expect(state).toMatchObject({ state: 'done', late: false, mayRun: true });
    expect(state?.runs[0]).toMatchObject({ person: expect.any(String), outcome: 'done' });
    const later = await jobStates(services.db.read, TEST_NOW + 2 * DAY_MS);
    expect(later.filter((job) => job.late).length).toBeGreaterThan(0);
  });
});
