/** Runs the jobs of a day, each once however many processes there are, and keeps when and how each last ended. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { jobLease } from '../../db/schema/settings.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { SYSTEM_ACTOR } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import type { DailyJob } from './daily.ts';

/** Somebody who holds a job longer than this has died with it. */
const LEASE_MS = 10 * 60_000;

/**
 * Runs the job for today unless it has run: the key of the act is the lease, which one process alone can claim and
 * which an error gives back. Says whether it ran here.
 */
export async function runJob(services: CommandServices, job: DailyJob, holder: string): Promise<boolean> {
  const day = dayOf(services.clock.now());
  if (await hasRun(services, job, day)) return false;
  const request = { act: job.act, key: `job:${job.act}:${day}`, input: { day }, subject: day };
  const answer: Answer<unknown> = await command(services, SYSTEM_ACTOR, request, async (tx, at) => {
    await keep(tx, job, { holder, until: at + LEASE_MS, lastRunAt: at, lastOutcome: 'running' });
    const done = await job.run(tx, at, day);
    if (!done.ok) return done;
    await keep(tx, job, { holder, until: at, lastRunAt: at, lastOutcome: 'done' });
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
