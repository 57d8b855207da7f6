/**
 * The clock of the process: runs the daily jobs at the start and shortly after each midnight of Asia/Shanghai, and
 * those that repeat whenever they are due.
 */
import { hostname } from 'node:os';
import type { CommandServices } from '../audit/command.ts';
import { dayOf } from '../kernel/clock.ts';
import type { ClockJob } from './clock-job.ts';
import { CLOCK_JOBS } from './clock-jobs.ts';
import { runJob } from './commands.ts';
import { DAILY_JOBS, type DailyJob } from './daily.ts';
import { runClockJob } from './run-commands.ts';

/** How often the process looks whether a day has begun. */
const GLANCE_MS = 60_000;
/** What failed is tried again after this long: often enough to be mended by noon, seldom enough not to fill the log. */
const PATIENCE_MS = 15 * 60_000;

interface Options {
  jobs?: readonly DailyJob[];
  /** Those that repeat; none when only `jobs` are given. */
  repeated?: readonly ClockJob[];
  /** Told of each job that failed; the others run all the same, and it is tried again. */
  report?: (line: string) => void;
  glanceMs?: number;
}

/** Runs every job that has not run today, one after the other. Says whether all of them are done. */
export async function runDailyJobs(services: CommandServices, options: Options = {}): Promise<boolean> {
  const holder = `${hostname()}:${process.pid}`;
  let whole = true;
  for (const job of options.jobs ?? DAILY_JOBS) {
    try {
      await runJob(services, job, holder);
    } catch (error) {
      whole = false;
      options.report?.(`The daily job ${job.act} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return whole;
}

/** Runs every job that repeats and is due, one after the other. */
async function runRepeatedJobs(services: CommandServices, options: Options, stop: AbortSignal): Promise<void> {
  const holder = `${hostname()}:${process.pid}`;
  for (const job of options.repeated ?? (options.jobs === undefined ? CLOCK_JOBS : [])) {
    if (stop.aborted) return;
    try {
      const came = await runClockJob(services, job, holder, { stop });
      if (came === 'failed' && !stop.aborted) options.report?.(`The job ${job.act} failed; the page of jobs says why`);
    } catch (error) {
      options.report?.(`The job ${job.act} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

export interface RunningJobs {
  /** Ends after the job in hand; the database may be closed then. */
  stop(): Promise<void>;
}

/**
 * Starts the clock. The first run of the daily jobs has ended when this resolves, so that nobody is served yesterday's
 * facts; those that repeat begin then and hold up nobody.
 */
export async function startJobs(services: CommandServices, options: Options = {}): Promise<RunningJobs> {
  let doneFor = '';
  let triedAt = 0;
  let running: Promise<void> | undefined;
  const run = async (day: string) => {
    triedAt = performance.now();
    if (await runDailyJobs(services, options)) doneFor = day;
    running = undefined;
  };
  let day = dayOf(services.clock.now());
  await run(day);
  const ending = new AbortController();
  let repeating: Promise<void> | undefined;
  const repeat = () => {
    repeating ??= runRepeatedJobs(services, options, ending.signal).finally(() => {
      repeating = undefined;
    });
  };
  repeat();
  const look = () => {
    repeat();
    const today = dayOf(services.clock.now());
    const waiting = today === day && performance.now() - triedAt < PATIENCE_MS;
    if (running !== undefined || today === doneFor || waiting) return;
    day = today;
    running = run(day);
  };
  const timer = setInterval(look, options.glanceMs ?? GLANCE_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      ending.abort();
      await running;
      await repeating;
    },
  };
}
