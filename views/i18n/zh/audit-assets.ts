/** What the trail calls acts on equipment, and their facts, in Chinese. */

export const assetActs = {
  'asset.enter': '新建设备卡片',
  'asset.preview': '预览设备导入',
  'asset.import_part': '导入一批设备',
  'asset.import': '导入设备台账',
  'asset.correct': '更正设备卡片',
  'asset.assign': '改保管人或地点',
  'asset.commission': '启用设备',
  'asset.rest': '设备转闲置',
  'asset.stop': '停用设备',
  'asset.resume': '恢复使用设备',
};

export const assetFacts = {
  classCode: '设备类别',
  categoryCode: '分类编码',
  registrationNumber: '注册证编号',
  udi: 'UDI',
  serialNumber: '序列号',
  brand: '品牌',
  model: '型号',
  maker: '生产企业',
  supplier: '供应商',
  purchaseMethod: '采购方式',
  contractNumber: '合同号',
  priceFen: '原值',
  funds: '资金来源',
  acquiredOn: '取得日期',
  acceptedOn: '验收日期',
  firstUsedOn: '启用日期',
  warrantyUntil: '保修到期',
  owner: '产权单位',
  user: '使用单位',
  keeper: '保管单位',
  room: '存放地点',
  custodian: '保管人',
  custodianId: '保管人编号',
  largeKind: '大型设备',
  licenceNumber: '配置许可证号',
  formerNumber: '原编号',
};

export const assetTopics = { asset: '设备（全部）' };
