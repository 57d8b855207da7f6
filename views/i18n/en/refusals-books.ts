/** Why an act on members' books was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsBooks = {
  month_form: 'Write the month as four digits and two, such as 2026-11.',
  month_not_past: (d) => `${d.month} is not over and cannot be closed. Close it from the first of the next month on.`,
  month_already_closed: (d) => `${d.month} was closed by ${d.by} at ${d.when}. Reload to see its statements.`,
  month_order: (d) => `Months close one after the other: the next is ${d.next}, not ${d.month}.`,
  month_closed: (d) => `${d.day} lies in a closed month (closed up to ${d.month}). Date it after the closed months.`,
  statement_confirmed: (d) => `The statement of ${d.code} for ${d.month} is confirmed. Correct it in the next month.`,
  objection_missing: (d) => `${d.code} has not objected to its statement for ${d.month}.`,
} satisfies Record<string, RefusalSentence>;
