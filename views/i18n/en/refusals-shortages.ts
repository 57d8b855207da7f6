/** English sentences of refusals around shortages, their answers and stale pages. */
import { timeOf } from '../../../src/kernel/clock.ts';
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsShortages as zh } from '../zh/refusals-shortages.ts';
import { lastAct } from './last-act.ts';

const some = (value: RefusalDetail[string] | undefined): string => String(value ?? '');
const at = (d: RefusalDetail): string => (typeof d.at === 'number' ? ` at ${timeOf(d.at)}` : '');

export const refusalsShortages: Record<keyof typeof zh, RefusalSentence> = {
  stale: (d) => `${lastAct(d)}. Nothing was changed; what you typed is kept. Look at what is new, then submit again.`,
  shortage_moved_on: (d) => `This cannot be done now: ${lastAct(d)}. Reload and go on from the new state.`,
  share_more_than_open: (d) => `${some(d.number)} lacks only ${some(d.open)}. Give that much or less.`,
  share_own: (d) => `${some(d.number)} is the hub's own request and cannot be sent from the hub. Enter 0.`,
  share_reason: (d) => `${some(d.number)}: the share is ${some(d.proposed)}. Say in this line why yours differs.`,
  share_short: (d) =>
    `${some(d.number)}: usable lots hold only ${some(d.available)}; others expire too soon or are kept. Give less.`,
  share_nothing: 'No quantity is given to anybody.',
  message_missing: 'Nothing is written.',
  message_unknown: 'That message is not on this request. Reload and mark again.',
  merge_unknown: 'The request to merge into is not there. Reload and choose again.',
  shortage_merge_itself: 'A request cannot be merged with itself.',
  merge_members: 'They are of different members and cannot be merged.',
  merge_items: 'They ask for different items and cannot be merged.',
  merge_state: 'One of them has moved on. Reload to see where they stand.',
  merge_answered: 'Goods are arranged for it already: it can neither be merged nor taken apart.',
  merge_bought: 'It is on the purchase list. Take it off first.',
  merge_urgency: 'The one given up is more urgent. Merge the other way round.',
  merge_none: 'It is not merged, or the merge is undone already.',
  merge_ended: 'The kept request has moved on: the merge cannot be undone any more.',
  working_day_line: (d) => `Line ${some(d.line)} cannot be read. Write “2026-10-01 to 2026-10-07 National Day”.`,
  working_day_run: (d) => `Line ${some(d.line)}: a span has 1 to ${some(d.days)} days, the earlier first.`,
  working_day_year: (d) => `Line ${some(d.line)} is not in ${some(d.year)}. Enter the rest in its own year.`,
  working_day_weekday: (d) => `Line ${some(d.line)}: ${some(d.day)} is no weekend and is worked anyway.`,
  working_day_twice: (d) => `${some(d.day)} stands twice. Leave one of them.`,
  working_day_many: (d) => `At most ${some(d.max)} days.`,
  working_year_changed: (d) =>
    `Somebody has just changed ${some(d.year)}. What you typed is kept: compare it with what stands there now, then save.`,
  item_missing: 'No drug is chosen. Choose one of the results, or “not in the formulary” and name it.',
  item_unknown: 'The formulary has no such item. Search again and choose one.',
  shortage_item_retired: 'This item is retired. Choose another, or name what you need in words.',
  item_not_in_tier:
    'Members of your kind do not keep this item. For a continued county prescription choose that reason.',
  controlled_not_in_village: 'Village clinics cannot ask for narcotic, class 1 psychotropic or toxic drugs.',
  shortage_member_unknown: 'You cannot register for this member. Choose one from the list.',
  quantity_none: 'Fill in a quantity of at least one unit.',
  quantity_absurd: (d) => `Too much: at most ${some(d.maxPacks)} packs. Was a barcode scanned into the quantity?`,
  day_invalid: 'Write the day as 2026-11-23.',
  day_past: (d) => `${some(d.day)} is past, today is ${some(d.today)}. Choose today or later.`,
  day_far: (d) => `The day must be within ${some(d.days)} days.`,
  days_of_use_range: (d) => `Days of use must be 1 to ${some(d.max)}. Register longer treatments in parts.`,
  patients_range: 'Patients must be 1 to 9999; leave it empty for stock.',
  personal_data: 'This looks like an ID, a phone number or a name. Use a reference only you recognise.',
  text_too_long: (d) => `At most ${some(d.max)} characters.`,
  already_registered: (d) =>
    `${some(d.number)} of this member is still open for the same drug. Tick the line below to register another.`,
  part_more_than_open: (d) => `Only ${some(d.open)} is not arranged yet. Reduce it to that.`,
  part_due_missing: 'Say for which day it is promised: the member waits for it.',
  part_order_unknown: 'That order brings none of this item. Choose one of those listed, or answer otherwise.',
  part_substitute_unwanted: 'The member takes no substitute. Send a message first, or answer otherwise.',
  part_substitute_unknown: 'That item is no substitute. Choose one of those listed.',
  many_none: 'No request is ticked. Choose at least one.',
  many_too_many: (d) => `At most ${some(d.most)} are answered at once. Do it in several turns.`,
  many_twice: 'A request is there twice. Open the page anew and answer again.',
  many_way_missing: 'How to answer is not chosen yet.',
  many_order_missing: 'Choose the order to wait for.',
  many_item_missing: 'Choose the item that stands in.',
  many_from_missing: 'Choose the member to ask.',
  many_dose_unknown: 'This substitute cannot be reckoned by dose: type the packs in its row.',
  many_refused: (d) =>
    `${some(d.count)} cannot be answered so; none was. Untick or mend those rows and send again: the rest is kept.`,
  part_gone: 'Somebody else has just changed this part. Load the page again.',
  part_issued: 'This part was taken off the shelf when its outcome was recorded. Record a return first.',
  part_proposed: 'The dossier is handed in: withdraw it under selection instead.',
  draft_reason_missing: 'Say why the draft is kept: who drafted it goes on with that.',
  part_confirmed: 'The prescriber agreed and the substitute is asked for. Cancel that request, then ask again.',
  part_prescriber_missing: 'Name the prescriber.',
  part_not_arrived: 'Nothing of this part has arrived and waits for an outcome. Load the page again.',
  propose_listed: 'The catalogue holds this item: it need not be proposed.',
  outcome_by_part: 'Some parts have an outcome of their own: record the others part by part.',
  already_answered: 'Stock is allocated, so it cannot be rejected. Cancel the dispatch first, or close the rest.',
  already_being_served:
    'The hub has reserved stock for it. Ask the hub to cancel the dispatch, or record “no longer needed” on arrival.',
  nothing_open: 'Nothing is left to allocate.',
  nothing_answered_yet: 'No stock was allocated yet. To give it up, cancel the request.',
  already_identified: 'The item has been identified already. Reload to see it.',
  shortage_neighbour_more: (d) =>
    `At most ${d.open} can still be asked for: the rest is answered or waits for an answer.`,
  neighbour_short: (d) => `${d.place} has only ${d.available} to give. Ask for less, or ask another.`,
  not_identified: 'Nobody has said which item of the formulary it is; stock cannot be allocated yet.',
  own_registration: 'You registered this one yourself: another pharmacist must accept it.',
  own_request: 'This is your own organisation’s request: no dispatch is needed.',
  outcome_short: (d) =>
    `Only ${some(d.available)} is usable here, not enough to issue ${some(d.asked)}. ` +
    'Record the outcome without issuing, then check your stock.',
  nothing_chosen: 'No quantity is allocated. Fill in at least one lot.',
  more_than_open: (d) => `Only ${some(d.open)} is open and you allocated ${some(d.asked)}. Allocate less.`,
  override_reason_missing: 'This is not first to expire first. Take the suggested lots, or say why.',
  source_insufficient_stock: (d) => {
    const holder = d.who ? `${some(d.who)} reserved it for ${some(d.dispatch)}${at(d)}. ` : '';
    const fact = `Lot ${some(d.lot)} has only ${some(d.available)} usable, ${some(d.asked)} is needed.`;
    return `${fact} ${holder}Allocate less, or take another lot.`;
  },
  pick_twice: 'The same lot was given twice. Put it in one line.',
  source_lot_not_here: 'This lot is no longer in the central pharmacy. Reload and choose again.',
  source_lot_in_transit: (d) => `Lot ${some(d.lot)} is in transit; it can be used once received.`,
  source_lot_expired: (d) => `Lot ${some(d.lot)} expired on ${some(d.expiresOn)} and cannot be sent. Take another lot.`,
  source_lot_recalled: (d) => `Lot ${some(d.lot)} is recalled and cannot be sent. Take another lot.`,
  source_lot_quarantined: (d) => `Lot ${some(d.lot)} is frozen for quality and cannot be sent. Take another lot.`,
  source_lot_rejected_zone: (d) => `Lot ${some(d.lot)} lies in the rejected zone and cannot be sent.`,
  source_lot_reserve_zone: (d) => `Lot ${some(d.lot)} is emergency reserve, not for daily dispatch.`,
  source_lot_controlled: (d) => `Lot ${some(d.lot)} is a controlled drug and goes by its own channel.`,
  source_lot_left_formulary: (d) =>
    `Lot ${some(d.lot)} belongs to an item that left the formulary and could be used until ${some(d.useUntil)}.`,
  source_lot_permit_missing: (d) =>
    `Lot ${some(d.lot)} is an in-house preparation without a permit to leave. Record the permit first.`,
  source_lot_permit_not_listed: (d) => `Permit ${some(d.permit)} of lot ${some(d.lot)} does not name the receiver.`,
  source_lot_permit_expired: (d) =>
    `Permit ${some(d.permit)} of lot ${some(d.lot)} is valid ${some(d.validFrom)} to ${some(d.validTo)}, not today.`,
  source_lot_permit_used_up: (d) => `The quantity of permit ${some(d.permit)} of lot ${some(d.lot)} is used up.`,
  source_lot_short_life: (d) =>
    `Lot ${some(d.lot)} has ${some(d.daysLeft)} days left, ${some(d.daysNeeded)} needed. Take a longer one.`,
};
