/** Why an act on levels or alerts was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsLevels = {
  proposal_gone: '这个品种的建议已经没有了。请刷新页面再看。',
  proposal_changed: '建议刚重新算过，数字变了。请刷新页面，看过新的数再采用。',
  proposal_none_chosen: '没有选中任何品种。请先勾选要采用的建议。',
  proposal_nothing_new: '没有可采用的建议：现在的上下限与建议相同。',
  level_changed_since: '这次变更之后又改过，不能撤销。请直接改成要的数。',
  level_undo_twice: '撤销不能再撤销。请直接改成要的数。',
  level_row_twice: (d) => `同一机构的这个品种在第${d.row}行已有。请合并成一行。`,
  alert_closed: '这条提醒的情况已经解除，已自动关闭。',
  alert_owner_unknown: '责任人不是能处理这条提醒的人。请在列表里选。',
  alert_rest_day: (d) => `暂停的日子要在明天到${d.last}之间。`,
  alert_not_yours: '这条提醒由责任岗位或管理提醒的人处理。您可以查看，不能操作。',
  job_unknown: '没有这项定时任务。',
  job_running: '这项任务正在运行。请等它结束，再看结果。',
} satisfies Record<string, RefusalSentence>;
