/** Why an act on requisitions was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsDemand = {
  demand_taken: (d) =>
    `${d.member}的${d.item}刚被列入别的计划或已不再需要（共${d.count}条需求）。没有改动任何数据；请刷新后重新汇总。`,
  demand_not_planned: (d) => `${d.member}的${d.item}在计划里没有这么多，不能退回。请刷新看现状。`,
  demand_not_open: (d) => `${d.member}的${d.item}已列入采购计划，不能关闭。请先从计划里退回这一条。`,
  demand_not_sent: (d) => `${d.member}的${d.item}发出和收到的数量对不上。请核对配送单和收货。`,
} satisfies Record<string, RefusalSentence>;
