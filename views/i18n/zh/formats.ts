/** Chinese words around quantities, days and amounts. */

const unitWord = (unit: string, _count: number): string => unit;

export const formats = {
  none: '暂无',
  nothing: '无',
  today: '今天',
  tomorrow: '明天',
  yesterday: '昨天',
  until: (day: string) => `至${day}`,
  leftDays: (days: number) => `剩${days}天`,
  expired: '已过期',
  left: (duration: string) => `剩${duration}`,
  late: (duration: string) => `超时${duration}`,
  days: (days: number) => `${days}天`,
  red: '红字',
  yuan: '元',
  wan: '万元',
  packOf: (packUnit: string, size: string, baseUnit: string) => `1${packUnit}=${size}${baseUnit}`,
  sum: (quantity: string) => `合计${quantity}`,
  unit: unitWord,
  of: (part: number, whole: number) => `${part} / ${whole}`,
  count: (count: number) => `${count}件`,
};
