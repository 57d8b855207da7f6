/** Why an act on a stocktake of equipment was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsInventories = {
  inventory_nothing: 'No equipment lies in this scope. Choose another.',
  inventory_too_many: (d) => `At most ${d.most} cards at a time: divide it by member or class.`,
  inventory_not_counting: (d) => `Nobody counts in ${d.number} now, so nothing can be reported.`,
  inventory_not_deciding: (d) => `${d.number} cannot be decided now: end the counting first; a closed one stays.`,
  inventory_code_unknown: (d) => `No card has “${d.code}”. Scan again, or write it down as an off-book find.`,
  inventory_place_unknown: (d) => `${d.code} is not among the members that are counted.`,
  inventory_found_already: (d) => `${d.number} was found by ${d.who} already.`,
  inventory_found_other: (d) => `${d.who} reported this one and takes it back.`,
  inventory_on_book: (d) => `This serial number is ${d.number}: mark that as found.`,
  inventory_find_known: (d) => `This serial number is find ${d.position} already.`,
  inventory_find_decided: (d) => `Find ${d.position} is decided already.`,
  inventory_own_finding: (d) => `You found ${d.number} yourself: somebody else decides it.`,
  inventory_own_counting: 'You counted in this stocktake: somebody else approves it.',
  inventory_no_difference: 'Nothing differs here, so there is nothing to decide.',
  inventory_correct_missing: 'What was not found cannot be corrected: keep the card, or call it lost.',
  inventory_lost_found: 'What was found cannot be called lost.',
  inventory_status_on_card: (d) => `Change the state of ${d.number} on its card first, then decide this.`,
  inventory_undecided: (d) => `${d.left} are still to be decided before it can be closed.`,
} satisfies Record<string, RefusalSentence>;
