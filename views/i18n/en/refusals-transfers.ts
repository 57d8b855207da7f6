/** Why an act on a transfer or a redistribution proposal was refused, in English. */

import type { RefusalDetail } from '../../../src/kernel/result.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsTransfers as zh } from '../zh/refusals-transfers.ts';

const row = (d: RefusalDetail) => (d.row === undefined ? '' : `Row ${d.row}: `);

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
  proposal_nothing: (d) => `Nothing worth moving among ${d.items} items. Try another scope.`,
  proposal_busy: 'Too many are being computed. Wait a moment.',
  proposal_broke: 'It broke off and nothing was written. Compute again.',
  proposal_line_answered: (d) => `Line ${d.line} was answered meanwhile. Reload the page.`,
  proposal_none_ticked: 'No line was chosen.',
  proposal_zero: (d) => `The quantity of ${d.item} cannot be 0. Decline the line instead.`,
  point_number: (d) => `${row(d)}“${d.text}” is not in degrees. Write it like 26.337812.`,
  point_range: (d) => `${row(d)}${d.text} is beyond ${d.limit} degrees.`,
  point_zero: (d) => `${row(d)}latitude and longitude are both 0. Look them up.`,
  point_turned: (d) => `${row(d)}latitude and longitude seem to be turned round.`,
  point_member: (d) => `${row(d)}there is no member “${d.code}”.`,
  point_rows: (d) => `At most ${d.most} rows at once. Split the file.`,
};
