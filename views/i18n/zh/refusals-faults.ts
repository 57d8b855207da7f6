/** Why an act on a fault, an adverse event or a recall of equipment was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsFaults = {
  asset_stands_in: (d) =>
    `设备${d.number}正在顶替报修的设备（${d.fault}），不能外借、预约、调出或处置。请先在报修单上收回替代。`,
  asset_down: (d) => `设备${d.number}有未完的报修单。请先修好验收，或撤回报修。`,
  fault_known: (d) => `这台设备已报修，单号${d.number}。请在那张单子上补充照片或说明。`,
  fault_engineer: (d) => `${d.login}不是工程师或设备管理员。请从列表选。`,
  fault_unapproved: (d) => `费用${Number(d.costFen) / 100}元还没有人同意。请先申请批准。`,
  fault_needs_no_word: (d) => `费用不到${d.yuan}元或已经同意，不用批准，可以直接修复。`,
  fault_own_cost: '费用是您申请的，要由另一人批准。',
  fault_own_repair: '这是您修的，要由使用单位的人验收。',
  fault_irreparable: '工程师认为修不好。请选停用，或退回继续修。',
  fault_reopen_late: (d) => `验收后${d.days}天内（到${d.until}）才能重开。请重新报修。`,
  fault_loaner: (d) =>
    `${d.number}不是本单位同类的闲置或借入设备，或已作别的替代、已答应借出。请从列表选；别的单位的先办借用。`,
  device_event_future: (d) => `日期不能晚于今天（${d.today}）。`,
  device_event_early: (d) => `上报日期早于发生日期（${d.occurredOn}）。请核对。`,
  use_recalled: (d) => `设备${d.number}在召回${d.recall}范围内，处置以前不能使用。请先在召回单上登记处置。`,
  device_recall_unnamed: '注册证号、型号、UDI至少填一项。',
  device_recall_serials: (d) => `一次最多${d.most}个序列号。请分开立案。`,
  device_recall_future: (d) => `收到日期不能晚于今天（${d.today}）。`,
  device_recall_due: (d) => `处置期限不能早于收到日期（${d.receivedOn}）。`,
  device_recall_done_day: (d) => `处置日期要在收到通知（${d.receivedOn}）到今天（${d.today}）之间。`,
  device_recall_waiting: (d) => `还有${d.waiting}台没有处置，不能结束。`,
  device_recall_other: (d) => `设备${d.number}不在这次召回范围内。`,
  device_recall_answered: (d) => `设备${d.number}已登记过处置。登错了请先撤回。`,
  device_recall_over: (d) => `召回${d.number}已结束，处置登记不能再撤回；只有退回厂家的可以。`,
  device_recall_taken_back: '这条处置登记已经撤回。',
  fault_cost_amount: '金额太大或是负数。请核对单价和数量。',
} satisfies Record<string, RefusalSentence>;
