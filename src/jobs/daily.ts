/** What runs once a day by the clock. A feature whose rows come into force by their date adds its job here. */
import type { Tx } from '../../db/database.ts';
import type { Done } from '../audit/command.ts';
import { factsInForce } from '../catalogue/in-force-commands.ts';
import { countsDue } from '../counts/plan-commands.ts';
import { formularyInForce } from '../formulary/in-force-commands.ts';
import type { Result } from '../kernel/result.ts';
import { upkeepDue } from '../upkeep/make-commands.ts';

export interface DailyJob {
  /** The act of its audit row; the part before the dot is the topic of live updates. */
  act: string;
  /**
   * Brings to `day` what its feature keeps, inside one transaction. It must change nothing the second time. A refusal
   * undoes it and is recorded; an error is tried again.
   */
  run(tx: Tx, at: number, day: string): Promise<Result<Done<unknown>>>;
}

/** In the order in which they run. */
export const DAILY_JOBS: readonly DailyJob[] = [factsInForce, formularyInForce, countsDue, upkeepDue];
