/** What a run of the verification is while it lasts and after it has ended. */
import type { Finding } from '../kernel/finding.ts';

export interface Progress {
  startedAt: number;
  /** Name of the person who began it. */
  by: string;
  /** Rules that have been checked. */
  done: number;
  total: number;
}

export interface RuleOutcome {
  rule: string;
  ms: number;
  /** How many findings there were; `findings` holds the first of them. */
  count: number;
  findings: Finding[];
}

export interface RunOutcome {
  startedAt: number;
  endedAt: number;
  /** All rules together. */
  findings: number;
  rules: RuleOutcome[];
}

/** A finished run and who began it. */
export interface PastRun {
  by: string;
  outcome: RunOutcome;
}
