/** The plan as the table that is printed and exported (采购计划表): every line with what it was weighed by. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { stepsOf } from '../approvals/queries.ts';
import { addDays } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { countyStanding, type LineFilter, listPlanLines, type PlanLineView } from './line-list-queries.ts';
import { hubSafety } from './netting-rules.ts';
import type { PlanRecord } from './plan-queries.ts';

/** One line of the table. Base units. */
export interface TableLine {
  line: PlanLineView;
  stockBase: number;
  comingBase: number;
  /** Used in a month, as the mean of three. */
  useBase: number;
  safetyBase: number;
  /** Null while the chief pharmacist has not agreed. */
  checkedBase: number | null;
  /** Null while it is not approved. */
  approvedBase: number | null;
}

const MOST_LINES = 100_000;
const QUARTER = 90;

const usedOver = statement(
  `select item_id, cast(sum(case when organisation.kind = 'head' then 0 else quantity_base end) as bigint) as members,
     cast(sum(case when organisation.kind = 'head' and day >= :month then quantity_base else 0 end) as bigint) as hub
   from daily_use join organisation on organisation.id = daily_use.organisation_id
   where item_id in (select id from ${rowset('items', { id: 'int' })} as given) and day between :since and :day
   group by item_id`,
);
const limits = statement(
  `select item_id, least_base from stock_target join organisation on organisation.id = stock_target.organisation_id
   where organisation.kind = 'head' and item_id in (select id from ${rowset('items', { id: 'int' })} as given)`,
);

/** The lines that match with what the county has and uses, and the hub's own safety. */
export async function planTable(db: Db, record: PlanRecord, filter: LineFilter, day: string): Promise<TableLine[]> {
  const { id: planId, status } = record.document;
  const lines = await listPlanLines(db, planId, filter, { after: 0, size: MOST_LINES });
  const itemIds = [...new Set(lines.map((line) => line.itemId))];
  const items = itemIds.map((id) => ({ id }));
  const standing = await countyStanding(db, itemIds, day);
  const { hubDays } = await ruleOn(db, 'surplus_cover', day);
  const span = { items, day, since: addDays(day, 1 - QUARTER), month: addDays(day, -29) };
  const used = await db.run<{ item_id: number; members: number; hub: number }>(usedOver, span);
  const set = await db.run<{ item_id: number; least_base: number }>(limits, { items });
  const use = new Map(used.map((row) => [Number(row.item_id), row]));
  const least = new Map(set.map((row) => [Number(row.item_id), Number(row.least_base)]));
  const steps = await stepsOf(db, planId);
  const round = steps.at(-1)?.round;
  const checked = steps.some(
    (step) => step.round === round && step.role === 'chief_pharmacist' && step.status === 'approved',
  );
  const agreed = status === 'approved' || status === 'ordered' || status === 'closed';
  return lines.map((line) => {
    const own = use.get(line.itemId);
    const hubUse = Math.max(0, Number(own?.hub ?? 0));
    return {
      line,
      stockBase: standing.get(line.itemId)?.hasBase ?? 0,
      comingBase: standing.get(line.itemId)?.onOrderBase ?? 0,
      useBase: Math.round(Math.max(0, Number(own?.members ?? 0)) / 3),
      safetyBase: hubSafety(hubUse, hubDays, least.get(line.itemId) ?? 0),
      checkedBase: checked ? line.quantityBase : null,
      approvedBase: agreed ? line.quantityBase : null,
    };
  });
}
