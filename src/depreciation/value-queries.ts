/** What equipment is worth at the end of a month: by member, age, class and source of money, and card by card. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { spanOf } from '../account/months.ts';
import type { AssetState, FundSource } from '../assets/rules.ts';
import { type AgeBand, type AgeBounds, ageBounds, type ValueGroup } from './rules.ts';
import { livesByClass } from './run-queries.ts';

/** Cards that were there at the end of the month, of the member and class asked for. */
const OF_CARDS = `organisation.path like :scopePath || '%' and asset.acquired_on <= :month || '-31'
    and asset.status <> 'withdrawn' and (asset.status <> 'scrapped' or exists (
      select 1 from asset_event where asset_event.asset_id = asset.id and asset_event.to_status = 'scrapped'
        and asset_event.at >= cast(:until as bigint)))
    and (cast(:member as text) is null or organisation.code = cast(:member as text))
    and (cast(:class as text) is null
      or asset.class_id = (select id from asset_class where code = cast(:class as text)))`;

const CARD = `asset.id, asset.number, asset.name, asset.model, asset.status, asset.acquired_on, asset.owner_id,
    asset.class_id`;

/** Of a source that the card has no more: what lines of such runs charged. Few cards have one. */
const goneLines = (sum: string, when: string) => `coalesce((
    select sum(${sum}) from depreciation_line as line join depreciation_run as run on run.id = line.run_id
    where line.asset_id = gone.asset_id and line.source = gone.source and run.month ${when} :month), 0)`;

/**
 * Every source of every card that was there at the end of the month: what it paid and what was charged through then,
 * which is what is charged now less what came later; a source that a correction took off the card was charged before.
 * The owner is who has the card now.
 */
const VALUED = `with gone as materialized (
    select asset_id, source, accumulated_fen from depreciation_balance as worn where not exists (
      select 1 from asset_fund where asset_fund.asset_id = worn.asset_id and asset_fund.source = worn.source)
  )
  select ${CARD}, part.source, coalesce(part.amount_fen, 0) as price_fen,
    coalesce(worn.accumulated_fen, 0) - coalesce(moved.later_fen, 0) as worn_fen,
    coalesce(moved.month_fen, 0) as month_fen
  from asset join organisation on organisation.id = asset.owner_id
  left join asset_fund as part on part.asset_id = asset.id
  left join depreciation_balance as worn on worn.asset_id = asset.id and worn.source = part.source
  left join (
    select line.asset_id, line.source,
      sum(case when run.month > :month then line.amount_fen else 0 end) as later_fen,
      sum(case when run.month = :month then line.month_fen + line.correction_fen else 0 end) as month_fen
    from depreciation_run as run join depreciation_line as line on line.run_id = run.id
    where run.month >= :month group by line.asset_id, line.source
  ) as moved on moved.asset_id = asset.id and moved.source = part.source
  where ${OF_CARDS} and (cast(:source as text) is null or part.source = cast(:source as text))
  union all
  select ${CARD}, gone.source, 0, gone.accumulated_fen - ${goneLines('line.amount_fen', '>')},
    ${goneLines('line.month_fen + line.correction_fen', '=')}
  from gone join asset on asset.id = gone.asset_id join organisation on organisation.id = asset.owner_id
  where ${OF_CARDS} and (cast(:source as text) is null or gone.source = cast(:source as text))
    and exists (select 1 from depreciation_line as line join depreciation_run as run on run.id = line.run_id
      where line.asset_id = gone.asset_id and line.source = gone.source and run.month <= :month)`;

const SUMS = `count(distinct valued.id) as cards, cast(sum(valued.price_fen) as bigint) as price_fen,
  cast(sum(valued.worn_fen) as bigint) as worn_fen, cast(sum(valued.month_fen) as bigint) as month_fen`;

const byMember = statement(
  `select owner.code as key, owner.short_name as name, ${SUMS} from (${VALUED}) as valued
   join organisation as owner on owner.id = valued.owner_id
   group by owner.code, owner.short_name, owner.path order by owner.path`,
);
const byClass = statement(
  `select asset_class.code as key, asset_class.name as name, ${SUMS} from (${VALUED}) as valued
   join asset_class on asset_class.id = valued.class_id
   group by asset_class.code, asset_class.name, asset_class.position order by asset_class.position`,
);
const bySource = statement(
  `select coalesce(valued.source, '') as key, coalesce(valued.source, '') as name, ${SUMS}
   from (${VALUED}) as valued group by valued.source order by sum(valued.price_fen) desc`,
);
const byYear = statement(
  `select substr(valued.acquired_on, 1, 4) as key, substr(valued.acquired_on, 1, 4) as name, ${SUMS}
   from (${VALUED}) as valued group by substr(valued.acquired_on, 1, 4) order by 1 desc`,
);
/** The bounds of each class beside its cards; `ageOf` says the same of one card. */
const BOUNDS = `join asset_class on asset_class.id = valued.class_id
   join ${rowset('bounds', { code: 'text', half: 'text', past: 'text' })} as bound on bound.code = asset_class.code`;
const AGE = `case when substr(valued.acquired_on, 1, 7) >= bound.half then 'first'
   when substr(valued.acquired_on, 1, 7) >= bound.past then 'second' else 'past' end`;
const byAge = statement(
  `select ${AGE} as key, ${AGE} as name, ${SUMS} from (${VALUED}) as valued ${BOUNDS}
   group by ${AGE} order by ${AGE} = 'past', ${AGE} = 'second'`,
);
const classCodes = statement('select code from asset_class');
const cardsOf = statement(
  `select valued.id, valued.number, valued.name, valued.model, valued.status, valued.acquired_on,
     owner.short_name as owner, asset_class.code as class_code, asset_class.name as class_name,
     cast(sum(valued.price_fen) as bigint) as price_fen, cast(sum(valued.worn_fen) as bigint) as worn_fen,
     cast(sum(valued.month_fen) as bigint) as month_fen
   from (${VALUED}) as valued join organisation as owner on owner.id = valued.owner_id ${BOUNDS}
   where valued.id > cast(:after as bigint) and (cast(:age as text) is null or ${AGE} = cast(:age as text))
     and (cast(:year as text) is null or substr(valued.acquired_on, 1, 4) = cast(:year as text))
   group by valued.id, valued.number, valued.name, valued.model, valued.status, valued.acquired_on, owner.short_name,
     asset_class.code, asset_class.name order by valued.id limit cast(:most as bigint)`,
);

const GROUPS = { member: byMember, age: byAge, class: byClass, source: bySource, year: byYear };

export interface ValueFilter {
  month: string;
  member?: string | undefined;
  class?: string | undefined;
  source?: FundSource | undefined;
}

export interface ValueSums {
  cards: number;
  priceFen: number;
  /** Charged through the end of the month. */
  wornFen: number;
  /** Charged for the month itself. */
  monthFen: number;
}

export interface ValueLine extends ValueSums {
  key: string;
  name: string;
}

interface SumRow {
  key: string;
  name: string;
  cards: number;
  price_fen: number | null;
  worn_fen: number | null;
  month_fen: number | null;
}

function sumsIn(row: Omit<SumRow, 'key' | 'name'>): ValueSums {
  return {
    cards: Number(row.cards ?? 0),
    priceFen: Number(row.price_fen ?? 0),
    wornFen: Number(row.worn_fen ?? 0),
    monthFen: Number(row.month_fen ?? 0),
  };
}

function asked(scopePath: string, filter: ValueFilter) {
  const { month, member = null, source = null } = filter;
  return { scopePath, month, member, source, class: filter.class ?? null, until: spanOf(month).until };
}

/** From when on cards of each class are in which band, at the end of the month. */
async function boundsOf(db: Db, month: string): Promise<(AgeBounds & { code: string })[]> {
  const lives = await livesByClass(db);
  const codes = await db.run<{ code: string }>(classCodes, {});
  return codes.map(({ code }) => ({ code, ...ageBounds(lives(code), month) }));
}

/** Sums by what the reader groups by; each card is of one age, so that ages add up to all of it. */
export async function valuesBy(
  db: Db,
  scopePath: string,
  filter: ValueFilter,
  group: ValueGroup,
): Promise<ValueLine[]> {
  const narrowed = asked(scopePath, filter);
  const named = group === 'age' ? { ...narrowed, bounds: await boundsOf(db, filter.month) } : narrowed;
  const rows = await db.run<SumRow>(GROUPS[group], named);
  return rows.map((row) => ({ key: row.key, name: row.name, ...sumsIn(row) }));
}

/** Lines of a group that tells cards apart, together. */
export function totalOf(lines: readonly ValueSums[]): ValueSums {
  const sum = (of: keyof ValueSums) => lines.reduce((total, line) => total + line[of], 0);
  return { cards: sum('cards'), priceFen: sum('priceFen'), wornFen: sum('wornFen'), monthFen: sum('monthFen') };
}

export interface ValuedCard extends Omit<ValueSums, 'cards'> {
  id: number;
  number: string;
  name: string;
  model: string;
  status: AssetState;
  acquiredOn: string;
  owner: string;
  classCode: string;
  className: string;
}

interface CardRow extends SumRow {
  id: number;
  number: string;
  model: string;
  status: AssetState;
  acquired_on: string;
  owner: string;
  class_code: string;
  class_name: string;
}

/** Cards with their values, from after the cursor (an id); one more than `size`, for the pager. */
export async function valuedCards(
  db: Db,
  scopePath: string,
  filter: ValueFilter & { year?: string | undefined; age?: AgeBand | undefined },
  page: { after?: number | undefined; size: number },
): Promise<ValuedCard[]> {
  const { month, year = null, age = null } = filter;
  const narrowed = { ...asked(scopePath, filter), year, age, bounds: await boundsOf(db, month) };
  const rows = await db.run<CardRow>(cardsOf, { ...narrowed, after: page.after ?? 0, most: page.size + 1 });
  return rows.map((row) => {
    const { priceFen, wornFen, monthFen } = sumsIn(row);
    const { id, number, name, model, status, owner, acquired_on: acquiredOn } = row;
    const of = { classCode: row.class_code, className: row.class_name };
    return { id, number, name, model, status, acquiredOn, owner, ...of, priceFen, wornFen, monthFen };
  });
}
