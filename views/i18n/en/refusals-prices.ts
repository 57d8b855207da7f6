/** Why an act on prices and contracts was refused, in English. */
import { formatPrice } from '../../../src/kernel/money.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPrices as zh } from '../zh/refusals-prices.ts';

const yuan = (pack: unknown) => `${formatPrice(Number(pack))} yuan`;

export const refusalsPrices: Record<keyof typeof zh, RefusalSentence> = {
  price_above_contract: (d) =>
    `${yuan(d.pricePack)} is above the ${yuan(d.limitPack)} of contract ${d.contract}: order at the contract's price.`,
  price_above_listed: (d) =>
    `${yuan(d.pricePack)} is above the listed price of ${yuan(d.limitPack)}; nothing may cost more than is listed.`,
  price_missing: 'There is no price. Type the price of a pack, above zero.',
  price_unreadable: 'That is no price. Type yuan above zero with at most four decimals, such as 12.5.',
  price_too_far: 'That day is more than a year ahead: check it.',
  price_before_last: (d) => `There is a listed price from ${d.day}: change it from a later day, the past stays.`,
  price_day_taken: (d) => `The price from ${d.day} was recorded on another day: record a new one from a later day.`,
  price_nothing: 'There is no price to record.',
  price_twice: 'The same item stands in two rows: leave one.',
  price_item_unknown: (d) => `No item has the code or barcode ${d.code}.`,
  price_item_several: (d) => `Several items have the barcode ${d.code}: use the own code.`,
  term_steps: (d) => `The least order ${d.leastPacks} is no multiple of the step ${d.stepPacks}: change one of them.`,
  term_party: 'Choose a supplier; who only makes does not sell.',
  contract_span: 'The last day is before the first.',
  contract_backup_same: 'The backup is the supplier itself.',
  contract_batch_missing: 'A volume-based contract names its batch.',
  contract_backup_kind: 'Only volume-based contracts have a backup supplier.',
  contract_item: (d) => `No item in use has the code ${d.code}.`,
  contract_over: (d) => `The contract was over on ${d.day} and cannot be activated.`,
  contract_no_lines: 'The contract has no items: add them first.',
  contract_above_listed: (d) =>
    `${d.item} at ${yuan(d.pricePack)} is above the listed price of ${yuan(d.limitPack)}: lower it, or record the new listed price first.`,
  contract_overlaps: (d) =>
    `${d.item} has the volume contract ${d.contract} at the same time: end that one or change the time.`,
  contract_no_volume: (d) => `${d.item} has no agreed volume: write it first.`,
  contract_shares_differ: (d) =>
    `The shares of ${d.item} come to ${d.sharesUnits}, not to the agreed ${d.agreedUnits}: spread or import them again.`,
  contract_no_shares: 'The file holds no shares.',
  contract_no_use: 'Nobody used anything of this strength in the past year: import the shares instead.',
  contract_share_item: (d) => `The contract has no item with the code ${d.code}.`,
  contract_share_member: (d) => `No member has the code ${d.code}.`,
  contract_share_units: 'A share is a whole number above zero.',
  contract_share_twice: 'The same item and member stand in two rows.',
  contract_own: 'You drafted or changed this contract: another person activates it.',
  contract_end_past: 'The last day cannot be before yesterday.',
  contract_end_before_start: (d) => `The contract begins on ${d.day}; withdraw it when it has not begun.`,
  contract_end_later: (d) => `The contract ends on ${d.day} anyway: choose an earlier day.`,
  contract_binds: (d) => `The contract binds since ${d.day}: end it instead.`,
  contract_line_choose: 'Choose an item of the contract.',
  contract_excuse_most: (d) => `At most ${d.most} more can be excused.`,
  negotiation_span: 'The last day of the price is before the first.',
  negotiation_item_twice: (d) => `${d.item} is in this negotiation already.`,
  negotiation_no_lines: 'There are no items: add them first.',
  negotiation_few_people: 'At least two people must have said to take part.',
  negotiation_not_member: 'State that you take part first.',
  negotiation_recused: 'You stepped aside and cannot do this.',
  negotiation_interest: (d) => `You belong to ${d.party}: state that you step aside.`,
  negotiation_party_present: (d) => `${d.person} of ${d.party} takes part and must step aside first.`,
  negotiation_quote_rises: (d) => `The quote of round ${d.round} was ${yuan(d.limitPack)}: it may not rise.`,
  negotiation_above_listed: (d) => `It may not be above the listed price of ${yuan(d.limitPack)}.`,
  negotiation_line_choose: 'Choose an item of this negotiation.',
  negotiation_no_quote: 'That supplier has not quoted.',
  negotiation_no_award: 'No item is awarded; cancel the negotiation when that is so.',
  negotiation_reason_missing: (d) => `${d.item} does not go to the lowest quote: say why.`,
  negotiation_none_reason: (d) => `${d.item} is not awarded: say why.`,
  negotiation_own: 'Whoever opened it, took part, stepped aside or recorded quotes cannot approve it.',
  repricing_no_lines: 'There are no items: add them first.',
  repricing_above_listed: (d) => `${d.item} at ${yuan(d.pricePack)} is above the listed price of ${yuan(d.limitPack)}.`,
  repricing_no_stock: 'No stock would change: there is none, it has that price, or it is reserved or on its way.',
  repricing_own: 'You proposed or changed this repricing: another person approves it.',
};
