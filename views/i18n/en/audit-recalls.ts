/** What the trail calls acts on recalls, and their facts, in English. */
import type { recallActs as zhActs, recallFacts as zhFacts, recallTopics as zhTopics } from '../zh/audit-recalls.ts';

export const recallActs: Record<keyof typeof zhActs, string> = {
  'recall.open': 'Recall entered',
  'recall.target': 'Named in the recall',
  'recall.untarget': 'Taken out of the recall',
  'recall.confirm': 'Recalled lots confirmed',
  'recall.drop': 'Recalled lots taken out',
  'recall.freeze': 'Frozen and told',
  'recall.answer': 'Recall answered',
  'recall.release': 'Recalled lots released',
  'recall.withdraw': 'Recall withdrawn',
  'recall.close': 'Recall closed',
};

export const recallFacts: Record<keyof typeof zhFacts, string> = {
  drill: 'Drill',
  targets: 'Named',
  targetId: 'Number in the notice',
  members: 'Members told',
  hours: 'Hours to answer',
  handling: 'Handling',
  noticeNumber: 'Notice number',
  receivedAt: 'Received',
  found: 'Found',
  used: 'Used',
  answer: 'Answer',
  recovery: 'Recovered',
  lotId: 'Lot id',
};

export const recallTopics: Record<keyof typeof zhTopics, string> = { recall: 'Recalls (all)' };
