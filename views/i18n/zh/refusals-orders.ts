/** Why an act on orders was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsOrders = {
  order_no_supplier: (d) => `第${d.line}行${d.item}还没有供应商。请在计划里选供应商，或退回这一行，再下单。`,
  order_nothing_answered: '一行也没有答复。请至少答复一行，或点“全部确认”。',
  order_line_done: (d) => `第${d.line}行已经到齐或放弃，不能再改。请刷新看现状。`,
  order_answer_reason: (d) => `第${d.line}行有改动或拒绝，要写理由，采购员好决定怎么办。`,
  order_promise_missing: (d) => `第${d.line}行没有承诺到货日。请填日期，或改为拒绝。`,
  order_promise_past: (d) => `第${d.line}行的承诺到货日${d.day}已经过去。请填今天或以后的日期。`,
  order_answer_quantity: (d) => `第${d.line}行的可供数量应大于零、不超过订购数量。一点也没有请选拒绝。`,
  order_nothing_open: '没有可放弃的余量：都已到齐或放弃。请刷新看现状。',
  order_no_lines: '没有勾选任何一行。请勾选要放弃的行，或选全部未到的行。',
  order_over: (d) =>
    `${d.item ?? '这一行'}验收合格数超过订单未到数量，多出的不能入库。请把多出的部分拒收，或另下订单。`,
  order_allotted: '分配数超过了这些需求在订单上的数量。请刷新后重新分配。',
  order_shares: (d) => `第${d.line}行的预算占用与金额对不上，没有办理。请联系总会计师核对预算。`,
  delivery_empty: '没有填任何批号。请至少填一个批号、有效期和数量。',
  delivery_lot_missing: (d) => `第${d.line}行有数量或效期，没有批号。请照包装填批号。`,
  delivery_quantity: (d) => `第${d.line}行批号${d.lot}的数量应大于零。请照随货同行单填。`,
  delivery_expired: (d) =>
    d.day === ''
      ? `第${d.line}行批号${d.lot}没有有效期。请照包装填。`
      : `第${d.line}行批号${d.lot}的有效期${d.day}已过或不对，不能发货。请核对。`,
  delivery_produced: (d) => `第${d.line}行批号${d.lot}的生产日期不对：应是过去的日子，早于有效期。请核对。`,
  delivery_lot_twice: (d) => `第${d.line}行的批号${d.lot}填了两次。请合并成一行。`,
  delivery_line: (d) => `第${d.line}行不在这张订单或这个交货地点里。请核对行号。`,
  delivery_shipped_ahead: '发货日不能晚于今天。货还没发的，发出当天再填。',
  delivery_expected: '预计到货日早于发货日。请核对两个日期。',
  delivery_note_used: (d) => `随货单号${d.note}在这张订单里已经预告过。请核对，或先撤回那一张。`,
  delivery_row_line: (d) => `行号“${d.line}”不在这张订单这个交货地点里。`,
  plan_ordered: '这份计划已经下过单，没有再下。请看计划下面的订单。',
  plan_not_approved: '这份计划还没有批完，不能下单。急用的请走先购后补。',
} satisfies Record<string, RefusalSentence>;
