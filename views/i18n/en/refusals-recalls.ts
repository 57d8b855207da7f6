/** Why an act on a recall was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsRecalls as zh } from '../zh/refusals-recalls.ts';

export const refusalsRecalls: Record<keyof typeof zh, RefusalSentence> = {
  recall_target_empty: 'Name the item: every lot of no item cannot be recalled.',
  recall_lot_missing: 'Type the lot numbers, or choose “every lot”.',
  recall_lot_short: (d) => `“${d.lot}” is too short and would match too much. At least ${d.least} letters or digits.`,
  recall_lot_long: (d) => `A lot number has at most ${d.most} characters. Separate several by commas or lines.`,
  recall_rows_wrong: (d) =>
    `${d.rows} rows cannot be understood (rows ${d.which}): no lot, too short a lot, or no item. Mend and import again; nothing was taken.`,
  recall_targets_many: (d) => `A recall names at most ${d.most} things. Enter several recalls.`,
  recall_future: 'The notice cannot have come after now. Please check.',
  recall_lot_unknown: 'Some of the lots do not exist. Reload the page and choose again.',
  recall_nothing_chosen: 'No lot was chosen. Choose at least one.',
  recall_no_lots: 'No lot is confirmed, and no number to hold later is named. Confirm first.',
  recall_own: 'Two people: who froze the lots neither releases them nor withdraws. Ask somebody else.',
  recall_not_held: 'This recall does not hold that lot, or released it already. Reload the page.',
  recall_drill_holds_none: 'A drill freezes nothing, so there is nothing to release.',
  recall_unanswered: (d) => `${d.members} members have not answered: it cannot be closed. Chase them first.`,
  recall_left: 'Frozen goods are neither returned, destroyed nor released. Say what becomes of them.',
  recall_not_here: (d) => `People of ${d.place} answer for it. You may read, not answer.`,
  recall_over: 'This recall is closed or withdrawn and takes no answers.',
  recall_told_again: 'The notice has just changed: there are more lots. Read it again, then answer.',
  recall_found_missing: (d) => `${d.item} ${d.lot} is in the books: type how much was found, 0 if none.`,
};
