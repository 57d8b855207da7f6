/** Why an act on plans, approvals and budgets was refused, in Chinese. */
import { formatFen } from '../../../src/kernel/money.ts';
import type { RefusalSentence } from '../sentence.ts';

const yuan = (fen: unknown): string => formatFen(Number(fen));

/** Each short budget with what it lacks, as src/budgets writes them: `name|fen,name|fen`. */
const shortText = (short: unknown): string =>
  String(short)
    .split(',')
    .map((one) => {
      const [name = '', fen = '0'] = one.split('|');
      return `${name}缺${yuan(fen)}元`;
    })
    .join('、');

export const refusalsPlans = {
  approval_none: '这张单据现在没有等审批的步骤，可能刚被别人处理过。请刷新看现状。',
  approval_own: '这是您（或您代批的人）申请或改过的，要由别人审批。',
  approval_twice: '您已经批过这一轮前面的步骤，这一步要由另一人审批。',
  delegation_self: '不能指定自己。请选另一人。',
  delegation_role: '您没有这个审批岗位，不能请人代批。',
  delegation_barred: '这个人的岗位不能代批（采购、库管、会计、审计、管理员和供应商都不能）。请另选一人。',
  delegation_span: '结束日早于开始日。请核对。',
  delegation_past: '这段时间已经过去。请填今天或以后的日期。',
  delegation_long: (d) => `最长${d.days}天。请缩短，到期后可以再指定。`,
  delegation_overlaps: (d) => `这段时间已经指定了${d.name}。请先收回，或改日期。`,
  delegation_ended: (d) => `${d.name}的代批已经结束。`,
  budget_short: (d) =>
    `${d.count}家预算不够：${shortText(d.short)}。可以从别家调剂预算、退回这几家的行，或请分管副院长批准追加。`,
  budget_missing: (d) => `${d.names}本年没有这一类的预算。请总会计师先下达预算，再审批。`,
  budget_held: '这张单据已经占用了这项预算。请刷新看现状。',
  budget_hold_short: '单据占用的预算不够冲减，数量或金额超过了订单。请核对订单和验收。',
  budget_use_short: '退回的金额超过这张订单用掉的预算。请核对退货单。',
  budget_organisation: '没有这个机构，或已停用。请重新选。',
  budget_year: (d) => `不能下达${d.year}年的预算。请核对年份。`,
  budget_amount: '金额不能为零，也不能超过一万亿元。请核对。',
  budget_too_little: (d) => `${d.name}没有用掉也没有占用的预算只剩${yuan(d.availableFen)}元。请减少金额。`,
  budget_same: '调出和调入是同一项预算。请另选机构或类别。',
} satisfies Record<string, RefusalSentence>;
