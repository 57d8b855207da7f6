/** What the trail calls acts on recalls, and their facts, in Chinese. */

export const recallActs = {
  'recall.open': '登记召回',
  'recall.target': '增加召回范围',
  'recall.untarget': '去掉召回范围',
  'recall.confirm': '确认召回批次',
  'recall.drop': '去掉召回批次',
  'recall.freeze': '冻结并通知',
  'recall.answer': '回复召回',
  'recall.release': '放行召回批次',
  'recall.withdraw': '撤回召回',
  'recall.close': '关闭召回',
};

export const recallFacts = {
  drill: '演练',
  targets: '召回范围',
  targetId: '范围编号',
  members: '通知家数',
  hours: '回复时限（小时）',
  handling: '处理方式',
  noticeNumber: '通知文号',
  receivedAt: '收到时间',
  found: '找到',
  used: '已用',
  answer: '回复',
  recovery: '召回数量',
  lotId: '批次编号',
};

export const recallTopics = { recall: '召回（全部）' };
