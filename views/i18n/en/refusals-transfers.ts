/** Why an act on a transfer or a redistribution proposal was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsTransfers as zh } from '../zh/refusals-transfers.ts';

export const refusalsTransfers: Record<keyof typeof zh, RefusalSentence> = {
  transfer_own: 'Two people: whoever asked, offered or answered does not grant it. Another of the giver must.',
  transfer_controlled: (d) => `${d.item} is a controlled drug and never goes by transfer. Take the line out.`,
  transfer_day: 'The day must lie between today and a year from now. Change it.',
  transfer_more_than_asked: (d) => `More of ${d.item} is granted than was asked. Grant at most what was asked.`,
  transfer_less_reason: (d) => `Say why less of ${d.item} is granted.`,
  transfer_grant_nothing: 'Every line is 0. To give nothing, refuse it.',
  transfer_no_lines: 'No quantity was typed. Fill in at least one line.',
  transfer_too_many: (d) => `At most ${d.most} lines on one transfer. Split it.`,
  transfer_same_member: 'Giver and taker are the same member. Choose another.',
  transfer_no_member: (d) => `${d.place} keeps no stock and takes no part. Choose another.`,
  transfer_other_unknown: 'There is no such member. Choose one from the list.',
  transfer_not_here: (d) => `This step is for people of ${d.place}. You may look, not act.`,
  transfer_zero: 'A quantity cannot be 0; leave the row empty instead.',
  transfer_fixed: 'A plan or a proposal opened this one and sets its quantities. Withdraw it if it is not wanted.',
  transfer_last_line: 'This is the last line. Withdraw the transfer instead.',
  transfer_more_than_offered: (d) => `More of ${d.item} is taken than was offered. Take at most what was offered.`,
  transfer_accept_nothing: 'Every line is 0. To take nothing, decline it.',
  transfer_all_kept: (d) => `All stock of ${d.item} is kept for others already.`,
};
