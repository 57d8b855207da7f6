/** Depreciation recomputed: each line from the facts it names, runs from their lines, balances, and the books. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, Finding, FoundRow } from '../kernel/finding.ts';
import { splitBySource, type WornFacts, wornThrough } from './rules.ts';
import { livesByClass } from './run-queries.ts';

const runs = statement(
  `select 'run ' || run.id as subject, cast(run.month_fen + run.opening_fen + run.correction_fen as text) as expected,
     cast(coalesce(sum(line.amount_fen), 0) as text) as found
   from depreciation_run as run left join depreciation_line as line on line.run_id = run.id
   group by run.id, run.month_fen, run.opening_fen, run.correction_fen
   having coalesce(sum(line.month_fen), 0) <> run.month_fen or coalesce(sum(line.opening_fen), 0) <> run.opening_fen
     or coalesce(sum(line.correction_fen), 0) <> run.correction_fen`,
);

const balances = statement(
  `select asset.number || ' ' || both_sides.source as subject, cast(sum(by_lines) as text) as expected,
     cast(sum(kept) as text) as found
   from (
     select asset_id, source, amount_fen as by_lines, 0 as kept from depreciation_line
     union all select asset_id, source, 0, accumulated_fen from depreciation_balance
   ) as both_sides join asset on asset.id = both_sides.asset_id
   group by asset.number, both_sides.source having sum(by_lines) <> sum(kept)`,
);

const running = statement(
  `select asset.number || ' ' || walked.source || ' run ' || walked.run_id as subject,
     cast(walked.expected as text) as expected, cast(walked.accumulated_fen as text) as found
   from (select asset_id, source, run_id, accumulated_fen,
       sum(amount_fen) over (partition by asset_id, source order by run_id) as expected
     from depreciation_line) as walked
   join asset on asset.id = walked.asset_id where walked.expected <> walked.accumulated_fen`,
);

/** What the books moved for a run must be what its lines say; the key of an entry names its run. */
const journal = statement(
  `select 'run ' || run.id as subject, cast(run.month_fen + run.opening_fen + run.correction_fen as text) as expected,
     cast(coalesce(sum(case when credit.kind = 'worn' then entry.amount_fen else -entry.amount_fen end), 0) as text)
       as found
   from depreciation_run as run
   left join transfer as entry on entry.code = 'depreciation' and entry.key like 'depreciation-' || run.id || '-%'
   left join money_account as credit on credit.id = entry.credit_id
   group by run.id, run.month_fen, run.opening_fen, run.correction_fen
   having coalesce(sum(case when credit.kind = 'worn' then entry.amount_fen else -entry.amount_fen end), 0)
     <> run.month_fen + run.opening_fen + run.correction_fen`,
);

const accounts = statement(
  `select coalesce(organisation.code, '-') || ' ' || both_sides.source as subject,
     cast(sum(by_lines) as text) as expected, cast(sum(by_account) as text) as found
   from (
     select run.owner_id, line.source, line.amount_fen as by_lines, 0 as by_account
     from depreciation_line as line join depreciation_run as run on run.id = line.run_id
     union all
     select account.organisation_id, replace(account.code, 'WORN-' || account.organisation_id || '-', ''), 0,
       sum(case when entry.credit_id = account.id then entry.amount_fen else -entry.amount_fen end)
     from money_account as account join transfer as entry
       on entry.code = 'depreciation' and (entry.credit_id = account.id or entry.debit_id = account.id)
     where account.kind = 'worn' group by account.id, account.organisation_id, account.code
   ) as both_sides left join organisation on organisation.id = both_sides.owner_id
   group by organisation.code, both_sides.owner_id, both_sides.source having sum(by_lines) <> sum(by_account)`,
);

const beyond = statement(
  `select asset.number || ' ' || line.source as subject, cast(line.fund_fen as text) as expected,
     cast(line.accumulated_fen as text) as found
   from depreciation_line as line join depreciation_run as run on run.id = line.run_id and run.kind = 'run'
   join asset on asset.id = line.asset_id where line.accumulated_fen > line.fund_fen`,
);

const afterEnd = statement(
  `select asset.number as subject, substr(line.ended_on, 1, 7) as expected, run.month as found
   from depreciation_line as line join depreciation_run as run on run.id = line.run_id and run.kind = 'run'
   join asset on asset.id = line.asset_id
   where line.ended_on is not null and run.month >= substr(line.ended_on, 1, 7) and line.month_fen <> 0`,
);

const twice = statement(
  `select run.month || ' ' || organisation.code as subject, '1' as expected, cast(count(*) as text) as found
   from depreciation_run as run join organisation on organisation.id = run.owner_id
   where run.kind = 'run' and not exists (select 1 from depreciation_run as back where back.reverses_id = run.id)
   group by run.month, organisation.code having count(*) > 1`,
);

const chargedLines = statement(
  `select line.run_id, line.asset_id, asset.number, run.month, line.source, line.fund_fen, line.accumulated_fen,
     line.price_fen, line.acquired_on, line.ended_on, line.class_code, line.life_months, line.elapsed_months
   from depreciation_line as line join depreciation_run as run on run.id = line.run_id and run.kind = 'run'
   join asset on asset.id = line.asset_id
   where line.run_id >= :from and line.run_id < :until order by line.run_id, line.asset_id`,
);
const lastRun = statement('select coalesce(max(id), 0) as id from depreciation_run');
const fundsThen = statement('select asset_id, source, amount_fen from asset_fund');

interface LineRow {
  run_id: number;
  asset_id: number;
  number: string;
  month: string;
  source: 'fiscal' | 'science' | 'own' | 'donated';
  fund_fen: number;
  accumulated_fen: number;
  price_fen: number;
  acquired_on: string;
  ended_on: string | null;
  class_code: string;
  life_months: number;
  elapsed_months: number;
}

const RUNS_AT_ONCE = 200;

/**
 * Each line anew from the price, the days and the class it names. Its share among sources needs them all: those that
 * got nothing in that run are filled from the card, and where funds changed since only the sum can be told.
 */
async function recompute(db: Db): Promise<Finding[]> {
  const lives = await livesByClass(db);
  const found: Finding[] = [];
  const now = new Map<number, LineRow['source'][]>();
  const fundRows = await db.run<{ asset_id: number; source: LineRow['source']; amount_fen: number }>(fundsThen, {});
  const kept = new Map(fundRows.map((row) => [`${row.asset_id} ${row.source}`, Number(row.amount_fen)]));
  for (const row of fundRows) now.set(row.asset_id, [...(now.get(row.asset_id) ?? []), row.source]);
  const [last] = await db.run<{ id: number }>(lastRun, {});
  for (let from = 0; from <= Number(last?.id ?? 0); from += RUNS_AT_ONCE) {
    const rows = await db.run<LineRow>(chargedLines, { from, until: from + RUNS_AT_ONCE });
    const byCard = new Map<string, LineRow[]>();
    for (const row of rows) {
      const key = `${row.run_id} ${row.asset_id}`;
      byCard.set(key, [...(byCard.get(key) ?? []), row]);
    }
    for (const lines of byCard.values()) {
      const [one] = lines;
      if (one === undefined) continue;
      const facts: WornFacts = {
        priceFen: Number(one.price_fen),
        acquiredOn: one.acquired_on,
        endedOn: one.ended_on,
        lives: lives(one.class_code),
      };
      const worn = wornThrough(facts, one.month);
      const funds = Object.fromEntries(lines.map((line) => [line.source, Number(line.fund_fen)]));
      for (const source of now.get(one.asset_id) ?? []) funds[source] ??= kept.get(`${one.asset_id} ${source}`) ?? 0;
      const whole = Object.values(funds).reduce((sum, fen) => sum + fen, 0) === facts.priceFen;
      const parts = splitBySource(worn.fen, funds);
      for (const line of lines) {
        const expected = whole ? (parts[line.source] ?? 0) : Number(line.accumulated_fen);
        const same = expected === Number(line.accumulated_fen) && worn.elapsedMonths === Number(line.elapsed_months);
        if (same && worn.lifeMonths === Number(line.life_months)) continue;
        const subject = `${line.number} ${line.month} ${line.source}`;
        found.push({ rule: 'depreciation_line', subject, expected: `${expected}`, found: `${line.accumulated_fen}` });
      }
    }
  }
  return found;
}

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const depreciationChecks: readonly Check<Db>[] = [
  { rule: 'depreciation_line', find: recompute },
  check('depreciation_run', runs),
  check('depreciation_balance', balances),
  check('depreciation_running', running),
  check('depreciation_journal', journal),
  check('depreciation_account', accounts),
  check('depreciation_beyond', beyond),
  check('depreciation_after_end', afterEnd),
  check('depreciation_twice', twice),
];
