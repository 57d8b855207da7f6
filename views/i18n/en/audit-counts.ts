/** What the trail calls acts of counting and writing off, and their facts, in English. */
import type { countActs as zhActs, countFacts as zhFacts, countTopics as zhTopics } from '../zh/audit-counts.ts';

export const countActs: Record<keyof typeof zhActs, string> = {
  'count.open': 'Count opened',
  'count.find': 'Findings recorded',
  'count.found': 'Found lot added',
  'count.recount': 'Recount asked for',
  'count.submit': 'Count handed in',
  'count.return': 'Count sent back',
  'count.approve': 'Count approved',
  'count.reverse': 'Count reversed',
  'count.cancel': 'Count cancelled',
  'count.plan': 'Count plan laid',
  'count.plan_state': 'Count plan stopped or resumed',
  'count.due': 'Due counts opened',
  'loss.open': 'Write-off or adjustment opened',
  'loss.set_lines': 'Lots added',
  'loss.remove_line': 'Lot removed',
  'loss.submit': 'Write-off or adjustment sent for approval',
  'loss.approve': 'Write-off or adjustment approved',
  'loss.return': 'Write-off or adjustment sent back',
  'loss.reverse': 'Write-off or adjustment reversed',
  'loss.cancel': 'Write-off or adjustment cancelled',
  'loss.destroy': 'Destruction recorded',
  'loss.withdraw': 'Record of a destruction withdrawn',
};

export const countFacts: Record<keyof typeof zhFacts, string> = {
  asOf: 'As of',
  scope: 'Scope',
  detail: 'Details of the scope',
  blind: 'Blind',
  countedAt: 'Counted at',
  recounts: 'Lines to recount',
  base: 'Quantity (base units)',
  gainFen: 'Gain (fen)',
  lossFen: 'Loss (fen)',
  witness: 'Id of the second person',
  numbers: 'Numbers',
  everyDays: 'Every (days)',
  eachShift: 'Each shift',
  nextOn: 'Next day',
  organisationCode: 'Code of the organisation',
  direction: 'Down or up',
  lots: 'Lots',
  lot: 'Lot',
  why: 'Reason',
  method: 'Method',
  occurredAt: 'Happened at',
};

export const countTopics: Record<keyof typeof zhTopics, string> = {
  count: 'Counts (all)',
  loss: 'Losses (all)',
};
