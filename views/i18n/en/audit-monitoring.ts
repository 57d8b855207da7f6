/** What the trail calls acts on monthly returns of short drugs, and their facts, in English. */
import type {
  monitoringActs as zhActs,
  monitoringFacts as zhFacts,
  monitoringTopics as zhTopics,
} from '../zh/audit-monitoring.ts';

export const monitoringActs: typeof zhActs = {
  'monitoring.open': 'Return prepared',
  'monitoring.redraw': 'Return drawn anew',
  'monitoring.add_line': 'Drug added to a return',
  'monitoring.remove_line': 'Drug taken off a return',
  'monitoring.change_line': 'Drug of a return changed',
  'monitoring.say_nothing': 'Zero report said or taken back',
  'monitoring.explain': 'Return explained',
  'monitoring.submit': 'Return handed in',
  'monitoring.approve': 'Return signed',
  'monitoring.return': 'Return sent back',
  'monitoring.cancel': 'Return given up',
  'monitoring.report': 'Return filed',
  'monitoring.correct': 'Return corrected',
};

export const monitoringFacts: typeof zhFacts = {
  month: 'Month',
  dueOn: 'Due',
  added: 'Added',
  renewed: 'Renewed',
  changes: 'Changes',
  nothing: 'Zero report',
  reportedOn: 'Filed on',
  receiptNumber: 'Receipt',
  values: 'Fields',
};

export const monitoringTopics: typeof zhTopics = { monitoring: 'Short-drug returns (all)' };
