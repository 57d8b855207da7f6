/** Why an act on requisitions was refused, in English. */
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import { quantityIn } from '../quantity-in.ts';
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsDemand as zh } from '../zh/refusals-demand.ts';
import { formats } from './formats.ts';

const said = { unit: formats.unit, gap: ' ', base: 'base units' };
const many = (d: RefusalDetail, quantity: unknown) => quantityIn(said, d, quantity);

export const refusalsDemand: Record<keyof typeof zh, RefusalSentence> = {
  demand_taken: (d) =>
    `${d.item} for ${d.member} was just taken onto another plan or is no longer needed (${d.count} needs in all). Nothing was changed; reload and consolidate again.`,
  demand_not_planned: (d) =>
    `The plan holds less of ${d.item} for ${d.member} than is given back. Reload to see how it stands.`,
  demand_not_open: (d) =>
    `${d.item} for ${d.member} is on a purchase plan and cannot be closed. Take it off the plan first.`,
  demand_not_sent: (d) =>
    `What was sent and what was received of ${d.item} for ${d.member} do not agree. Check the dispatches and receipts.`,
  demand_supplied: (d) =>
    `${d.item} of ${d.member} was supplied otherwise: only ${many(d, d.open)} are still to be sent on plans, not ${many(d, d.asked)}. The goods stay in stock.`,
  demand_elsewhere: (d) =>
    `This need is ${d.item} for ${d.member}, not for the member or drug that was chosen. Reload and choose again.`,
  demand_unplanned: (d) =>
    `${d.item} is a need of the hub itself and is on no plan yet. Put it on a purchase plan first.`,
  supply_short: (d) =>
    `Only ${many(d, d.available)} of ${d.item} can be used, not ${many(d, d.asked)}. Send less, or leave the rest to be bought.`,
  shortage_listed: () => 'All that is open of this shortage is already in the pool or on plans.',
  requisition_controlled: (d) =>
    `${d.item} is a controlled drug and cannot be asked for by a requisition; register a shortage, which is answered by a dispatch of its own.`,
  requisition_left: (d) => `${d.item} is not in the formulary any more. Choose one that is.`,
  requisition_tier: (d) =>
    `${d.item} is not stocked at the tier of ${d.member}. Register a shortage for a single patient.`,
  requisition_far: (d) => `${d.item} is twice or half of what was proposed: say why, or take the proposal.`,
  requisition_empty: () => 'The requisition has no items. Fill in at least one quantity.',
  requisition_closed: () => 'This requisition was submitted or withdrawn and cannot be changed. Open another.',
  requisition_in_supply: (d) =>
    `${d.item} is on a plan or dispatch, so the whole cannot be withdrawn or returned. Close what is open line by line.`,
  requisition_nothing_open: (d) => `Nothing of ${d.item} is open: it is planned, sent or closed already.`,
  requisition_out_of_turn: (d) =>
    `No round is open (next ${d.opensOn} to ${d.closesOn}). If it cannot wait, say why in the note.`,
  requisition_second: (d) =>
    `One was submitted for this round (closing ${d.closesOn}). Another is out of turn: say why in the note.`,
  target_span: () => 'The upper limit is below the lower. Raise the one or lower the other.',
  share_reason_missing: () => 'It is shared otherwise than proposed: say why, or take the proposal.',
  shortage_not_listed: () => 'Nothing of this shortage is open in the pool, so there is nothing to take off.',
};
