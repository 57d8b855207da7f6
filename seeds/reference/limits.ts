/** Limits in minutes that every installation begins with: to act on alerts, to receive, to settle differences. */
import type { RuleValue } from '../../src/settings/rules.ts';

const FROM = '2020-01-01';
const DAY_MINUTES = 1440;

const differenceMinutes: RuleValue<'difference_minutes'> = {
  missing: 2 * DAY_MINUTES,
  damaged: 3 * DAY_MINUTES,
  over: 2 * DAY_MINUTES,
  wrong_lot: 2 * DAY_MINUTES,
  temperature: DAY_MINUTES,
};
const arrivalMinutes: RuleValue<'arrival_minutes'> = {
  handed: DAY_MINUTES,
  sent: 2 * DAY_MINUTES,
  sender: DAY_MINUTES,
};

export const alertMinutes: RuleValue<'alert_due_minutes'> = {
  below_least: 2 * DAY_MINUTES,
  runs_out: DAY_MINUTES,
  near_expiry: 7 * DAY_MINUTES,
  excursion: 60,
  logger_silent: 120,
  calibration_due: 7 * DAY_MINUTES,
  licence: 7 * DAY_MINUTES,
  count_overdue: DAY_MINUTES,
  upkeep_overdue: 2 * DAY_MINUTES,
  recall_overdue: 120,
  trace: DAY_MINUTES,
  card_expires: 7 * DAY_MINUTES,
  arrival_overdue: DAY_MINUTES,
  difference_overdue: DAY_MINUTES,
  return_due: DAY_MINUTES,
};

const monitoringReturn: RuleValue<'monitoring_return'> = {
  workingDays: 5,
  noticeDays: 5,
  suppliers: 2,
  red: 7,
  orange: 15,
  yellow: 30,
};

export const MONITORING_RULES = {
  monitoring_return: {
    value: monitoringReturn,
    legalBasis: '药品管理法第94至97条；本院短缺药品监测制度：次月第5个工作日前上报（含零报告），至少询问2家配送企业',
    effectiveFrom: FROM,
  },
} as const;

const faultMinutes: RuleValue<'fault_minutes'> = {
  critical: DAY_MINUTES,
  urgent: 3 * DAY_MINUTES,
  routine: 7 * DAY_MINUTES,
};
const faultRepair: RuleValue<'fault_repair'> = { approveYuan: 2000, reopenDays: 30 };
const eventDays: RuleValue<'device_event_days'> = { death: 7, serious: 20, other: 30 };

export const FAULT_RULES = {
  fault_minutes: {
    value: faultMinutes,
    legalBasis: '本院医疗设备维修制度：急救生命支持类1天、影响诊疗3天、一般7天内修复，修不好的安排替代设备',
    effectiveFrom: FROM,
  },
  fault_repair: {
    value: faultRepair,
    legalBasis: '本院医疗设备维修制度：配件与外修2000元及以上另一人批准；验收后30天内同一故障重开原单',
    effectiveFrom: FROM,
  },
  device_event_days: {
    value: eventDays,
    legalBasis: '《医疗器械不良事件监测和再评价管理办法》：死亡7日，严重伤害20日；其他事件本院定30日',
    effectiveFrom: FROM,
  },
} as const;

export const ARRIVAL_RULES = {
  difference_minutes: {
    value: differenceMinutes,
    legalBasis: '本院配送制度：签收差异双方认定时限，超温1天，未到、多到、批号不符2天，破损3天',
    effectiveFrom: FROM,
  },
  arrival_minutes: {
    value: arrivalMinutes,
    legalBasis: '本院配送制度：送达后24小时、出库后48小时内签收；再过24小时告知发货方',
    effectiveFrom: FROM,
  },
} as const;
