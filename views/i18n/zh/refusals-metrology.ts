/** Why equipment may not be used, and why an act on its compulsory tests was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';
import { equipment } from './equipment.ts';
import { metrologyItems } from './metrology-items.ts';

const item = (code: unknown) => (metrologyItems as Record<string, string>)[String(code)] ?? String(code);
const states: Record<string, string> = equipment.states;

export const refusalsMetrology = {
  use_status: (d) => `设备${d.number}现在是“${states[String(d.status)] ?? d.status}”，不能使用和预约。`,
  use_fault: (d) => `设备${d.number}有故障没有修复，不能使用和预约。`,
  use_test_missing: (d) => `设备${d.number}没有${item(d.item)}的强检结果，不能使用。请先送检并登记结果。`,
  use_test_failed: (d) => `设备${d.number}的${item(d.item)}强检不合格，不能使用。修复后重新送检。`,
  use_test_overdue: (d) => `设备${d.number}的${item(d.item)}强检${d.day}到期，不能使用。请先送检并登记结果。`,
  metrology_none_chosen: '没有选设备。请至少选一台。',
  metrology_not_listed: (d) => `${d.day}的强检目录里没有这一类。请核对规则或换一类。`,
  metrology_known: (d) => `设备${d.number}已经列入${item(d.item)}强检。`,
  metrology_away: (d) => `设备${d.number}的${item(d.item)}已经送检，还没有取回。`,
  metrology_not_away: (d) => `设备${d.number}的${item(d.item)}没有送检。`,
  metrology_day_future: (d) => `日期晚于今天（${d.today}）。请核对。`,
  metrology_limits_missing: '限用要写明限用的范围。',
  metrology_valid_before: '有效期早于检定日期。请核对证书。',
  metrology_valid_long: (d) => `按${d.months}个月的周期最晚到${d.last}。请核对证书。`,
  metrology_result_known: (d) => `设备${d.number}的${item(d.item)}${d.day}已有结果。有错先撤销那一条。`,
  metrology_reversed: '这条结果已经撤销。',
} satisfies Record<string, RefusalSentence>;
