/** Why an act on a write-off, an adjustment or a destruction was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsLosses as zh } from '../zh/refusals-losses.ts';

export const refusalsLosses: Record<keyof typeof zh, RefusalSentence> = {
  loss_not_here: (d) => `People of ${d.place} write off there. You may look, not act.`,
  loss_reason_kind: 'This reason does not belong to this kind of paper. Choose another.',
  loss_reason_text: 'Say what “other” means.',
  loss_own: 'Two people are needed: who asked, acted or witnessed may not approve, send back, reverse or withdraw.',
  loss_nothing_typed: 'No quantity was typed. Fill one line at least.',
  loss_lot_unknown: 'This lot is in no store of the member. Look for it again.',
  loss_zero: 'A quantity cannot be 0; leave the line empty instead.',
  loss_more_than_left: (d) => `So much of ${d.item} ${d.lot} is not free: it left or is reserved. Type less.`,
  loss_only_out: 'A write-off only takes off. Open an adjustment for what the books lack.',
  loss_no_lines: 'It has no lots yet. Add some first.',
  loss_short: (d) =>
    `${d.lines} lines are short now (${d.which}): goods left or are reserved. Send it back to be changed, or free them.`,
  loss_level: (d) =>
    d.level === 'accountant'
      ? 'So large an amount needs the chief accountant.'
      : d.level === 'pharmacist'
        ? 'This amount needs the chief pharmacist.'
        : 'The head of this member approves.',
  loss_destroyed: (d) => `Goods of ${d.number} are recorded as destroyed: withdraw that record first if it is wrong.`,
  loss_not_to_destroy: 'This line cannot be destroyed: it was reversed, or all of it is destroyed. Reload the page.',
  loss_destroy_more: (d) => `Only ${d.left} base units of ${d.item} ${d.lot} are left to destroy. Type less.`,
  loss_destroy_future: 'That time is later than now. Check it.',
};
