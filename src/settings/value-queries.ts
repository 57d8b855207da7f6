/** Every value a rule has had, has and will have: for the page that shows and changes them. */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { datedRule } from '../../db/schema/settings.ts';
import { addDays } from '../kernel/clock.ts';
import { RULES, type RuleValue } from './rules.ts';
import { KEPT_RULES, type KeptRule } from './shapes.ts';

export interface ValueLine<C extends KeptRule = KeptRule> {
  id: number;
  value: RuleValue<C>;
  legalBasis: string;
  effectiveFrom: string;
  /** Last day; null while nothing follows. */
  effectiveTo: string | null;
  state: 'past' | 'in_force' | 'coming';
}

export interface RuleLine {
  code: KeptRule;
  /** In force on the day that was asked for. */
  current: ValueLine | undefined;
  /** The first that begins after that day. */
  next: ValueLine | undefined;
  /** All, the latest first. */
  values: ValueLine[];
}

type Row = typeof datedRule.$inferSelect;

function lineOf(code: KeptRule, row: Row, follower: Row | undefined, day: string): ValueLine {
  const { id, legalBasis, effectiveFrom } = row;
  const before = follower === undefined ? null : addDays(follower.effectiveFrom, -1);
  const ends = [row.effectiveTo, before].filter((end) => end !== null).sort();
  const effectiveTo = ends[0] ?? null;
  const over = effectiveTo !== null && effectiveTo < day;
  const state = effectiveFrom > day ? 'coming' : over ? 'past' : 'in_force';
  return { id, value: RULES[code].parse(row.value), legalBasis, effectiveFrom, effectiveTo, state };
}

function ruleOf(code: KeptRule, rows: readonly Row[], day: string): RuleLine {
  const values = rows.map((row, index) => lineOf(code, row, rows[index + 1], day));
  const current = values.find((line) => line.state === 'in_force');
  const next = values.find((line) => line.state === 'coming');
  return { code, current, next, values: values.reverse() };
}

/** Every kept rule as of `day`, in the order of the shapes. */
export async function listRules(db: Db, day: string): Promise<RuleLine[]> {
  const rows = await db
    .select()
    .from(datedRule)
    .where(inArray(datedRule.code, KEPT_RULES))
    .orderBy(asc(datedRule.code), asc(datedRule.effectiveFrom));
  return KEPT_RULES.map((code) => {
    const own = rows.filter((row) => row.code === code);
    return ruleOf(code, own, day);
  });
}

/** One rule as of `day`. */
export async function ruleWithValues(db: Db, code: KeptRule, day: string): Promise<RuleLine> {
  const rows = await db.select().from(datedRule).where(eq(datedRule.code, code)).orderBy(asc(datedRule.effectiveFrom));
  return ruleOf(code, rows, day);
}

/** Every value of a rule that what happened over years rests on, the earliest first. */
export async function valuesOfRule<C extends KeptRule>(
  db: Db,
  code: C,
): Promise<{ effectiveFrom: string; value: RuleValue<C> }[]> {
  const rows = await db.select().from(datedRule).where(eq(datedRule.code, code)).orderBy(asc(datedRule.effectiveFrom));
  return rows.map((row) => ({ effectiveFrom: row.effectiveFrom, value: RULES[code].parse(row.value) as RuleValue<C> }));
}
