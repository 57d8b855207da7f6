/** What the trail calls acts on issues and files of use, and their facts, in Chinese. */

export const issueActs = {
  'issue.post': '出库过账',
  'issue.return': '退库',
  'issue.reverse': '冲销出库',
  'issue.take_file': '读取消耗流水',
  'issue.start_file': '开始过账流水',
  'issue.post_part': '流水过账一段',
  'issue.set_aside': '流水行留下',
  'issue.retry_file': '重新核对流水',
  'issue.give_up_file': '放弃流水其余行',
  'issue.set_code': '记住本院编码',
  'issue.forget_code': '删掉编码对照',
};

export const issueFacts = {
  ward: '病区或科室',
  occurredAt: '发生时间',
  postedRows: '已过账行数',
  unitBase: '一个单位（最小单位）',
  rejected: '进不合格品区的行数',
  of: '原单',
};

export const issueTopics = { issue: '出库（全部）' };
