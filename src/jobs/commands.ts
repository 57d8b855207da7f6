/** Runs the jobs of a day, each once however many processes there are, and keeps when and how each last ended. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { jobLease } from '../../db/schema/settings.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { SYSTEM_ACTOR } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { DailyJob } from './daily.ts';
import { keepDone, keepFailed, LEASE_MS } from './run-commands.ts';

/**
 * Runs the job for today unless it has run: the key of the act is the lease, which one process alone can claim and
 * which an error gives back. Says whether it ran here.
 */
export async function runJob(services: CommandServices, job: DailyJob, holder: string): Promise<boolean> {
  const begun = services.clock.now();
  const day = dayOf(begun);
  if (await hasRun(services, job, day)) return false;
  try {
    return await runOnce(services, job, holder, day);
  } catch (error) {
    // Never in silence: the page of jobs says that it failed, and why
    await keepFailed(services, job.act, begun, error);
    throw error;
  }
}

async function runOnce(services: CommandServices, job: DailyJob, holder: string, day: string): Promise<boolean> {
  const request = { act: job.act, key: `job:${job.act}:${day}`, input: { day }, subject: day };
  const answer: Answer<unknown> = await command(services, SYSTEM_ACTOR, request, async (tx, at) => {
    await keep(tx, job, { holder, until: at + LEASE_MS, lastRunAt: at, lastOutcome: 'running' });
    const done = await job.run(tx, at, day);
    if (!done.ok) return done;
    await keep(tx, job, { holder, until: at, lastRunAt: at, lastOutcome: 'done' });
    await keepDone(tx, job.act, at, services.clock.now(), done.value.value);
    return done;
  });
  if (!answer.ok) throw new Error(`${job.act} was refused: ${answer.reason}`);
  return !answer.repeated;
}

async function hasRun(services: CommandServices, job: DailyJob, day: string): Promise<boolean> {
  const [row] = await services.db.read.select().from(jobLease).where(eq(jobLease.job, job.act));
  return row?.lastRunAt != null && row.lastOutcome === 'done' && dayOf(row.lastRunAt) === day;
}

type Lease = Omit<typeof jobLease.$inferInsert, 'job'>;

async function keep(tx: Tx, job: DailyJob, lease: Lease): Promise<void> {
  await tx
    .insert(jobLease)
    .values({ job: job.act, ...lease })
    .onConflictDoUpdate({ target: jobLease.job, set: lease });
}
