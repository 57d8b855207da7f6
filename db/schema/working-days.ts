/** Days that differ from their weekday: public holidays, and the weekends that are worked in exchange (调休). */
import { boolean, table, text } from '../columns.ts';

export const workingDay = table('working_day', {
  day: text('day').primaryKey(),
  /** True for a make-up working day, false for a holiday. */
  works: boolean('works').notNull(),
  name: text('name').notNull(),
});
