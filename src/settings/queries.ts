/** Reads what held on a day: past figures use the rule that was in force then. */
import { and, desc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { datedRule } from '../../db/schema/settings.ts';
import type { ExpiryView } from '../kernel/near-expiry.ts';
import { RULES, type RuleCode, type RuleValue } from './rules.ts';

const KEPT_MS = 30_000;
const MOST_KEPT = 1000;

interface Kept {
  value: unknown;
  until: number;
}

/** One memory for each connection object: tests open many databases in one process. */
let memories = new WeakMap<Db, Map<string, Kept>>();

/**
 * What was kept is asked for again: after a rule was added or withdrawn. A read under way fills a memory that nobody
 * looks at any more. Other processes may go on for half a minute: no value begins on a day that has begun.
 */
export function forgetRules(): void {
  memories = new WeakMap();
}

function memoryOf(db: Db): Map<string, Kept> {
  const memory = memories.get(db) ?? new Map<string, Kept>();
  memories.set(db, memory);
  return memory;
}

async function load(db: Db, code: RuleCode, day: string): Promise<unknown> {
  const inForce = and(
    eq(datedRule.code, code),
    lte(datedRule.effectiveFrom, day),
    or(isNull(datedRule.effectiveTo), gte(datedRule.effectiveTo, day)),
  );
  const [row] = await db
    .select({ value: datedRule.value })
    .from(datedRule)
    .where(inForce)
    .orderBy(desc(datedRule.effectiveFrom))
    .limit(1);
  return row?.value;
}

/** The rule in force on `day`, or undefined when there is none. Kept for half a minute. */
export async function ruleIfAny<C extends RuleCode>(db: Db, code: C, day: string): Promise<RuleValue<C> | undefined> {
  const memory = memoryOf(db);
  const key = `${code} ${day}`;
  const kept = memory.get(key);
  // The age of a memory is real time, whatever clock the business runs on
  if (kept !== undefined && kept.until > performance.now()) return kept.value as RuleValue<C> | undefined;
  const found = await load(db, code, day);
  const value = found === undefined ? undefined : (RULES[code].parse(found) as RuleValue<C>);
  if (memory.size >= MOST_KEPT) memory.clear();
  memory.set(key, { value, until: performance.now() + KEPT_MS });
  return value;
}

/** The rule in force on `day`. Throws when the reference seeds were never run, or its value has the wrong shape. */
export async function ruleOn<C extends RuleCode>(db: Db, code: C, day: string): Promise<RuleValue<C>> {
  const value = await ruleIfAny(db, code, day);
  if (value === undefined) throw new Error(`no rule ${code} on ${day}: run the reference seeds`);
  return value;
}

/** What the rule in force on `day` rests on, as people cite it; empty when there is none. */
export async function basisOn(db: Db, code: RuleCode, day: string): Promise<string> {
  const [row] = await db
    .select({ legalBasis: datedRule.legalBasis })
    .from(datedRule)
    .where(and(eq(datedRule.code, code), lte(datedRule.effectiveFrom, day)))
    .orderBy(desc(datedRule.effectiveFrom))
    .limit(1);
  return row?.legalBasis ?? '';
}

/** What a page of `today` needs to mark expiries. Throws as `ruleOn` does. */
export async function expiryOn(db: Db, today: string): Promise<ExpiryView> {
  return { today, bands: await ruleOn(db, 'near_expiry_days', today) };
}

/** True when the data was made by the demonstration. */
export async function isDemo(db: Db, today: string): Promise<boolean> {
  return (await ruleIfAny(db, 'demo.made', today)) !== undefined;
}
