/** Chinese sentences of refusals around dispatches, receipts, differences and what the stock ledger refuses. */
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import type { RefusalSentence } from '../sentence.ts';
import { dispatches } from './dispatches.ts';
import { lastAct } from './last-act.ts';

const state = (d: RefusalDetail) => dispatches.states[String(d.status)] ?? String(d.status ?? '');
const lot = (d: RefusalDetail) => `${d.item ? `${d.item}` : ''}批号${d.lot}`;

export const refusalsDispatches = {
  not_sender: (d) => `这张单由${d.sender}发货，只有${d.sender}能做这一步。`,
  not_receiver: (d) => `这张单发给${d.receiver}，由${d.receiver}签收。`,
  sender_may_not_receive: '出库是您复核的，签收须由另一人来做。',
  line_unknown: '这一行不在本单上。请刷新页面后再试。',
  line_twice: '同一行填了两次。请刷新页面后重新填写。',
  line_not_answered: (d) => `第${d.line}行没有填。每一行都要清点，未到的填在“未到”里。`,
  more_than_asked: (d) => `应拣${d.asked}，填了${d.picked}。不能多拣；要多发请另选批次加行。`,
  short_pick_reason_missing: (d) => `应拣${d.asked}，只拣${d.picked}。请写明少拣原因，例如“货位只余这些”。`,
  scan_empty: '没有扫到内容。请把光标放在扫码框里再扫一次。',
  scan_too_long: '扫到的内容太长，不是一个药品码。请只扫一个码。',
  scan_swallowed_expiry: (d) =>
    `批号${d.lot}像是连上了有效期：扫码枪丢了分隔符。请手工输入盒上的批号，或改扫另一个码。`,
  scan_identifier_unknown: (d) => `码里有本系统不认识的标识符${d.identifier}，没有采用。请手工输入，或改扫另一个码。`,
  scan_value_invalid: (d) =>
    `码里${d.identifier ? `标识符${d.identifier}的` : ''}内容“${d.value}”不完整或有误。请再扫一次。`,
  scan_check_digit: (d) => `商品码${d.value}的校验位不对。请再扫一次，或手工核对。`,
  scan_date_invalid: (d) => `码里的日期${d.value}不存在。请核对盒上的日期，手工输入。`,
  scan_repeated: (d) => `码里标识符${d.identifier}有两个不同的值。请改扫另一个码。`,
  scan_item_missing: '这个码里没有商品码，认不出是哪个品种。请扫盒上另一个码。',
  scan_count_alone: '这个码只有数量，没有说明装的是什么。请改扫盒上的码。',
  scan_ambiguous: (d) => `${d.text}对得上${d.lines}行不同批号，没有拣。请扫批号，或用手工拣配。`,
  scan_already_picked: (d) => `${d.item}批号${d.lot}已经拣过，没有重复计。`,
  scan_wrong_lot: (d) =>
    d.scanned === '' || d.scanned === null
      ? `${d.item}应拣批号${d.expected}。这个码里没有批号，请再扫批号。`
      : `${d.item}应拣批号${d.expected}，扫到的是${d.scanned}。请放回，换${d.expected}。`,
  scan_not_on_list: (d) => `${d.text}不在本单上，没有拣。请放回原处，核对药名和批号。`,
  lines_not_picked: (d) => `还有${d.count}行没有拣（第${d.line}行起）。拣完或记为少拣后再出库。`,
  last_line: (d) => `这是${d.number}的最后一行。要撤下它，请取消整张配送单。`,
  nothing_picked: '没有一行拣到药品，不能出库。请取消本单。',
  picker_may_not_check: '有的行是您自己拣的，复核出库须由另一人来做。',
  wrong_state: (d) =>
    d.kind === 'dispatch'
      ? `${d.who ? `${d.where ?? ''}${d.who}已经处理过：` : ''}现在的状态是“${state(d)}”，不能再做这一步。请刷新页面。`
      : `${lastAct(d)}，这一步现在不能再做。请刷新页面。`,
  receipt_sum: (d) => `第${d.line}行出库${d.shipped}，完好、破损、未到、批号不符合计${d.sum}。几个数相加要等于出库数。`,
  difference_reason_missing: (d) => `第${d.line}行有差异，请写明情况，例如“外箱压坏3盒”。`,
  no_store: (d) => `第${d.line}行没有合适的库房可放（储存条件不符）。请联系药械部先设库房。`,
  no_rejected_store: '本机构没有不合格品区，破损药品没有地方放。请联系药械部先设不合格品区。',
  difference_controlled: (d) =>
    `第${d.line}行是麻精毒药品，多到、批号不符的不能登记后签收：请两人当场封存，联系发货机构和总药师。`,
  actual_lot_missing: (d) => `第${d.line}行批号不符，请写实到的批号。`,
  actual_lot_same: (d) => `实到批号${d.lot}与单上相同，不算批号不符。`,
  bearer_missing: '请选损失由谁承担。',
  finding_same_person: '另一方的认定也是您给的，须由另一个人认定。',
  owner_unknown: '负责人须是发货方或收货方的在职人员。',
  unlisted_item_unknown: '目录里没有这个药品。请重新查找。',
  unlisted_controlled: (d) => `${d.item}是麻精毒药品，单外到货不能这样登记：请两人当场封存，联系发货机构和总药师。`,
  unlisted_never_held: (d) => `${d.sender}没有存过这个药品，不会是从${d.sender}发来的。请核对药品，再联系${d.sender}。`,
  other_lot_absent: (d) => `${d.sender}账上没有足够的批号${d.lot}可转出。请${d.sender}先盘点，再认定。`,
  charge_no_supplier: (d) => `批号${d.lot}查不到供应商的验收应付，不能向供应商索赔。请选别的承担方。`,
  charge_none: '这件差异没有要承担的损失。',
  charge_by_claim: '向供应商的索赔在应付账款里由两人处理，这里不再确认。',
  charge_decided: '这笔损失承担已经处理过。请刷新页面。',
  charge_own: '认定是您给的，损失承担须由另一个人确认。',
  reopen_own: '最后的认定是您给的，须由另一个人重开。',
  reopen_controlled: '麻精毒药品的认定已记入专用账册，不能重开。请按盘点调账处理。',
  claim_credited: '供应商索赔已经同意并冲减应付，不能重开。',
  wrong_branch: (d) =>
    `${d.number}是发给${d.receiver}的，不是${d.here}的货。请不要签收，原样交还司机，送往${d.receiver}。`,
  temperature_unreadable: (d) => `读不懂温度“${d.typed}”，请写成5.2这样的数。`,
  finding_unknown: '请从列出的认定里选一个。',
  not_a_side: '只有这张配送单的发货方和收货方能给认定。',
  reason_missing: '请写明原因。',
  slip_not_posted: '还没有出库过账，不能打印配送单。请先复核出库。',
  pick_list_over: '已不在拣配，不再打印拣货单。',
  lot_not_here: '这个批次不在这里了，可能刚被别人取走。请刷新页面重新选。',
  lot_or_place_unknown: '批次或库房不存在。请刷新页面后再试。',
  lot_in_transit: (d) => `${lot(d)}还在途中，不能使用。`,
  lot_expired: (d) => `${lot(d)}已过期，不能出库。请取消本单后另选批次，或把这一行记为少拣。`,
  lot_recalled: (d) => `${lot(d)}已召回，不能出库。请把这一行记为少拣，另选批次。`,
  lot_quarantined: (d) => `${lot(d)}已冻结，等质量员判定，不能出库。请把这一行记为少拣，另选批次。`,
  lot_rejected_zone: (d) => `${lot(d)}在不合格品区，不能使用。`,
  lot_reserve_zone: (d) => `${lot(d)}是储备，不调出。`,
  lot_controlled: (d) => `${lot(d)}是特殊管理药品，不走普通配送，须双人专册办理。`,
  dispatch_mixed: (d) => `${d.item}是麻精毒药品，不能和${d.other}同单配送。请分开，各开一张配送单。`,
  seal_missing: '麻精毒药品要加封后发出。请填封签号。',
  witness_not_picker: (d) => `${d.name}没有拣过这张单。请由拣货人输入账号和密码。`,
  witness_sent: (d) => `${d.name}经手过这张单的发出，不能再验收。请换收货机构的另一位同事。`,
  witness_not_receiver: (d) => `${d.name}不是收货机构的人。麻精药品须由收货机构两人验收，请换另一位同事。`,
  controlled_no_store: (d) => `${d.place}没有麻精毒专库（专柜），不能配送麻精毒药品。请先在“机构”里设专柜。`,
  dispatch_card_missing: (d) =>
    `${d.place}在${d.day}没有可购${d.item}这一类的有效印鉴卡，不能配送，也不能签收。请先登记新卡；已在途的也可由发货方红字冲销退回。`,
  lot_short_life: (d) => `${lot(d)}只剩${d.daysLeft}天，需要至少${d.daysNeeded}天。请改选效期更长的批次。`,
  lot_left_formulary: (d) => `${lot(d)}的品种已退出统一用药目录，只能用到${d.useUntil}。请退回总院，另选品种。`,
  lot_permit_missing: (d) => `${lot(d)}是院内制剂，没有调剂批件，不能离开配制机构。请先登记批件。`,
  lot_permit_not_listed: (d) => `${lot(d)}的调剂批件${d.permit}没有列入收货机构，不能发往那里。`,
  lot_permit_expired: (d) => `${lot(d)}的调剂批件${d.permit}有效期${d.validFrom}至${d.validTo}，今天不能发。`,
  lot_permit_used_up: (d) => `${lot(d)}的调剂批件${d.permit}数量已用完，不能再发。`,
  permit_cap: (d) =>
    `${d.item === '' ? '这种制剂' : d.item}的调剂批件${d.permit}只剩${d.remaining}（基本单位），要发的是${d.asked}。请减少数量。`,
  insufficient_stock: (d) => `${d.item ?? ''}批号${d.lot ?? ''}的可用数量不够，可能刚被别人取走。请刷新页面重新选。`,
  reservation_ended: '预留已经释放，不能按本单出库。请刷新页面。',
  already_reversed: '已经红字冲销过，不能再冲一次。',
  reversal_final: '红字单不能再冲销。',
  nothing_to_post: '没有可以过账的数量。',
  quantity_invalid: '数量不对：要填0或正的整数。',
  period_closed: (d) => `${d.endsOn}及以前已月结，不能补记到那里；请记在月结之后的日期。`,
  occurs_in_future: '发生时间不能晚于现在。',
} satisfies Record<string, RefusalSentence>;
