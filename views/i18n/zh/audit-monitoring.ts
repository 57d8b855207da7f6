/** What the trail calls acts on monthly returns of short drugs, and their facts, in Chinese. */

export const monitoringActs = {
  'monitoring.open': '编制短缺药品月报',
  'monitoring.redraw': '月报重新取数',
  'monitoring.add_line': '月报加药品',
  'monitoring.remove_line': '月报删药品',
  'monitoring.change_line': '改月报栏目',
  'monitoring.say_nothing': '确认或撤回零报告',
  'monitoring.explain': '写月报说明',
  'monitoring.submit': '提交月报签发',
  'monitoring.approve': '签发月报',
  'monitoring.return': '退回月报',
  'monitoring.cancel': '作废月报',
  'monitoring.report': '登记月报上报',
  'monitoring.correct': '更正月报',
};

export const monitoringFacts = {
  month: '月份',
  dueOn: '上报期限',
  added: '新加',
  renewed: '更新',
  changes: '改动',
  nothing: '零报告',
  reportedOn: '上报日期',
  receiptNumber: '回执号',
  values: '栏目',
};

export const monitoringTopics = { monitoring: '短缺药品月报（全部）' };
