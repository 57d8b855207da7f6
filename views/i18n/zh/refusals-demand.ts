/** Why an act on requisitions was refused, in Chinese. */
import type { RefusalDetail } from '../../../src/kernel/result.ts';
import { quantityIn } from '../quantity-in.ts';
import type { RefusalSentence } from '../sentence.ts';
import { formats } from './formats.ts';

const said = { unit: formats.unit, gap: '', base: '（最小单位）' };
const many = (d: RefusalDetail, quantity: unknown) => quantityIn(said, d, quantity);

export const refusalsDemand = {
  demand_taken: (d) =>
    `${d.member}的${d.item}刚被列入别的计划或已不再需要（共${d.count}条需求）。没有改动任何数据；请刷新后重新汇总。`,
  demand_not_planned: (d) => `${d.member}的${d.item}在计划里没有这么多，不能退回。请刷新看现状。`,
  demand_not_open: (d) => `${d.member}的${d.item}已列入采购计划，不能关闭。请先从计划里退回这一条。`,
  demand_not_sent: (d) => `${d.member}的${d.item}发出和收到的数量对不上。请核对配送单和收货。`,
  demand_supplied: (d) =>
    `${d.member}的${d.item}已由别处供上，计划里只剩${many(d, d.open)}待发，不能再发${many(d, d.asked)}。货留在库存，可另行安排。`,
  demand_elsewhere: (d) => `这条需求是${d.member}的${d.item}，与所选的成员或药品不符。请刷新后重选。`,
  demand_unplanned: (d) => `${d.item}是总院自己的安全库存需求，还没列入计划，不能配送。请先列入采购计划。`,
  supply_short: (d) =>
    `${d.item}可用库存只有${many(d, d.available)}，不够${many(d, d.asked)}。请减少数量，或把其余列入采购。`,
  shortage_listed: () => '这笔缺药的未答复数量已经全部在需求池或计划里，不用再列。',
  requisition_controlled: (d) =>
    `${d.item}是管制药品，不能用普通请领单；请用缺药登记申领，总院答复后单独成单、双人配送。`,
  requisition_left: (d) => `${d.item}已不在现行目录，不能请领。请换目录内的品种。`,
  requisition_tier: (d) => `${d.item}不在${d.member}这一级的目录内，不能请领。个别患者需要时请登记缺药。`,
  requisition_far: (d) => `${d.item}的数量与建议相差一倍以上，请写明原因，或改回建议数量。`,
  requisition_empty: () => '请领单里没有品种。请至少填一个品种的数量。',
  requisition_closed: () => '这张请领单已经提交或撤回，不能再改。需要补充时请另开一张。',
  requisition_in_supply: (d) => `${d.item}已列入计划或配送，整单不能撤回或退回。可以把还没有安排的行逐行关闭。`,
  requisition_nothing_open: (d) => `${d.item}没有待安排的数量可以关闭：已全部列入计划、配送或已关闭。`,
  requisition_out_of_turn: (d) =>
    `现在不在请领时间（${d.opensOn}开放，${d.closesOn}截止）。确需提交请在备注里写明原因。`,
  requisition_second: (d) => `本轮（${d.closesOn}截止）已经提交过一张。再次提交属计划外，请在备注里写明原因。`,
  target_span: () => '上限不能小于下限。请改大上限或改小下限。',
  share_reason_missing: () => '分配数量与建议不同，请写明原因，或改回建议数量。',
  shortage_not_listed: () => '这笔缺药在需求池里没有待安排的数量，不用撤出。',
} satisfies Record<string, RefusalSentence>;
