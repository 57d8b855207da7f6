/** Why an act on an offer or a booking of shared equipment was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsSharing as zh } from '../zh/refusals-sharing.ts';

export const refusalsSharing: Record<keyof typeof zh, RefusalSentence> = {
  offer_slot: 'A slot has 5 to 1440 minutes.',
  offer_hours_none: 'Write the hours of one day at least.',
  offer_hours: (d) => `The hours of weekday ${d.weekday} are none: open before you close, by 24:00.`,
  offer_hours_slots: (d) => `The hours of weekday ${d.weekday} do not hold whole slots of ${d.slotMinutes} minutes.`,
  offer_hours_meet: (d) => `Two spans of weekday ${d.weekday} meet.`,
  share_none: (d) => `${d.number} is not offered.`,
  loan_booked: (d) =>
    `${d.number} is booked for ${d.to} on ${d.day} (${d.booking}). Have it back earlier, or finish or cancel that booking.`,
  booking_lent: (d) => `${d.number} is lent to another member and can be booked once it is back.`,
  share_booked: (d) => `The booking ${d.number} is open. Finish or cancel it first.`,
  share_rate_past: (d) => `A rate begins today (${d.today}) at the earliest.`,
  share_rate_negative: 'A rate cannot be negative. What is free costs 0.',
  share_day_past: (d) => `The day is before today (${d.today}).`,
  share_day_booked: (d) => `${d.number} has ${d.day}. Agree with the member on cancelling it first.`,
  booking_no_time: 'Book one slot at least.',
  booking_past: 'That time is past. Choose a later slot.',
  booking_closed_day: (d) => `Closed on ${d.day} (${d.why}). Choose another slot of the week.`,
  booking_closed_time: (d) => `Closed on ${d.day} ${d.from}-${d.until} (${d.why}). Choose another slot of the week.`,
  share_closing_time: 'It must end after it begins. Leave both empty for the whole day.',
  share_closed_already: (d) =>
    `${d.day} ${d.from}-${d.until} is closed already. Choose another time, or open that one first.`,
  share_open_already: (d) => `That time of ${d.day} is open already. Reload the page.`,
  booking_closed_hours: (d) => `That is no slot of ${d.day}. Choose one of the week.`,
  booking_taken: (d) => `${d.number} has ${d.day} ${d.from}–${d.to}. Choose another slot.`,
  booking_given: (d) => `${d.to} has that time (${d.number}). Do not agree, or talk to them.`,
  booking_running: (d) => `${d.to} (${d.number}) is using it. Look at it afterwards first.`,
  booking_minutes: 'Minutes used are between 1 and 1440.',
  booking_other_day: (d) => `It is booked for ${d.day} and begins on that day. Cancel it, and book another slot.`,
  booking_urgent_waits: (d) => `An urgent booking waits for the same time (${d.number}). Answer it first.`,
  booking_cases: 'Cases cannot be negative.',
};
