/** The A4 pick list: what was reserved, in the order in which one walks past the shelves. It is not a slip. */
import { dayOf, timeOf } from '../kernel/clock.ts';
import { describeQuantity } from '../kernel/quantity.ts';
import { code128 } from '../print/codes.ts';
import { Sheets } from '../print/frame.ts';
import { PrintRefusal } from '../print/refusal.ts';
import { type Cell, type Column, drawHeads, drawRow, rowHeight, tableWidth } from '../print/table.ts';
import { type TypeStyle, widthOf } from '../print/wrap.ts';
import type { SlipLine } from './slip-document.ts';
import { BODY, drawSlipFacts, STRONG } from './slip-frame.ts';
import { type SlipLanguage, type SlipWords, slipWords } from './slip-words.ts';

export interface PickLine
  extends Pick<SlipLine, 'itemName' | 'strength' | 'manufacturer' | 'lotNumber' | 'expiresOn' | 'storageZone' | 'note'>,
    Pick<SlipLine, 'quantityBase' | 'packSize' | 'packUnit' | 'baseUnit' | 'scale'> {
  /** Shelf mark within the store; empty when none is known. */
  shelf: string;
  /** What stays on the shelf after picking, base units; null when it is not to be shown. */
  leftBase: number | null;
}

export interface PickList {
  issuer: string;
  /** Number of the dispatch (or of the request) that the reservation belongs to. */
  number: string;
  /** Receiver as it is to be read on the list. */
  to: string;
  store: string;
  /** When the goods must leave, as it is to be read; empty when not set. */
  due: string;
  /** UTC milliseconds. */
  printedAt: number;
  printedBy: string;
  lines: PickLine[];
}

/** Millimetres. */
const TOP = 10;
const FACTS_TOP = 30;
const FACT_ROW = 6;
const HEADS = 6;
const ROW_MINIMUM = 9;
const ZONE_ROW = 5.6;
const SIGNS = 14;
const TAIL = 8 + SIGNS;
const FOOT = 8;
const TICK = 4;

interface Page {
  sheets: Sheets;
  columns: Column[];
  words: SlipWords;
}

/**
 * Draws the pick list as a PDF: zones apart (warm to cold), then shelf, name and expiry.
 * Throws PrintRefusal: no lines, characters without a shape, text that fits nowhere.
 */
export async function drawPickList(list: PickList, language: SlipLanguage = 'zh'): Promise<Buffer> {
  if (list.lines.length === 0) throw new PrintRefusal('print_slip_empty', { number: list.number });
  const words = slipWords[language];
  const title = `${words.pick.title} ${list.number}`;
  const sheets = new Sheets('a4', { title, author: list.issuer, printedAt: list.printedAt });
  const page: Page = { sheets, words, columns: pickColumns(words) };
  const pages = divide(page, walkingOrder(list.lines));
  pages.forEach((lines, index) => {
    drawPage(page, list, lines, { number: index + 1, of: pages.length });
  });
  return sheets.finish();
}

const ZONE_ORDER: readonly SlipLine['storageZone'][] = [null, 'room', 'cool', 'controlled', 'cold', 'frozen'];

/** Cold goods last, so that they wait least; within a zone by shelf, so that nobody walks twice. */
export function walkingOrder(lines: readonly PickLine[]): PickLine[] {
  const compare = new Intl.Collator('zh-CN', { numeric: true }).compare;
  return [...lines].sort(
    (a, b) =>
      ZONE_ORDER.indexOf(a.storageZone) - ZONE_ORDER.indexOf(b.storageZone) ||
      Number(a.shelf === '') - Number(b.shelf === '') ||
      compare(a.shelf, b.shelf) ||
      compare(a.itemName, b.itemName) ||
      compare(a.expiresOn, b.expiresOn),
  );
}

function pickColumns({ pick }: SlipWords): Column[] {
  const { shelf, item, maker, lot, expiry, quantity, tick, left } = pick.columns;
  return [
    { head: tick, width: 9, align: 'center' },
    { head: shelf, width: 22, align: 'left' },
    { head: item, width: 52, align: 'left' },
    { head: maker, width: 26, align: 'left' },
    { head: lot, width: 22, align: 'center' },
    { head: expiry, width: 19, align: 'center' },
    { head: quantity, width: 20, align: 'right' },
    { head: left, width: 16, align: 'right' },
  ];
}

function pickCells(line: PickLine, { pick, note }: SlipWords): Cell[] {
  const remark = line.note === null || line.note === '' ? '' : note(line.note);
  const left = line.leftBase === null ? '' : describeQuantity({ ...line, quantityBase: line.leftBase });
  return [
    [],
    [{ ...STRONG, text: line.shelf === '' ? pick.noShelf : line.shelf, whole: 'code' }],
    [
      { ...STRONG, text: line.itemName },
      { ...BODY, size: 8, text: line.strength },
      { ...BODY, size: 8, text: remark },
    ],
    [{ ...BODY, text: line.manufacturer }],
    [{ ...STRONG, text: line.lotNumber, whole: 'code' }],
    [{ ...BODY, text: line.expiresOn, whole: 'number' }],
    [{ text: describeQuantity(line), size: 11, weight: 'bold', whole: 'number' }],
    [{ ...BODY, size: 8, text: left, whole: 'number' }],
  ];
}

function heightOf(page: Page, line: PickLine, before: PickLine | undefined): number {
  const zone = line.storageZone !== null && before?.storageZone !== line.storageZone ? ZONE_ROW : 0;
  return zone + rowHeight(page.columns, pickCells(line, page.words), ROW_MINIMUM);
}

/** Fills pages from the top; every page keeps room for the signatures, which stand on the last. */
function divide(page: Page, lines: PickLine[]): PickLine[][] {
  const room = page.sheets.paper.bottom - FOOT - TAIL - (FACTS_TOP + FACT_ROW + HEADS);
  const pages: PickLine[][] = [[]];
  let used = 0;
  for (const line of lines) {
    const current = pages.at(-1) ?? [];
    const height = heightOf(page, line, current.at(-1));
    if (current.length > 0 && used + height > room) {
      pages.push([line]);
      used = heightOf(page, line, undefined);
      continue;
    }
    current.push(line);
    used += height;
  }
  return pages;
}

function drawPage(page: Page, list: PickList, lines: PickLine[], at: { number: number; of: number }): void {
  const { sheets, words, columns } = page;
  const { left, right, bottom } = sheets.paper;
  const width = tableWidth(columns);
  sheets.addSheet();
  drawHead(sheets, list, words);
  const facts: [string, string][] = [
    [words.pick.to, list.to],
    [words.pick.store, list.store],
    [words.pick.due, list.due],
  ];
  let y = drawSlipFacts(sheets, facts, words, { x: left, y: FACTS_TOP, width, height: FACT_ROW });
  drawHeads(sheets, columns, { size: 8.5, weight: 'bold' }, { x: left, y, height: HEADS });
  y += HEADS;
  lines.forEach((line, index) => {
    y = drawPickLine(page, line, lines[index - 1], { x: left, y });
  });
  if (at.number === at.of) drawTail(page, list, { x: left, y: y + 2, width });
  const printedAt = `${dayOf(list.printedAt)} ${timeOf(list.printedAt)}`;
  sheets.write(words.pick.printed(printedAt, list.printedBy), left, bottom - 3, { size: 8.5, weight: 'regular' });
  sheets.write(words.page(at.number, at.of), right, bottom - 3, STRONG, 'right');
}

/** Number and barcode, and a boxed warning: a driver must not leave with this paper instead of a slip. */
function drawHead(sheets: Sheets, list: PickList, words: SlipWords): void {
  const { left, right } = sheets.paper;
  const middle = (left + right) / 2;
  sheets.write(list.issuer, left, TOP + 4, { size: 10.5, weight: 'bold' });
  sheets.write(`${words.pick.dispatch}${words.colon}${list.number}`, left, TOP + 9.5, BODY);
  const warning: TypeStyle = { size: words.lang === 'zh' ? 15 : 10, weight: 'bold' };
  const width = widthOf(words.pick.warning, warning) + 6;
  sheets.box(middle - width / 2, TOP + 1.5, width, 9);
  sheets.write(words.pick.warning, middle, TOP + 6, warning, 'center');
  const shape = code128(list.number);
  const quiet = (10 / shape.width) * 56;
  sheets.code(shape, right - 56 + quiet, TOP + 0.5, 56, 9);
  sheets.write(list.number, right - 28 + quiet, TOP + 11.6, { size: 9.5, weight: 'regular' }, 'center', 0.2);
}

function drawPickLine(page: Page, line: PickLine, before: PickLine | undefined, at: { x: number; y: number }): number {
  const { sheets, words, columns } = page;
  let { y } = at;
  if (line.storageZone !== null && before?.storageZone !== line.storageZone) {
    const zone: Column = { head: '', width: tableWidth(columns), align: 'left' };
    drawRow(sheets, [zone], [[{ ...STRONG, text: words.zones[line.storageZone] }]], { x: at.x, y, height: ZONE_ROW });
    y += ZONE_ROW;
  }
  const height = rowHeight(columns, pickCells(line, words), ROW_MINIMUM);
  drawRow(sheets, columns, pickCells(line, words), { x: at.x, y, height });
  const tick = columns[0]?.width ?? 0;
  sheets.box(at.x + (tick - TICK) / 2, y + (height - TICK) / 2, TICK, TICK);
  return y + height;
}

function drawTail(page: Page, list: PickList, at: { x: number; y: number; width: number }): void {
  const { sheets, words } = page;
  sheets.write(words.pick.total(list.lines.length), at.x, at.y + 2, STRONG);
  const width = at.width / words.pick.signs.length;
  words.pick.signs.forEach((name, index) => {
    const x = at.x + index * width;
    sheets.box(x, at.y + 5, width, SIGNS);
    sheets.write(name, x + 1.5, at.y + 8, STRONG);
  });
}
