/** Transfers against their dispatches: what was granted is what was kept, what was sent and received agrees. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

/** No more is kept, sent or received of an item than was granted; what a picker takes off may be less. */
const quantities = statement(
  `select document.number || ' item ' || cast(sides.item_id as text) as subject,
     cast(sum(granted) as text) as expected,
     cast(sum(kept) as text) || ', ' || cast(sum(sent) as text) || ', ' || cast(sum(got) as text) as found
   from (
     select line.transfer_id, line.item_id, coalesce(line.granted_base, 0) as granted, 0 as kept, 0 as sent, 0 as got
     from member_transfer_line as line
     union all
     select transfer.document_id, line.item_id, 0, line.quantity_base, line.shipped_base,
       line.good_base + line.damaged_base + line.missing_base
     from member_transfer as transfer join dispatch_line as line on line.dispatch_id = transfer.dispatch_id
   ) as sides join document on document.id = sides.transfer_id
   group by document.number, sides.item_id
   having sum(kept) > sum(granted) or sum(sent) > sum(kept) or sum(got) > sum(sent)`,
);

const FITTING = `case document.status when 'granted' then 'picking' when 'in_transit' then 'in_transit'
  when 'received' then 'received' when 'cancelled' then 'cancelled' else '-' end`;
const CARRIED = `case carrier.status when 'discrepancy' then 'received' when 'reversed' then 'cancelled'
  else coalesce(carrier.status, '-') end`;

const states = statement(
  `select document.number as subject, ${FITTING} as expected, ${CARRIED} as found
   from member_transfer as transfer join document on document.id = transfer.document_id
   left join document as carrier on carrier.id = transfer.dispatch_id
   where ${FITTING} <> ${CARRIED} order by document.number`,
);

const sides = statement(
  `select document.number as subject,
     cast(transfer.from_organisation_id as text) || ' ' || cast(transfer.to_organisation_id as text) as expected,
     cast(dispatch.from_organisation_id as text) || ' ' || cast(dispatch.to_organisation_id as text) as found
   from member_transfer as transfer join document on document.id = transfer.document_id
   join dispatch on dispatch.document_id = transfer.dispatch_id
   where dispatch.from_organisation_id <> transfer.from_organisation_id
     or dispatch.to_organisation_id <> transfer.to_organisation_id order by document.number`,
);

const ownGrant = statement(
  `select distinct document.number as subject, '' as expected, granted.actor_name as found
   from document_act as granted join document on document.id = granted.document_id and document.kind = 'transfer'
   join document_act as asked on asked.document_id = document.id and asked.actor_id = granted.actor_id
     and asked.act in ('open', 'change', 'accept')
   where granted.act = 'grant' order by document.number`,
);

const controlled = statement(
  `select document.number as subject, '' as expected, item.code as found
   from member_transfer_line as line join document on document.id = line.transfer_id
   join item on item.id = line.item_id and item.control_class in ('narcotic', 'psychotropic_1', 'toxic')
   where document.status in ('granted', 'in_transit', 'received') order by document.number`,
);

/** What was accepted of a proposal is what its transfers ask for. */
const accepted = statement(
  `select document.number || ' line ' || cast(line.line_number as text) as subject,
     cast(line.quantity_base as text) as expected, coalesce(cast(asked.asked_base as text), '-') as found
   from proposal_line as line join document on document.id = line.proposal_id
   left join member_transfer_line as asked on asked.proposal_line_id = line.id and asked.transfer_id = line.transfer_id
   where (line.status = 'accepted') <> (line.transfer_id is not null)
     or (line.status = 'accepted' and (asked.id is null or asked.asked_base <> line.quantity_base))
   order by document.number, line.line_number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const transferChecks: readonly Check<Db>[] = [
  check('transfer_quantities', quantities),
  check('transfer_states', states),
  check('transfer_sides', sides),
  check('transfer_own', ownGrant),
  check('transfer_controlled', controlled),
  check('proposal_accepted', accepted),
];
