/** Why an act on requisitions was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsDemand as zh } from '../zh/refusals-demand.ts';

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
    `${d.item} of ${d.member} was supplied otherwise: only ${d.open} (base units) are still to be sent on plans, not ${d.asked}. The goods stay in stock.`,
  demand_elsewhere: (d) =>
    `This need is ${d.item} for ${d.member}, not for the member or drug that was chosen. Reload and choose again.`,
  demand_unplanned: (d) =>
    `${d.item} is a need of the hub itself and is on no plan yet. Put it on a purchase plan first.`,
  supply_short: (d) =>
    `Only ${d.available} (base units) of ${d.item} can be used, not ${d.asked}. Send less, or leave the rest to be bought.`,
  shortage_listed: () => 'All that is open of this shortage is already in the pool or on plans.',
};
