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
} satisfies Record<string, RefusalSentence>;
