/** Why an act on controlled drugs was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsControlled = {
  store_not_controlled: (d) => `${d.item}批号${d.lot}是麻精毒药品，只能放进麻精毒专库（专柜）。请换库房。`,
  store_controlled_only: (d) => `麻精毒专库（专柜）只放麻精毒药品，${d.item}批号${d.lot}请放到别的库房。`,
  handover_uncounted: (d) => `${d.item}批号${d.lot}还没有点数。没有的填0。`,
  handover_reason: (d) => `${d.item}批号${d.lot}与账面不符。请再点一次，仍不符就写原因。`,
  handover_day: '只能交接今天或昨天的班。',
  handover_done: (d) => `${d.day}这一班已经交接过了。请选别的班次。`,
  handover_own: '交接的人不能给自己结案。',
  ampoules_too_many: (d) => `只差${d.left}${d.unit}没收回，填了${d.asked}。请核对。`,
  ampoules_none_chosen: '没有选要销毁的空安瓿。请至少选一行。',
  ampoules_destroyed: '选中的有些已经销毁了，或不是本机构的。请刷新页面再选。',
  residue_nothing_used: '这一行已经全部退回，没有残液。',
  issue_has_ampoules: '这张单的空安瓿已经收回，说明药用掉了，不能红冲。',
  card_missing: (d) => `${d.place}在${d.day}没有可购${d.item}这一类的有效印鉴卡，不能下单。请先登记印鉴卡。`,
  card_class_missing: '请选准购类别。',
  card_span: '有效期止不能早于有效期起。',
  card_number_taken: (d) => `卡号${d.number}已经登记过。`,
  card_withdrawn: (d) => `印鉴卡${d.number}已经注销。`,
} satisfies Record<string, RefusalSentence>;
