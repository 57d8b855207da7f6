/** Why an act on a fault or an adverse event was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsFaults = {
  asset_down: (d) => `设备${d.number}有未完的报修单。请先修好验收，或撤回报修。`,
  fault_known: (d) => `这台设备已报修，单号${d.number}。请在那张单子上补充照片或说明。`,
  fault_engineer: (d) => `${d.login}不是工程师或设备管理员。请从列表选。`,
  fault_unapproved: (d) => `费用${Number(d.costFen) / 100}元还没有人同意。请先申请批准。`,
  fault_needs_no_word: (d) => `费用不到${d.yuan}元或已经同意，不用批准，可以直接修复。`,
  fault_own_cost: '费用是您申请的，要由另一人批准。',
  fault_own_repair: '这是您修的，要由使用单位的人验收。',
  fault_irreparable: '工程师认为修不好。请选停用，或退回继续修。',
  fault_reopen_late: (d) => `验收后${d.days}天内（到${d.until}）才能重开。请重新报修。`,
  fault_loaner: (d) => `${d.number}不是同类的闲置设备，或已作别的替代。请从列表选。`,
  device_event_future: (d) => `日期不能晚于今天（${d.today}）。`,
  device_event_early: (d) => `上报日期早于发生日期（${d.occurredOn}）。请核对。`,
  fault_cost_amount: '金额太大或是负数。请核对单价和数量。',
} satisfies Record<string, RefusalSentence>;
