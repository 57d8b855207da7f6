/** Losses against the ledger: what papers say was taken is what was posted, and no more was destroyed than taken. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const posted = statement(
  `select document.number || ' lot ' || cast(sides.lot_id as text) as subject,
     cast(sum(said) as text) || ', ' || cast(sum(said_fen) as text) || ' fen' as expected,
     cast(sum(posted) as text) || ', ' || cast(sum(posted_fen) as text) || ' fen' as found
   from (
     select line.loss_id as document_id, line.lot_id,
       case when line.direction = 'out' then line.quantity_base else -line.quantity_base end as said,
       case when line.direction = 'out' then line.amount_fen else -line.amount_fen end as said_fen,
       0 as posted, 0 as posted_fen
     from loss_line as line join document as paper on paper.id = line.loss_id
       and paper.status in ('posted', 'reversed') and paper.kind in ('write_off', 'adjustment')
     union all
     select movement.document_id, line.lot_id, 0, 0,
       case when origin.kind = 'store' then line.quantity_base else -line.quantity_base end,
       case when origin.kind = 'store' then line.amount_fen else -line.amount_fen end
     from movement join movement_line as line on line.movement_id = movement.id
     join location as origin on origin.id = line.from_id
     join loss on loss.document_id = movement.document_id
     where movement.kind in ('write_off', 'adjustment')
   ) as sides join document on document.id = sides.document_id
   group by document.number, sides.lot_id having sum(said) <> sum(posted) or sum(said_fen) <> sum(posted_fen)`,
);

const overDestroyed = statement(
  `select document.number || ' line ' || cast(line.line_number as text) as subject,
     cast(line.quantity_base as text) as expected, cast(sum(part.quantity_base) as text) as found
   from loss_line as line
   join document on document.id = line.loss_id and document.kind = 'write_off'
   join loss_line as part on part.write_off_line_id = line.id
   join document as paper on paper.id = part.loss_id and paper.status = 'destroyed'
   group by document.number, line.line_number, line.quantity_base, document.status
   having sum(part.quantity_base) > line.quantity_base or document.status <> 'posted'`,
);

const ownApproval = statement(
  `select distinct document.number as subject, '' as expected, approval.actor_name as found
   from document_act as approval
   join document on document.id = approval.document_id and document.kind in ('write_off', 'adjustment')
   join document_act as asked on asked.document_id = document.id and asked.actor_id = approval.actor_id
     and asked.act in ('open', 'change', 'submit')
   where approval.act = 'approve' order by document.number`,
);

const unwitnessed = statement(
  `select document.number as subject, '' as expected, '' as found from loss
   join document on document.id = loss.document_id
   where loss.kind = 'destruction' and (loss.witness_id is null or loss.witness_id = document.created_by)
   order by document.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const lossChecks: readonly Check<Db>[] = [
  check('loss_posted', posted),
  check('loss_destroyed', overDestroyed),
  check('loss_own', ownApproval),
  check('loss_witnessed', unwitnessed),
];
