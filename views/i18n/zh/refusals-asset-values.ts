/** Why an act on what equipment is worth was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsAssetValues = {
  depreciation_not_over: (d) => `${d.month}还没有过完，月末后再提折旧。`,
  depreciation_closed: (d) => `${d.month}已月结，不能再提或撤回折旧。差额会在下个月的折旧里补上。`,
  depreciation_order: (d) => `先提${d.next}的折旧，再提${d.month}。`,
  depreciation_posted: (d) => `${d.month}的折旧已经提过，没有重复记账。`,
  depreciation_changed: (d) => `预览后有卡片变动，${d.month}的金额变了。请看过新的预览再记账。`,
  depreciation_reversed: (d) => `这笔${d.month}的折旧已经撤回过。`,
  depreciation_later: (d) => `${d.later}的折旧排在后面，先撤回它，再撤回${d.month}。`,
  asset_use_future: (d) => `${d.month}还没有过完，不能填使用数据。`,
  asset_use_early: (d) => `设备${d.number}是${d.acquiredOn}取得的，这个月还没有它。`,
  asset_use_hours: '使用时间不能多于开机时间。',
  asset_use_month_hours: (d) => `开机时间超过了这个月的${d.hours}小时。`,
  asset_use_positives: '阳性例数不能多于检查例数。',
  asset_use_month: '月份写成2026-11这样。',
  asset_use_unknown: (d) => `没有这台设备：${d.number}。`,
  asset_use_twice: (d) => `第${d.row}行已有这台设备这个月的数据。`,
  asset_use_nothing: '数据没有变化。',
  asset_not_idle: (d) => `设备${d.number}不是闲置状态，不能放进调剂池。`,
  asset_offered: (d) => `设备${d.number}已经在调剂池里。`,
  asset_offer_ended: '这条信息已经撤回或办结。请刷新看最新的。',
} satisfies Record<string, RefusalSentence>;
