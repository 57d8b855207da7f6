/** What differences promise: one finding of both sides, posted as found, and of every loss somebody who bears it. */
import { type Statement, statement } from '../../db/statement.ts';

/** A posting that a red movement took back counts as nothing. */
const STANDING = `not exists (select 1 from movement as red where red.reversal_of = movement.id)`;

const POSTED = `select movement.document_id as id, sum(line.quantity_base) as quantity, sum(line.amount_fen) as amount
   from movement join movement_line as line on line.movement_id = movement.id
   where movement.kind = 'discrepancy' and ${STANDING} group by movement.document_id`;

/** Goods that go back where the books never let them leave are not posted; another lot goes both ways. */
const SHOULD = `case when discrepancy.sender_finding in ('send_back_over', 'miscounted') then 0
     when discrepancy.sender_finding = 'keep_other' then 2 * discrepancy.quantity_base
     else discrepancy.quantity_base end`;

const LOST = `discrepancy.sender_finding in ('lost', 'write_off')`;

export const differenceRules: Record<string, Statement> = {
  discrepancy_closed: statement(
    `select document.number as subject, 'one finding of both, ' || ${SHOULD} || ' posted' as expected,
       coalesce(discrepancy.sender_finding, '-') || ' / ' || coalesce(discrepancy.receiver_finding, '-') || ', '
         || coalesce(posted.quantity, 0) || ' posted' as found
     from discrepancy join document on document.id = discrepancy.document_id and document.status = 'closed'
     left join (${POSTED}) as posted on posted.id = document.id
     where discrepancy.sender_finding is null or discrepancy.receiver_finding is null
       or discrepancy.sender_finding <> discrepancy.receiver_finding
       or coalesce(discrepancy.sender_bearer, '') <> coalesce(discrepancy.receiver_bearer, '')
       or coalesce(posted.quantity, 0) <> ${SHOULD}`,
  ),
  discrepancy_open: statement(
    `select document.number as subject, 'nothing posted, nothing charged' as expected,
       coalesce(posted.quantity, 0) || ' posted, ' || coalesce(charge.amount_fen, 0) || ' fen' as found
     from discrepancy join document on document.id = discrepancy.document_id and document.status = 'open'
     left join (${POSTED}) as posted on posted.id = document.id
     left join discrepancy_charge as charge on charge.discrepancy_id = document.id and charge.status <> 'withdrawn'
     where posted.id is not null or charge.id is not null`,
  ),
  loss_charged: statement(
    `select document.number as subject, coalesce(posted.amount, 0) || ' fen' as expected,
       coalesce(charge.amount_fen, 0) || ' fen' as found
     from discrepancy join document on document.id = discrepancy.document_id and document.status = 'closed'
     left join (${POSTED}) as posted on posted.id = document.id
     left join discrepancy_charge as charge on charge.discrepancy_id = document.id and charge.status <> 'withdrawn'
     where discrepancy.sender_bearer is not null and coalesce(charge.amount_fen, 0) <>
       case when ${LOST} then coalesce(posted.amount, 0) else 0 end`,
  ),
  charge_carried: statement(
    `select document.number as subject, charge.status || ', ' || charge.amount_fen || ' fen' as expected,
       coalesce(carried.amount_fen, 0) || ' fen carried, ' || coalesce(back.amount_fen, 0) || ' back' as found
     from discrepancy_charge as charge join document on document.id = charge.discrepancy_id
     left join transfer as carried on carried.key = 'charge-' || charge.id || '-bears'
     left join transfer as back on back.key = 'charge-' || charge.id || '-back-bears'
     where coalesce(carried.amount_fen, 0) - coalesce(back.amount_fen, 0) <>
       case when charge.status = 'confirmed' and charge.payer_id <> charge.organisation_id
         then charge.amount_fen else 0 end`,
  ),
  charge_second_person: statement(
    `select document.number as subject, 'a third person' as expected, cast(charge.decided_by as text) as found
     from discrepancy_charge as charge join document on document.id = charge.discrepancy_id
     join discrepancy on discrepancy.document_id = charge.discrepancy_id
     where charge.status in ('confirmed', 'refused')
       and charge.decided_by in (charge.made_by, discrepancy.sender_by, discrepancy.receiver_by)`,
  ),
};
