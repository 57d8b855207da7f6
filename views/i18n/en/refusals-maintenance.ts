/** Why an act on maintenance and self-tests was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsMaintenance as zh } from '../zh/refusals-maintenance.ts';
import { maintenanceItems, maintenanceKinds } from './maintenance-items.ts';

const item = (code: unknown) => (maintenanceItems as Record<string, string>)[String(code)] ?? String(code);
const kind = (code: unknown) => (maintenanceKinds as Record<string, string>)[String(code)] ?? String(code);

export const refusalsMaintenance: Record<keyof typeof zh, RefusalSentence> = {
  use_pm_stopped: (d) =>
    `${d.number} was stopped by its last round (${kind(d.kind)}). Repair it and do the round again.`,
  maintenance_none_chosen: 'Nothing was chosen. Choose at least one.',
  maintenance_known: (d) => `${d.number} has a plan of this kind already (${kind(d.kind)}).`,
  maintenance_no_items: (d) => `The checklist is empty (${kind(d.kind)}). Choose at least one item.`,
  maintenance_due_range: (d) => `The first round of ${d.number} must be due between ${d.from} and ${d.to}.`,
  maintenance_day_future: (d) => `The day is after today (${d.today}).`,
  maintenance_before_last: (d) => `The day is before the last round (${d.day}). Take that back first if it is wrong.`,
  maintenance_check_missing: (d) => `“${item(d.item)}” was not answered. Check every item.`,
  maintenance_value_missing: (d) => `“${item(d.item)}” needs the measured value.`,
  maintenance_unsafe_pass: 'A safety item failed, so it cannot pass. Downgrade or stop it.',
  maintenance_note_missing: 'Something failed: say in the note what was done about it.',
  maintenance_limits_missing: 'Write down within which limits it may be used.',
  maintenance_reversed: 'This result was taken back already.',
  maintenance_confirmed: 'This result was confirmed already.',
  maintenance_own_confirmation: 'You entered this result. Somebody else of the department confirms it.',
};
