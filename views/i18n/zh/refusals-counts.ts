/** Why an act on a count was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsCounts = {
  count_not_here: (d) => `${d.place}的盘点由本机构的人做。您可以查看，不能操作。`,
  count_future: '截止时刻晚于现在。请核对。',
  count_long_past: (d) => `截止时刻最早到${d.days}天前。请改近一些。`,
  count_nothing: '这个范围在截止时刻没有库存，没有可盘的批次。请换一个范围。',
  count_too_many: (d) => `这个范围有${d.lines}行，一张盘点单最多${d.most}行。请按库房或类别分开。`,
  count_scope_missing: '请填这个范围要的内容。',
  count_item_unknown: (d) => `没有编码为${d.code}的品种。请核对编码。`,
  count_store_unknown: '请选本机构的库房。',
  count_closed: (d) => `${d.number}已提交、完成或取消，不能再这样做，没有重复入账。请刷新页面看现在的状态。`,
  count_nothing_typed: '没有填数量。没盘的行可以空着，至少填一行；架上没有的填0。',
  count_found_future: '清点时间晚于现在。请核对。',
  count_found_before: '清点时间早于盘点的截止时刻。请核对。',
  count_recount_other: (d) => `${d.item ?? ''} ${d.lot ?? ''}您已盘过，须另一人复点。`,
  count_line_done: (d) => `${d.item ?? ''} ${d.lot ?? ''}已由别人登记，没有覆盖。请把这一行清空，或要求复点。`,
  count_found_none: '账外批次的数量不能是0。',
  count_lot_listed: (d) => `这个批次已是第${d.line}行，请在那一行登记。`,
  count_uncounted: (d) => `还有${d.lines}行没盘。架上没有的填0。`,
  count_recounts_open: (d) => `还有${d.lines}行待另一人复点。`,
  count_reason_missing: (d) => `${d.item} ${d.lot}有差异，请选原因。`,
  count_reason_text: (d) => `${d.item} ${d.lot}选了“其他”，请写明。`,
  count_own: '盘点或提交过的人不能批准、退回或红冲。请另一人处理。',
  count_level: (d) =>
    d.level === 'accountant'
      ? '差异金额大，须总会计师批准。'
      : d.level === 'pharmacist'
        ? '差异金额较大或有冻结批次，须总药师批准。'
        : '须本机构负责人批准。',
  count_changed: (d) => `提交后有人补登了出入库，${d.lines}行差异变了（${d.which}）。请退回，重新提交。`,
  count_short: (d) => `${d.lines}行现在减不了（${d.which}）：货已出库或已预留。请退回，这些行会重新复点。`,
  count_nothing_posted: '这张盘点单没有差异，没有入过账，不用红冲。',
  count_plan_past: '第一次日期已过。请选今天或以后。',
  count_plan_stands: '这个计划已经是这个状态。请刷新页面。',
  count_plan_nothing: '没有开单：上一张还没盘完，或这个范围没有库存。',
} satisfies Record<string, RefusalSentence>;
