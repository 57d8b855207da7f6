/** The printed 配送单: drawn from a finished, posted slip, with the same lines and totals on every paper size. */
import type { Design } from '../print/design.ts';
import { Sheets } from '../print/frame.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { PaperSizeName } from '../print/rules.ts';
import { drawContinuousSheets } from './slip-241.ts';
import { drawLedgerSheets } from './slip-a4.ts';
import type { DispatchSlip } from './slip-document.ts';
import { type SlipLanguage, slipWords } from './slip-words.ts';

/** Draws one slip on sheets that others may have been drawn on. Throws as `drawDispatchSlip`. */
export function addDispatchSlip(
  sheets: Sheets,
  slip: DispatchSlip,
  size: PaperSizeName,
  language: SlipLanguage,
  design?: Design,
): void {
  if (slip.lines.length === 0) throw new PrintRefusal('print_slip_empty', { number: slip.number });
  const words = slipWords[language];
  sheets.beginPaper();
  if (size === 'a4') drawLedgerSheets(sheets, slip, words, design);
  else drawContinuousSheets(sheets, slip, words, design, size);
}

/**
 * Draws the slip as a PDF. Prices and amounts are left out when any line hides its own.
 * Throws PrintRefusal: no lines, characters without a shape (MissingGlyphError), text that fits nowhere,
 * amounts that are not quantity times price.
 */
export async function drawDispatchSlip(
  slip: DispatchSlip,
  size: PaperSizeName,
  language: SlipLanguage = 'zh',
  design?: Design,
): Promise<Buffer> {
  const title = `${design?.title ?? slip.title ?? slipWords[language].title} ${slip.number}`;
  const sheets = new Sheets(size, { title, author: slip.issuer, printedAt: slip.printedAt });
  addDispatchSlip(sheets, slip, size, language, design);
  return sheets.finish();
}
