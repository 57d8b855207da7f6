/** Why an act on equipment was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const ASSET_STATE_NAMES: Record<string, string> = {
  idle: '闲置',
  in_use: '在用',
  shared: '共享中',
  repair: '维修',
  stopped: '停用',
  moving: '调拨中',
  to_scrap: '待报废',
  scrapped: '已报废',
  withdrawn: '验收已撤销',
};

export const refusalsAssets = {
  asset_class_unknown: (d) => `没有这个设备类别：${d.code}。请从列表选。`,
  asset_category: '分类编码写2位（01至22）或68开头的4位。',
  asset_registration_not_medical: '这一类不是医疗器械，没有注册证。请改类别或清空注册证编号。',
  asset_registration_category: (d) => `注册证${d.number}不是分类${d.category}的产品。请核对注册证或分类编码。`,
  asset_udi_serial: (d) => `UDI里的序列号是${d.serial}，与填写的不同。请核对铭牌。`,
  asset_price: '原值要填，不能是负数。',
  asset_fund_negative: '资金来源不能是负数。',
  asset_funds_sum: (d) => `资金来源合计${Number(d.sumFen) / 100}元，原值${Number(d.priceFen) / 100}元，两者要相等。`,
  asset_acquired_future: (d) => `取得日期晚于今天（${d.today}）。请核对。`,
  asset_acquired_early: '取得日期太早。请核对年份。',
  asset_day_future: (d) => `日期晚于今天（${d.today}）。请核对。`,
  asset_used_unaccepted: (d) => `启用日期早于验收日期${d.acceptedOn}。没有验收的设备不能用。`,
  asset_warranty_day: '保修到期早于取得日期。请核对。',
  asset_licence: (d) => `购置当日目录里这是${d.grade === 'a' ? '甲' : '乙'}类大型医用设备，要填配置许可证号。`,
  asset_unregistered: '没有注册证编号，不能启用。请先更正卡片补上注册证或备案号。',
  asset_member_unknown: (d) => `没有这家机构：${d.code}。`,
  asset_supplier_unknown: (d) => `没有这家供应商：${d.name}。请填供应商编码、全称或简称。`,
  asset_custodian_unknown: (d) => `保管单位和使用单位里没有${d.name}。请填登录名或姓名。`,
  asset_custodian_several: (d) => `有几位${d.name}。请填登录名。`,
  asset_serial_known: (d) => `同一厂家的这个序列号已有卡片${d.number}。`,
  asset_wrong_state: (d) => `设备${d.number}现在是“${ASSET_STATE_NAMES[String(d.status)] ?? d.status}”，不能这样办。`,
  asset_not_here: (d) => `设备${d.number}由别的机构保管和使用。您可以查看，不能操作。`,
  asset_stale: (d) => `设备${d.number}的卡片刚被别人改过。请看过新的内容再办。`,
  asset_first_use_gone: '已经启用过，启用日期不能清空。',
  asset_nothing_changed: '没有改动。',
} satisfies Record<string, RefusalSentence>;
