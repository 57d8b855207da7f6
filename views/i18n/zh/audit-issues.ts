/** What the trail calls acts on issues and files of use, and their facts, in Chinese. */

export const issueActs = {
  'issue.post': '出库过账',
  'issue.return': '退库',
  'issue.reverse': '冲销出库',
};

export const issueFacts = {
  ward: '病区或科室',
  occurredAt: '发生时间',
  rejected: '进不合格品区的行数',
  of: '原单',
};

export const issueTopics = { issue: '出库（全部）' };
