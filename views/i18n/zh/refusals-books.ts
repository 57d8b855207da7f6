/** Why an act on members' books was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsBooks = {
  month_form: '月份要写成“2026-11”这样的四位年和两位月。',
  month_not_past: (d) => `${d.month}还没有过完，不能月结。请从下月1日起办理。`,
  month_already_closed: (d) => `${d.month}已由${d.by}于${d.when}月结，不能再月结一次。请刷新查看结算单。`,
  month_order: (d) => `月结要按月依次进行：下一个是${d.next}，不能先结${d.month}。`,
  month_closed: (d) => `${d.day}所在月份已月结（结至${d.month}），不能再记账。请把业务日期改到已月结月份之后。`,
  statement_confirmed: (d) => `${d.code}的${d.month}结算单已经确认，不能再改。有差错请在下月更正。`,
  objection_missing: (d) => `${d.code}没有对${d.month}结算单提出异议，不用答复。`,
} satisfies Record<string, RefusalSentence>;
