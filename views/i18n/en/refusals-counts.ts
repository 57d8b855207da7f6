/** Why an act on a count was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsCounts as zh } from '../zh/refusals-counts.ts';

export const refusalsCounts: Record<keyof typeof zh, RefusalSentence> = {
  count_not_here: (d) => `People of ${d.place} count there. You may look, not act.`,
  count_future: 'That moment is later than now. Check it.',
  count_long_past: (d) => `A count may be of at most ${d.days} days ago. Choose a later moment.`,
  count_nothing: 'Nothing lay in this scope at that moment. Choose another scope.',
  count_too_many: (d) => `This scope has ${d.lines} lines; a count has at most ${d.most}. Divide it by store or class.`,
  count_scope_missing: 'Fill what this scope needs.',
  count_item_unknown: (d) => `There is no item with the code ${d.code}. Check the code.`,
  count_store_unknown: 'Choose a store of this member.',
  count_closed: (d) =>
    `${d.number} has been handed in, done or cancelled: this is not possible any more and nothing was posted twice. Reload the page.`,
  count_nothing_typed: 'No quantity was typed. Lines may stay empty, but fill one; type 0 where nothing lies.',
  count_found_future: 'The time of counting is later than now. Check it.',
  count_found_before: 'The time of counting is before the moment of the count. Check it.',
  count_recount_other: (d) => `You counted ${d.item ?? ''} ${d.lot ?? ''}: another person recounts.`,
  count_line_done: (d) =>
    `${d.item ?? ''} ${d.lot ?? ''} was recorded by another person and was not overwritten. Empty this line, or ask for a recount.`,
  count_found_none: 'A found lot cannot have the quantity 0.',
  count_lot_listed: (d) => `This lot is line ${d.line}: record it there.`,
  count_uncounted: (d) => `${d.lines} lines are not counted yet. Type 0 where nothing lies.`,
  count_recounts_open: (d) => `${d.lines} lines wait for another person's recount.`,
  count_reason_missing: (d) => `${d.item} ${d.lot} differs: choose a reason.`,
  count_reason_text: (d) => `${d.item} ${d.lot}: say what “other” means.`,
  count_own: 'Who counted or handed in may not approve, send back or reverse. Another person must.',
  count_level: (d) =>
    d.level === 'accountant'
      ? 'So large a difference needs the chief accountant.'
      : d.level === 'pharmacist'
        ? 'This difference, or a frozen lot in it, needs the chief pharmacist.'
        : 'The head of this member approves.',
  count_changed: (d) =>
    `Late postings changed the difference of ${d.lines} lines (${d.which}). Send it back to be handed in again.`,
  count_short: (d) =>
    `${d.lines} lines cannot be taken off now (${d.which}): goods have left or are promised. Send it back; they are recounted.`,
  count_nothing_posted: 'This count had no difference and posted nothing: there is nothing to reverse.',
  count_plan_past: 'The first day has passed. Choose today or later.',
  count_plan_stands: 'The plan stands so already. Reload the page.',
  count_plan_nothing: 'Nothing was opened: the last count is not finished, or nothing lies in the scope.',
};
