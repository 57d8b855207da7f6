/** Writing a month's run: one statement for any number of lines, prepared once. */
import { lockTable, rowset, statement } from '../../db/statement.ts';

/** Of two who run or take back a month, the second waits and then sees what the first did. */
export const lockRuns = statement(lockTable('depreciation_run', 'exclusive'));

const LINE = {
  run_id: 'int',
  asset_id: 'int',
  source: 'text',
  month_fen: 'int',
  opening_fen: 'int',
  correction_fen: 'int',
  amount_fen: 'int',
  accumulated_fen: 'int',
  why: 'text',
  price_fen: 'int',
  fund_fen: 'int',
  acquired_on: 'text',
  ended_on: 'text',
  class_code: 'text',
  life_months: 'int',
  elapsed_months: 'int',
} as const;
const NAMES = Object.keys(LINE).join(', ');

export const addLines = statement(
  `insert into depreciation_line (${NAMES}) select ${NAMES} from ${rowset('lines', LINE)} as given where true`,
);

export const addToBalances = statement(
  `insert into depreciation_balance (asset_id, source, accumulated_fen)
   select asset_id, source, accumulated_fen
   from ${rowset('lines', { asset_id: 'int', source: 'text', accumulated_fen: 'int' })} as given where true
   on conflict (asset_id, source) do update set accumulated_fen = excluded.accumulated_fen`,
);

/** The same lines the other way round, under the run that takes them back. */
export const takeBackLines = statement(
  `insert into depreciation_line (${NAMES})
   select cast(:backId as bigint), asset_id, source, -month_fen, -opening_fen, -correction_fen, -amount_fen,
     accumulated_fen - amount_fen, why, price_fen, fund_fen, acquired_on, ended_on, class_code, life_months,
     elapsed_months
   from depreciation_line where run_id = :runId`,
);

export const takeBackBalances = statement(
  `update depreciation_balance set accumulated_fen = depreciation_balance.accumulated_fen - line.amount_fen
   from depreciation_line as line
   where line.run_id = :runId and line.asset_id = depreciation_balance.asset_id
     and line.source = depreciation_balance.source`,
);

/** What runs charged each source: the entries of the books. */
export const sumsOfRuns = statement(
  `select run_id, source, sum(month_fen + correction_fen) as cost_fen, sum(opening_fen) as past_fen
   from depreciation_line where run_id in (select id from ${rowset('runs', { id: 'int' })} as given)
   group by run_id, source order by run_id, source`,
);
