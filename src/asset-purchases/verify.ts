/** Equipment bought and accepted: within what was approved, each accepted unit its card at the contract's price. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const TAKEN = `select purchase.acquisition_id, sum(units) as units, sum(units * purchase.unit_fen) as amount
  from (select p.*, case when d.status <> 'closed' then p.quantity else
      (select count(*) from asset_acceptance_unit as unit
        join asset_acceptance as acceptance on acceptance.document_id = unit.acceptance_id
        where acceptance.purchase_id = p.document_id and unit.asset_id is not null) end as units
    from asset_purchase as p join document as d on d.id = p.document_id) as purchase
  group by purchase.acquisition_id`;

const approved = statement(
  `select document.number as subject, cast(acquisition.quantity * acquisition.unit_fen as text) as expected,
     cast(taken.amount as text) as found
   from (${TAKEN}) as taken join acquisition on acquisition.document_id = taken.acquisition_id
   join document on document.id = acquisition.document_id
   where taken.amount > acquisition.quantity * acquisition.unit_fen or taken.units > acquisition.quantity
     or document.status <> 'approved' order by document.number`,
);

const cards = statement(
  `select document.number as subject, document.status as expected, unit.serial_number as found
   from asset_acceptance_unit as unit join document on document.id = unit.acceptance_id
   where (unit.asset_id is not null) <> (document.status = 'accepted')
     or (document.status = 'accepted' and not exists (select 1 from asset_event
       where asset_event.asset_id = unit.asset_id and asset_event.act = 'accept'
         and asset_event.document_number = document.number))
   order by document.number, unit.id`,
);

const amounts = statement(
  `select document.number as subject, cast(count(*) * max(purchase.unit_fen) as text) as expected,
     cast(sum(asset.price_fen) as text) as found
   from asset_acceptance_unit as unit join asset on asset.id = unit.asset_id
   join asset_acceptance as acceptance on acceptance.document_id = unit.acceptance_id
   join asset_purchase as purchase on purchase.document_id = acceptance.purchase_id
   join document on document.id = unit.acceptance_id
   where not exists (select 1 from asset_event where asset_event.asset_id = asset.id and asset_event.act = 'correct')
   group by document.number having count(*) * max(purchase.unit_fen) <> sum(asset.price_fen)
   order by document.number`,
);

const two = statement(
  `select document.number as subject, cast(acceptance.user_by as text) as expected,
     cast(acceptance.office_by as text) as found
   from asset_acceptance as acceptance join document on document.id = acceptance.document_id
   join document as contract on contract.id = acceptance.purchase_id
   where (document.status = 'accepted' and (acceptance.user_by is null or acceptance.office_by is null
       or acceptance.user_by = acceptance.office_by))
     or contract.created_by = acceptance.user_by or contract.created_by = acceptance.office_by
   order by document.number`,
);

const done = statement(
  `select document.number as subject, cast(purchase.quantity as text) as expected, cast(count(unit.id) as text) as found
   from asset_purchase as purchase join document on document.id = purchase.document_id
   left join asset_acceptance as acceptance on acceptance.purchase_id = purchase.document_id
   left join asset_acceptance_unit as unit on unit.acceptance_id = acceptance.document_id and unit.asset_id is not null
   group by document.number, document.status, purchase.quantity
   having (document.status = 'done') <> (count(unit.id) = purchase.quantity) order by document.number`,
);

/** Owed while accepted: all but what donors paid. Funds that a card corrected since say nothing of it. */
const owed = statement(
  `select document.number as subject, cast(coalesce(sum(part.amount_fen), 0) as text) as expected,
     cast(coalesce(max(owed.fen), 0) as text) as found
   from asset_acceptance as acceptance join document on document.id = acceptance.document_id
   left join asset_acceptance_unit as unit on unit.acceptance_id = acceptance.document_id
   left join asset_fund as part on part.asset_id = unit.asset_id and part.source <> 'donated'
   left join (select receipt_id,
       sum(amount_fen - case when paper.status = 'undone' then credited_fen else 0 end) as fen
     from payable join document as paper on paper.id = payable.receipt_id group by receipt_id) as owed
     on owed.receipt_id = acceptance.document_id
   where not exists (select 1 from asset_event where asset_event.asset_id = unit.asset_id
     and asset_event.act = 'correct')
   group by document.number having coalesce(sum(part.amount_fen), 0) <> coalesce(max(owed.fen), 0)
   order by document.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const assetPurchaseChecks: readonly Check<Db>[] = [
  check('asset_purchase_approved', approved),
  check('asset_acceptance_cards', cards),
  check('asset_acceptance_amount', amounts),
  check('asset_acceptance_two', two),
  check('asset_purchase_done', done),
  check('asset_acceptance_owed', owed),
];
