/** Ruled tables: columns in millimetres, cells that wrap, rows as high as their tallest cell, nothing overlapping. */
import { printable } from './fonts.ts';
import { type Align, linePitch, type Sheets } from './frame.ts';
import { PrintRefusal } from './refusal.ts';
import { type TypeStyle, widthOf, wrapText } from './wrap.ts';

export interface Column {
  head: string;
  /** Millimetres. */
  width: number;
  align: Align;
}

/** A cell is one or more texts, each in its own style, below each other. */
export interface CellText extends TypeStyle {
  text: string;
  /** Misread when broken, so set smaller to stay on one line: a `code` may wrap in the end, a `number` is refused. */
  whole?: 'code' | 'number';
}

export type Cell = CellText[];

const PAD_X = 1;
const PAD_Y = 0.7;
const SMALLEST_SIZE = 5;
const SHRINK_STEP = 0.5;

interface CellLine extends TypeStyle {
  line: string;
}

/** Height that a row needs, at least `minimum` millimetres. */
export function rowHeight(columns: readonly Column[], cells: readonly Cell[], minimum: number): number {
  const needed = cells.map((cell, index) => linesHeight(cellLines(cell, columns[index])) + 2 * PAD_Y);
  return Math.max(minimum, ...needed);
}

/** Draws a row with its rules. A cell that is too high for `height` is set smaller; below 5 pt it is refused. */
export function drawRow(
  sheets: Sheets,
  columns: readonly Column[],
  cells: readonly Cell[],
  at: { x: number; y: number; height: number },
): void {
  sheets.ruledRow(
    columns.map((column) => column.width),
    at,
  );
  let x = at.x;
  columns.forEach((column, index) => {
    writeFitted(sheets, cells[index] ?? [], column, { x, y: at.y, height: at.height });
    x += column.width;
  });
}

/** Draws the row of column heads, centred. */
export function drawHeads(
  sheets: Sheets,
  columns: readonly Column[],
  style: TypeStyle,
  at: { x: number; y: number; height: number },
): void {
  const heads = columns.map((column): Column => ({ ...column, align: 'center' }));
  const cells = columns.map((column): Cell => [{ ...style, text: column.head }]);
  drawRow(sheets, heads, cells, at);
}

export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

/** Writes a cell into a box without rules, wrapped, and set smaller where it would not fit. Refuses below 5 pt. */
export function writeFitted(
  sheets: Sheets,
  cell: Cell,
  column: Column,
  box: { x: number; y: number; height: number },
): void {
  const anchor = { left: box.x + PAD_X, center: box.x + column.width / 2, right: box.x + column.width - PAD_X };
  const lines = fitted(cell, column, box.height);
  let y = box.y + (box.height - linesHeight(lines)) / 2;
  for (const line of lines) {
    const pitch = linePitch(line);
    sheets.place(line.line, anchor[column.align], y + pitch / 2, line, column.align);
    y += pitch;
  }
}

function fitted(cell: Cell, column: Column, height: number): CellLine[] {
  for (let shrink = 0; ; shrink += SHRINK_STEP) {
    const smaller =
      shrink === 0 ? cell : cell.map((part) => ({ ...part, size: Math.max(SMALLEST_SIZE, part.size - shrink) }));
    const lines = cellLines(smaller, column);
    if (linesHeight(lines) <= height) return lines;
    if (smaller.every((part) => part.size === SMALLEST_SIZE)) {
      throw new PrintRefusal('print_text_too_long', { text: cell.map((part) => part.text).join(' ') });
    }
  }
}

function cellLines(cell: Cell, column: Column | undefined): CellLine[] {
  const room = (column?.width ?? 0) - 2 * PAD_X;
  return cell.flatMap((part) => {
    const style = part.whole === undefined ? part : narrowed(part, room);
    return wrapText(part.text, room, style).map((line) => ({ line, size: style.size, weight: style.weight }));
  });
}

function narrowed(part: CellText, room: number): TypeStyle {
  const width = widthOf(printable(part.text), part);
  if (width <= room) return part;
  const size = Math.floor(((part.size * room) / width) * 10) / 10;
  if (size >= SMALLEST_SIZE) return { size, weight: part.weight };
  if (part.whole === 'number') throw new PrintRefusal('print_text_too_long', { text: part.text });
  return part;
}

function linesHeight(lines: CellLine[]): number {
  return lines.reduce((sum, line) => sum + linePitch(line), 0);
}
