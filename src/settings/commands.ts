/** Writes dated rules: no value of the past is ever changed, only followed by another; one to come may be withdrawn. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { datedRule } from '../../db/schema/settings.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { forgetRules } from './queries.ts';
import { RULES, type RuleCode, type RuleValue } from './rules.ts';
import { checkFirstDay, checkValue, type KeptRule } from './shapes.ts';

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

export interface LaterValue {
  code: KeptRule;
  value: Record<string, unknown>;
  legalBasis: string;
  effectiveFrom: string;
}

/**
 * Lays down what a rule will be from a later day on. Refuses a day that is not after today or is taken, and a value
 * that does not fit the rule.
 */
export async function addRuleValue(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LaterValue,
): Promise<Answer<{ id: number }>> {
  const { code, value, legalBasis, effectiveFrom } = input;
  const added = await command<{ id: number }>(
    services,
    actor,
    { act: 'rule.add', key, input, subject: code },
    async (tx, at) => {
      if (!may(actor.roles, 'rules.manage')) return refuseWithout('rules.manage');
      const later = checkFirstDay(effectiveFrom, dayOf(at));
      if (!later.ok) return later;
      const fits = checkValue(code, value);
      if (!fits.ok) return fits;
      if (legalBasis.trim() === '') return refuse('field_required', {}, 'legalBasis');
      const [row] = await tx
        .insert(datedRule)
        .values({ code, value: RULES[code].parse(value), legalBasis: legalBasis.trim(), effectiveFrom })
        .onConflictDoNothing({ target: [datedRule.code, datedRule.effectiveFrom] })
        .returning({ id: datedRule.id });
      if (row === undefined) return refuse('rule_day_taken', { day: effectiveFrom }, 'effectiveFrom');
      return ok({ value: row, subject: code, after: { value, legalBasis, effectiveFrom } });
    },
  );
  if (added.ok) forgetRules();
  return added;
}

/** Takes a value back before its first day has come. Refuses one that is or was in force, and one that is gone. */
export async function withdrawRuleValue(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: KeptRule; id: number; reason: string },
): Promise<Answer<{ effectiveFrom: string }>> {
  const { code, id, reason } = input;
  const withdrawn = await command<{ effectiveFrom: string }>(
    services,
    actor,
    { act: 'rule.withdraw', key, input, subject: code },
    async (tx, at) => {
      if (!may(actor.roles, 'rules.manage')) return refuseWithout('rules.manage');
      const [row] = await tx
        .delete(datedRule)
        .where(and(eq(datedRule.id, id), eq(datedRule.code, code)))
        .returning();
      if (row === undefined) return refuse('not_found');
      const { value, legalBasis, effectiveFrom } = row;
      // The refusal undoes the deletion
      if (effectiveFrom <= dayOf(at)) return refuse('rule_in_force', { day: effectiveFrom });
      if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
      const before = { value, legalBasis, effectiveFrom };
      return ok({ value: { effectiveFrom }, subject: code, before, after: { reason: reason.trim() } });
    },
  );
  if (withdrawn.ok) forgetRules();
  return withdrawn;
}
