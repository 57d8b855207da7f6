/** The printed 配送单: drawn from a finished, posted slip, with the same lines and totals on every paper size. */
import { type PaperSize, Sheets } from '../print/frame.ts';
import { PrintRefusal } from '../print/refusal.ts';
import { drawContinuousSheets } from './slip-241.ts';
import { drawLedgerSheets } from './slip-a4.ts';
import type { DispatchSlip } from './slip-document.ts';
import { type SlipLanguage, slipWords } from './slip-words.ts';

/**
 * Draws the slip as a PDF. Prices and amounts are left out when any line hides its own.
 * Throws PrintRefusal: no lines, characters without a shape (MissingGlyphError), text that fits nowhere,
 * amounts that are not quantity times price.
 */
export async function drawDispatchSlip(
  slip: DispatchSlip,
  size: PaperSize,
  language: SlipLanguage = 'zh',
): Promise<Buffer> {
  if (slip.lines.length === 0) throw new PrintRefusal('print_slip_empty', { number: slip.number });
  const words = slipWords[language];
  const sheets = new Sheets(size, {
    title: `${slip.title ?? words.title} ${slip.number}`,
    author: slip.issuer,
    printedAt: slip.printedAt,
  });
  if (size === 'a4') drawLedgerSheets(sheets, slip, words);
  else drawContinuousSheets(sheets, slip, words);
  return sheets.finish();
}
