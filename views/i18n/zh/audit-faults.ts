/** What the trail calls acts on faults, and their facts, in Chinese. */

export const faultActs = {
  'fault.report': '报修',
  'fault.assign': '派工',
  'fault.release': '退回待派工',
  'fault.diagnose': '故障诊断',
  'fault.cost': '加维修费用',
  'fault.uncost': '删维修费用',
  'fault.ask': '申请维修费用',
  'fault.agree': '同意维修费用',
  'fault.decline': '不同意维修费用',
  'fault.unask': '撤回费用申请',
  'fault.repair': '修复交验',
  'fault.resume': '收回继续修',
  'fault.accept': '验收维修',
  'fault.fail': '维修验收不合格',
  'fault.reopen': '重开报修',
  'fault.withdraw': '撤回报修',
  'fault.lend': '登记替代设备',
};

export const faultFacts = {
  asset: '设备编号',
  urgency: '缓急',
  usable: '还能用吗',
  loaner: '替代设备',
  photo: '照片',
  engineer: '工程师',
  outside: '外修单位',
  diagnosis: '诊断',
  takeOut: '停下来修',
  unitFen: '单价（分）',
  agreed: '同意',
  work: '维修内容',
  labourMinutes: '工时（分钟）',
  irreparable: '修不好',
  outcome: '验收结果',
  test: '检测结果',
};

export const faultTopics = { fault: '报修维修（全部）' };
