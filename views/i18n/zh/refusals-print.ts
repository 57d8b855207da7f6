/** Chinese sentences for what cannot be printed, and for quantities and amounts that cannot be read. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsPrint = {
  print_slip_empty: (d) => `${d.number}没有一行药品，不能打印。请先核对单据。`,
  print_glyph_missing: (d) => `字库里没有这些字：${d.characters}（${d.codes}），没有打印。请改用通用写法后重新打印。`,
  print_text_too_long: (d) => `这段文字太长，印不下：${d.text}。请缩短名称、批号或备注后重新打印。`,
  print_amount_differs: (d) => `第${d.line}行的金额与数量×单价不符，没有打印。请报药械部核对账目。`,
  print_code_text: (d) => `${d.text}不能做成条码或二维码，没有打印。`,
  quantity_missing: '请填写数量：整包数或零散数至少填一个。',
  quantity_negative: '数量不能是负数。',
  quantity_fraction: '数量要凑成整的基本单位（片、支、粒；饮片到0.001g）。',
  quantity_too_large: '数量太大。请看是不是把条码扫进了数量框。',
  quantity_unreadable: '数量要写成数字，例如12或0.5。',
  number_missing: '请填写数字，没有就填0。',
  number_negative: '这里不能填负数。',
  number_too_fine: (d) => `最多${d.places}位小数。`,
  number_too_large: '数字太大，请检查小数点，或是不是扫进了条码。',
  number_unreadable: '请写成数字，例如1234.50。',
} satisfies Record<string, RefusalSentence>;
