/** Why an act on payables and payments was refused, in English. */
import { moneyText } from '../../ui/money.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPayables as zh } from '../zh/refusals-payables.ts';
import { payments } from './payments.ts';

const fen = (value: unknown): string => `${moneyText(Number(value ?? 0))} yuan`;

const MEANINGS: Record<string, string> = payments.meanings;

const BLOCKED: Record<string, string> = {
  invoices_missing: 'lacks an invoice',
  match_failed: 'has an invoice that differs',
  disputed: 'is disputed',
};

export const refusalsPayables = {
  payable_twice: (d) => `Part ${d.part} of this receipt is owed already; nothing was recorded twice. Reload the page.`,
  credit_nothing: 'Nothing is owed for this receipt; no credit note was made. Check the receipt.',
  invoice_future: (d) => `The invoice is dated ${d.day}, which is yet to come; not recorded. Check the invoice.`,
  invoice_tax: 'Tax must lie between zero and the amount with tax. Check the invoice.',
  invoice_no_share: 'No payable was chosen; not recorded. Choose at least one and fill in its amount.',
  invoice_other_supplier: 'A chosen payable belongs to another supplier; not recorded. Choose again.',
  invoice_not_spread: (d) =>
    `The shares add up to ${fen(d.sumFen)}, the invoice is ${fen(d.amountFen)}; not recorded. Make them equal.`,
  invoice_twice: (d) => `Invoice ${d.number} is recorded already. Look it up in the list of invoices.`,
  invoice_withdrawn: (d) => `Invoice ${d.number} was taken back already: ${d.why}.`,
  invoice_paid: 'A payable of it is in a payment run or paid; nothing was changed. Cancel the run first.',
  credit_over: 'Less is left than you set off; nothing was set off. Reload to see what is left.',
  credit_other_supplier: 'The credit note and the payable belong to different suppliers.',
  payable_in_run: 'This payable is in a payment run; nothing was changed. Cancel the run first.',
  payable_paid: 'This payable is paid.',
  claim_not_fund: 'The insurance fund does not pay this one. Change who pays first.',
  claim_no_difference: 'Invoice and acceptance do not differ; there is nothing to agree to.',
  claim_over_limit: (d) =>
    `The difference of ${fen(d.askedFen)} is above the ${fen(d.limitFen)} that may be agreed to (${d.percent}% of what was accepted). Ask the supplier for a corrected invoice or a credit note.`,
  claim_too_much: (d) => `At most ${fen(d.mostFen)} can be credited. Make the amount smaller.`,
  claim_waiting: (d) => `${d.who} proposed this already; it waits for another person.`,
  claim_own: 'You proposed it: another person decides.',
  claim_changed: 'The papers changed since it was proposed. Refuse it and propose again.',
  claim_decided: (d) => `${d.who} ${d.status === 'agreed' ? 'agreed' : 'refused'} already; nothing was changed.`,
  payment_own: 'You planned, ordered or inspected these goods and cannot settle them. Another person must.',
  payment_own_accepted: (d) => `You inspected ${d.payable} and cannot pay for it. Another person must.`,
  payment_own_ordered: (d) => `You had a hand in the order of ${d.payable} and cannot pay for it. Another person must.`,
  payment_own_planned: (d) => `You made the plan behind ${d.payable} and cannot pay for it. Another person must.`,
  payment_own_member: (d) =>
    `${d.supplier} is also the member ${d.member}, where you work: another person must pay it.`,
  payment_own_run: 'You prepared this run: another person approves it.',
  payment_own_fail: (d) =>
    `You prepared run ${d.number}: another accountant or the chief accountant records what failed.`,
  payment_fund_pays: (d) => `${d.payable} is settled by the insurance fund, not from the account.`,
  payment_in_run: (d) => `${d.payable} is in run ${d.run} of ${d.who}; nothing is paid twice. Leave it out.`,
  payment_nothing_open: (d) => `Nothing is open of ${d.payable}. Leave it out.`,
  payment_blocked: (d) =>
    `${d.payable} (${d.supplier}) ${BLOCKED[String(d.blocked)] ?? 'is blocked'} and cannot be paid yet.`,
  payment_no_invoice: (d) => `${d.payable} (${d.supplier}) has no invoice. Record it first.`,
  payment_no_bank: (d) => `${d.supplier} has no bank account that two people confirmed. Propose and confirm one first.`,
  payment_bank_changed: (d) =>
    `The account of ${d.supplier} changed since the run was prepared. Cancel it and prepare it again.`,
  payment_bank_short: (d) =>
    `The account has ${fen(d.availableFen)}, the run needs ${fen(d.askedFen)}; not approved. Pay less, or wait for money.`,
  payment_none: 'Nothing was chosen; no run was made. Choose at least one payable.',
  payment_too_many: (d) => `A run holds at most ${d.most}. Make several.`,
  payment_day_past: (d) => `${d.day} has passed. Choose today or later.`,
  payment_taken: 'A payable was just changed or taken by another run; nothing was done. Reload and try again.',
  payment_all_credit: 'Credit notes cover everything chosen; nothing is to pay. Set them off by hand.',
  payment_confirmed: 'The bank has paid it. If the money comes back, say so at the line of the bank.',
  bank_paid_twice: (d) =>
    `This payment of ${d.number} is confirmed already. If the bank really paid twice, set the line aside and claim it back.`,
  bank_not_sent: (d) => `The bank does not have run ${d.number} yet. Export it first.`,
  bank_undo_late: (d) => `Run ${d.number} changed since. Take the later word back first.`,
  bank_line_decided: (d) =>
    `${d.who} took this line for “${MEANINGS[String(d.meaning)] ?? 'something else'}” already; nothing was changed.`,
  bank_no_proposal: (d) => `Nothing is proposed for line ${d.line}. Open it and choose what it means.`,
  bank_line_open: 'This line has no meaning yet, or was just changed. Reload the page.',
  bank_direction: 'The money went the other way than this meaning says. Choose another.',
  bank_return_first: 'Settle the line by which it was paid first, then its return.',
  bank_no_payment: 'Choose the payment.',
  bank_amount: (d) => `The line is ${fen(d.lineFen)}, the payment ${fen(d.paymentFen)}; they differ.`,
  bank_reason: 'Setting a line aside needs a reason.',
  bank_own_statement:
    'You imported this statement: another accountant or the chief accountant decides what is a fee or set aside.',
  bank_fund_room: (d) => `The books lack ${fen(d.overFen)} of remittances to the fund. Record the remittance first.`,
  bank_no_member: 'Choose the member that paid in.',
  bank_none: 'No line was chosen.',
  bank_too_many: (d) => `At most ${d.most} lines at a time.`,
  statement_amount: (d) => `The amount in row ${d.row} cannot be read; nothing was imported.`,
  statement_day: (d) => `The day “${d.value}” in row ${d.row} cannot be read; nothing was imported.`,
  statement_future: (d) => `Row ${d.row} is dated ${d.day}, which is yet to come; nothing was imported.`,
  statement_balance: (d) =>
    `The balance in row ${d.row} does not follow from the row before; nothing was imported. Export the file again.`,
  statement_no_amount: 'No column of amounts was found: debit and credit, or one amount.',
  statement_too_long: (d) => `At most ${d.most} rows at a time. Export shorter periods.`,
  statement_no_lines: 'The file has no lines. Check its period.',
  statement_sum: (d) =>
    `Opening ${fen(d.openingFen)} and lines of ${fen(d.sumFen)} do not lead to closing ${fen(d.closingFen)}; not imported.`,
  statement_opening: (d) => `You typed an opening of ${fen(d.typedFen)}, the file says ${fen(d.shownFen)}.`,
  statement_closing: (d) => `You typed a closing of ${fen(d.typedFen)}, the file says ${fen(d.shownFen)}.`,
  statement_twice: (d) =>
    `${d.file} was imported by ${d.by} at ${d.moment} and is not imported again. Look under bank lines.`,
  statement_no_new: 'Every line of this file is here already; nothing was imported.',
  fund_year: (d) => `${d.year} is too far away. Choose last year, this year or the next.`,
  fund_below: (d) => `${fen(d.remittedFen)} was remitted; the duty cannot become ${fen(d.dueFen)}.`,
  fund_own: 'You stated the duty: another person records the remittance.',
  fund_over: (d) => `${fen(d.leftFen)} is left to remit. Check the amount.`,
  fund_not_stated: (d) =>
    `${d.receipt} has essential medicines, and the fund of ${d.year} is not stated. The chief accountant states it first.`,
  fund_not_remitted: (d) =>
    `${d.receipt} has essential medicines; of the fund of ${d.year} ${fen(d.remittedFen)} of ${fen(d.dueFen)} is remitted.`,
} satisfies Record<keyof typeof zh, RefusalSentence>;
