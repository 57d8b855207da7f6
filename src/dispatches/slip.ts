/** The printed 配送单: drawn from a finished, posted slip, with the same lines and totals on every paper size. */
import { type PaperSize, Sheets } from '../print/frame.ts';
import { PrintRefusal } from '../print/refusal.ts';
import { drawContinuousSheets } from './slip-241.ts';
import { drawLedgerSheets } from './slip-a4.ts';
import { type SlipLanguage, slipWords } from './slip-words.ts';

export type StorageZone = 'room' | 'cool' | 'cold' | 'frozen' | 'controlled';

export interface SlipParty {
  organisation: string;
  store: string;
  address?: string;
  /** Name and masked telephone, as it may be printed. */
  contact?: string;
}

export interface SlipLine {
  lineNo: number;
  itemName: string;
  strength: string;
  manufacturer: string;
  lotNumber: string;
  /** Last usable day, YYYY-MM-DD. */
  expiresOn: string;
  /** Base units; negative on a reversal. */
  quantityBase: number;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  /** 1/10000 yuan a pack and fen; null where the reader may not see prices. */
  pricePack: number | null;
  amountFen: number | null;
  storageZone: StorageZone | null;
  note: string | null;
}

export interface DispatchSlip {
  /** Heading; 药品配送单 when absent. */
  title?: string;
  /** Organisation that issues the slip. */
  issuer: string;
  from: SlipParty;
  to: SlipParty;
  number: string;
  version: number;
  /** UTC milliseconds. */
  postedAt: number;
  printedAt: number;
  /** 1 for the first print; 0 for a view on the screen that was not counted. */
  printCount: number;
  printedBy: string;
  requestNumbers?: string[];
  route?: string;
  driver?: string;
  vehicle?: string;
  /** Cool box and its seal. */
  box?: string;
  seal?: string;
  /** Temperature when packed, with its time: 3.8℃ 10:46. */
  temperature?: string;
  departedAt?: string;
  lines: SlipLine[];
  /** What was asked for and is not on this slip, one sentence each. */
  notes?: string[];
  /** Address of the page that shows the same lines from the ledger; drawn as a QR code. */
  checkUrl: string;
  /** Short code to type where scanning fails. */
  checkCode?: string;
  phone?: string;
  /** `voided`: a reversal has undone this slip. `reversal`: this slip undoes another. */
  standing?: 'valid' | 'voided' | 'reversal';
  /** The other slip of a voided one or a reversal. */
  relatedNumber?: string;
  /** Names of the copies; the three of continuous paper when absent. */
  copies?: string[];
}

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
