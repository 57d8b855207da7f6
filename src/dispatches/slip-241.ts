/** The slip on 241×140 mm three-part paper, and on A5: seven rows a sheet, everything at a fixed place for the pins. */
import { formatFen } from '../kernel/money.ts';
import { qrCode } from '../print/codes.ts';
import { type Design, drawLogo } from '../print/design.ts';
import type { Sheets } from '../print/frame.ts';
import { type Cell, drawRow, tableWidth, writeFitted } from '../print/table.ts';
import type { TypeStyle } from '../print/wrap.ts';
import type { DispatchSlip, SlipLine } from './slip-document.ts';
import {
  BODY,
  drawCapitalRow,
  drawSigns,
  drawSlipTop,
  drawSumRow,
  footText,
  joined,
  partyFacts,
  type SlipPlan,
  STRONG,
} from './slip-frame.ts';
import {
  countItems,
  lineCells,
  requireAmounts,
  type SlipColumn,
  showsPrices,
  slipColumns,
  sumLines,
} from './slip-lines.ts';
import type { SlipWords } from './slip-words.ts';

export const ROWS_PER_SHEET = 7;

/** Millimetres. */
const ROW = 9;
const SMALL_ROW = 5.4;
const FACTS_TOP = 20.5;
const QR_SIZE = 16;
const COPY: TypeStyle = { size: 8.5, weight: 'regular' };

/** A row of the table: a line of the slip, or a sentence across it (what was not sent, "blank below"). */
type Row = { line: SlipLine } | { text: string };

interface Sheet extends SlipPlan {
  rows: Row[];
  page: number;
  pages: number;
  /** Three parts, each named at its edge. */
  carbon: boolean;
}

/** Draws all sheets. Throws PrintRefusal where the slip cannot be printed truthfully. */
export function drawContinuousSheets(
  sheets: Sheets,
  slip: DispatchSlip,
  words: SlipWords,
  design?: Design,
  size: 'a5' | '241' = '241',
): void {
  requireAmounts(slip.lines);
  const columns = slipColumns(size, showsPrices(slip.lines), words, design);
  const rows: Row[] = [...slip.lines.map((line) => ({ line })), ...(slip.notes ?? []).map((text) => ({ text }))];
  const pages = Math.ceil(rows.length / ROWS_PER_SHEET);
  if (rows.length % ROWS_PER_SHEET !== 0) rows.push({ text: words.blankBelow });
  for (let page = 1; page <= pages; page += 1) {
    const part = rows.slice((page - 1) * ROWS_PER_SHEET, page * ROWS_PER_SHEET);
    sheets.addSheet();
    drawSheet(sheets, { slip, words, columns, design, rows: part, page, pages, carbon: size === '241' });
  }
}

function drawSheet(sheets: Sheets, sheet: Sheet): void {
  const { slip, words, columns, rows, design } = sheet;
  const { left, top } = sheets.paper;
  const width = tableWidth(columns);
  const head = { headLeft: left + QR_SIZE + 1, headTop: top + 0.5 };
  const table = { factsTop: FACTS_TOP, factRow: SMALL_ROW, headsHeight: 5 };
  drawLogo(sheets, design, head.headLeft, head.headTop);
  let y = sheets.repeat('top', () => {
    sheets.code(qrCode(slip.checkUrl), left - 1, top, QR_SIZE, QR_SIZE);
    return drawSlipTop(sheets, sheet, continuousFacts(slip, words), { ...head, ...table });
  });
  for (let index = 0; index < ROWS_PER_SHEET; index += 1) {
    drawSlipRow(sheets, columns, rows[index], words, { x: left, y, height: ROW });
    y += ROW;
  }
  y = drawSums(sheets, sheet, { x: left, y });
  // Rows and sums are as high on every sheet, so the boxes to sign in stand at one height
  sheets.repeat('signs', () => drawSigns(sheets, words, { x: left, y, width, height: 12 }, design));
  drawFoot(sheets, sheet);
}

/** The facts above the table, as one reads them. */
export function continuousFacts(slip: DispatchSlip, words: SlipWords): [string, string][] {
  const { labels } = words;
  return [
    ...partyFacts(slip, words),
    [labels.requests, joined(words, ...(slip.requestNumbers ?? []))],
    [labels.transport, joined(words, slip.route, slip.driver, slip.vehicle)],
    [labels.box, joined(words, slip.box, slip.seal, slip.temperature)],
  ];
}

function drawSlipRow(
  sheets: Sheets,
  columns: SlipColumn[],
  row: Row | undefined,
  words: SlipWords,
  at: { x: number; y: number; height: number },
): void {
  if (row !== undefined && 'line' in row) {
    drawRow(sheets, columns, lineCells(columns, row.line, itemCell(row.line, words)), at);
    return;
  }
  const first = columns[0];
  if (row === undefined || row.text === words.blankBelow || first === undefined) {
    const cells = columns.map((column): Cell => (column.key === 'item' && row ? [{ ...BODY, text: row.text }] : []));
    drawRow(sheets, columns, cells, at);
    return;
  }
  const rest = tableWidth(columns) - first.width;
  drawRow(sheets, [first, { head: '', width: rest, align: 'left' }], [[], [{ ...BODY, text: row.text }]], at);
}

function itemCell(line: SlipLine, words: SlipWords): Cell {
  const zone = line.storageZone === null ? '' : words.zoneMarks[line.storageZone];
  const note = line.note === null || line.note === '' ? [] : [{ ...BODY, size: 8, text: words.note(line.note) }];
  return [{ ...BODY, text: `${line.itemName} ${line.strength}${zone}` }, ...note];
}

/** Subtotal on sheets that go on; total, brought-forward and capital amount on the last. */
function drawSums(sheets: Sheets, sheet: Sheet, at: { x: number; y: number }): number {
  const { slip, words, columns } = sheet;
  const last = sheet.page === sheet.pages;
  const here = sheet.rows.flatMap((row) => ('line' in row ? [row.line] : []));
  const before = sumLines(slip.lines.slice(0, (sheet.page - 1) * ROWS_PER_SHEET));
  const all = sumLines(slip.lines);
  const brought =
    last && sheet.page > 1 && all.amountFen !== null ? words.broughtForward(formatFen(before.amountFen ?? 0)) : '';
  const text = last
    ? `${words.total(slip.lines.length, countItems(slip.lines))}${brought}`
    : words.carriedOver(here.length);
  const y = drawSumRow(sheets, columns, text, last ? all : sumLines(here), { ...at, height: SMALL_ROW });
  const width = tableWidth(columns);
  return drawCapitalRow(sheets, all.amountFen, last, words, { x: at.x, y, width, height: SMALL_ROW });
}

function drawFoot(sheets: Sheets, sheet: Sheet): void {
  const { left, right, bottom } = sheets.paper;
  const { slip, words, design } = sheet;
  const room = { head: '', width: right - left - 30, align: 'left' as const };
  const cell = [{ text: footText(slip, words, design).join(words.sentenceGap), size: 8.5, weight: 'regular' as const }];
  sheets.repeat('foot', () => writeFitted(sheets, cell, room, { x: left - 1, y: bottom - 12, height: 12 }));
  sheets.write(words.page(sheet.page, sheet.pages), right, bottom - 3, STRONG, 'right');
  if (!sheet.carbon) return;
  sheets.repeat('copies', () => {
    (slip.copies ?? words.copies).forEach((copy, index) => {
      const [x, y] = [right + 3, FACTS_TOP + index * 38];
      if (words.lang === 'zh') sheets.writeUpright(copy, x, y, COPY);
      else sheets.writeTurned(copy, x, y, COPY);
    });
  });
}
