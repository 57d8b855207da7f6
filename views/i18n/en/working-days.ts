/** English words of the working calendar. */
import type { workingDays as zh } from '../zh/working-days.ts';

export const workingDays: typeof zh = {
  title: (year) => `Working calendar ${year}`,
  link: 'Working calendar',
  intro: 'Monday to Friday are worked; only days that differ stand here. Limits in working days skip what is off',
  year: (year) => String(year),
  caption: 'Holidays and make-up days',
  days: 'Days',
  name: 'Name',
  kind: 'Kind',
  span: (from, to) => `${from} to ${to}`,
  off: 'Holidays',
  works: 'Make-up working days',
  edit: 'Change this year',
  offHint: (year) =>
    `A line for each span, such as “${year}-10-01 to ${year}-10-07 National Day”; one day stands alone`,
  worksHint: (year) => `Weekends that are worked, such as “${year}-10-10 National Day”`,
  consequence:
    'New shortages count their limits by it; limits laid down before stay. The audit trail keeps what stood here.',
  act: 'Save calendar',
  done: (year, days) => `Saved the calendar of ${year}, ${days} days`,
  empty: 'Nothing is laid down for this year',
  emptyText: 'Enter it here once it is announced; until then only weekdays count.',
};
