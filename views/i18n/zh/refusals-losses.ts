/** Why an act on a write-off, an adjustment or a destruction was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsLosses = {
  loss_not_here: (d) => `${d.place}的报损由本机构的人办。您可以查看，不能操作。`,
  loss_reason_kind: '这个原因不能用在这种单据上。请另选一个。',
  loss_reason_text: '选了“其他”，请写明原因。',
  loss_own: '须两个人：申请、经办或监销过的人不能批准、退回、红冲或撤销。请另一人处理。',
  loss_nothing_typed: '没有填数量。至少填一行。',
  loss_lot_unknown: '这个批次不在本机构的库房里。请重新查找。',
  loss_zero: '数量不能是0；不要这一行就空着。',
  loss_more_than_left: (d) => `${d.item} ${d.lot}没有这么多可用：可能已出库或已预留。请减少。`,
  loss_only_out: '报损只能减少。账上少记的请开调账单。',
  loss_no_lines: '还没有批次。请先加批次。',
  loss_short: (d) => `${d.lines}行现在不够（${d.which}）：已出库或已预留。请退回修改数量，或先取消预留。`,
  loss_level: (d) =>
    d.level === 'accountant'
      ? '金额大，须总会计师批准。'
      : d.level === 'pharmacist'
        ? '金额较大，须总药师批准。'
        : '须本机构负责人批准。',
  loss_destroyed: (d) => `${d.number}的药品已有销毁记录，不能红冲。销毁记错了，先撤销销毁记录。`,
  loss_not_to_destroy: '这一行不能销毁：报损已红冲，或已经销毁完。请刷新页面。',
  loss_destroy_more: (d) => `${d.item} ${d.lot}没有销毁的只剩${d.left}（最小单位）。请减少。`,
  loss_destroy_future: '销毁时间晚于现在。请核对。',
} satisfies Record<string, RefusalSentence>;
