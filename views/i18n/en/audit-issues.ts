/** What the trail calls acts on issues and files of use, and their facts, in English. */
import type { issueActs as zhActs, issueFacts as zhFacts, issueTopics as zhTopics } from '../zh/audit-issues.ts';

export const issueActs: Record<keyof typeof zhActs, string> = {
  'issue.post': 'Posted an issue',
  'issue.return': 'Returned issued goods',
  'issue.reverse': 'Reversed an issue',
};

export const issueFacts: Record<keyof typeof zhFacts, string> = {
  ward: 'Ward or department',
  occurredAt: 'Happened',
  rejected: 'Lines to rejected goods',
  of: 'Of',
};

export const issueTopics: Record<keyof typeof zhTopics, string> = { issue: 'Issues (all)' };
