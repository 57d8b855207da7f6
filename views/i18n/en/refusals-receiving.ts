/** Why an act on receiving was refused, in English. */
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import { quantityIn } from '../quantity-in.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsReceiving as zh } from '../zh/refusals-receiving.ts';
import { formats } from './formats.ts';

const said = { unit: formats.unit, gap: ' ', base: 'base units' };
const many = (d: RefusalDetail, quantity: unknown) => quantityIn(said, d, quantity);

const PAPERS: Record<string, string> = {
  test_report: 'test report',
  batch_release: 'batch release',
  customs_form: 'import customs form',
  registration: 'registration',
};

/** Papers as src/receiving writes them: `test_report,batch_release`. */
const papersText = (missing: unknown): string =>
  String(missing)
    .split(',')
    .map((code) => PAPERS[code] ?? code)
    .join(', ');

export const refusalsReceiving: Record<keyof typeof zh, RefusalSentence> = {
  field_time: 'Write the time like 14:05.',
  field_temperature: 'Write degrees Celsius with one decimal at most, such as 4.6.',
  receipt_own_order:
    'You had a part in planning or placing this order. Whoever orders may not accept: ask somebody else to inspect.',
  receipt_not_here: (d) => `These goods are inspected by the people of ${d.place}. You may look, not act.`,
  receipt_order_ended: (d) =>
    `Order ${d.order} is complete or cancelled, nothing more of it can be accepted. Ask the buyer; the goods can be refused.`,
  receipt_delivery_done: (d) =>
    `Delivery ${d.delivery} was inspected or withdrawn. Open an inspection from the order instead.`,
  receipt_draft_there: (d) =>
    `An inspection of these goods is under way: ${d.number}. Go on with it, or give it up first.`,
  receipt_nothing_open: (d) => `Order ${d.order} has nothing open for ${d.place}. Check the number and the place.`,
  receipt_note_missing: 'Enter the number of the delivery note.',
  receipt_exempt_note: 'Say why two invoices are not required.',
  receipt_arrives_later: 'The goods cannot arrive later than now. Check the time.',
  receipt_departed_later: 'They cannot have left later than they arrived. Check the times.',
  receipt_temperatures: 'The lowest temperature is above the highest. Check them.',
  receipt_travel_missing: (d) =>
    `${d.item} needs the cold chain: first enter transport, departure, lowest and highest temperature and the one at arrival.`,
  receipt_concluded: (d) =>
    `Inspection ${d.number} was concluded or given up and cannot change. Use a return to correct it.`,
  receipt_not_concluded: 'The inspection is not concluded yet. Conclude it first.',
  receipt_papers_exempt: 'This inspection needs no two invoices: there is nothing to record.',
  receipt_papers_same: 'That is what stands already. Choose what is there now.',
  receipt_papers_note: 'Say which invoice came, or why it is taken back.',
  receipt_papers_paid:
    'What is owed for it is in a payment run or paid: the invoices cannot be taken back. Cancel the run first.',
  receipt_nothing_changed: 'There is no line this applies to. Look at the lines one by one.',
  receipt_nothing_counted: 'Nothing is counted yet, so nothing was refused. Count what arrived first.',
  receipt_nothing_arrived: (d) => `Line ${d.line} ${d.item}: nothing arrived. Strike out what did not come.`,
  receipt_lot_missing: (d) => `Line ${d.line} ${d.item} has no lot. Copy it from the box.`,
  receipt_expiry_missing: (d) =>
    `Line ${d.line} ${d.item} has no expiry. Copy it from the box; if only a month is printed, use its last day.`,
  receipt_produced: (d) => `Line ${d.line} ${d.item}: made after it arrived or expires. Check the box.`,
  receipt_maker_missing: (d) => `Line ${d.line} ${d.item} names no maker. Copy it from the box.`,
  receipt_expired: (d) => `${d.item} expired on ${d.expiresOn}: it cannot be accepted in any way. Reject it.`,
  receipt_short_life: (d) =>
    `${d.item} has ${d.left} days left on arrival, ${d.least} are required. Accept by concession with a reason, reject it, or let it wait.`,
  receipt_wrong_maker: (d) =>
    `The box says ${d.maker}, ordered was ${d.ordered}. Accept by concession with a reason, reject it, or let it wait.`,
  receipt_temperature: (d) =>
    `${d.item} was outside its temperature range and cannot simply pass. Reject it, let it wait, or accept by concession with a reason.`,
  receipt_papers: (d) =>
    `${d.item} lacks ${papersText(d.missing)}. Tick it once it is there, or let the lot wait, concede or reject it.`,
  receipt_undecided: (d) =>
    `${d.count} lines are undecided (line ${d.line} ${d.item}). Decide each; strike out what did not come.`,
  receipt_reason_code: 'Choose why.',
  receipt_reason: 'Write the reason, such as “the county uses 260 packs a month, gone within 90 days”.',
  receipt_over_conceded: 'Goods beyond the order cannot be conceded. Reject what is too much.',
  receipt_over: (d) =>
    `Only ${many(d, d.open)} of ${d.item} are open in the order, ${many(d, d.asked)} cannot be accepted. Enter the surplus as the part that is rejected, for “beyond the order”.`,
  receipt_over_delivered: (d) =>
    `The delivery note says ${many(d, d.announced)} of ${d.item}, ${many(d, d.asked)} cannot be accepted. Count again; reject what is too much.`,
  receipt_bad_part:
    'The part that is bad is more than nothing and less than what arrived. If all of it is bad, reject the line.',
  receipt_store: (d) =>
    `${d.item} cannot go into this store: it does not suit the goods or is not at this place. Choose another.`,
  receipt_no_store: (d) => `There is no store here that suits ${d.item}. Set one up, or let the line wait.`,
  receipt_not_ordered: 'The order has no such line for this place.',
  receipt_empty: 'Nothing arrived at all. Give this inspection up.',
  receipt_scanned_on: 'Somebody has scanned since you opened this page. Look at the new numbers before you conclude.',
  receipt_none_waits: (d) => `No lot of ${d.number} waits any more. Somebody may have decided just now.`,
  receipt_line_decided: (d) => `Line ${d.line} does not wait. Reload to see where it stands.`,
  second_missing: (d) => `${d.item} needs two people. Ask the second one to confirm with login and password.`,
  second_wrong: 'The second person’s login or password is wrong. Wrong passwords count towards the lock.',
  second_same: 'You cannot be the second person yourself.',
  second_may_not: (d) => `${d.name} may not stand by here: it takes somebody who inspects or dispatches here or above.`,
  second_elsewhere: (d) => `${d.name} is not of this place: two of its own people inspect controlled drugs.`,
  second_ordered: (d) => `${d.name} had a part in ordering these goods. Ask somebody else.`,
  allot_over: (d) => `The shares come to ${many(d, d.asked)}, ${many(d, d.available)} were accepted. Give less.`,
  allot_more_than_asked: (d) => `${d.member} still needs ${many(d, d.open)} and cannot get more.`,
  allot_reason: 'Say why it is not what was proposed.',
  allot_done: 'This line was shared out already, or nobody waits for it. Reload to see.',
  allot_needs_changed: 'The needs that wait for these goods have changed. Look at the new proposal.',
  supply_nothing: 'Nothing waits to be sent on.',
  return_over: (d) => `Line ${d.line} ${d.item}: only ${many(d, d.open)} may still go back, not ${many(d, d.asked)}.`,
  return_not_there: (d) =>
    `Only ${many(d, d.available)} of ${d.item} are free in this store, not ${many(d, d.asked)}. Take less, or another store.`,
  return_own: 'A return takes two people: you proposed it, somebody else confirms it.',
};
