/** Why an act on a monthly return of short drugs was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsMonitoring = {
  monitoring_month: '月份要写成2026-10这样。',
  monitoring_month_open: (d) => `${d.month}还没结束，月底后再编制。`,
  monitoring_month_old: (d) => `只能编制近${d.months}个月的月报。`,
  monitoring_known: (d) => `${d.month}已有月报${d.number}。请打开它；已上报的用更正。`,
  monitoring_under_way: (d) => `${d.number}正在办，先办完或作废它。`,
  monitoring_own: '您编制或改过这份月报，不能自己签发。请另一位签发人签发。',
  monitoring_reported_future: '上报日期不能在今天之后。',
  monitoring_reported_early: (d) => `上报日期要在${d.month}结束之后。`,
  monitoring_receipt: '回执号只能有字母、数字和短横，4到40位。请照平台的回执填。',
  monitoring_receipt_taken: (d) => `这个回执号已用在${d.number}。请核对回执。`,
  monitoring_errors: (d) => `还有${d.count}处错误，没有提交。请按核对结果逐处改。`,
  monitoring_unexplained: (d) => `还有${d.count}处提示没有说明，没有提交。请在药品或整份说明里写明。`,
  monitoring_reason: '改了系统取的数或日期，请写改数原因。',
  monitoring_item: (d) => `目录里没有编码${d.code}。请核对编码。`,
  monitoring_no_drug: (d) => `${d.item}不是药品，不用上报。`,
  monitoring_twice: (d) => `${d.item}已在这份月报上。`,
  monitoring_many: (d) => `一份月报最多${d.most}种药品。`,
  monitoring_nothing_lines: (d) => `已有${d.count}种药品，不能作零报告。请先删除药品。`,
} satisfies Record<string, RefusalSentence>;
