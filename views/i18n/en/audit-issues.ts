/** What the trail calls acts on issues and files of use, and their facts, in English. */
import type { issueActs as zhActs, issueFacts as zhFacts, issueTopics as zhTopics } from '../zh/audit-issues.ts';

export const issueActs: Record<keyof typeof zhActs, string> = {
  'issue.post': 'Posted an issue',
  'issue.return': 'Returned issued goods',
  'issue.reverse': 'Reversed an issue',
  'issue.take_file': 'Took a file of use',
  'issue.start_file': 'Began to post a file of use',
  'issue.post_part': 'Posted a part of a file',
  'issue.set_aside': 'Set rows of a file aside',
  'issue.retry_file': 'Judged a file again',
  'issue.give_up_file': 'Gave the rest of a file up',
  'issue.set_code': 'Explained an own code',
  'issue.forget_code': 'Forgot an own code',
};

export const issueFacts: Record<keyof typeof zhFacts, string> = {
  ward: 'Ward or department',
  occurredAt: 'Happened',
  postedRows: 'Rows posted',
  unitBase: 'One unit (base units)',
  rejected: 'Lines to rejected goods',
  of: 'Of',
};

export const issueTopics: Record<keyof typeof zhTopics, string> = { issue: 'Issues (all)' };
