/** English sentences for what the stock and money ledgers refuse whichever page asked. */
import { dayOf, timeOf } from '../../../src/kernel/clock.ts';
import { moneyText } from '../../ui/money.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsKernels as zh } from '../zh/refusals-kernels.ts';

const moment = (at: unknown): string => `${dayOf(Number(at ?? 0))} ${timeOf(Number(at ?? 0))}`;
const fen = (value: unknown): string => `¥${moneyText(Number(value ?? 0))}`;

export const refusalsKernels: Record<keyof typeof zh, RefusalSentence> = {
  moves_nowhere: 'Both places are the same: nothing was posted. Choose another place.',
  backdated_short: (d) =>
    `${d.item}, lot ${d.lot}: at ${moment(d.moment)} there were only ${d.standing} base units; ${d.asked} would be ${d.shortBase} short. Nothing was posted. Check the day and the quantity, or choose another lot.`,
  period_not_past: (d) => `${d.endsOn} is not over yet and cannot be closed. Choose an earlier day.`,
  nothing_to_transfer: 'There is no amount to record.',
  amount_invalid: 'The amount must be above zero and exact to the fen.',
  same_account: 'Both accounts are the same: nothing was recorded. Choose another account.',
  account_unknown: 'There is no such account. Reload the page and choose again.',
  account_code_taken: (d) => `The account code ${d.code} stands for another account. Choose another code.`,
  insufficient_funds: (d) =>
    `Account ${d.account} has ${fen(d.availableFen)}, not ${fen(d.askedFen)}: nothing was recorded. Reduce the amount or fund it first.`,
  total_too_large: (d) => `The total of account ${d.account} would no longer be exact: nothing was recorded.`,
  hold_unknown: 'There is no such hold. Reload the page.',
  hold_ended: 'This hold was settled or voided already. Reload the page to see it.',
  amount_over_hold: (d) =>
    `${fen(d.heldFen)} is held; ${fen(d.askedFen)} cannot be settled. Hold the difference separately.`,
  witness_same_person: 'You cannot stand by for yourself. Another colleague must enter their password.',
  paid_apart: (d) => `Paid ${fen(d.paidFen)}, but quantity times price is ${fen(d.nominalFen)}. Check both.`,
  procurement_account_exists: 'The county has one procurement account and it is open: there is no second.',
  procurement_account_missing: 'The procurement account is not open yet. The head hospital opens it first.',
};
