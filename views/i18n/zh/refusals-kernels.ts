/** Chinese sentences for what the stock and money ledgers refuse whichever page asked. */
import { dayOf, timeOf } from '../../../src/kernel/clock.ts';
import { moneyText } from '../../ui/money.ts';
import type { RefusalSentence } from '../sentence.ts';

const moment = (at: unknown): string => `${dayOf(Number(at ?? 0))} ${timeOf(Number(at ?? 0))}`;
const fen = (value: unknown): string => `${moneyText(Number(value ?? 0))}元`;

export const refusalsKernels = {
  moves_nowhere: '调出和调入是同一个地点，没有过账。请改选地点。',
  backdated_short: (d) =>
    `${d.item}批号${d.lot}：${moment(d.moment)}只有${d.standing}（基本单位），补记${d.asked}会差${d.shortBase}，没有过账。请核对日期和数量，或换一个批号。`,
  period_not_past: (d) => `${d.endsOn}还没有过完，不能结账。请选更早的日期。`,
  nothing_to_transfer: '没有要记的金额。',
  amount_invalid: '金额要大于零，并且精确到分。',
  same_account: '转出和转入是同一个账户，没有记账。请改选账户。',
  account_unknown: '没有这个账户。请刷新页面重新选。',
  account_code_taken: (d) => `账户代码${d.code}已用于别的账户。请换一个代码。`,
  insufficient_funds: (d) =>
    `账户${d.account}可用${fen(d.availableFen)}，不够${fen(d.askedFen)}，没有记账。请减少金额，或先拨入资金。`,
  total_too_large: (d) => `账户${d.account}的累计金额超出可精确记录的范围，没有记账。`,
  hold_unknown: '没有这笔占用。请刷新页面。',
  hold_ended: '这笔占用已经结算或取消。请刷新页面查看。',
  amount_over_hold: (d) => `占用了${fen(d.heldFen)}，不能结算${fen(d.askedFen)}。超出部分请另行占用。`,
  witness_same_person: '复核人不能是本人。请由另一位有权限的同事输入密码。',
  paid_apart: (d) => `实付${fen(d.paidFen)}与数量乘单价${fen(d.nominalFen)}相差太多。请核对单价和数量。`,
  procurement_account_exists: '全县只有一个药械采购账户，已经开立，不能再开。',
  procurement_account_missing: '还没有开立药械采购账户，请先由总院开立。',
} satisfies Record<string, RefusalSentence>;
