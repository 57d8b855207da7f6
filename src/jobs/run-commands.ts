/** When jobs of the clock ran, for how long, what they found: written down as they begin, beat and end. */
import { and, eq, lt } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { jobRun } from '../../db/schema/levels.ts';
import { statement } from '../../db/statement.ts';
import { type CommandServices, note } from '../audit/command.ts';
import { DAY_MS } from '../kernel/clock.ts';
import type { ClockJob } from './clock-job.ts';

/** Somebody who holds a job longer than this without a beat has died with it. */
export const LEASE_MS = 10 * 60_000;
/** What failed is tried again after this long at the latest. */
const RETRY_MS = 15 * 60_000;
/** Runs older than this are dropped; what jobs changed stands in the trail and in their own tables. */
const KEPT_MS = 30 * DAY_MS;
const LONGEST_PROBLEM = 500;

/** Wins the job when nobody holds it and, unless a person asks, when it is due. */
const claim = statement(
  `insert into job_lease (job, holder, until, last_run_at, last_outcome)
   values (:job, :holder, :until, :now, 'running')
   on conflict (job) do update set holder = excluded.holder, until = excluded.until,
     last_run_at = excluded.last_run_at, last_outcome = 'running'
   where job_lease.until <= :now and (cast(:asked as bigint) = 1 or job_lease.last_run_at is null
     or job_lease.last_run_at <= case when job_lease.last_outcome = 'done' then cast(:dueBefore as bigint)
       else cast(:retryBefore as bigint) end)
   returning job`,
);
const prolong = statement(
  'update job_lease set until = :until where job = :job and holder = :holder and until > :now returning job',
);
const release = statement(
  'update job_lease set until = :now, last_outcome = :outcome where job = :job and holder = :holder',
);

export type JobAnswer = 'done' | 'failed' | 'not_now';

/** A number for each thing that a job reports, from whatever it gives. */
export function numbersOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).map(([name, one]) => [name, Array.isArray(one) ? one.length : one] as const);
  return Object.fromEntries(entries.filter(([, one]) => typeof one === 'number' && Number.isFinite(one)));
}

export const problemOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\p{C}/gu, ' ').slice(0, LONGEST_PROBLEM);

async function begin(services: CommandServices, job: ClockJob, holder: string, askedBy: number | null) {
  return note(services, async (tx, now) => {
    const every = job.everyMinutes * 60_000;
    const times = { until: now + LEASE_MS, dueBefore: now - every, retryBefore: now - Math.min(every, RETRY_MS) };
    const claimed = await tx.run(claim, { job: job.act, holder, now, asked: askedBy === null ? 0 : 1, ...times });
    if (claimed.length === 0) return undefined;
    // Whoever held it before and never ended it is dead
    const lost = { outcome: 'failed' as const, endedAt: now, problem: 'interrupted' };
    await tx
      .update(jobRun)
      .set(lost)
      .where(and(eq(jobRun.job, job.act), eq(jobRun.outcome, 'running')));
    await tx.delete(jobRun).where(and(eq(jobRun.job, job.act), lt(jobRun.startedAt, now - KEPT_MS)));
    const run = { job: job.act, startedAt: now, outcome: 'running' as const, found: {}, askedBy };
    const [row] = await tx.insert(jobRun).values(run).returning({ id: jobRun.id });
    return row?.id;
  });
}

async function end(
  services: CommandServices,
  job: ClockJob,
  held: { holder: string; runId: number },
  came: { outcome: 'done' | 'failed'; found: Record<string, number>; problem: string },
): Promise<void> {
  await note(services, async (tx, now) => {
    const open = and(eq(jobRun.id, held.runId), eq(jobRun.outcome, 'running'));
    await tx
      .update(jobRun)
      .set({ ...came, endedAt: now })
      .where(open);
    await tx.run(release, { job: job.act, holder: held.holder, now, outcome: came.outcome });
  });
}

/**
 * Runs the job here unless another process holds it or it is not due; a person's wish (`by`) makes it due. What it
 * found or why it failed is written down; a failure is told and never thrown.
 */
export async function runClockJob(
  services: CommandServices,
  job: ClockJob,
  holder: string,
  asked: { by?: number | null; stop?: AbortSignal } = {},
): Promise<JobAnswer> {
  const runId = await begin(services, job, holder, asked.by ?? null);
  if (runId === undefined) return 'not_now';
  const beat = async (done: number, all: number) => {
    // The process ends: what is left is done by the next one
    if (asked.stop?.aborted) throw new Error('interrupted');
    await note(services, async (tx, now) => {
      const still = await tx.run(prolong, { job: job.act, holder, now, until: now + LEASE_MS });
      if (still.length === 0) throw new Error('lease lost');
      await tx.update(jobRun).set({ doneParts: done, allParts: all }).where(eq(jobRun.id, runId));
    });
  };
  let outcome: JobAnswer = 'done';
  try {
    const found = await job.run(services, beat);
    await end(services, job, { holder, runId }, { outcome: 'done', found, problem: '' });
  } catch (error) {
    outcome = 'failed';
    await end(services, job, { holder, runId }, { outcome: 'failed', found: {}, problem: problemOf(error) });
  }
  services.live?.publish('job');
  return outcome;
}

/** The run of a job that is one transaction, kept with what it did. */
export async function keepDone(tx: Tx, job: string, startedAt: number, endedAt: number, value: unknown): Promise<void> {
  await tx.insert(jobRun).values({ job, startedAt, endedAt, outcome: 'done', found: numbersOf(value) });
}

/** A run that was undone by an error or refused. */
export async function keepFailed(services: CommandServices, job: string, startedAt: number, error: unknown) {
  await note(services, (tx, endedAt) =>
    tx.insert(jobRun).values({ job, startedAt, endedAt, outcome: 'failed', found: {}, problem: problemOf(error) }),
  );
}
