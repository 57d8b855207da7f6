/** What the page of jobs shows: of each job its last runs, when it is due, and whether it is late or failed. */
import { desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { jobRun } from '../../db/schema/levels.ts';
import { jobLease } from '../../db/schema/settings.ts';
import { person } from '../../db/schema/users.ts';
import { rowset, statement } from '../../db/statement.ts';
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

/** Every job, in the order in which they run. */
const known = (): { act: string; everyMinutes: number | null }[] => [
  ...DAILY_JOBS.map(({ act }) => ({ act, everyMinutes: null })),
  ...CLOCK_JOBS.map(({ act, everyMinutes }) => ({ act, everyMinutes })),
];

/** Every job with its last runs. `since`: UTC ms from which a job that never ran is waited for. */
export async function jobStates(db: Db, now: number, since: number = sinceStart(now)): Promise<JobState[]> {
  const jobs = known();
  const acts = jobs.map(({ act }) => act);
  const leases = await db.select().from(jobLease).where(inArray(jobLease.job, acts));
  const states: JobState[] = [];
  for (const { act, everyMinutes } of jobs) {
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

const lastRuns = statement(
  `select given.act, lease.last_run_at, lease.last_outcome,
     (select outcome from job_run where job = given.act order by started_at desc, id desc limit 1) as outcome,
     (select ended_at from job_run where job = given.act and outcome = 'done'
       order by started_at desc, id desc limit 1) as done_at
   from ${rowset('acts', { act: 'text' })} as given left join job_lease as lease on lease.job = given.act`,
);

interface LastRun {
  act: string;
  last_run_at: number | null;
  last_outcome: string | null;
  outcome: string | null;
  done_at: number | null;
}

/** Acts of the jobs that failed at last or are late: what administrators find on the page of today. */
export async function jobsInTrouble(db: Db, now: number): Promise<string[]> {
  const jobs = known();
  const rows = await db.run<LastRun>(lastRuns, { acts: jobs.map(({ act }) => ({ act })) });
  const lastOf = new Map(rows.map((row) => [row.act, row]));
  return jobs.flatMap(({ act, everyMinutes }) => {
    const last = lastOf.get(act);
    const doneAt = last?.done_at ?? (last?.last_outcome === 'done' ? last.last_run_at : null);
    const late = isLate(everyMinutes, doneAt === null ? null : Number(doneAt), sinceStart(now), now);
    return late || last?.outcome === 'failed' ? [act] : [];
  });
}
