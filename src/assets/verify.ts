/** Cards of equipment recomputed: what the funds sum to, which status the timeline says, whose custodian it is. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const funds = statement(
  `select asset.number as subject, cast(asset.price_fen as text) as expected,
     cast(coalesce(sum(part.amount_fen), 0) as text) as found
   from asset left join asset_fund as part on part.asset_id = asset.id
   group by asset.id, asset.number, asset.price_fen having coalesce(sum(part.amount_fen), 0) <> asset.price_fen`,
);

const statuses = statement(
  `select asset.number as subject, coalesce(last.to_status, '-') as expected, asset.status as found
   from asset left join asset_event as last on last.id =
     (select max(id) from asset_event where asset_id = asset.id)
   where last.to_status is null or last.to_status <> asset.status`,
);

const timelines = statement(
  `select asset.number as subject, coalesce(walked.before, '-') as expected,
     coalesce(walked.from_status, '-') as found
   from (select asset_id, from_status,
       lag(to_status) over (partition by asset_id order by id) as before from asset_event) as walked
   join asset on asset.id = walked.asset_id
   where coalesce(walked.from_status, '-') <> coalesce(walked.before, '-')`,
);

const days = statement(
  `select number as subject, acquired_on as expected, coalesce(first_used_on, '') as found from asset
   where first_used_on < accepted_on or warranty_until < acquired_on`,
);

const unregistered = statement(
  `select asset.number as subject, asset_class.name as expected, coalesce(asset.registration_number, '') as found
   from asset join asset_class on asset_class.id = asset.class_id
   where not asset_class.medical and asset.registration_number is not null`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const assetChecks: readonly Check<Db>[] = [
  check('asset_funds', funds),
  check('asset_status', statuses),
  check('asset_timeline', timelines),
  check('asset_days', days),
  check('asset_registration', unregistered),
];
