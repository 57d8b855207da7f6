/** Why a value of a rule was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsSettings = {
  rule_from_tomorrow: (d) => `开始日要晚于今天（${d.today}）：今天的事已按现在的值办，过去的值不能改。请选明天或以后。`,
  rule_too_far: (d) => `开始日在${d.years}年以后，请核对。`,
  rule_day_taken: (d) => `${d.day}已经登记过一个值。请换一天，或先撤回那个值。`,
  rule_in_force: (d) => `这个值从${d.day}起已经有效，不能撤回。可以登记一个以后的值。`,
  rule_bands: '天数要从红到黄越来越多：红不多于橙，橙不多于黄。',
  rule_weak_band: '弱推荐的分数线不能高于推荐。',
  rule_share: '比例不能大于1：分子不能大于分母。',
  rule_half_points: '填0至100分，可以有半分，如 69.5。',
  rule_value: '这个值不符合规则的格式，请核对各栏。',
} satisfies Record<string, RefusalSentence>;
