/** Why an act on the formulary was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

const alternatives = (text: unknown): string =>
  typeof text === 'string' && text !== '' ? `同通用名可选：${text}。` : '请另选品种，或写在“目录里没有我要的药”里。';

export const refusalsFormulary = {
  formulary_item_unknown: '目录里没有这个品种。请刷新页面重新搜索。',
  formulary_item_retired: (d) => `${d.item}已停用，不能列入目录。请先启用，或另选品种。`,
  formulary_no_tier: (d) => `${d.item}至少要选一个层级。要去掉它，请选“调出”。`,
  formulary_not_listed: (d) => `${d.item}不在目录里，没有可调出的。`,
  formulary_use_until_past: (d) => `${d.item}的可用截止日${d.day}已过。请选今天或以后的日期。`,
  formulary_reason_missing: (d) => `请写明${d.item}的变动理由。`,
  formulary_change_stale: '这个品种刚被别人改过，没有写入。请看清现在的内容再提交。',
  formulary_not_open: '这份草案已经发布或作废，不能再改。',
  formulary_nothing_changed: '草案没有任何变动，不需要发布。',
  formulary_no_effective_day: '还没有定生效日期。请先在草案里填写。',
  formulary_effective_past: (d) => `生效日期${d.day}已过。请改成今天或以后的日期。`,
  formulary_effective_far: (d) => `生效日期${d.day}太远。请改成${d.last}或以前的日期。`,
  formulary_effective_order: (d) => `生效日期${d.day}不晚于已发布版本的${d.latest}。请改到它之后。`,
  formulary_conflicts: (d) => `还有${d.count}处超出一品两规：${d.names}。请调整品种，或登记药事会同意的例外。`,
  formulary_not_decided: '药事会还没有通过这份草案。请先提交药事会表决。',
  formulary_changed_since_vote: '药事会表决之后草案又改过。请把现在的草案重新提交表决。',
  formulary_exception_matter: '请选药事会已通过的决定。没有决定，不能登记例外。',
  formulary_exception_most: (d) => `不设例外就可以有${d.limit}个。允许数要比它多。`,
  formulary_exception_span: '截止日期早于开始日期。请核对。',
  formulary_exception_double: (d) => `${d.name}这个给药途径已有一条有效的例外。请先撤销那一条。`,
  formulary_exception_ended: '这条例外已经撤销。请刷新页面。',
  item_left_formulary: (d) =>
    `${d.item}已于${d.leftOn}退出统一用药目录，不能再申请。${d.useUntil === null ? '现有库存可用到效期为止' : `现有库存可用到${d.useUntil}`}。${alternatives(d.alternatives)}`,
  item_not_listed: (d) => `${d.item}不在统一用药目录里，不能申请。${alternatives(d.alternatives)}`,
} satisfies Record<string, RefusalSentence>;
