/** What is owed, recomputed: payables against the accounts, runs, invoices, credit notes, and who may pay for what. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import { PLANNING_ACTS } from './hand-queries.ts';

/** Two numbers of one subject that must be the same. */
function apart(subject: string, expected: string, found: string, from: string): Statement {
  return statement(
    `select subject, cast(expected as text) || ' fen' as expected, cast(found as text) || ' fen' as found
     from (select ${subject} as subject, ${expected} as expected, ${found} as found ${from}) as both_sides
     where expected <> found`,
  );
}

const receiptOf = `'receipt ' || document.number || ' part ' || payable.part`;
const payables = 'from payable join document on document.id = payable.receipt_id';
const sumOf = (what: string, from: string) => `coalesce((select sum(${what}) from ${from}), 0)`;

const open = ['prepared', 'approved'].map((state) => `'${state}'`).join(', ');

const RULES: Record<string, Statement[]> = {
  // Accepted less returned less paid is what the supplier's account says
  payable_account: [
    apart(
      `'supplier ' || party.code`,
      `${sumOf('amount_fen - credited_fen - paid_fen', 'payable where party_id = party.id')}
        - ${sumOf('amount_fen - set_off_fen', 'credit_note where party_id = party.id')}`,
      `coalesce((select credits_posted - debits_posted from money_account where code = 'PAYABLE-' || party.id), 0)`,
      'from party',
    ),
  ],
  payable_held: [
    apart(
      receiptOf,
      sumOf(
        'payment_share.amount_fen',
        `payment_share join payment on payment.id = payment_share.payment_id
         where payment_share.payable_id = payable.id and payment.status in (${open})`,
      ),
      'payable.held_fen',
      payables,
    ),
    apart(
      `'payment ' || document.number || ' line ' || payment.line_number`,
      `case when payment.status = 'approved' then payment.amount_fen else 0 end`,
      sumOf(
        'held.amount_fen',
        `transfer as held where held.id = payment.hold_id and held.kind = 'hold'
         and not exists (select 1 from transfer as ended where ended.hold_id = held.id)`,
      ),
      'from payment join document on document.id = payment.run_id',
    ),
  ],
  payable_paid: [
    apart(
      receiptOf,
      `${sumOf(
        'payment_share.amount_fen',
        `payment_share join payment on payment.id = payment_share.payment_id
         where payment_share.payable_id = payable.id and payment.status = 'confirmed'`,
      )} + ${sumOf(
        'transfer.amount_fen',
        `payable_claim join transfer on transfer.key = 'claim-' || payable_claim.id || '-outside'
         where payable_claim.payable_id = payable.id and payable_claim.kind = 'settled_outside'`,
      )}`,
      'payable.paid_fen',
      payables,
    ),
  ],
  payable_invoiced: [
    apart(
      receiptOf,
      sumOf(
        'invoice_share.amount_fen',
        `invoice_share join invoice on invoice.id = invoice_share.invoice_id
         where invoice_share.payable_id = payable.id and invoice.kind = 'distributor' and invoice.withdrawn_at is null`,
      ),
      'payable.invoiced_fen',
      payables,
    ),
  ],
  credit_note: [
    apart(
      `'supplier ' || party.code`,
      sumOf('credited_fen', 'payable where party_id = party.id'),
      sumOf('set_off_fen', 'credit_note where party_id = party.id'),
      'from party',
    ),
  ],
  payment_run: [
    apart(
      `'payment ' || document.number`,
      sumOf('payment.amount_fen', 'payment where payment.run_id = payment_run.document_id'),
      'payment_run.amount_fen',
      'from payment_run join document on document.id = payment_run.document_id',
    ),
    apart(
      `'payment ' || document.number || ' line ' || payment.line_number`,
      sumOf('payment_share.amount_fen', 'payment_share where payment_share.payment_id = payment.id'),
      'payment.amount_fen',
      'from payment join document on document.id = payment.run_id',
    ),
  ],
  bank_settled: [
    statement(
      `select 'payment ' || document.number || ' line ' || payment.line_number as subject, '1 line' as expected,
         cast(count(bank_line.id) as text) || ' lines' as found
       from payment join document on document.id = payment.run_id
       left join bank_line on bank_line.payment_id = payment.id and bank_line.meaning = 'payment'
         and bank_line.amount_fen = -payment.amount_fen
       where payment.status = 'confirmed'
       group by document.number, payment.id, payment.line_number having count(bank_line.id) <> 1`,
    ),
  ],
  bank_own: [
    statement(
      `select 'bank line ' || bank_line.id as subject, 'decided by another than imported it' as expected,
         coalesce(person.name, '') as found
       from bank_line join bank_statement on bank_statement.id = bank_line.statement_id
       left join person on person.id = bank_line.decided_by
       where bank_line.meaning in ('fee', 'set_aside') and bank_line.decided_by = bank_statement.imported_by`,
    ),
  ],
  payment_own: [
    statement(
      `select 'payment ' || document.number as subject, 'others than who planned, ordered or accepted' as expected,
         done.actor_name as found
       from payment_run join document on document.id = payment_run.document_id
       join document_act as done on done.document_id = document.id and done.act in ('prepare', 'approve')
       where exists (select 1 from payment join payment_share on payment_share.payment_id = payment.id
         join payable on payable.id = payment_share.payable_id join receipt on receipt.document_id = payable.receipt_id
         where payment.run_id = document.id and (receipt.inspector_id = done.actor_id
           or receipt.second_id = done.actor_id
           or exists (select 1 from receipt_line where receipt_line.receipt_id = receipt.document_id
             and receipt_line.decided_by = done.actor_id)
           or exists (select 1 from document_act as ordered where ordered.document_id = receipt.order_id
             and ordered.actor_id = done.actor_id)
           or exists (select 1 from purchase_order join document as planned on planned.id = purchase_order.plan_id
             where purchase_order.document_id = receipt.order_id and (planned.created_by = done.actor_id
               or exists (select 1 from document_act as planning where planning.document_id = planned.id
                 and planning.actor_id = done.actor_id and planning.act in (${PLANNING_ACTS}))))))
       union all
       select 'payment ' || document.number, 'approved by another than prepared it', approved.actor_name
       from document join document_act as approved on approved.document_id = document.id and approved.act = 'approve'
       where document.kind = 'payment' and approved.actor_id = document.created_by`,
    ),
  ],
};

/** Rules 5 and 10 of the house, as far as suppliers are paid. */
export const payableChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, queries]) => ({
  rule,
  async find(db) {
    const rows: FoundRow[] = [];
    for (const query of queries) rows.push(...(await db.run<FoundRow>(query, {})));
    return rows.map((row) => ({ rule, ...row }));
  },
}));
