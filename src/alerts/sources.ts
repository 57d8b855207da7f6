/** Everything that feeds alerts, in the order in which it is asked. A feature with something to warn of adds a line. */
import { arrivalsOverdue, differencesOverdue } from '../dispatches/overdue-queries.ts';
import { returnsDue } from '../monitoring/due-queries.ts';
import { calibrationDue, excursionsOpen, probesSilent, traceAlarms } from './device-source-queries.ts';
import { cardsExpiring, countOverdue, licencesLapsing, recallOverdue, upkeepOverdue } from './paper-source-queries.ts';
import type { AlertSource } from './source.ts';
import { belowLeast, nearExpiry, runsOut } from './stock-source-queries.ts';

export const ALERT_SOURCES: readonly AlertSource[] = [
  { kind: 'below_least', find: belowLeast },
  { kind: 'runs_out', find: runsOut },
  { kind: 'near_expiry', find: nearExpiry },
  { kind: 'licence', find: licencesLapsing },
  { kind: 'count_overdue', find: countOverdue },
  { kind: 'recall_overdue', find: recallOverdue },
  { kind: 'card_expires', find: cardsExpiring },
  { kind: 'excursion', find: excursionsOpen },
  { kind: 'logger_silent', find: probesSilent },
  { kind: 'calibration_due', find: calibrationDue },
  { kind: 'upkeep_overdue', find: upkeepOverdue },
  { kind: 'trace', find: traceAlarms },
  { kind: 'arrival_overdue', find: arrivalsOverdue },
  { kind: 'difference_overdue', find: differencesOverdue },
  { kind: 'return_due', find: returnsDue },
];
