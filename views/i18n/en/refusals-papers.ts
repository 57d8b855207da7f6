/** Why a layout was refused, a paper was not printed or not found, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPapers as zh } from '../zh/refusals-papers.ts';

export const refusalsPapers = {
  layout_columns: 'A column stands twice or is none of this paper. Reload the page and fill it in again.',
  layout_column_missing: 'This column is always printed: without it the paper would not say what was handed over.',
  layout_quantity_first: 'The quantity stands after the item: the words of the sums stand left of it.',
  layout_width: (d) => `A column is ${d.least} to ${d.most} mm wide.`,
  layout_too_wide: (d) => `The columns take ${d.sum} mm and the paper has ${d.room} mm. Narrow some or leave one out.`,
  layout_order_twice: (d) => `Two columns stand at place ${d.at}.`,
  layout_signatures: (d) => `At most ${d.most} boxes to sign in.`,
  layout_signature_long: (d) => `“${d.name}” is too long for a box: at most ${d.most} characters.`,
  layout_day_past: (d) =>
    `The first day may not be before today (${d.day}): papers of the past were printed as they were.`,
  layout_stale: (d) => `Somebody laid down version ${d.version} since you opened the page. Reload and look first.`,
  logo_large: (d) => `A logo has at most ${d.kibibytes} KB.`,
  logo_format: 'A logo is a PNG or a JPEG.',
  logo_side: (d) => `A logo has at most ${d.most} pixels a side.`,
  logo_making: 'This picture cannot be printed (interlaced, sixteen bits or broken). Save it as a plain PNG or JPEG.',
  print_document_moved: (d) => `${d.number} has just changed and was not printed. Reload the page and print again.`,
  print_none_chosen: 'No paper was chosen.',
  print_too_many: (d) => `At most ${d.most} papers at once.`,
  paper_unknown: 'Number and code do not go together. Type them as on the paper; if that fails, call who issued it.',
} satisfies Record<keyof typeof zh, RefusalSentence>;
