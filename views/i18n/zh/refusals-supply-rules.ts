/** Why an act on permits and substitutes was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsSupplyRules = {
  permit_span: '截止日早于生效日。请核对批件。',
  permit_too_long: (d) => `批件有效期超过${d.years}年，请核对日期。`,
  permit_no_recipient: '没有选调入机构。请至少选一家。',
  permit_own_recipient: '配制机构自己不用批件。请从调入机构里去掉它。',
  permit_item: (d) => `${d.code}不是院内制剂。请重新选。`,
  permit_maker: (d) => `没有${d.code}这个机构。请重新选。`,
  permit_recipient: (d) => `没有${d.code}这个机构。请重新选。`,
  permit_overlaps: (d) =>
    `${d.member}在这段时间已有批件${d.permit}。同一制剂同一时间只能有一个批件，请核对日期，或先撤销原批件。`,
  permit_number_used: (d) => `批件号${d.number}已经登记过。请核对。`,
  permit_revoked: (d) => `这个批件已经撤销：${d.reason ?? ''}`,
  substitute_same: '原用药品和替代药品是同一种。请重新选。',
  substitute_guidance: '请写明剂量折算，至少几个字。',
  substitute_span: '截止日早于生效日。请核对。',
  substitute_before_decision: (d) => `生效日早于药事会决定的${d.day}。请填${d.day}或以后。`,
  substitute_unknown: '没有这种药品。请重新查找并选择。',
  substitute_not_decided: '这项决定没有通过或不是关于替代的。请选药事会已通过的替代决定。',
  substitute_overlaps: (d) =>
    `${d.name}与${d.other}的替代已有登记（${d.to === null ? `${d.from}起` : `${d.from}至${d.to}`}）。请核对日期，或先结束原来的。`,
  substitute_ended: (d) => `这项替代已在${d.day}结束。`,
  substitute_end_before_start: (d) => `最后有效日早于生效日${d.day}。请填${d.day}或以后。`,
  substitute_end_past: '最后有效日最早填昨天，过去的不能改。',
  substitute_end_later: (d) => `原来的截止日是${d.day}，这里只能提前。延长请重新登记。`,
  linkage_nothing: '没有勾选品规。请至少选一个。',
  linkage_unknown: (d) => `目录里没有${d.code}。请刷新后重选。`,
  linkage_has_tier: (d) => `${d.item}在下一版里已经有这个层级。请去掉它再提议。`,
  linkage_upper_tier: (d) => `${d.item}的上一级还没有放开。请先提议上一级。`,
  linkage_leaving: (d) => `下一版草案要调出${d.item}。请先在草案里撤回调出，再提议层级。`,
  linkage_controlled: (d) => `${d.item}是特殊管理药品，村卫生室不能配备。`,
} satisfies Record<string, RefusalSentence>;
