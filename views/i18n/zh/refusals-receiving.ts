/** Why an act on receiving was refused, in Chinese. */
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import { quantityIn } from '../quantity-in.ts';
import type { RefusalSentence } from '../sentence.ts';
import { formats } from './formats.ts';

const said = { unit: formats.unit, gap: '', base: '（最小单位）' };
const many = (d: RefusalDetail, quantity: unknown) => quantityIn(said, d, quantity);

const PAPERS: Record<string, string> = {
  test_report: '检验报告',
  batch_release: '批签发证明',
  customs_form: '进口通关单',
  registration: '注册证或备案凭证',
};

/** Papers as src/receiving writes them: `test_report,batch_release`. */
const papersText = (missing: unknown): string =>
  String(missing)
    .split(',')
    .map((code) => PAPERS[code] ?? code)
    .join('、');

export const refusalsReceiving = {
  field_time: '时刻要写成14:05这样。',
  field_temperature: '温度写摄氏度，最多一位小数，如4.6。',
  receipt_own_order: '这张订单的计划或下单您经手过。谁采购，谁就不能验收，请另一人验收。',
  receipt_not_here: (d) => `这批货由${d.place}的人验收。您可以查看，不能操作。`,
  receipt_order_ended: (d) => `订单${d.order}已经到齐或取消，不能再验收入库。请让采购员核对订单；送来的货可以拒收。`,
  receipt_delivery_done: (d) => `到货预告${d.delivery}已经验完或撤回。请从订单直接开验收单。`,
  receipt_draft_there: (d) => `这批货已经有一张未完成的验收单${d.number}。请接着它验，或先放弃它。`,
  receipt_nothing_open: (d) => `订单${d.order}没有要送到${d.place}、还没到的货。请核对订单号和收货地点。`,
  receipt_note_missing: '请填随货同行单号。',
  receipt_exempt_note: '不需要两票的，请写明理由，例如“总院自制”“进口总代理”。',
  receipt_arrives_later: '到货时间晚于现在。请核对。',
  receipt_departed_later: '启运时间晚于到货时间。请核对。',
  receipt_temperatures: '最低温度高于最高温度。请核对。',
  receipt_travel_missing: (d) =>
    `${d.item}是冷链药品：请先在“到货情况”里填运输方式、启运时间、途中最低最高温度和到货测温。`,
  receipt_concluded: (d) => `验收单${d.number}已经完成或放弃，不能再改。验收结论只能用退货更正。`,
  receipt_not_concluded: '验收还没有完成。请先完成验收。',
  receipt_papers_exempt: '这张验收单不需要两票，不用登记。',
  receipt_papers_same: '两票状态没有变化，没有登记。请选现在的状态。',
  receipt_papers_note: '请写到了什么发票，或为什么改回。',
  receipt_papers_paid: '这张验收单的货款已在付款单里或已付，两票不能改回。请先取消付款单。',
  receipt_nothing_changed:
    '没有可以整批处理的行。还没清点、缺随货文件、效期短、厂家不符或超出订购的，请点开那一行定结论。',
  receipt_nothing_counted: '还没有清点到货数，没有整单拒收。请先点“按随货单”或逐行填到货数。',
  receipt_nothing_arrived: (d) => `第${d.line}行 ${d.item}的到货数是零。没有到的货请点“未到”。`,
  receipt_lot_missing: (d) => `第${d.line}行 ${d.item}没有批号。请照盒上填写。`,
  receipt_expiry_missing: (d) => `第${d.line}行 ${d.item}没有有效期。请照盒上填写；只印到月的，填当月最后一天。`,
  receipt_produced: (d) => `第${d.line}行 ${d.item}的生产日期晚于到货日或有效期。请核对盒上。`,
  receipt_maker_missing: (d) => `第${d.line}行 ${d.item}没有生产企业。请照盒上填写。`,
  receipt_expired: (d) => `${d.item}有效期至${d.expiresOn}，已经过期，不能接收，让步也不行。请拒收。`,
  receipt_short_life: (d) =>
    `${d.item}到货时只剩${d.left}天有效期，要求至少${d.least}天。可以让步接收并写明理由，或拒收、待验。`,
  receipt_wrong_maker: (d) => `盒上的生产企业是${d.maker}，订的是${d.ordered}。可以让步接收并写明理由，或拒收、待验。`,
  receipt_temperature: (d) =>
    `${d.item}途中或到货温度超出规定范围，不能直接判合格。可以拒收、待验，或写明理由让步接收。`,
  receipt_papers: (d) => `${d.item}缺${papersText(d.missing)}。请补齐后勾选，或判待验、让步接收、拒收。`,
  receipt_undecided: (d) => `还有${d.count}行没有结论（第${d.line}行 ${d.item}）。请逐行判定；没有到的货请点“未到”。`,
  receipt_reason_code: '请选原因。',
  receipt_reason: '请写明理由，例如“全县月用量260盒，90天内可用完”。',
  receipt_over_conceded: '超出订购数的货不能让步接收。请拒收多出的部分。',
  receipt_over: (d) =>
    `${d.item}订单上只剩${many(d, d.open)}未到，不能接收${many(d, d.asked)}。请把多出的部分填在“其中不合格”，原因选“超出订购”。`,
  receipt_over_delivered: (d) =>
    `${d.item}到货预告上只有${many(d, d.announced)}，不能接收${many(d, d.asked)}。请核对实物；多出的部分请拒收。`,
  receipt_bad_part: '其中不合格数要大于零、小于到货数。全部不合格的，请直接判拒收。',
  receipt_store: (d) => `${d.item}不能放进这个库房：储存条件不符，或库房不属于收货地点。请另选。`,
  receipt_no_store: (d) => `收货地点没有适合${d.item}的库房。请先建库房，或让这一行待验。`,
  receipt_not_ordered: '订单上没有这一行，或不是送到这里的。',
  receipt_empty: '没有到货的行。整单没有到的，请放弃这张验收单。',
  receipt_scanned_on: '您打开页面后又有人扫了码。请看过新的到货数再完成。',
  receipt_none_waits: (d) => `验收单${d.number}没有待验的批次，可能刚被别人判定。`,
  receipt_line_decided: (d) => `第${d.line}行不在待验。请刷新看现状。`,
  second_missing: (d) => `${d.item}须双人验收。请复核人用自己的账号和密码确认。`,
  second_wrong: '复核人的账号或密码不对。密码输错会计入锁定次数。',
  second_same: '复核人不能是您自己。',
  second_may_not: (d) => `${d.name}不能在这里复核：须是本处或上级的验收、库管或药师。`,
  second_elsewhere: (d) => `${d.name}不是本处的人。麻精药品须由本处两人验收，请换本处的另一位同事。`,
  second_ordered: (d) => `${d.name}经手过这张订单的采购，不能复核。请另一人。`,
  allot_over: (d) => `分给各处的合计${many(d, d.asked)}，比合格的${many(d, d.available)}多。请减少。`,
  allot_more_than_asked: (d) => `${d.member}还差${many(d, d.open)}，不能分得更多。`,
  allot_reason: '与建议不同的，请写明理由。',
  allot_done: '这一行已经分配过，或没有在等的需求。请刷新看现状。',
  allot_needs_changed: '等这批货的需求刚有变动。请看过新的建议再定。',
  supply_nothing: '没有等着转出的货。',
  return_over: (d) =>
    `第${d.line}行 ${d.item}可退数不足：接收减已退、待确认后只剩${many(d, d.open)}，不能退${many(d, d.asked)}。`,
  return_not_there: (d) =>
    `${d.item}在这个库房可用只有${many(d, d.available)}，不能退${many(d, d.asked)}。请减少，或另选库房。`,
  return_own: '退货要两个人：您提出的，请另一人确认。',
} satisfies Record<string, RefusalSentence>;
