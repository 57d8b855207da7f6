/** Which month a page of books is about: the last two years to choose from. */
import { addDays } from '../../src/kernel/clock.ts';
import type { Words } from '../i18n/index.ts';
import { FilterSelect } from '../ui/filters.tsx';

const MONTHS_OFFERED = 24;

function monthsBefore(thisMonth: string): string[] {
  const months = [thisMonth];
  for (let day = `${thisMonth}-01`; months.length < MONTHS_OFFERED; ) {
    const month = addDays(day, -1).slice(0, 7);
    months.push(month);
    day = `${month}-01`;
  }
  return months;
}

export function FilterMonth({ t, value, thisMonth }: { t: Words; value: string; thisMonth: string }) {
  const offered = monthsBefore(thisMonth);
  const months = offered.includes(value) ? offered : [...offered, value];
  const options = months.map((month) => ({ value: month, label: month }));
  return <FilterSelect label={t.books.month} name="month" value={value} options={options} />;
}
