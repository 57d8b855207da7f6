/** Why an act on an application for equipment was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsAcquisitions = {
  acquisition_price: 'The price must be more than nothing, and the amount one that can be counted. Check it.',
  acquisition_negative: 'Charge and cost cannot be negative.',
  acquisition_units: 'At least 1 unit, at most 500.',
  acquisition_own: 'Two people are needed: who applied, changed it or handed it in cannot decide. Ask another person.',
  acquisition_idle: (d) => `${d.number} lies idle. Say why it does not do, or ask for it to be reallocated.`,
  acquisition_check_old: (d) => `Idle equipment was looked through on ${d.day}. Look through anew, then hand in.`,
  acquisition_level: (d) =>
    d.level === 'meeting'
      ? 'So much needs a collective decision and the vice president.'
      : d.level === 'office'
        ? 'The asset office decides.'
        : 'The head of the member decides.',
  acquisition_meeting: 'So much needs a collective decision. Name the record of the meeting.',
  acquisition_not_here: (d) =>
    `${d.place} or the asset office applies for its equipment. You can read it, not act on it.`,
} satisfies Record<string, RefusalSentence>;
