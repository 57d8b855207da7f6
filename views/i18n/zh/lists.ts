/** Chinese words of every list: filters, pages, sorting, files. */

export const lists = {
  /** Of which day the list is. */
  asOf: '截至日期',
  filter: '筛选',
  clear: '清除筛选',
  export: '导出',
  exportCsv: '导出CSV',
  exportXlsx: '导出XLSX',
  sortUp: '升序',
  sortDown: '降序',
  pages: '分页',
  rangeOf: (from: number, to: number, total: number) => `第${from}–${to}行，共${total}行`,
  totalRows: (total: number) => `共${total}行`,
  shown: (count: number) => `本页${count}行`,
  next: '下一页',
  previous: '上一页',
  first: '回到第一页',
  empty: '没有符合条件的记录',
  emptyHint: '换个条件，或清除筛选再看。',
  all: '全部',
};
