/** Chinese words of the working calendar. */

export const workingDays = {
  title: (year: number) => `${year}年工作日历`,
  link: '工作日历',
  intro: '周一至周五为工作日；这里只记与星期不同的日子。按工作日计的时限跳过放假的日子',
  year: (year: number) => `${year}年`,
  caption: '放假与调休',
  days: '日期',
  name: '名称',
  kind: '安排',
  span: (from: string, to: string) => `${from}至${to}`,
  off: '放假',
  works: '调休上班',
  edit: '修改这一年',
  offHint: (year: number) => `一行一段，如“${year}-10-01至${year}-10-07 国庆节”；只有一天时只写那一天`,
  worksHint: (year: number) => `要上班的周六、周日，如“${year}-10-10 国庆节调休”`,
  consequence: '保存后新登记的缺药按它计算时限；已登记的时限不变。操作记录里保留原来的内容。',
  act: '保存日历',
  done: (year: number, days: number) => `已保存${year}年日历，共${days}天`,
  empty: '这一年还没有放假安排',
  emptyText: '国务院办公厅公布后填在这里；在那之前只按星期计算。',
};
