/** Having a job run now: written down as the person's act; the run itself goes on after the answer. */
import { hostname } from 'node:os';
import { eq } from 'drizzle-orm';
import { jobLease } from '../../db/schema/settings.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { CLOCK_JOBS } from './clock-jobs.ts';
import { runClockJob } from './run-commands.ts';

/** Short runs end within this; the page that follows then shows what they found. */
const PATIENCE_MS = 800;

/** Runs that go on after their request was answered; tests and the end of the process wait for them. */
const underWay = new Set<Promise<unknown>>();

/** Resolves when no asked run is under way any more. */
export async function askedRunsEnded(): Promise<void> {
  await Promise.all(underWay);
}

/** Refuses without the right over the whole county, an unknown job, and one that is running. */
export async function askRun(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { job: string },
): Promise<Answer<{ job: string }>> {
  const job = CLOCK_JOBS.find((one) => one.act === input.job);
  const asked = await command(services, actor, { act: 'job.run', key, input, subject: input.job }, async (tx, at) => {
    const keeps = may(actor.roles, 'alert.manage') || may(actor.roles, 'users.manage');
    if (!keeps || actor.scopePath !== '/') return refuseWithout('alert.manage');
    if (job === undefined) return refuse('job_unknown');
    const [lease] = await tx.select().from(jobLease).where(eq(jobLease.job, job.act));
    if (lease !== undefined && lease.until > at) return refuse('job_running');
    return ok({ value: { job: job.act }, subject: job.act });
  });
  if (!asked.ok || asked.repeated || job === undefined) return asked;
  const run = runClockJob(services, job, `${hostname()}:${process.pid}:${actor.userId}`, { by: actor.userId });
  const kept: Promise<unknown> = run.finally(() => underWay.delete(kept));
  underWay.add(kept);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([kept, patience]);
  clearTimeout(timer);
  return asked;
}
