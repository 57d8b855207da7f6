/** Transfers of equipment against the register: what moves has a paper, the owner is that of the last take-over. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const moving = statement(
  `select asset.number as subject, asset.status as expected, cast(count(document.id) as text) as found
   from asset left join asset_transfer as move on move.asset_id = asset.id and move.ended_at is null
   left join document on document.id = move.document_id and document.status = 'moving'
   group by asset.id, asset.number, asset.status
   having (asset.status = 'moving') <> (count(document.id) = 1) or count(document.id) > 1`,
);

const owners = statement(
  `select asset.number as subject, cast(move.to_id as text) as expected, cast(asset.owner_id as text) as found
   from asset_transfer as move join asset on asset.id = move.asset_id
   where move.taken_at is not null and asset.owner_id <> move.to_id
     and not exists (select 1 from asset_transfer as later where later.asset_id = move.asset_id
       and later.taken_at > move.taken_at)
     and not exists (select 1 from asset_event where asset_event.asset_id = move.asset_id
       and asset_event.act = 'correct' and asset_event.at >= move.taken_at)`,
);

const ended = statement(
  `select document.number as subject, document.status as expected,
     case when move.ended_at is null then 'open' else 'ended' end as found
   from asset_transfer as move join document on document.id = move.document_id
   where (move.ended_at is null) <> (document.status in ('proposed', 'approved', 'moving'))
     or (move.taken_at is null) <> (document.status <> 'done')`,
);

const own = statement(
  `select distinct document.number as subject, '' as expected, cast(step.decided_by as text) as found
   from document join approval_step as step on step.document_id = document.id
   where document.kind in ('asset_transfer', 'disposal') and step.status = 'approved'
     and (step.decided_by = document.created_by or step.instead_of = document.created_by)`,
);

const unapproved = statement(
  `select document.number as subject, 'approved' as expected, document.status as found
   from document where document.kind = 'asset_transfer' and document.status in ('approved', 'moving', 'done')
     and (not exists (select 1 from approval_step where document_id = document.id and status = 'approved')
       or exists (select 1 from approval_step where document_id = document.id and status in ('current', 'waiting')))`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const assetTransferChecks: readonly Check<Db>[] = [
  check('asset_moving', moving),
  check('asset_owner', owners),
  check('asset_transfer_ended', ended),
  check('asset_transfer_approved', unapproved),
  check('asset_decided_own', own),
];
