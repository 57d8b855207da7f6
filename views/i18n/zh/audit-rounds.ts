/** What the trail calls acts of rounds, routes and carriers, and their facts, in Chinese. */

export const roundActs = {
  'round.plan': '安排车次',
  'round.load': '装车',
  'round.unload': '卸下配送单',
  'round.change': '换司机或车辆',
  'round.cancel': '取消车次',
  'round.depart': '发车',
  'round.tell': '办理一站',
  'round.reopen': '退回一站',
  'round.break_off': '半路返回',
  'round.end': '收车',
  'round.route_add': '新建线路',
  'round.route_change': '修改线路',
  'round.route_end': '停用线路',
  'round.route_resume': '启用线路',
  'round.carrier_add': '登记车辆或冷藏箱',
  'round.carrier_end': '停用车辆或冷藏箱',
  'round.carrier_resume': '启用车辆或冷藏箱',
};

export const roundFacts = {
  routeId: '线路编号',
  driverId: '司机编号',
  vehicleId: '车辆编号',
  coldBoxIds: '冷藏箱编号',
  dispatches: '配送单',
  numbers: '配送单',
  dispatchNumber: '配送单',
  seal: '封签号',
  measured: '温度',
  stopId: '站编号',
  outcome: '结果',
  receiver: '接收人',
  tenths: '温度（0.1℃）',
  deviceAt: '手机上的时间',
  signature: '签名摘要',
  photo: '照片摘要',
  weekdays: '星期',
  leavesAt: '发车时间',
  stops: '各站',
  cools: '制冷',
  fromOrganisationId: '发车机构编号',
};

export const roundTopics = { round: '配送车次（全部）' };
