/** Figures of use read back: of each piece of equipment, class or member over months, and month by month of one. */
import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { assetUse } from '../../db/schema/asset-values.ts';
import { statement } from '../../db/statement.ts';
import { addDays, lastDayOfMonth } from '../kernel/clock.ts';
import { isWorkingDay } from '../kernel/working-time.ts';
import { ruleOn } from '../settings/queries.ts';
import { calendarFrom } from '../working-days/queries.ts';
import type { UseGroup, UseSums } from './rules.ts';

const used = statement(
  `select asset.id, asset.number, asset.name, asset.model, asset.price_fen, asset_class.code as class_code,
     asset_class.name as class_name, member.code as member_code, member.short_name as member, use_of.month,
     use_of.open_minutes, use_of.used_minutes, use_of.cases, use_of.positives, use_of.revenue_fen,
     use_of.direct_cost_fen
   from asset_use as use_of join asset on asset.id = use_of.asset_id
   join asset_class on asset_class.id = asset.class_id
   join organisation as member on member.id = asset.user_id
   join organisation as owner on owner.id = asset.owner_id
   where use_of.month >= :from and use_of.month <= :until
     and (member.path like :scopePath || '%' or owner.path like :scopePath || '%')
     and (cast(:member as text) is null or member.code = cast(:member as text))
     and (cast(:class as text) is null or asset_class.code = cast(:class as text))
     and (cast(:number as text) is null or asset.number = cast(:number as text))
   order by asset.id, use_of.month`,
);

const charged = statement(
  `select line.asset_id, run.month, sum(line.month_fen) as fen,
     sum(case when line.source = 'fiscal' then line.month_fen else 0 end) as fiscal_fen
   from depreciation_run as run join depreciation_line as line on line.run_id = run.id
   where run.month >= :from and run.month <= :until and exists (
     select 1 from asset_use where asset_use.asset_id = line.asset_id and asset_use.month = run.month)
   group by line.asset_id, run.month`,
);

interface UsedRow {
  id: number;
  number: string;
  name: string;
  model: string;
  price_fen: number;
  class_code: string;
  class_name: string;
  member_code: string;
  member: string;
  month: string;
  open_minutes: number;
  used_minutes: number;
  cases: number;
  positives: number | null;
  revenue_fen: number;
  direct_cost_fen: number;
}

export interface UseFilter {
  from: string;
  until: string;
  member?: string | undefined;
  class?: string | undefined;
}

export interface UsedLine extends UseSums {
  key: string;
  name: string;
  /** Number and model of one piece of equipment. */
  detail: string;
}

/** Minutes that a thing could be on in each of the months: the hours of their working days. */
async function couldBeOn(db: Db, months: Iterable<string>): Promise<Map<string, number>> {
  const could = new Map<string, number>();
  for (const month of new Set(months)) {
    const calendar = await calendarFrom(db, `${month}-01`);
    const { dayHours } = await ruleOn(db, 'idle_assets', `${month}-01`);
    let days = 0;
    for (let day = `${month}-01`; day <= lastDayOfMonth(month); day = addDays(day, 1)) {
      if (isWorkingDay(day, calendar)) days += 1;
    }
    could.set(month, days * dayHours * 60);
  }
  return could;
}

function keyOf(group: UseGroup, row: UsedRow) {
  if (group === 'class') return { key: row.class_code, name: row.class_name, detail: '' };
  if (group === 'member') return { key: row.member_code, name: row.member, detail: '' };
  return { key: row.number, name: row.name, detail: [row.number, row.model].filter(Boolean).join(' ') };
}

/** What was entered of months, and what belongs beside it: read once, grouped as often as a page needs. */
export interface UsesFound {
  rows: UsedRow[];
  /** Minutes that a thing could be on, by month. */
  could: Map<string, number>;
  /** Depreciation by thing and month. */
  worn: Map<string, { fen: number; fiscal_fen: number }>;
}

/** Figures of use within the scope. */
export async function usesIn(
  db: Db,
  scopePath: string,
  filter: UseFilter & { number?: string | undefined },
): Promise<UsesFound> {
  const { from, until, member = null, number = null } = filter;
  const rows = await db.run<UsedRow>(used, { from, until, scopePath, member, number, class: filter.class ?? null });
  const could = await couldBeOn(
    db,
    rows.map(({ month }) => month),
  );
  const worn = new Map(
    (await db.run<{ asset_id: number; month: string; fen: number; fiscal_fen: number }>(charged, { from, until })).map(
      (row) => [`${row.asset_id} ${row.month}`, row],
    ),
  );
  return { rows, could, worn };
}

/** Sums over the months by what the reader groups by, in the order of the cards. */
export async function usedBy(
  db: Db,
  scopePath: string,
  filter: UseFilter & { number?: string },
  group: UseGroup | 'month',
): Promise<UsedLine[]> {
  return groupUses(await usesIn(db, scopePath, filter), group);
}

/** The same of what was read before, from a month on. */
export function groupUses({ rows, could, worn }: UsesFound, group: UseGroup | 'month', from = ''): UsedLine[] {
  const lines = new Map<string, UsedLine & { assets: Set<number> }>();
  for (const row of rows) {
    if (row.month < from) continue;
    const { key, name, detail } =
      group === 'month' ? { key: row.month, name: row.month, detail: '' } : keyOf(group, row);
    const none = { months: 0, openMinutes: 0, usedMinutes: 0, cases: 0, positives: 0, judgedCases: 0, revenueFen: 0 };
    const zero = { directCostFen: 0, couldMinutes: 0, priceFen: 0, depreciationFen: 0, fiscalFen: 0 };
    const fresh = { key, name, detail, ...none, ...zero, maintenanceFen: null, assets: new Set<number>() };
    const line = lines.get(key) ?? fresh;
    if (!line.assets.has(row.id)) line.priceFen += Number(row.price_fen);
    line.assets.add(row.id);
    line.months += 1;
    line.openMinutes += row.open_minutes;
    line.usedMinutes += row.used_minutes;
    line.cases += row.cases;
    line.positives += row.positives ?? 0;
    line.judgedCases += row.positives === null ? 0 : row.cases;
    line.revenueFen += Number(row.revenue_fen);
    line.directCostFen += Number(row.direct_cost_fen);
    line.couldMinutes += could.get(row.month) ?? 0;
    line.depreciationFen += Number(worn.get(`${row.id} ${row.month}`)?.fen ?? 0);
    line.fiscalFen += Number(worn.get(`${row.id} ${row.month}`)?.fiscal_fen ?? 0);
    lines.set(key, line);
  }
  // Of several things a month is counted once for each: the mean of one stands for its year
  return [...lines.values()].map(({ assets, ...line }) => ({
    ...line,
    months: line.months / Math.max(1, assets.size),
  }));
}

export type UseRow = typeof assetUse.$inferSelect;

/** What was entered of one month. */
export async function useOf(db: Db, assetId: number, month: string): Promise<UseRow | undefined> {
  const [row] = await db
    .select()
    .from(assetUse)
    .where(and(eq(assetUse.assetId, assetId), eq(assetUse.month, month)));
  return row;
}

/** The latest month of which anything is known. */
export async function latestUse(db: Db): Promise<string | undefined> {
  const [row] = await db.select({ month: assetUse.month }).from(assetUse).orderBy(desc(assetUse.month)).limit(1);
  return row?.month;
}
