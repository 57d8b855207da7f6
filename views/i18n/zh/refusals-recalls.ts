/** Why an act on a recall was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsRecalls = {
  recall_target_empty: '请写明药品；不写药品，不能召回全部批号。',
  recall_lot_missing: '请填批号；要召回全部批号，请选“全部批号”。',
  recall_lot_short: (d) => `“${d.lot}”太短，会匹配到太多批次。至少${d.least}个字母或数字。`,
  recall_lot_long: (d) => `批号最多${d.most}个字符。多个批号请用逗号或换行分开。`,
  recall_rows_wrong: (d) =>
    `有${d.rows}行看不懂（第${d.which}行）：没有批号、批号太短，或没有药品。请改好再导入，这次一行也没有收。`,
  recall_targets_many: (d) => `一份召回最多${d.most}条。请分几份登记。`,
  recall_future: '收到时间晚于现在。请核对。',
  recall_lot_unknown: '有的批次不存在。请刷新页面后重新选择。',
  recall_nothing_chosen: '没有选批次。请至少选一个。',
  recall_no_lots: '还没有确认批次，也没有写明以后要拦的批号。请先确认。',
  recall_own: '须两个人：参与冻结的人不能放行，也不能撤回。请另一人办理。',
  recall_not_held: '这个批次没有被这份召回冻结，或已经放行。请刷新页面。',
  recall_drill_holds_none: '演练没有冻结批次，不用放行。',
  recall_unanswered: (d) => `还有${d.members}家没有回复，不能关闭。请先催办。`,
  recall_left: '还有冻结的药品没有退回、销毁或放行。请写明去向。',
  recall_not_here: (d) => `${d.place}的召回由本机构的人回复。您可以查看，不能代填。`,
  recall_over: '这份召回已经关闭或撤回，不能再回复。',
  recall_told_again: '通知内容刚刚更新（又有批次）。请看新的内容后再回复。',
  recall_found_missing: (d) => `${d.item} ${d.lot}账上还有，请填找到多少；没有就填0。`,
} satisfies Record<string, RefusalSentence>;
