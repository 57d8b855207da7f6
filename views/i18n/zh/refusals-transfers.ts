/** Why an act on a transfer or a redistribution proposal was refused, in Chinese. */

import type { RefusalDetail } from '../../../src/kernel/result.ts';
import type { RefusalSentence } from '../sentence.ts';

/** Which row of a sheet, when it was read from one. */
const row = (d: RefusalDetail) => (d.row === undefined ? '' : `第${d.row}行：`);

export const refusalsTransfers = {
  transfer_own: '须两个人：申请、提供或答复的人不能自己同意。请调出方另一人办理。',
  transfer_controlled: (d) => `${d.item}是特殊管理药品，不参加成员调剂，须走专用渠道。请去掉这一行。`,
  transfer_day: '希望到货日要在今天以后、一年以内。请改日期。',
  transfer_more_than_asked: (d) => `${d.item}同意的比申请的多。请改到不超过申请数。`,
  transfer_less_reason: (d) => `${d.item}少给了，请写明原因。`,
  transfer_grant_nothing: '每一行都是0：不给请用“拒绝调出”。',
  transfer_no_lines: '没有填数量。至少填一行。',
  transfer_too_many: (d) => `一张单最多${d.most}行。请分成几张。`,
  transfer_same_member: '调出方和调入方是同一家。请另选机构。',
  transfer_no_member: (d) => `${d.place}不存药，不能参加调剂。请另选机构。`,
  transfer_other_unknown: '没有这家机构。请从列表里选。',
  transfer_not_here: (d) => `这一步由${d.place}的人办。您可以查看，不能操作。`,
  transfer_zero: '数量不能是0；不要这一行就空着。',
  transfer_fixed: '这张单由采购计划或调剂建议开出，数量在那里定，不能在这里改。不要了请撤回。',
  transfer_last_line: '只剩这一行了。都不要请撤回整张单。',
  transfer_more_than_offered: (d) => `${d.item}要的比提供的多。请改到不超过提供数。`,
  transfer_accept_nothing: '每一行都是0：不要请用“不要这些”。',
  transfer_all_kept: (d) => `${d.item}的库存都已预留，不能再调出。`,
  proposal_nothing: (d) => `看过${d.items}种药品，没有值得调剂的。可以换个范围再算。`,
  proposal_busy: '正在算的太多了。请等一会儿再算。',
  proposal_broke: '计算中断了，什么都没有写入。请再算一次。',
  proposal_line_answered: (d) => `第${d.line}行已经有人答复了。请刷新页面。`,
  proposal_none_ticked: '没有选行。请先勾选。',
  proposal_zero: (d) => `${d.item}的数量不能是0。不调请勾选后点“不调所选的行”。`,
  point_number: (d) => `${row(d)}“${d.text}”不是度数。请写成26.337812这样。`,
  point_range: (d) => `${row(d)}${d.text}超出范围，最大${d.limit}度。`,
  point_zero: (d) => `${row(d)}纬度和经度都是0。请查清再填。`,
  point_turned: (d) => `${row(d)}纬度和经度可能写反了。请核对。`,
  point_member: (d) => `${row(d)}没有编码为“${d.code}”的机构。`,
  point_rows: (d) => `一次最多${d.most}行。请分成几个文件。`,
} satisfies Record<string, RefusalSentence>;
