/** What the trail calls acts of counting and writing off, and their facts, in Chinese. */

export const countActs = {
  'count.open': '开盘点单',
  'count.find': '登记实盘',
  'count.found': '登记账外批次',
  'count.recount': '要求复点',
  'count.submit': '提交盘点',
  'count.return': '退回盘点',
  'count.approve': '批准盘点',
  'count.reverse': '红冲盘点',
  'count.cancel': '取消盘点',
  'count.plan': '设盘点计划',
  'count.plan_state': '停止或恢复盘点计划',
  'count.due': '到期开盘点单',
};

export const countFacts = {
  asOf: '截止时刻',
  scope: '范围',
  detail: '范围明细',
  blind: '盲盘',
  countedAt: '清点时间',
  recounts: '复点行数',
  base: '数量（最小单位）',
  gainFen: '盘盈（分）',
  lossFen: '盘亏（分）',
  witness: '第二人编号',
  numbers: '单号',
  everyDays: '周期（天）',
  eachShift: '每班',
  nextOn: '下次日期',
  organisationCode: '机构代码',
};

export const countTopics = { count: '盘点（全部）' };
