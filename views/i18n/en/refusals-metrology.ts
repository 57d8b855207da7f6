/** Why equipment may not be used, and why an act on its compulsory tests was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsMetrology as zh } from '../zh/refusals-metrology.ts';
import { equipment } from './equipment.ts';
import { metrologyItems } from './metrology-items.ts';

const item = (code: unknown) => (metrologyItems as Record<string, string>)[String(code)] ?? String(code);
const states: Record<string, string> = equipment.states;
const state = (code: unknown) => (states[String(code)] ?? String(code)).toLowerCase();

export const refusalsMetrology: Record<keyof typeof zh, RefusalSentence> = {
  use_status: (d) => `${d.number} is ${state(d.status)}: it may not be used or booked.`,
  use_fault: (d) => `${d.number} has a fault that is not repaired: it may not be used or booked.`,
  use_test_missing: (d) => `${d.number} has no result of its compulsory test (${item(d.item)}). Have it tested first.`,
  use_test_failed: (d) => `${d.number} failed its compulsory test (${item(d.item)}). Repair it and test it again.`,
  use_test_overdue: (d) => `The compulsory test of ${d.number} (${item(d.item)}) held until ${d.day}. Test it first.`,
  metrology_none_chosen: 'Nothing was chosen. Choose at least one.',
  metrology_not_listed: (d) => `The list of ${d.day} does not name this kind. Check the rule or choose another kind.`,
  metrology_known: (d) => `${d.number} is under this test already (${item(d.item)}).`,
  metrology_away: (d) => `${d.number} is away for its test (${item(d.item)}).`,
  metrology_not_away: (d) => `${d.number} is not away for its test (${item(d.item)}).`,
  metrology_day_future: (d) => `The day is after today (${d.today}).`,
  metrology_limits_missing: 'Write down within which limits it may be used.',
  metrology_valid_before: 'The certificate cannot end before the test.',
  metrology_valid_long: (d) => `With a cycle of ${d.months} months it holds until ${d.last} at most.`,
  metrology_result_known: (d) =>
    `${d.number} has a result of ${d.day} (${item(d.item)}). Take it back first if it is wrong.`,
  metrology_reversed: 'This result was taken back already.',
};
