/** Why a value of a rule was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsSettings as zh } from '../zh/refusals-settings.ts';

export const refusalsSettings: Record<keyof typeof zh, RefusalSentence> = {
  rule_from_tomorrow: (d) =>
    `The first day must come after today (${d.today}): today's matters rest upon today's value, and the past is never changed. Choose tomorrow or later.`,
  rule_too_far: (d) => `The first day is more than ${d.years} years away. Check it.`,
  rule_day_taken: (d) => `A value from ${d.day} is laid down already. Choose another day, or withdraw that one first.`,
  rule_in_force: (d) => `This value has been in force since ${d.day} and cannot be withdrawn. Lay down a later one.`,
  rule_bands: 'The days must widen from red to yellow: red at most orange, orange at most yellow.',
  rule_weak_band: 'The weak band cannot begin above the recommended one.',
  rule_share: 'A share is at most the whole: the numerator cannot exceed the denominator.',
  rule_half_points: 'Give 0 to 100 points; halves are possible, such as 69.5.',
  rule_value: 'The value does not fit the rule. Check each field.',
};
