/** A run of the verification as an act: one at a time in this process, its outcome in the audit trail. */
import { command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { canStandApart, verifyApart } from './apart.ts';
import type { Progress, RunOutcome } from './run.ts';
import { CHECKS, type CheckResult, verifyAll } from './verify.ts';

/** Of one rule, as many findings are kept with the outcome; the count says how many there were. */
const FINDINGS_KEPT = 50;

export const RUN_ACT = 'verification.run';

export function outcomeOf(results: readonly CheckResult[], startedAt: number, endedAt: number): RunOutcome {
  const rules = results.map(({ rule, findings, ms }) => {
    return { rule, ms, count: findings.length, findings: findings.slice(0, FINDINGS_KEPT) };
  });
  return { startedAt, endedAt, findings: results.reduce((sum, one) => sum + one.findings.length, 0), rules };
}

/** The run of this process: begun by a person, ended by itself, watched by the page. */
export class Verification {
  private readonly services: Services;
  private current: Progress | undefined;
  private ending: Promise<void> = Promise.resolve();

  constructor(services: Services) {
    this.services = services;
  }

  /** Undefined when nothing runs. */
  progress(): Progress | undefined {
    return this.current;
  }

  /** Begins a run; false when one is under way. It goes on after the answer has been sent. */
  begin(actor: Actor, key: string | null): boolean {
    if (this.current !== undefined) return false;
    const started: Progress = { startedAt: this.services.clock.now(), by: actor.name, done: 0, total: CHECKS.length };
    this.current = started;
    this.ending = this.run(actor, key, started).finally(() => {
      this.current = undefined;
    });
    this.ending.catch((error: unknown) => {
      process.stderr.write(`verification stopped: ${error instanceof Error ? error.message : String(error)}\n`);
    });
    return true;
  }

  /** Resolves when the run under way has ended; rejects when it broke. */
  ended(): Promise<void> {
    return this.ending;
  }

  private async run(actor: Actor, key: string | null, progress: Progress): Promise<void> {
    const { clock, db } = this.services;
    const report = () => {
      progress.done += 1;
    };
    const results = await (canStandApart && db.file !== undefined
      ? verifyApart(db.file, report)
      : verifyAll(db.read, report));
    const outcome = outcomeOf(results, progress.startedAt, clock.now());
    const request = { act: RUN_ACT, key, input: { startedAt: progress.startedAt } };
    const subject = outcome.findings === 0 ? 'whole' : 'broken';
    // Under way until its outcome is kept: a page between the two would show the run before as the newest.
    await command(this.services, actor, request, async () => ok({ value: null, subject, after: outcome }));
  }
}
