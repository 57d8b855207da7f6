/** What the page of jobs shows: of each job its last runs, when it is due, and whether it is late or failed. */
import { desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { jobRun } from '../../db/schema/levels.ts';
import { jobLease } from '../../db/schema/settings.ts';
import { person } from '../../db/schema/users.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import { CLOCK_JOBS } from './clock-jobs.ts';
import { DAILY_JOBS } from './daily.ts';

/** A daily job should have run an hour after midnight; one that repeats, before its third turn. */
const DAILY_GRACE_MS = 60 * 60_000;
const TURNS = 3;
const RUNS_SHOWN = 5;

export type JobRun = typeof jobRun.$inferSelect & { person: string | null };

export interface JobState {
  act: string;
  /** Null for a daily one. */
  everyMinutes: number | null;
  state: 'running' | 'done' | 'failed' | 'never';
  late: boolean;
  lastDoneAt: number | null;
  /** The newest first. */
  runs: JobRun[];
  /** Only what runs in parts is run when asked; the others make up for missed days by themselves. */
  mayRun: boolean;
}

/** The job is later than it may be. `since` is when the program first could have run it. */
export function isLate(everyMinutes: number | null, lastDoneAt: number | null, since: number, now: number): boolean {
  const last = lastDoneAt ?? since;
  if (everyMinutes !== null) return now - last > TURNS * everyMinutes * 60_000;
  const midnight = startOfDay(dayOf(now));
  return last < midnight && now - midnight > DAILY_GRACE_MS;
}

/** Since this process began: a job that never ran is waited for from then on, whatever clock the business runs on. */
const sinceStart = (now: number) => now - performance.now();

/** Every job, in the order in which they run. `since`: UTC ms from which a job that never ran is waited for. */
export async function jobStates(db: Db, now: number, since: number = sinceStart(now)): Promise<JobState[]> {
  const known = [
    ...DAILY_JOBS.map(({ act }) => ({ act, everyMinutes: null })),
    ...CLOCK_JOBS.map(({ act, everyMinutes }) => ({ act, everyMinutes })),
  ];
  const acts = known.map(({ act }) => act);
  const leases = await db.select().from(jobLease).where(inArray(jobLease.job, acts));
  const states: JobState[] = [];
  for (const { act, everyMinutes } of known) {
    const rows = await db
      .select({ run: jobRun, person: person.name })
      .from(jobRun)
      .leftJoin(person, eq(person.id, jobRun.askedBy))
      .where(eq(jobRun.job, act))
      .orderBy(desc(jobRun.id))
      .limit(RUNS_SHOWN);
    const runs = rows.map(({ run, person: name }) => ({ ...run, person: name }));
    const lease = leases.find((one) => one.job === act);
    const done = runs.find((run) => run.outcome === 'done');
    const fromLease = lease?.lastOutcome === 'done' ? (lease.lastRunAt ?? null) : null;
    const lastDoneAt = done?.endedAt ?? fromLease;
    const state = runs[0]?.outcome ?? (lastDoneAt === null ? 'never' : 'done');
    const late = isLate(everyMinutes, lastDoneAt, since, now);
    states.push({ act, everyMinutes, state, late, lastDoneAt, runs, mayRun: everyMinutes !== null });
  }
  return states;
}

/** Jobs that failed at last or are late: what administrators find on the page of today. */
export async function jobsInTrouble(db: Db, now: number): Promise<JobState[]> {
  return (await jobStates(db, now)).filter((job) => job.late || job.state === 'failed');
}
