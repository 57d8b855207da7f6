/** Addresses of what happens to stock where it is kept, one section for each feature: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

export const keepingPaths = {
  issues: (query?: Query) => withQuery('/issues', query),
  issuesExport: (format: Format, query?: Query) => withQuery(`/issues/export.${format}`, query),
  newIssue: (query?: Query) => withQuery('/issues/new', query),
  /** Reads what was typed so far and shows the form again with its lots; nothing is written. */
  issueDraft: () => '/issues/draft',
  quickIssue: (query?: Query) => withQuery('/issues/quick', query),
  issue: (number: string) => `/issues/${number}`,
  issueReturn: (number: string) => `/issues/${number}/return`,
  issueReversal: (number: string) => `/issues/${number}/reversal`,
};
