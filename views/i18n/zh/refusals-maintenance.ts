/** Why an act on maintenance and self-tests was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';
import { maintenanceItems, maintenanceKinds } from './maintenance-items.ts';

const item = (code: unknown) => (maintenanceItems as Record<string, string>)[String(code)] ?? String(code);
const kind = (code: unknown) => (maintenanceKinds as Record<string, string>)[String(code)] ?? String(code);

export const refusalsMaintenance = {
  use_pm_stopped: (d) => `设备${d.number}${kind(d.kind)}判定停用，不能使用。修复后重做一次再恢复。`,
  maintenance_none_chosen: '没有选设备。请至少选一台。',
  maintenance_known: (d) => `设备${d.number}已有${kind(d.kind)}计划。`,
  maintenance_no_items: (d) => `${kind(d.kind)}的清单没有项目。请至少选一项。`,
  maintenance_due_range: (d) => `设备${d.number}的首次计划日要在${d.from}到${d.to}之间。`,
  maintenance_day_future: (d) => `日期晚于今天（${d.today}）。请核对。`,
  maintenance_before_last: (d) => `日期早于上一次（${d.day}）。上一次录错的先撤销。`,
  maintenance_check_missing: (d) => `“${item(d.item)}”没有填。请逐项检查。`,
  maintenance_value_missing: (d) => `“${item(d.item)}”要填测得值。`,
  maintenance_unsafe_pass: '有安全项不合格，不能判合格。请判降级或停用。',
  maintenance_note_missing: '有不合格项仍判合格的，要在备注写明怎么处理。',
  maintenance_limits_missing: '降级使用要写明限用的范围。',
  maintenance_reversed: '这条结果已经撤销。',
  maintenance_confirmed: '这条结果已经确认。',
  maintenance_own_confirmation: '结果是本人登记的，请科室其他人确认。',
} satisfies Record<string, RefusalSentence>;
