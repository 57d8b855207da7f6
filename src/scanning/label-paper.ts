/** Draws labels: the code on the left, what people read on the right; one a page of a roll, or in places of a sheet. */
import type { Words } from '../../views/i18n/index.ts';
import { dayOf } from '../kernel/clock.ts';
import { labelCode } from '../kernel/codes/own-label.ts';
import { type CodeShape, gs1Matrix } from '../print/codes.ts';
import { linePitch, PAPERS, Sheets } from '../print/frame.ts';
import { type TypeStyle, widthOf, wrapText } from '../print/wrap.ts';
import type { LabelFacts, LabelSubject } from './label-queries.ts';
import { LABEL_SIZES, type LabelOrder, type LabelSize } from './rules.ts';

/** What one label says, ready to be drawn. */
export interface DrawnLabel {
  shape: CodeShape;
  /** Below the code, for whoever must type it. */
  code: string;
  title: string;
  lines: string[];
  /** Never left out, at the foot: lot and expiry, or which box. */
  foot: string[];
  /** Larger than usual: what is read from afar. */
  bold?: boolean;
}

function boxLabels(t: Words, label: LabelFacts & { kind: 'box' }, of: number): DrawnLabel[] {
  const words = t.scanning.paper;
  return Array.from({ length: of }, (_, index) => {
    const box = index + 1;
    const code = labelCode({ kind: 'box', number: label.number, box, of });
    const cold = label.cold ? [words.cold] : [];
    const lines = [`${words.from} ${label.from}`, label.number, ...cold];
    return {
      shape: gs1Matrix([['91', code]]),
      code,
      title: `${words.to} ${label.to}`,
      lines,
      foot: [words.boxOf(box, of)],
      bold: true,
    };
  });
}

function cartonLabel(t: Words, label: LabelFacts & { kind: 'carton' }): DrawnLabel {
  const words = t.scanning.paper;
  const { code, number, position, of } = label;
  const cold = label.cold ? [words.cold] : [];
  return {
    shape: gs1Matrix([['91', code]]),
    code,
    title: `${words.to} ${label.to}`,
    lines: [`${words.from} ${label.from}`, number, ...cold],
    foot: [words.boxOf(position, of)],
    bold: true,
  };
}

const zoneOf = (t: Words, zone: string) => (t.organisations.zones as Record<string, string>)[zone] ?? zone;

/** The labels of an order, without their copies. */
export function labelsOf(t: Words, subject: LabelSubject, boxes: number): DrawnLabel[] {
  const words = t.scanning.paper;
  return subject.labels.flatMap((label) => {
    if (label.kind === 'box') return boxLabels(t, label, boxes);
    if (label.kind === 'carton') return [cartonLabel(t, label)];
    const { code } = label;
    const shape = gs1Matrix(label.elements);
    if (label.kind === 'place') {
      return [{ shape, code, title: label.name, lines: [label.member], foot: [zoneOf(t, label.zone)] }];
    }
    const set = label.zone === 'room' ? [] : [zoneOf(t, label.zone)];
    const lines = [label.detail, label.maker, ...set].filter((line) => line !== '');
    const foot = [`${words.lotNumber} ${label.lotNumber}`, `${words.expires} ${label.expiresOn}`];
    return [{ shape, code, title: label.name, lines, foot }];
  });
}

interface Cell {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The largest type not above `size` in which the line fits, but at least 4.5 points. */
function fitted(line: string, width: number, size: number, weight: TypeStyle['weight']): TypeStyle {
  const needed = widthOf(line, { size, weight });
  return { size: Math.max(4.5, needed <= width ? size : (size * width) / needed), weight };
}

/** Lines at the foot of the column, the last at its bottom; returns where they begin. */
function writeFoot(sheets: Sheets, lines: readonly string[], column: Cell, size: number): number {
  let bottom = column.y + column.height;
  for (const line of [...lines].reverse()) {
    const style = fitted(line, column.width, size, 'bold');
    const wrapped = wrapText(line, column.width, style);
    bottom -= wrapped.length * linePitch(style);
    sheets.writeLines(wrapped, column.x, bottom, style);
  }
  return bottom;
}

/** As many lines of a text as there is room for above `bottom`; a cut one ends in dots. */
function writeUntil(
  sheets: Sheets,
  text: string,
  at: { x: number; y: number; width: number; bottom: number },
  style: TypeStyle,
) {
  const room = Math.floor((at.bottom - at.y + 0.05) / linePitch(style));
  const lines = wrapText(text, at.width, style);
  if (room <= 0) return at.y;
  const shown =
    lines.length <= room ? lines : [...lines.slice(0, room - 1), `${(lines[room - 1] ?? '').slice(0, -1)}…`];
  return sheets.writeLines(shown, at.x, at.y, style);
}

function drawLabel(sheets: Sheets, label: DrawnLabel, cell: Cell): void {
  const pad = Math.max(1.5, Math.min(3, cell.height * 0.06));
  const size = Math.max(6.5, Math.min(15, cell.height * 0.25));
  const legible = Math.max(6, Math.min(9, cell.height * 0.13));
  const under = fitted(label.code, cell.width * 0.4 + pad, legible, 'regular');
  const side = Math.min(cell.height - 2 * pad - linePitch(under) - 0.4, cell.width * 0.4);
  const [left, top] = [cell.x + pad, cell.y + pad];
  sheets.code(label.shape, left, top, side, side);
  const code = fitted(label.code, side + pad, legible, 'regular');
  sheets.write(label.code, left + side / 2, top + side + 0.4 + linePitch(under) / 2, code, 'center');
  const x = left + side + pad;
  const column = { x, y: top, width: cell.x + cell.width - pad - x, height: cell.height - 2 * pad };
  const bottom = writeFoot(sheets, label.foot, column, label.bold ? size * 1.7 : size * 0.92);
  let y = writeUntil(sheets, label.title, { ...column, bottom }, { size, weight: 'bold' });
  for (const line of label.lines) {
    y = writeUntil(sheets, line, { ...column, y, bottom }, { size: size * 0.78, weight: 'regular' });
  }
}

/** The places of a sheet, from left to right and from the top down. */
function cellOf({ width, height, sheet }: LabelSize, place: number): Cell {
  if (sheet === null) return { x: 0, y: 0, width, height };
  const column = place % sheet.columns;
  const row = Math.floor(place / sheet.columns);
  return { x: sheet.left + column * (width + sheet.gapX), y: sheet.top + row * height, width, height };
}

/** The PDF of an order. Throws PrintRefusal: characters without a shape, a code that no scanner could read. */
export function drawLabels(
  t: Words,
  subject: LabelSubject,
  order: LabelOrder,
  printing: { by: string; at: number },
): Promise<Buffer> {
  const title = `${t.scanning.paper.file} ${subject.subject} ${dayOf(printing.at)}`;
  return layOut(labelsOf(t, subject, order.boxes), order, { title, ...printing });
}

/** Labels of any kind in their places, each as often as asked. Throws PrintRefusal. */
export async function layOut(
  different: readonly DrawnLabel[],
  order: LabelOrder,
  printing: { title: string; by: string; at: number },
): Promise<Buffer> {
  const size: LabelSize = LABEL_SIZES[order.size];
  const { width, height, sheet } = size;
  const paper = sheet === null ? { width, height, left: 0, right: width, top: 0, bottom: height } : PAPERS.a4;
  const { title } = printing;
  const sheets = new Sheets(paper, { title, author: printing.by, printedAt: printing.at });
  const places = sheet === null ? 1 : sheet.columns * sheet.rows;
  const labels = different.flatMap((label) => Array.from({ length: order.copies }, () => label));
  const first = sheet === null ? 0 : order.skip;
  sheets.addSheet();
  labels.forEach((label, index) => {
    const place = (first + index) % places;
    if (place === 0 && index > 0) sheets.addSheet();
    drawLabel(sheets, label, cellOf(size, place));
  });
  return sheets.finish();
}
