/** English sentences of refusals that any form may meet. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsForms as zh } from '../zh/refusals-forms.ts';

export const refusalsForms: Record<keyof typeof zh, RefusalSentence> = {
  not_found: 'Not found, or outside what you may see.',
  forbidden: 'Your role may not do this. If you need it, ask the head of your organisation or the pharmacy department.',
  key_reused: 'This form was sent before with other content; nothing was done. Reload the page and fill it in again.',
  field_required: 'Fill this in.',
  field_choice: 'Choose one of the listed answers.',
  field_number: 'Enter a whole number, such as 12.',
  field_too_small: (d) => `Not less than ${d.minimum}.`,
  field_too_large: (d) => `Not more than ${d.maximum}.`,
  field_too_short: (d) => `At least ${d.minimum} characters.`,
  field_too_long: (d) => `At most ${d.maximum} characters.`,
  field_too_few: (d) => `Choose at least ${d.minimum}.`,
  field_too_many: (d) => `Choose at most ${d.maximum}.`,
  field_day: 'Write the date like 2026-11-23.',
  field_file: 'Choose a file.',
  field_control_characters: 'It contains invisible control characters; type it again.',
  field_wrong: 'This is not right; check it.',
  too_many_tries: (d) => `Too many tries; wait ${d.seconds} seconds.`,
};
