/** Writes dated rules: by the seeds, idempotently; a rule of the past is never changed, only followed by another. */
import type { Tx } from '../../db/database.ts';
import { datedRule } from '../../db/schema/settings.ts';
import { RULES, type RuleCode, type RuleValue } from './rules.ts';

export interface NewRule<C extends RuleCode> {
  code: C;
  value: RuleValue<C>;
  /** Where it stands written: law, circular, decision of the house. */
  legalBasis: string;
  effectiveFrom: string;
}

/** Adds the rule when none of its code begins on that day. Throws when the value has the wrong shape. */
export async function ensureRule<C extends RuleCode>(tx: Tx, rule: NewRule<C>): Promise<void> {
  const value = RULES[rule.code].parse(rule.value);
  await tx
    .insert(datedRule)
    .values({ ...rule, value })
    .onConflictDoNothing({ target: [datedRule.code, datedRule.effectiveFrom] });
}

/** Marks the data as a demonstration, which opens the login page without passwords outside production. */
export async function markDemo(tx: Tx, made: { seed: number; day: string; from: string }): Promise<void> {
  const value = { seed: made.seed, day: made.day };
  await ensureRule(tx, { code: 'demo.made', value, legalBasis: 'demonstration', effectiveFrom: made.from });
}
