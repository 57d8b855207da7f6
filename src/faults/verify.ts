/** Faults recomputed: what is down has its fault, the time that was lost hangs together, nobody agreed with himself. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import { ruleOn } from '../settings/queries.ts';

const FEN = 100;

const inRepair = statement(
  `select asset.number as subject, 'open fault' as expected, coalesce(document.number, '-') as found
   from asset left join document on document.id = asset.down_by
   left join fault on fault.document_id = asset.down_by and fault.asset_id = asset.id
   where (asset.status = 'repair' or asset.down_by is not null) and (fault.document_id is null or not fault.is_open)`,
);

const down = statement(
  `select document.number as subject, 'down' as expected, asset.status as found
   from fault join document on document.id = fault.document_id join asset on asset.id = fault.asset_id
   where fault.is_open and fault.usable <> 'yes'
     and (asset.down_by is null or asset.down_by <> fault.document_id
       or asset.status not in ('repair', 'stopped', 'to_scrap', 'scrapped'))`,
);

const standIns = statement(
  `select document.number as subject, 'at hand, for one' as expected, spare.number as found
   from fault join document on document.id = fault.document_id join asset as spare on spare.id = fault.loaner_id
   where fault.is_open and (spare.status in ('moving', 'to_scrap', 'scrapped', 'withdrawn')
     or exists (select 1 from fault as other where other.loaner_id = fault.loaner_id and other.is_open
       and other.document_id <> fault.document_id))`,
);

const openStates = statement(
  `select document.number as subject, case when fault.is_open then 'open' else 'ended' end as expected,
     document.status as found
   from fault join document on document.id = fault.document_id
   where fault.is_open <> (document.status not in ('closed', 'withdrawn'))`,
);

const spans = statement(
  `select document.number as subject, 'one span after the other' as expected, cast(one.id as text) as found
   from fault_span as one join document on document.id = one.fault_id
   join fault on fault.document_id = one.fault_id
   where (one.until_at is null) <> (fault.is_open and fault.usable <> 'yes'
       and one.id = (select max(id) from fault_span where fault_id = one.fault_id))
     or one.from_at < fault.reported_at
     or exists (select 1 from fault_span as other join document as paper on paper.id = other.fault_id
       where other.asset_id = one.asset_id and other.id < one.id
         and coalesce(other.until_at, one.from_at + 1) > one.from_at)`,
);

const ownWord = statement(
  `select distinct document.number as subject, '' as expected, word.actor_name as found
   from document_act as word join document on document.id = word.document_id and document.kind = 'fault'
   join document_act as asked on asked.document_id = word.document_id and asked.actor_id = word.actor_id
     and asked.id < word.id
     and asked.id = (select max(id) from document_act as last where last.document_id = word.document_id
       and last.id < word.id and last.act = asked.act)
   where (word.act = 'agree' and asked.act = 'ask') or (word.act = 'accept' and asked.act = 'repair')
   order by document.number`,
);

const paid = statement(
  `select document.number as subject, fault.approved_fen, fault.repaired_at,
     (select sum(amount_fen) from fault_cost where fault_id = fault.document_id) as cost_fen
   from fault join document on document.id = fault.document_id and document.status in ('repaired', 'closed')
   where fault.repaired_at is not null and exists (select 1 from fault_cost where fault_id = fault.document_id
     group by fault_id having sum(amount_fen) > fault.approved_fen)`,
);

interface Paid {
  subject: string;
  approved_fen: number;
  repaired_at: number;
  cost_fen: number;
}

/** Costs that reached the amount of the rule of their day, and nobody agreed to. */
async function unapproved(db: Db): Promise<{ rule: string; subject: string; expected: string; found: string }[]> {
  const found = [];
  for (const row of await db.run<Paid>(paid, {})) {
    const { approveYuan } = await ruleOn(db, 'fault_repair', dayOf(Number(row.repaired_at)));
    if (Number(row.cost_fen) < approveYuan * FEN) continue;
    const { subject } = row;
    found.push({ rule: 'fault_costs', subject, expected: String(row.approved_fen), found: String(row.cost_fen) });
  }
  return found;
}

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const faultChecks: readonly Check<Db>[] = [
  check('fault_in_repair', inRepair),
  check('fault_down', down),
  check('fault_stand_in', standIns),
  check('fault_open', openStates),
  check('fault_spans', spans),
  { rule: 'fault_costs', find: unapproved },
  check('fault_own', ownWord),
];
