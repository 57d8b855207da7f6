/** The A4 pick list: what was reserved, in the order in which one walks past the shelves. It is not a slip. */
import { dayOf, timeOf } from '../kernel/clock.ts';
import { describeQuantity } from '../kernel/quantity.ts';
import { code128, qrCode } from '../print/codes.ts';
import { type Design, designedColumns, drawLogo, fillWidth, type KeyedColumn } from '../print/design.ts';
import { Sheets } from '../print/frame.ts';
import { PrintRefusal } from '../print/refusal.ts';
import type { PaperSizeName } from '../print/rules.ts';
import { type Cell, type Column, drawHeads, drawRow, rowHeight, tableWidth, writeFitted } from '../print/table.ts';
import { type TypeStyle, widthOf } from '../print/wrap.ts';
import type { PickLine, PickList } from './pick-document.ts';
import type { SlipLine } from './slip-document.ts';
import { BODY, drawSlipFacts, STRONG } from './slip-frame.ts';
import { type SlipLanguage, type SlipWords, slipWords } from './slip-words.ts';

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
const QR = 20;
/** Room of the boxed warning in the middle. */
const WARNING = 62;

interface Page {
  sheets: Sheets;
  columns: KeyedColumn[];
  words: SlipWords;
  design: Design | undefined;
}

/**
 * Draws the pick list as a PDF: zones apart (warm to cold), then shelf, name and expiry.
 * Throws PrintRefusal: no lines, characters without a shape, text that fits nowhere.
 */
export async function drawPickList(
  list: PickList,
  language: SlipLanguage = 'zh',
  size: PaperSizeName = 'a4',
  design?: Design,
): Promise<Buffer> {
  const title = `${design?.title ?? slipWords[language].pick.title} ${list.number}`;
  const sheets = new Sheets(size, { title, author: list.issuer, printedAt: list.printedAt });
  addPickList(sheets, list, language, design);
  return sheets.finish();
}

/** Draws one list on sheets that others may have been drawn on. Throws as `drawPickList`. */
export function addPickList(sheets: Sheets, list: PickList, language: SlipLanguage, design?: Design): void {
  if (list.lines.length === 0) throw new PrintRefusal('print_slip_empty', { number: list.number });
  sheets.beginPaper();
  const words = slipWords[language];
  const { left, right } = sheets.paper;
  const columns = fillWidth(designedColumns('pick_list', design, words.pick.columns), right - left);
  const page: Page = { sheets, words, columns, design };
  const pages = divide(page, walkingOrder(list.lines));
  pages.forEach((lines, index) => {
    drawPage(page, list, lines, { number: index + 1, of: pages.length });
  });
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

/** Cells of a line in the order of the columns. */
export function pickCells(columns: readonly KeyedColumn[], line: PickLine, { pick, note }: SlipWords): Cell[] {
  const remark = line.note === null || line.note === '' ? '' : note(line.note);
  const left = line.leftBase === null ? '' : describeQuantity({ ...line, quantityBase: line.leftBase });
  const cells: Record<string, Cell> = {
    shelf: [{ ...STRONG, text: line.shelf === '' ? pick.noShelf : line.shelf, whole: 'code' }],
    item: [
      { ...STRONG, text: line.itemName },
      { ...BODY, size: 8, text: line.strength },
      { ...BODY, size: 8, text: remark },
    ],
    maker: [{ ...BODY, text: line.manufacturer }],
    lot: [{ ...STRONG, text: line.lotNumber, whole: 'code' }],
    expiry: [{ ...BODY, text: line.expiresOn, whole: 'number' }],
    quantity: [{ text: describeQuantity(line), size: 11, weight: 'bold', whole: 'number' }],
    left: [{ ...BODY, size: 8, text: left, whole: 'number' }],
  };
  return columns.map(({ key }) => cells[key] ?? []);
}

function heightOf(page: Page, line: PickLine, before: PickLine | undefined): number {
  const zone = line.storageZone !== null && before?.storageZone !== line.storageZone ? ZONE_ROW : 0;
  return zone + rowHeight(page.columns, pickCells(page.columns, line, page.words), ROW_MINIMUM);
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
  drawHead(page, list);
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
  const printed = words.pick.printed(printedAt, list.printedBy, list.copy ?? 0, list.version ?? 0);
  const foot = [printed, page.design === undefined ? '' : words.layout(page.design.version), page.design?.footer ?? ''];
  const room: Column = { head: '', width: right - left - 26, align: 'left' };
  const cell: Cell = [
    { text: foot.filter((text) => text !== '').join(words.sentenceGap), size: 8.5, weight: 'regular' },
  ];
  writeFitted(sheets, cell, room, { x: left - 1, y: bottom - 7, height: 8 });
  sheets.write(words.page(at.number, at.of), right, bottom - 3, STRONG, 'right');
}

/** Number and barcode, and a boxed warning: a driver must not leave with this paper instead of a slip. */
function drawHead({ sheets, words, design }: Page, list: PickList): void {
  const { left, right } = sheets.paper;
  const middle = (left + right) / 2;
  const beside = list.checkUrl === undefined ? left : left + QR + 1;
  if (list.checkUrl !== undefined) sheets.code(qrCode(list.checkUrl), left - 1, TOP - 3, QR, QR);
  const small: TypeStyle = { size: 7, weight: 'regular' };
  if (list.checkCode !== undefined) sheets.write(list.checkCode, left - 1 + QR / 2, TOP + QR - 2.6, small, 'center');
  const x = beside + drawLogo(sheets, design, beside, TOP - 1);
  const name: Column = { head: '', width: middle - WARNING / 2 - x, align: 'left' };
  const number = `${words.pick.dispatch}${words.colon}${list.number}`;
  const lines: Cell = [
    { text: list.issuer, size: 10.5, weight: 'bold' },
    { ...BODY, text: number },
    { ...STRONG, text: (list.copy ?? 0) > 1 ? words.reprint(list.copy ?? 0) : '' },
  ];
  writeFitted(sheets, lines, name, { x: x - 1, y: TOP - 1, height: 16 });
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
  const height = rowHeight(columns, pickCells(columns, line, words), ROW_MINIMUM);
  drawRow(sheets, columns, pickCells(columns, line, words), { x: at.x, y, height });
  const tick = columns.findIndex(({ key }) => key === 'tick');
  if (tick < 0) return y + height;
  const x = at.x + tableWidth(columns.slice(0, tick)) + ((columns[tick]?.width ?? 0) - TICK) / 2;
  sheets.box(x, y + (height - TICK) / 2, TICK, TICK);
  return y + height;
}

function drawTail(page: Page, list: PickList, at: { x: number; y: number; width: number }): void {
  const { sheets, words } = page;
  const signs = page.design?.signatures ?? words.pick.signs;
  sheets.write(words.pick.total(list.lines.length), at.x, at.y + 2, STRONG);
  const width = at.width / signs.length;
  signs.forEach((name, index) => {
    const x = at.x + index * width;
    sheets.box(x, at.y + 5, width, SIGNS);
    sheets.write(name, x + 1.5, at.y + 8, STRONG);
  });
}
