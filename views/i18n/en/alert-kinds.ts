/** English names of the kinds of alert. */
import type { alertKinds as zh } from '../zh/alert-kinds.ts';

export const alertKinds: typeof zh = {
  below_least: 'Below the least',
  runs_out: 'Runs out',
  near_expiry: 'Near expiry',
  excursion: 'Out of range',
  logger_silent: 'Silent logger',
  calibration_due: 'Calibration due',
  licence: 'Licence lapses',
  count_overdue: 'Count overdue',
  upkeep_overdue: 'Upkeep overdue',
  recall_overdue: 'Recall unanswered',
  trace: 'Trace code alarm',
  card_expires: 'Purchase card expires',
  arrival_overdue: 'Receipt overdue',
  difference_overdue: 'Discrepancy overdue',
  return_due: 'Short-drug return due',
};
