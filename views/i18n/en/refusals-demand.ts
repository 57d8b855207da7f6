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
};
