/** English sentences of refusals around dispatches, receipts, differences and what the stock ledger refuses. */
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsDispatches as zh } from '../zh/refusals-dispatches.ts';
import { dispatches } from './dispatches.ts';
import { lastAct } from './last-act.ts';

const state = (d: RefusalDetail) => dispatches.states[String(d.status)] ?? String(d.status ?? '');
const lot = (d: RefusalDetail) => `${d.item ? `${d.item}, ` : ''}lot ${d.lot}`;

export const refusalsDispatches: Record<keyof typeof zh, RefusalSentence> = {
  not_sender: (d) => `${d.sender} sends this dispatch; only ${d.sender} can do this.`,
  not_receiver: (d) => `This dispatch goes to ${d.receiver}, which receives it.`,
  sender_may_not_receive: 'You checked and sent it: another person must receive it.',
  line_unknown: 'That line is not on this dispatch. Reload the page.',
  line_twice: 'A line was given twice. Reload the page and fill it in again.',
  line_not_answered: (d) => `Line ${d.line} is not filled in. Count every line; put what is not there under missing.`,
  more_than_asked: (d) => `${d.asked} asked, ${d.picked} typed. Pick no more than asked; add a line to send more.`,
  short_pick_reason_missing: (d) =>
    `${d.asked} asked, only ${d.picked} picked. Say why, such as "no more on the shelf".`,
  scan_empty: 'Nothing was scanned. Put the cursor into the scan box and scan again.',
  scan_too_long: 'The scanned text is too long for one code. Scan a single code.',
  scan_swallowed_expiry: (d) =>
    `Lot ${d.lot} seems to contain the expiry: the scanner dropped a separator. Type the lot from the box, or scan another code.`,
  scan_identifier_unknown: (d) =>
    `The code holds the identifier ${d.identifier}, which is not known here. Type it, or scan another code.`,
  scan_value_invalid: (d) =>
    `The code's value “${d.value}”${d.identifier ? ` of identifier ${d.identifier}` : ''} is incomplete or wrong. Scan again.`,
  scan_check_digit: (d) => `The check digit of ${d.value} is wrong. Scan again, or compare by hand.`,
  scan_date_invalid: (d) => `The date ${d.value} in the code does not exist. Read it off the box and type it.`,
  scan_repeated: (d) => `The code gives identifier ${d.identifier} two different values. Scan another code.`,
  scan_item_missing: 'This code does not say which article it is. Scan the other code on the box.',
  scan_count_alone: 'This code holds a count but not what is counted. Scan the code on the box.',
  scan_ambiguous: (d) => `${d.text} fits ${d.lines} lines of different lots. Scan the lot, or pick by hand.`,
  scan_already_picked: (d) => `${d.item}, lot ${d.lot}, is already picked and was not counted again.`,
  scan_wrong_lot: (d) =>
    d.scanned === '' || d.scanned === null
      ? `${d.item}: lot ${d.expected} is to be picked. This code has no lot, scan the lot as well.`
      : `${d.item}: lot ${d.expected} is to be picked, ${d.scanned} was scanned. Put it back and take ${d.expected}.`,
  scan_not_on_list: (d) => `${d.text} is not on this dispatch. Put it back and compare name and lot.`,
  lines_not_picked: (d) => `${d.count} lines are not picked (from line ${d.line}). Pick them, or mark them as short.`,
  last_line: (d) => `It is the last line of ${d.number}. To take it off, cancel the dispatch.`,
  nothing_picked: 'No line has goods: it cannot be sent. Cancel the dispatch.',
  picker_may_not_check: 'You picked some of it: another person must check and send.',
  wrong_state: (d) =>
    d.kind === 'dispatch'
      ? `${d.who ? `${d.who}${d.where ? ` (${d.where})` : ''} has acted: ` : ''}it is now "${state(d)}" and this is no longer possible. Reload the page.`
      : `${lastAct(d)}: this is no longer possible. Reload the page.`,
  receipt_sum: (d) =>
    `Line ${d.line}: ${d.shipped} sent, but good, damaged, missing and other lots make ${d.sum}. They must add up to what was sent.`,
  difference_reason_missing: (d) => `Line ${d.line} differs: say what happened, such as "carton crushed".`,
  no_store: (d) =>
    `Line ${d.line}: no store here keeps it at its temperature. Ask the pharmacy department for a store.`,
  no_rejected_store: 'There is no place for rejected goods here. Ask the pharmacy department to set one up.',
  difference_controlled: (d) =>
    `Line ${d.line} is a controlled drug: boxes too many or of another lot are not received. Two people seal them and call the sender and the chief pharmacist.`,
  actual_lot_missing: (d) => `Line ${d.line}: say which lot came instead.`,
  actual_lot_same: (d) => `Lot ${d.lot} is the one on the slip, not another.`,
  bearer_missing: 'Choose who bears the loss.',
  finding_same_person: 'You gave the finding of the other side too: another person must give this one.',
  owner_unknown: 'The owner must be an active person of the sender or the receiver.',
  unlisted_item_unknown: 'There is no such item in the catalogue. Search again.',
  unlisted_controlled: (d) =>
    `${d.item} is a controlled drug and is not told of like this: seal it with a second person and call the sender and the chief pharmacist.`,
  unlisted_never_held: (d) =>
    `${d.sender} never held this item, so it cannot have come from there. Check the item, then call ${d.sender}.`,
  other_lot_absent: (d) => `${d.sender} has not enough of lot ${d.lot} in its books. It must count first.`,
  charge_no_supplier: (d) => `Nothing owed to a supplier is found for lot ${d.lot}. Choose who else bears it.`,
  charge_none: 'Nothing was lost that anybody had to bear.',
  charge_by_claim: 'The claim on the supplier is decided among the payables, not here.',
  charge_decided: 'This charge was decided already. Reload the page.',
  charge_own: 'You gave a finding: another person must decide who bears the loss.',
  reopen_own: 'You gave the last finding: another person must open it again.',
  reopen_controlled: 'The register of controlled drugs tells of it: it cannot be opened again. Adjust by a count.',
  claim_credited: 'The supplier was credited already: it cannot be opened again.',
  wrong_branch: (d) =>
    `${d.number} is meant for ${d.receiver}, not for ${d.here}. Do not receive it: give it back to the driver for ${d.receiver}.`,
  temperature_unreadable: (d) => `"${d.typed}" is no temperature; write it like 5.2.`,
  finding_unknown: 'Choose one of the findings listed.',
  not_a_side: 'Only the sender and the receiver of this dispatch give a finding.',
  reason_missing: 'Say why.',
  slip_not_posted: 'It is not sent yet, so there is no slip. Check and send it first.',
  pick_list_over: 'Picking is over: no pick list is printed any more.',
  lot_not_here: 'That lot is no longer here; someone may have taken it. Reload the page and choose again.',
  lot_or_place_unknown: 'That lot or place does not exist. Reload the page.',
  lot_in_transit: (d) => `${lot(d)} is still in transit.`,
  lot_expired: (d) =>
    `${lot(d)} has expired and cannot be sent. Mark the line as short, or cancel and choose another lot.`,
  lot_recalled: (d) => `${lot(d)} is recalled and cannot be sent. Mark the line as short and choose another lot.`,
  lot_quarantined: (d) =>
    `${lot(d)} is frozen until the quality officer decides. Mark the line as short and choose another lot.`,
  lot_rejected_zone: (d) => `${lot(d)} is among rejected goods.`,
  lot_reserve_zone: (d) => `${lot(d)} is a reserve and not handed out.`,
  lot_controlled: (d) => `${lot(d)} is controlled and does not travel by ordinary dispatch.`,
  dispatch_mixed: (d) =>
    `${d.item} is a controlled drug and cannot travel with ${d.other}. Send them on two dispatches.`,
  seal_missing: 'Controlled drugs travel sealed: give the number of the seal.',
  witness_not_picker: (d) => `${d.name} picked none of this dispatch. The picker types login and password.`,
  witness_sent: (d) => `${d.name} took part in sending this dispatch. Another person of the receiver must count.`,
  witness_not_receiver: (d) => `${d.name} is not of the receiver: two of its own people take controlled drugs in.`,
  controlled_no_store: (d) =>
    `${d.place} has no controlled store and cannot be sent controlled drugs. Set one up first.`,
  dispatch_card_missing: (d) =>
    `On ${d.day} ${d.place} holds no purchase card in force for the class of ${d.item}: it can be neither sent nor received. Record a new card, or let the sender reverse what travels.`,
  lot_short_life: (d) =>
    `${lot(d)} has ${d.daysLeft} days left, at least ${d.daysNeeded} are needed. Choose a later lot.`,
  lot_left_formulary: (d) =>
    `${lot(d)} belongs to an item that left the formulary and could be used until ${d.useUntil}. Choose another item.`,
  lot_permit_missing: (d) =>
    `${lot(d)} is an in-house preparation without a permit and cannot leave its maker. Record the permit first.`,
  lot_permit_not_listed: (d) => `Permit ${d.permit} of ${lot(d)} does not name the receiver.`,
  lot_permit_expired: (d) => `Permit ${d.permit} of ${lot(d)} is valid ${d.validFrom} to ${d.validTo}, not today.`,
  lot_permit_used_up: (d) => `The quantity of permit ${d.permit} of ${lot(d)} is used up.`,
  permit_cap: (d) =>
    `Permit ${d.permit} has ${d.remaining} base units left, ${d.asked} are asked. Reduce the quantity.`,
  insufficient_stock: (d) =>
    `Not enough of ${d.item ?? 'it'}, lot ${d.lot ?? ''}: someone may have taken it. Reload the page and choose again.`,
  reservation_ended: 'The reservation has ended: it cannot be sent. Reload the page.',
  already_reversed: 'It is already reversed.',
  reversal_final: 'A reversal cannot be reversed.',
  nothing_to_post: 'There is nothing to post.',
  quantity_invalid: 'The quantity must be 0 or a positive whole number.',
  period_closed: (d) => `The books are closed up to ${d.endsOn}. Date it after that day.`,
  occurs_in_future: 'It cannot have happened later than now.',
};
