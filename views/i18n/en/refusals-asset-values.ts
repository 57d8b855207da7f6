/** Why an act on what equipment is worth was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsAssetValues as zh } from '../zh/refusals-asset-values.ts';

export const refusalsAssetValues: Record<keyof typeof zh, RefusalSentence> = {
  depreciation_not_over: (d) => `${d.month} is not over yet. Run its depreciation when it is.`,
  depreciation_closed: (d) => `${d.month} is closed. What is missing is charged with the next month.`,
  depreciation_order: (d) => `Run ${d.next} before ${d.month}.`,
  depreciation_posted: (d) => `The depreciation of ${d.month} has been posted already. Nothing was posted twice.`,
  depreciation_changed: (d) => `Cards changed after the preview of ${d.month}. Look at the new preview and post again.`,
  depreciation_reversed: (d) => `This run of ${d.month} has been taken back before.`,
  depreciation_later: (d) => `Take back ${d.later} first: it was posted after ${d.month}.`,
  asset_use_future: (d) => `${d.month} is not over yet, so its use cannot be recorded.`,
  asset_use_early: (d) => `Equipment ${d.number} was acquired on ${d.acquiredOn}, after that month.`,
  asset_use_hours: 'More hours in use than switched on. Check both.',
  asset_use_month_hours: (d) => `The month has ${d.hours} hours only.`,
  asset_use_positives: 'More positive cases than cases. Check both.',
  asset_use_month: 'Write the month as 2026-11.',
  asset_use_unknown: (d) => `There is no equipment ${d.number}.`,
  asset_use_twice: (d) => `Row ${d.row} has the same equipment and month already.`,
  asset_use_nothing: 'Nothing has changed.',
  asset_not_idle: (d) => `Equipment ${d.number} is not idle, so it cannot be offered.`,
  asset_offered: (d) => `Equipment ${d.number} is in the pool already.`,
  asset_offer_ended: 'This entry has been withdrawn or settled. Reload to see how it stands.',
};
