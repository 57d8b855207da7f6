/** Imports that go on after their request was answered: kept in this process, asked for by the key of their form. */
import type { Answer } from '../audit/command.ts';
import type { Clock } from '../kernel/clock.ts';
import { nextTurn, type Pace, type Stage } from './pace.ts';

export type RunOutcome = { broke: false; answer: Answer<unknown> } | { broke: true };

export interface Run {
  key: string;
  personId: number;
  fileName: string;
  /** The preview that is applied; null while a file is read. */
  draftId: number | null;
  startedAt: number;
  stage: Stage;
  done: number;
  total: number;
  /** Undefined while it goes on. */
  outcome: RunOutcome | undefined;
  ended: Promise<void>;
}

export interface RunRequest {
  key: string;
  personId: number;
  fileName: string;
  draftId: number | null;
}

/** More at once would only make each slower, and their files fill the memory. */
const MOST_AT_ONCE = 4;
/** Ended ones are forgotten then: their preview or their key tells what came of them. */
const KEPT_MS = 3_600_000;
const MOST_KEPT = 100;

export class ImportRuns {
  private readonly clock: Clock;
  private readonly runs = new Map<string, Run>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** A person's own run; anyone else's is not there. */
  find(personId: number, key: string): Run | undefined {
    const run = this.runs.get(key);
    return run?.personId === personId ? run : undefined;
  }

  /** Begins the work unless what that key has begun is still under way. Undefined when too many are under way. */
  begin(request: RunRequest, work: (pace: Pace) => Promise<Answer<unknown>>): Run | undefined {
    const known = this.find(request.personId, request.key);
    if (known !== undefined && known.outcome === undefined) return known;
    this.forget();
    const underWay = [...this.runs.values()].filter((run) => run.outcome === undefined).length;
    if (underWay >= MOST_AT_ONCE) return undefined;
    const begun = { startedAt: this.clock.now(), stage: 'reading' as const, done: 0, total: 0 };
    const run: Run = { ...request, ...begun, outcome: undefined, ended: Promise.resolve() };
    this.runs.set(request.key, run);
    run.ended = follow(run, work);
    return run;
  }

  private forget(): void {
    const ended = [...this.runs.values()].filter((run) => run.outcome !== undefined);
    const old = this.clock.now() - KEPT_MS;
    const late = ended.filter((run, index) => run.startedAt < old || index < ended.length - MOST_KEPT);
    for (const run of late) this.runs.delete(run.key);
  }
}

async function follow(run: Run, work: (pace: Pace) => Promise<Answer<unknown>>): Promise<void> {
  const pace: Pace = async (stage, done, total) => {
    Object.assign(run, { stage, done, total });
    await nextTurn();
  };
  try {
    await nextTurn();
    run.outcome = { broke: false, answer: await work(pace) };
  } catch (error) {
    run.outcome = { broke: true };
    process.stderr.write(
      `import stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
}

/** True when it ended within `ms`: short files are answered at once. */
export async function endsWithin(run: Run, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([run.ended, waited]);
  clearTimeout(timer);
  return run.outcome !== undefined;
}
