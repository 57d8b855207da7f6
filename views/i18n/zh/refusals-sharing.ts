/** Why an act on an offer or a booking of shared equipment was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsSharing = {
  offer_slot: '每段5至1440分钟。',
  offer_hours_none: '请至少写一天的开放时段。',
  offer_hours: (d) => `星期${d.weekday}的时段不对：要先开后关，不过24:00。`,
  offer_hours_slots: (d) => `星期${d.weekday}的时段不是${d.slotMinutes}分钟的整数倍。请改时段或每段分钟数。`,
  offer_hours_meet: (d) => `星期${d.weekday}的两个时段重叠。`,
  share_none: (d) => `设备${d.number}没有开放共享。`,
  loan_booked: (d) =>
    `设备${d.number}在${d.day}已约给${d.to}（预约${d.booking}）。请把归还日期提前，或先办完、取消那个预约。`,
  booking_lent: (d) => `设备${d.number}正借给别的单位，归还后才能预约。`,
  share_booked: (d) => `还有没办完的预约${d.number}。请先办完或取消。`,
  share_rate_past: (d) => `起始日不能早于今天（${d.today}）。`,
  share_rate_negative: '标准不能是负数。不收费填0。',
  share_day_past: (d) => `日期早于今天（${d.today}）。`,
  share_day_booked: (d) => `${d.day}已有预约${d.number}，不能关闭。请先与使用单位商量取消。`,
  booking_no_time: '请至少约一段。',
  booking_past: '这个时间已经过去。请选以后的时段。',
  booking_closed_day: (d) => `${d.day}不开放（${d.why}）。请看一周时段另选。`,
  booking_closed_time: (d) => `${d.day} ${d.from}-${d.until}不开放（${d.why}）。请看一周时段另选。`,
  share_closing_time: '结束时间要晚于开始时间。不填就是整天。',
  share_closed_already: (d) => `${d.day} ${d.from}-${d.until}已经关闭。请改时间，或先重新开放那一段。`,
  share_open_already: (d) => `${d.day}的这一段已经开放。请刷新页面。`,
  booking_closed_hours: (d) => `${d.day}的开放时段里没有这一段。请看一周时段另选。`,
  booking_taken: (d) => `${d.day} ${d.from}–${d.to}已被${d.number}约走。请另选时段。`,
  booking_given: (d) => `这个时段已给了${d.to}（${d.number}）。请答复不同意，或与对方商量。`,
  booking_running: (d) => `${d.to}（${d.number}）正在用。请先办完用后检查。`,
  booking_minutes: '使用分钟要在1至1440之间。',
  booking_other_day: (d) => `预约在${d.day}，当天才能开始使用。来不了请取消，另约时段。`,
  booking_urgent_waits: (d) => `有急诊预约${d.number}在等同一时段。请先答复它。`,
  booking_cases: '例数不能是负数。',
} satisfies Record<string, RefusalSentence>;
