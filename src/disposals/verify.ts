/** Disposals against the register: what is scrapped was approved once, what waits has one open paper. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const scrapped = statement(
  `select asset.number as subject, asset.status as expected, cast(count(document.id) as text) as found
   from asset left join disposal_line as line on line.asset_id = asset.id
   left join document on document.id = line.disposal_id and document.status = 'done'
     and exists (select 1 from approval_step where document_id = document.id and status = 'approved')
     and not exists (select 1 from approval_step where document_id = document.id and status in ('current', 'waiting'))
   group by asset.id, asset.number, asset.status
   having (asset.status = 'scrapped') <> (count(document.id) = 1) or count(document.id) > 1`,
);

const waiting = statement(
  `select asset.number as subject, asset.status as expected, cast(count(line.id) as text) as found
   from asset left join disposal_line as line on line.asset_id = asset.id and line.ended_at is null
   group by asset.id, asset.number, asset.status
   having (asset.status = 'to_scrap') <> (count(line.id) = 1)`,
);

const sums = statement(
  `select document.number as subject, cast(disposal.price_fen as text) as expected,
     cast(sum(line.price_fen) as text) as found
   from disposal join document on document.id = disposal.document_id
   join disposal_line as line on line.disposal_id = disposal.document_id
   group by document.number, disposal.price_fen having sum(line.price_fen) <> disposal.price_fen`,
);

const unprepared = statement(
  `select document.number as subject, 'recorded' as expected, asset.number as found
   from disposal_line as line join document on document.id = line.disposal_id and document.status = 'done'
   join asset on asset.id = line.asset_id
   where (line.holds_data and line.reason <> 'lost' and line.erasure is null)
     or (line.holds_source and line.source_handling is null) or line.appraisal is null`,
);

/** What hung on a card that is gone: its use by others, its rounds, its tests. */
const left = statement(
  `select asset.number as subject, 'ended' as expected,
     case when share_offer.id is not null then 'offered' when maintenance_plan.id is not null then 'planned'
       else 'tested' end as found
   from asset left join share_offer on share_offer.asset_id = asset.id and share_offer.ended_at is null
   left join maintenance_plan on maintenance_plan.asset_id = asset.id and maintenance_plan.ended_on is null
   left join metrology_duty on metrology_duty.asset_id = asset.id and metrology_duty.ended_on is null
   where asset.status = 'scrapped'
     and (share_offer.id is not null or maintenance_plan.id is not null or metrology_duty.id is not null)`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const disposalChecks: readonly Check<Db>[] = [
  check('disposal_scrapped', scrapped),
  check('disposal_waiting', waiting),
  check('disposal_sums', sums),
  check('disposal_prepared', unprepared),
  check('disposal_left', left),
];
