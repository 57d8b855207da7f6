/** English words of every list: filters, pages, sorting, files. */
import type { lists as zh } from '../zh/lists.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const lists: typeof zh = {
  /** Of which day the list is. */
  asOf: 'As of',
  filter: 'Filter',
  clear: 'Clear filters',
  export: 'Export',
  exportCsv: 'Export CSV',
  exportXlsx: 'Export XLSX',
  sortUp: 'ascending',
  sortDown: 'descending',
  pages: 'Pages',
  rangeOf: (from, to, total) => `Rows ${from}–${to} of ${total}`,
  totalRows: (total) => counted(total, 'row', 'rows'),
  shown: (count) => `${counted(count, 'row', 'rows')} on this page`,
  next: 'Next',
  previous: 'Previous',
  first: 'Back to the first page',
  empty: 'Nothing matches',
  emptyHint: 'Try other conditions, or clear the filters.',
  all: 'All',
};
