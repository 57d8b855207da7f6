/** Compulsory metrology recomputed: what stands by the entries, until when by the cycle, and no failed thing in use. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, Finding, FoundRow } from '../kernel/finding.ts';
import { type EnteredResult, lastDayOf, type Outcome, standing } from './rules.ts';

const dutiesAll = statement(
  `select duty.id, asset.number, duty.item, duty.outcome, duty.tested_on, duty.valid_until
   from metrology_duty as duty join asset on asset.id = duty.asset_id`,
);
const resultsAll = statement(
  `select id, duty_id, tested_on, outcome, valid_until, cycle_months, reversal_of from metrology_result order by id`,
);

interface Duty {
  id: number;
  number: string;
  item: string;
  outcome: Outcome | null;
  tested_on: string | null;
  valid_until: string | null;
}

interface Entry {
  id: number;
  duty_id: number;
  tested_on: string;
  outcome: Outcome;
  valid_until: string | null;
  cycle_months: number;
  reversal_of: number | null;
}

type Kept = EnteredResult & { cycleMonths: number };

async function entriesByDuty(db: Db): Promise<Map<number, Kept[]>> {
  const byDuty = new Map<number, Kept[]>();
  for (const row of await db.run<Entry>(resultsAll, {})) {
    const { tested_on: testedOn, outcome, valid_until: validUntil } = row;
    const reversalOf = row.reversal_of === null ? null : Number(row.reversal_of);
    const kept = {
      id: Number(row.id),
      testedOn,
      outcome,
      validUntil,
      reversalOf,
      cycleMonths: Number(row.cycle_months),
    };
    byDuty.set(Number(row.duty_id), [...(byDuty.get(Number(row.duty_id)) ?? []), kept]);
  }
  return byDuty;
}

const told = (outcome: string | null, testedOn: string | null, validUntil: string | null) =>
  [outcome, testedOn, validUntil].map((part) => part ?? '-').join(' ');

async function due(db: Db): Promise<Finding[]> {
  const entries = await entriesByDuty(db);
  const found: Finding[] = [];
  for (const duty of await db.run<Duty>(dutiesAll, {})) {
    const subject = `${duty.number} ${duty.item}`;
    const [last] = standing(entries.get(Number(duty.id)) ?? []);
    const expected = told(last?.outcome ?? null, last?.testedOn ?? null, last?.validUntil ?? null);
    const kept = told(duty.outcome, duty.tested_on, duty.valid_until);
    if (expected !== kept) found.push({ rule: 'metrology_due', subject, expected, found: kept });
  }
  return found;
}

async function beyond(db: Db): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const [dutyId, results] of await entriesByDuty(db)) {
    for (const { id, testedOn, validUntil, cycleMonths } of results) {
      const last = lastDayOf(testedOn, cycleMonths);
      if (validUntil === null || validUntil <= last) continue;
      found.push({
        rule: 'metrology_cycle',
        subject: `duty ${dutyId} result ${id}`,
        expected: last,
        found: validUntil,
      });
    }
  }
  return found;
}

const failedInUse = statement(
  `select asset.number || ' ' || duty.item as subject, 'stopped' as expected, asset.status as found
   from metrology_duty as duty join asset on asset.id = duty.asset_id
   where duty.ended_on is null and duty.outcome = 'fail' and asset.status in ('in_use', 'shared')`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const metrologyChecks: readonly Check<Db>[] = [
  { rule: 'metrology_due', find: due },
  { rule: 'metrology_cycle', find: beyond },
  check('metrology_failed', failedInUse),
];
