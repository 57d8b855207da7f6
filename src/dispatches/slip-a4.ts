/** The slip on A4: grouped by storage zone, rows as high as they need, handover and difference boxes at the end. */
import { qrCode } from '../print/codes.ts';
import { type Design, drawLogo } from '../print/design.ts';
import { linePitch, type Sheets } from '../print/frame.ts';
import { type Cell, type Column, drawHeads, drawRow, rowHeight, tableWidth, writeFitted } from '../print/table.ts';
import { wrapText } from '../print/wrap.ts';
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
import { countItems, lineCells, requireAmounts, showsPrices, slipColumns, sumLines } from './slip-lines.ts';
import type { SlipWords } from './slip-words.ts';

/** Millimetres. */
const HEAD_TOP = 10;
const FACTS_TOP = 26.5;
const FACT_ROW = 5.6;
const HEADS = 6;
const ZONE_ROW = 5.6;
const ROW_MINIMUM = 8;
const SUM_ROW = 6;
const FOOT = 24;
const QR_SIZE = 24;
const GAP = 2;
const COLD_BOX = 15;
const DIFFERENCES = 25;
const SIGNS = 16;

/** A line as it stands in the table; measured once, to divide the sheets and to draw it. */
interface Row {
  line: SlipLine;
  cells: Cell[];
  height: number;
}

interface Plan extends SlipPlan {
  /** Rows of each sheet, in printing order. */
  sheets: Row[][];
}

/** Draws all sheets. Throws PrintRefusal where the slip cannot be printed truthfully. */
export function drawLedgerSheets(sheets: Sheets, slip: DispatchSlip, words: SlipWords, design?: Design): void {
  requireAmounts(slip.lines);
  const columns = slipColumns('a4', showsPrices(slip.lines), words, design);
  const plan: Plan = { slip, words, columns, design, sheets: [] };
  const top = FACTS_TOP + 3 * FACT_ROW + HEADS;
  const room = sheets.paper.bottom - FOOT - GAP - top;
  const rows = byZone(slip.lines).map((line) => rowOf(plan, line));
  plan.sheets = divide(rows, room - SUM_ROW, room - tailHeight(sheets, slip, words));
  plan.sheets.forEach((part, index) => {
    drawSheet(sheets, plan, part, index + 1);
  });
}

/**
 * Lines of one zone together, zones in the order in which they first occur: each zone is packed and checked as one.
 * Lines without a zone come first, lest they be read as part of the zone above them.
 */
function byZone(lines: readonly SlipLine[]): SlipLine[] {
  const zones = new Set<SlipLine['storageZone']>([null, ...lines.map((line) => line.storageZone)]);
  return [...zones].flatMap((zone) => lines.filter((line) => line.storageZone === zone));
}

/** Fills sheets from the top; the last sheet keeps room for what ends the slip, and never has the end alone. */
function divide(rows: Row[], room: number, lastRoom: number): Row[][] {
  const pages: Row[][] = [];
  let page: Row[] = [];
  let used = 0;
  for (const row of rows) {
    if (page.length > 0 && used + heightAfter(row, page.at(-1)) > room) {
      pages.push(page);
      [page, used] = [[], 0];
    }
    used += heightAfter(row, page.at(-1));
    page.push(row);
  }
  const moved = page.length > 1 && used > lastRoom ? page.pop() : undefined;
  return moved === undefined ? [...pages, page] : [...pages, page, [moved]];
}

/** The zone whose heading stands above the row, if one begins with it. */
function zoneAbove(row: Row, before: Row | undefined): SlipLine['storageZone'] {
  const { storageZone } = row.line;
  return before?.line.storageZone === storageZone ? null : storageZone;
}

function heightAfter(row: Row, before: Row | undefined): number {
  return row.height + (zoneAbove(row, before) === null ? 0 : ZONE_ROW);
}

function rowOf({ columns, words }: Plan, line: SlipLine): Row {
  const cells = lineCells(columns, line, itemCell(line, words));
  return { line, cells, height: rowHeight(columns, cells, ROW_MINIMUM) };
}

function itemCell(line: SlipLine, words: SlipWords): Cell {
  const note = line.note === null || line.note === '' ? '' : words.note(line.note);
  return [
    { ...STRONG, text: line.itemName },
    { ...BODY, size: 8, text: line.strength },
    { ...BODY, size: 8, text: note },
  ];
}

function drawSheet(sheets: Sheets, plan: Plan, rows: Row[], page: number): void {
  const { slip, words, columns } = plan;
  const { left: x } = sheets.paper;
  const width = tableWidth(columns);
  sheets.addSheet();
  drawLogo(sheets, plan.design, x, HEAD_TOP);
  const top = { headLeft: x, headTop: HEAD_TOP, factsTop: FACTS_TOP, factRow: FACT_ROW, headsHeight: HEADS };
  let y = sheets.repeat('top', () => drawSlipTop(sheets, plan, ledgerFacts(slip, words), top));
  rows.forEach((row, index) => {
    const zone = zoneAbove(row, rows[index - 1]);
    if (zone !== null) {
      const title: Column = { head: '', width, align: 'left' };
      drawRow(sheets, [title], [[{ ...STRONG, text: words.zones[zone] }]], { x, y, height: ZONE_ROW });
      y += ZONE_ROW;
    }
    drawRow(sheets, columns, row.cells, { x, y, height: row.height });
    y += row.height;
  });
  const lines = rows.map(({ line }) => line);
  if (page < plan.sheets.length)
    drawSumRow(sheets, columns, words.carriedOver(lines.length), sumLines(lines), { x, y, height: SUM_ROW });
  else drawTail(sheets, plan, { x, y, width });
  drawFoot(sheets, plan, page);
}

/** The facts above the table, as one reads them. */
export function ledgerFacts(slip: DispatchSlip, words: SlipWords): [string, string][] {
  const { labels } = words;
  return [
    ...partyFacts(slip, words),
    [labels.address, slip.to.address ?? ''],
    [labels.requests, joined(words, ...(slip.requestNumbers ?? []))],
    [labels.route, slip.route ?? ''],
    [labels.contact, slip.to.contact ?? ''],
    [labels.transport, joined(words, slip.driver, slip.vehicle)],
    [labels.box, joined(words, slip.box, slip.seal)],
  ];
}

/** Totals, notes, cold-chain handover, differences and signatures: what stands once, at the end. */
function drawTail(
  sheets: Sheets,
  { slip, words, columns, design }: Plan,
  at: { x: number; y: number; width: number },
): void {
  const { x, width } = at;
  const all = sumLines(slip.lines);
  let y = drawSumRow(sheets, columns, words.total(slip.lines.length, countItems(slip.lines)), all, {
    ...at,
    height: SUM_ROW,
  });
  y = drawCapitalRow(sheets, all.amountFen, true, words, { x, y, width, height: SUM_ROW });
  for (const note of slip.notes ?? []) y = sheets.writeBlock(note, x, y + 1, width, BODY);
  if (needsCold(slip)) {
    drawColdBox(sheets, slip, words, { x, y: y + GAP, width });
    y += GAP + COLD_BOX;
  }
  drawDifferences(sheets, words, { x, y: y + GAP, width });
  drawSigns(sheets, words, { x, y: y + 2 * GAP + DIFFERENCES, width, height: SIGNS }, design);
}

function tailHeight(sheets: Sheets, slip: DispatchSlip, words: SlipWords): number {
  const width = sheets.paper.right - sheets.paper.left;
  const notes = (slip.notes ?? []).map((note) => 1 + wrapText(note, width, BODY).length * linePitch(BODY));
  const fixed = 2 * SUM_ROW + GAP + DIFFERENCES + GAP + SIGNS;
  const cold = needsCold(slip) ? GAP + COLD_BOX : 0;
  return notes.reduce((sum, height) => sum + height, fixed + cold) + (words.lang === 'zh' ? 0 : GAP);
}

function needsCold(slip: DispatchSlip): boolean {
  return slip.lines.some((line) => line.storageZone === 'cold' || line.storageZone === 'frozen');
}

function drawColdBox(
  sheets: Sheets,
  slip: DispatchSlip,
  words: SlipWords,
  at: { x: number; y: number; width: number },
): void {
  const box = joined(words, slip.box, slip.seal);
  const title: Column = { head: '', width: at.width, align: 'left' };
  drawRow(sheets, [title], [[{ ...STRONG, text: words.coldTitle(box) }]], { ...at, height: ZONE_ROW });
  const width = at.width / words.cold.length;
  const values = [slip.temperature ?? words.degrees, slip.departedAt ?? '', words.degrees, ''];
  words.cold.forEach((label, index) => {
    const x = at.x + index * width;
    const y = at.y + ZONE_ROW;
    sheets.box(x, y, width, COLD_BOX - ZONE_ROW);
    sheets.write(label, x + 1.5, y + 2.6, { size: 8, weight: 'regular' });
    const value = values[index] ?? '';
    if (value === words.degrees) sheets.write(value, x + width - 6, y + 6.8, STRONG, 'right');
    else sheets.write(value, x + 1.5, y + 6.8, STRONG);
  });
}

function drawDifferences(sheets: Sheets, words: SlipWords, at: { x: number; y: number; width: number }): void {
  const heads = words.differences;
  const columns: Column[] = [
    { head: heads.no, width: 8, align: 'center' },
    { head: heads.item, width: 55, align: 'left' },
    { head: heads.lot, width: 26, align: 'center' },
    { head: heads.due, width: 16, align: 'right' },
    { head: heads.got, width: 16, align: 'right' },
    { head: heads.why, width: at.width - 121, align: 'left' },
  ];
  const title: Column = { head: '', width: at.width, align: 'left' };
  drawRow(sheets, [title], [[{ ...STRONG, text: words.differencesTitle }]], { ...at, height: ZONE_ROW });
  drawHeads(sheets, columns, { size: 8.5, weight: 'bold' }, { x: at.x, y: at.y + ZONE_ROW, height: 5 });
  for (const row of [0, 1]) {
    drawRow(sheets, columns, [], { x: at.x, y: at.y + ZONE_ROW + 5 + row * 7.2, height: 7.2 });
  }
}

function drawFoot(sheets: Sheets, { slip, words, design, sheets: pages }: Plan, page: number): void {
  const { left, right, bottom } = sheets.paper;
  const quiet = 2;
  sheets.repeat('foot', () => {
    sheets.code(qrCode(slip.checkUrl), left - quiet, bottom - QR_SIZE + quiet, QR_SIZE, QR_SIZE);
    const cell = footText(slip, words, design).map((text) => ({ text, size: 8.5, weight: 'regular' as const }));
    const column: Column = { head: '', width: right - left - QR_SIZE - 28, align: 'left' };
    writeFitted(sheets, cell, column, { x: left + QR_SIZE, y: bottom - QR_SIZE + 3, height: QR_SIZE - 2 });
  });
  sheets.write(words.page(page, pages.length), right, bottom - 3, STRONG, 'right');
}
