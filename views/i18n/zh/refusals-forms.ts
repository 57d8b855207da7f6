/** Chinese sentences of refusals that any form may meet. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsForms = {
  not_found: '没有找到，或不在您能看的范围内。',
  forbidden: '您的岗位不能做这件事。需要时请联系本机构负责人或药械部。',
  key_reused: '这次提交的编号已经用过，内容却不一样，没有执行。请刷新页面后重新填写。',
  field_required: '这里要填写。',
  field_choice: '请从列出的选项里选一个。',
  field_number: '要填整数，例如12。',
  field_too_small: (d) => `不能小于${d.minimum}。`,
  field_too_large: (d) => `不能大于${d.maximum}。`,
  field_too_short: (d) => `至少${d.minimum}个字。`,
  field_too_long: (d) => `最多${d.maximum}个字。`,
  field_too_few: (d) => `至少选${d.minimum}项。`,
  field_too_many: (d) => `最多选${d.maximum}项。`,
  field_day: '日期要写成2026-11-23这样。',
  field_file: '请选择一个文件。',
  field_control_characters: '含有看不见的控制字符，请重新输入。',
  field_wrong: '这里填得不对，请检查。',
  too_many_tries: (d) => `试得太频繁，请过${d.seconds}秒再试。`,
} satisfies Record<string, RefusalSentence>;
