/** English sentences for what cannot be printed, and for quantities and amounts that cannot be read. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsPrint as zh } from '../zh/refusals-print.ts';

export const refusalsPrint: Record<keyof typeof zh, RefusalSentence> = {
  print_slip_empty: (d) => `${d.number} has no lines and cannot be printed. Check the document first.`,
  print_glyph_missing: (d) =>
    `The typeface lacks ${d.characters} (${d.codes}): nothing was printed. Use the common form and print again.`,
  print_text_too_long: (d) => `This text does not fit on the paper: ${d.text}. Shorten the name, lot or note.`,
  print_amount_differs: (d) =>
    `The amount of line ${d.line} is not quantity times price: nothing was printed. Ask the hub to check the ledger.`,
  print_code_text: (d) => `${d.text} cannot be made into a barcode: nothing was printed.`,
  quantity_missing: 'Enter packs or loose units; enter 0 if there are none.',
  quantity_negative: 'A quantity cannot be negative.',
  quantity_fraction: 'The quantity must be whole base units (tablets, vials; decoction pieces to 0.001 g).',
  quantity_too_large: 'The quantity is too large. Was a barcode scanned into this box?',
  quantity_unreadable: 'Write the quantity in figures, such as 12 or 0.5.',
  number_missing: 'Enter a number; enter 0 if there is none.',
  number_negative: 'A negative number is not possible here.',
  number_too_fine: (d) => `At most ${d.places} decimals.`,
  number_too_large: 'The number is too large: check the decimal point, or whether a barcode was scanned here.',
  number_unreadable: 'Write it in figures, such as 1234.50.',
};
