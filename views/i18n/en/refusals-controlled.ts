/** Why an act on controlled drugs was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsControlled as zh } from '../zh/refusals-controlled.ts';

export const refusalsControlled: Record<keyof typeof zh, RefusalSentence> = {
  store_not_controlled: (d) => `${d.item} ${d.lot} is controlled and lies in a store for controlled drugs alone.`,
  store_controlled_only: (d) => `Only controlled drugs lie in that store. Put ${d.item} ${d.lot} elsewhere.`,
  handover_uncounted: (d) => `${d.item} ${d.lot} is not counted yet. Type 0 where there is none.`,
  handover_reason: (d) => `${d.item} ${d.lot} differs from the books. Count again; if it still differs, say why.`,
  handover_day: 'Only shifts of today and yesterday are handed over.',
  handover_done: (d) => `That shift of ${d.day} was handed over already. Choose another.`,
  handover_own: 'Those who handed over do not close their own case.',
  ampoules_too_many: (d) => `Only ${d.left} ${d.unit} are still out, ${d.asked} were typed. Check.`,
  ampoules_none_chosen: 'Nothing is chosen to destroy. Choose a row at least.',
  ampoules_destroyed: 'Some of them are destroyed already or lie elsewhere. Load the page again.',
  residue_nothing_used: 'Everything of that line was brought back: nothing was left over.',
  issue_has_ampoules: 'Empty ampoules of this issue came back: it was used and cannot be reversed.',
  card_missing: (d) =>
    `${d.place} has no purchase card in force on ${d.day} for the class of ${d.item}. Record the card first.`,
  card_class_missing: 'Choose the classes that it is for.',
  card_span: 'It cannot end before it begins.',
  card_number_taken: (d) => `Card ${d.number} is recorded already.`,
  card_withdrawn: (d) => `Card ${d.number} is withdrawn already.`,
};
