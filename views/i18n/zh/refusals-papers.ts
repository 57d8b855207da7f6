/** Why a layout was refused, a paper was not printed or not found, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsPapers = {
  layout_columns: '列有重复，或不是这种单据的列。请刷新页面后重填。',
  layout_column_missing: '这一列必须印，请填它的次序：少了它，纸上说不清交接的是什么。',
  layout_quantity_first: '数量要排在药品名称之后：合计的文字写在数量左边。',
  layout_width: (d) => `列宽在${d.least}至${d.most}毫米之间。`,
  layout_too_wide: (d) => `各列合计${d.sum}毫米，超过这种纸的${d.room}毫米。请改窄几列，或少印一列。`,
  layout_order_twice: (d) => `次序${d.at}填了两次，请分开。`,
  layout_signatures: (d) => `签字栏最多${d.most}个。`,
  layout_signature_long: (d) => `签字栏“${d.name}”太长，最多${d.most}字。`,
  layout_day_past: (d) => `生效日不能早于今天（${d.day}）：以前的单据已按当时的版式打印。`,
  layout_stale: (d) => `您打开页面之后，有人登记了第${d.version}版。请刷新页面，看过再改。`,
  logo_large: (d) => `标志不能超过${d.kibibytes} KB，请缩小后再传。`,
  logo_format: '标志要用 PNG 或 JPEG 图片。',
  logo_side: (d) => `标志每边不能超过${d.most}点。`,
  logo_making: '这张图片打印不了（隔行扫描、16位色或已损坏）。请另存为普通 PNG 或 JPEG。',
  print_document_moved: (d) => `${d.number}刚刚有变化，没有打印。请刷新页面后再打印。`,
  print_none_chosen: '没有选中要打印的单据。',
  print_too_many: (d) => `一次最多打印${d.most}张。`,
  paper_unknown: '单号与核验码对不上。请照纸上的重新输入；仍不对，请联系出具单位。',
} satisfies Record<string, RefusalSentence>;
