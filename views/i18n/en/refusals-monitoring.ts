/** Why an act on a monthly return of short drugs was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsMonitoring as zh } from '../zh/refusals-monitoring.ts';

export const refusalsMonitoring: Record<keyof typeof zh, RefusalSentence> = {
  monitoring_month: 'Write the month like 2026-10.',
  monitoring_month_open: (d) => `${d.month} is not over yet. Prepare it afterwards.`,
  monitoring_month_old: (d) => `Only the last ${d.months} months can be prepared.`,
  monitoring_known: (d) => `${d.month} has the return ${d.number}. Open it; what was filed is corrected.`,
  monitoring_under_way: (d) => `${d.number} is under way. Finish it or give it up first.`,
  monitoring_own: 'You prepared or changed this return. Another person signs it.',
  monitoring_reported_future: 'The day of filing cannot be after today.',
  monitoring_reported_early: (d) => `The day of filing is after the end of ${d.month}.`,
  monitoring_receipt: 'A receipt number has 4 to 40 letters, digits and hyphens. Copy it from the platform.',
  monitoring_receipt_taken: (d) => `This receipt belongs to ${d.number}. Look at the receipt again.`,
  monitoring_errors: (d) => `${d.count} errors are left; it was not handed in. Mend them one by one.`,
  monitoring_unexplained: (d) => `${d.count} remarks are not explained; it was not handed in. Write a note.`,
  monitoring_reason: 'A number or day that was found is changed. Write why.',
  monitoring_item: (d) => `The catalogue has no code ${d.code}. Look at the code again.`,
  monitoring_no_drug: (d) => `${d.item} is no drug and is not reported.`,
  monitoring_twice: (d) => `${d.item} is on this return already.`,
  monitoring_many: (d) => `A return has at most ${d.most} drugs.`,
  monitoring_nothing_lines: (d) => `${d.count} drugs are named: this is no zero report. Take them off first.`,
};
