/** Maintenance recomputed: what stands by the entries, nothing unsafe passed, nothing stopped in use, two people. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { maintenancePlan, maintenanceResult } from '../../db/schema/maintenance.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, Finding, FoundRow } from '../kernel/finding.ts';
import { bestOutcome, chosenItems, nextDue, standing } from './rules.ts';

const told = (outcome: string | null, doneOn: string | null, dueOn: string) =>
  [outcome ?? '-', doneOn ?? '-', dueOn].join(' ');

const plansAll = (db: Db) =>
  db
    .select({ plan: maintenancePlan, number: asset.number })
    .from(maintenancePlan)
    .innerJoin(asset, eq(asset.id, maintenancePlan.assetId))
    .orderBy(asc(maintenancePlan.id));

type Entry = typeof maintenanceResult.$inferSelect;

async function entriesByPlan(db: Db): Promise<Map<number, Entry[]>> {
  const byPlan = new Map<number, Entry[]>();
  for (const row of await db.select().from(maintenanceResult).orderBy(asc(maintenanceResult.id))) {
    const known = byPlan.get(row.planId);
    if (known === undefined) byPlan.set(row.planId, [row]);
    else known.push(row);
  }
  return byPlan;
}

/** The day is reckoned anew from the cycle that the result names. */
async function due(db: Db): Promise<Finding[]> {
  const entries = await entriesByPlan(db);
  const found: Finding[] = [];
  for (const { plan, number } of await plansAll(db)) {
    const [last] = standing(entries.get(plan.id) ?? []);
    const expected = last
      ? told(last.outcome, last.doneOn, nextDue(last.doneOn, last.cycleMonths, last.outcome))
      : told(null, null, plan.firstDueOn);
    const kept = told(plan.outcome, plan.doneOn, plan.dueOn);
    if (expected !== kept) {
      found.push({ rule: 'maintenance_due', subject: `${number} ${plan.kind}`, expected, found: kept });
    }
  }
  return found;
}

async function unsafe(db: Db): Promise<Finding[]> {
  const entries = await entriesByPlan(db);
  const found: Finding[] = [];
  for (const { plan, number } of await plansAll(db)) {
    const items = chosenItems(plan.kind, null);
    for (const { id, outcome, checks } of entries.get(plan.id) ?? []) {
      const best = bestOutcome(items, checks);
      if (outcome !== 'pass' || best === 'pass') continue;
      const subject = `${number} ${plan.kind} result ${id}`;
      found.push({ rule: 'maintenance_unsafe', subject, expected: best, found: outcome });
    }
  }
  return found;
}

const stoppedInUse = statement(
  `select asset.number || ' ' || plan.kind as subject, 'stopped' as expected, asset.status as found
   from maintenance_plan as plan join asset on asset.id = plan.asset_id
   where plan.ended_on is null and plan.outcome = 'stopped' and asset.status in ('in_use', 'shared')`,
);
const ownConfirmed = statement(
  `select asset.number || ' result ' || result.id as subject, 'another person' as expected, person.name as found
   from maintenance_confirmation as said
   join maintenance_result as result on result.id = said.result_id
   join maintenance_plan as plan on plan.id = result.plan_id
   join asset on asset.id = plan.asset_id
   join person on person.id = said.confirmed_by
   where said.confirmed_by = result.entered_by`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const maintenanceChecks: readonly Check<Db>[] = [
  { rule: 'maintenance_due', find: due },
  { rule: 'maintenance_unsafe', find: unsafe },
  check('maintenance_stopped', stoppedInUse),
  check('maintenance_confirmed', ownConfirmed),
];
