/** Chinese sentences of refused scans and labels. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsScanning = {
  scan_label_check: (d) => `标签号${d.value}的校验位不对。请再扫一次，或与标签上的号核对。`,
  label_copies: (d) => `一次最多打印${d.most}张，这次要${d.asked}张。请减少份数，分几次打印。`,
  label_nothing: '没有可打印的标签。请先办完验收或备货。',
  label_skip: (d) => `这张纸只有${d.places}格，不能跳过${d.asked}格。`,
} satisfies Record<string, RefusalSentence>;
