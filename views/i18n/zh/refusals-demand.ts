/** Why an act on requisitions was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsDemand = {
  demand_taken: (d) =>
    `${d.member}的${d.item}刚被列入别的计划或已不再需要（共${d.count}条需求）。没有改动任何数据；请刷新后重新汇总。`,
  demand_not_planned: (d) => `${d.member}的${d.item}在计划里没有这么多，不能退回。请刷新看现状。`,
  demand_not_open: (d) => `${d.member}的${d.item}已列入采购计划，不能关闭。请先从计划里退回这一条。`,
  demand_not_sent: (d) => `${d.member}的${d.item}发出和收到的数量对不上。请核对配送单和收货。`,
  demand_supplied: (d) =>
    `${d.member}的${d.item}已由别处供上，计划里只剩${d.open}（最小单位）待发，不能再发${d.asked}。货留在库存，可另行安排。`,
  demand_elsewhere: (d) => `这条需求是${d.member}的${d.item}，与所选的成员或药品不符。请刷新后重选。`,
  demand_unplanned: (d) => `${d.item}是总院自己的安全库存需求，还没列入计划，不能配送。请先列入采购计划。`,
  supply_short: (d) =>
    `${d.item}可用库存只有${d.available}（最小单位），不够${d.asked}。请减少数量，或把其余列入采购。`,
  shortage_listed: () => '这笔缺药的未答复数量已经全部在需求池或计划里，不用再列。',
} satisfies Record<string, RefusalSentence>;
