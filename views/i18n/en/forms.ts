/** English words of every form. */
import type { forms as zh } from '../zh/forms.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const forms: typeof zh = {
  optional: 'optional',
  choose: 'Choose',
  wrong: (count) => `${counted(count, 'field needs', 'fields need')} a change; nothing was submitted`,
  refused: 'Not done; nothing was changed',
  noPatient: 'No patient names, ID numbers or phone numbers, please.',
  packs: (unit) => `Number of ${unit}`,
  remove: 'Remove',
  search: 'Find',
  file: 'Choose a file',
};
