/** A report that runs over A4 pages: headings, paragraphs, facts and tables, with page numbers at the foot. */
import { code128, gs1Matrix, qrCode } from './codes.ts';
import { type Design, drawLogo } from './design.ts';
import { linePitch, type PaperSize, Sheets } from './frame.ts';
import { type Cell, type Column, drawHeads, drawRow, rowHeight, tableWidth, writeFitted } from './table.ts';
import { type TypeStyle, wrapText } from './wrap.ts';

export const BODY: TypeStyle = { size: 9, weight: 'regular' };
export const STRONG: TypeStyle = { size: 9, weight: 'bold' };
const TITLE: TypeStyle = { size: 16, weight: 'bold' };
const HEADING: TypeStyle = { size: 11, weight: 'bold' };

/** Millimetres. */
const FIRST_TOP = 40;
const NEXT_TOP = 20;
const FOOT = 8;
const ROW = 6;
const LABEL = 30;
const QR = 20;
const BAR_WIDTH = 62;
const BAR_HEIGHT = 11;
const SIGNS = 20;
const MATRIX = 26;
const LABEL_BAR = 70;
const LABEL_TYPE: TypeStyle = { size: 18, weight: 'bold' };

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; strong?: boolean }
  | { kind: 'facts'; facts: readonly (readonly [string, string])[] }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly Cell[])[] }
  /** One of our own codes twice, for every scanner, beside words that are read from afar. */
  | { kind: 'label'; code: string; lines: readonly string[] }
  /** What follows begins a page. */
  | { kind: 'page' };

export interface Report {
  /** Upright A4 unless told otherwise. */
  paper?: PaperSize;
  issuer: string;
  title: string;
  number: string;
  /** The number as Code 128 too, for scanners that read no QR. */
  barcode?: boolean;
  /** What the QR code opens, with the words below it. */
  check: { url: string; label: string };
  blocks: readonly Block[];
  /** Names of the signature boxes on the last page. */
  signatures: readonly string[];
  printed: string;
  printedAt: number;
  /** Said beside the number of a paper that was printed before. */
  reprint?: string;
  /** The layout of the place; the house's own when absent. */
  design?: Design | undefined;
  page: (number: number, of: number) => string;
}

/** One thing that is drawn whole on one page. */
interface Piece {
  height: number;
  /** A heading stays with what follows it. */
  keep: boolean;
  breaks?: boolean;
  draw: (sheets: Sheets, y: number) => void;
  /** Heads of the table it belongs to, drawn again on a new page. */
  heads?: { height: number; draw: (sheets: Sheets, y: number) => void };
}

/** Draws the report. Throws PrintRefusal: characters without a shape, text that fits nowhere. */
export async function drawReport(report: Report): Promise<Buffer> {
  const title = `${report.design?.title ?? report.title} ${report.number}`;
  const facts = { title, author: report.issuer, printedAt: report.printedAt };
  const sheets = new Sheets(report.design?.size ?? report.paper ?? 'a4', facts);
  addReport(sheets, report);
  return sheets.finish();
}

/** Draws the report on sheets that others may have been drawn on. Throws as `drawReport`. */
export function addReport(sheets: Sheets, report: Report): void {
  sheets.beginPaper();
  const { left, right, bottom } = sheets.paper;
  const pieces = report.blocks.flatMap((block) => piecesOf(block, { left, width: right - left }));
  const pages = divide(pieces, bottom - FOOT);
  pages.forEach((page, index) => {
    sheets.addSheet();
    drawHead(sheets, report, index === 0);
    const end = page.reduce(
      (y, piece) => {
        piece.draw(sheets, y);
        return y + piece.height;
      },
      index === 0 ? FIRST_TOP : NEXT_TOP,
    );
    const signatures = report.design?.signatures ?? report.signatures;
    if (index === pages.length - 1) drawSignatures(sheets, signatures, end + 3);
    drawFoot(sheets, report);
    sheets.write(report.page(index + 1, pages.length), right, bottom - 3, STRONG, 'right');
  });
}

function drawFoot(sheets: Sheets, { printed, design }: Report): void {
  const { left, right, bottom } = sheets.paper;
  const said = design === undefined ? [printed] : [printed, design.version, design.footer];
  const room: Column = { head: '', width: right - left - 26, align: 'left' };
  const text = said.filter((part) => part !== '').join('  ');
  writeFitted(sheets, [{ text, size: 8, weight: 'regular' }], room, { x: left - 1, y: bottom - 7, height: 8 });
}

function drawHead(sheets: Sheets, report: Report, first: boolean): void {
  const { left: edge, right, top } = sheets.paper;
  const title = report.design?.title ?? report.title;
  const number = [report.number, report.reprint ?? ''].join('  ').trim();
  if (!first) {
    sheets.write(`${title} ${number}`, edge, top + 4, STRONG);
    return;
  }
  const left = edge + drawLogo(sheets, report.design, edge, top);
  sheets.write(report.issuer, left, top + 4, HEADING);
  sheets.write(title, left, top + 14, TITLE);
  sheets.write(number, left, top + 22, STRONG);
  if (report.barcode) sheets.code(code128(report.number), right - QR - 4 - BAR_WIDTH, top + 4, BAR_WIDTH, BAR_HEIGHT);
  sheets.code(qrCode(report.check.url), right - QR, top, QR, QR);
  sheets.write(report.check.label, right - QR / 2, top + QR + 2.5, { size: 8, weight: 'regular' }, 'center');
}

function drawSignatures(sheets: Sheets, names: readonly string[], y: number): void {
  if (names.length === 0) return;
  const { left, right } = sheets.paper;
  const width = (right - left) / names.length;
  names.forEach((name, index) => {
    sheets.box(left + index * width, y, width, SIGNS - 4);
    sheets.write(name, left + index * width + 1.5, y + 3.5, STRONG);
  });
}

/** Fills pages from the top; the last keeps room for the signatures. */
function divide(pieces: readonly Piece[], end: number): Piece[][] {
  const pages: Piece[][] = [[]];
  let y = FIRST_TOP;
  pieces.forEach((piece, index) => {
    if (piece.breaks && pages.at(-1)?.length !== 0) {
      pages.push([]);
      y = NEXT_TOP;
    }
    const next = piece.keep ? (pieces[index + 1]?.height ?? 0) : 0;
    if (y + piece.height + next > end && pages.at(-1)?.length !== 0) {
      pages.push(piece.heads === undefined ? [] : [{ ...piece.heads, keep: false }]);
      y = NEXT_TOP + (piece.heads?.height ?? 0);
    }
    pages.at(-1)?.push(piece);
    y += piece.height;
  });
  if (y + SIGNS > end) pages.push([]);
  return pages;
}

interface Place {
  left: number;
  width: number;
}

function piecesOf(block: Block, place: Place): Piece[] {
  if (block.kind === 'heading') {
    return [{ height: 9, keep: true, draw: (sheets, y) => sheets.write(block.text, place.left, y + 5.5, HEADING) }];
  }
  if (block.kind === 'text') return linesOf(block.text, place, block.strong ? STRONG : BODY);
  if (block.kind === 'label') return [labelPiece(block, place)];
  if (block.kind === 'page') return [{ height: 0, keep: true, breaks: true, draw: () => undefined }];
  if (block.kind === 'facts') return block.facts.flatMap((fact) => factPieces(fact, place));
  return tablePieces(block.columns, block.rows, place);
}

/** The code as DataMatrix and as Code 128 with its digits, and the words to its right, as large as there is room. */
function labelPiece({ code, lines }: { code: string; lines: readonly string[] }, { left, width }: Place): Piece {
  const column: Column = { head: '', width: width - MATRIX - 4, align: 'left' };
  return {
    height: MATRIX + 20,
    keep: true,
    draw: (sheets, y) => {
      sheets.code(gs1Matrix([['91', code]]), left, y + 1, MATRIX, MATRIX);
      lines.slice(0, 3).forEach((text, index) => {
        const at = { x: left + MATRIX + 3, y: y + 1 + index * 9, height: 9 };
        writeFitted(sheets, [{ ...LABEL_TYPE, text }], column, at);
      });
      sheets.code(code128(code), left, y + MATRIX + 3, LABEL_BAR, 11);
      sheets.write(code, left + LABEL_BAR + 4, y + MATRIX + 8.5, HEADING);
    },
  };
}

/** A long paragraph may run over to the next page line by line. */
function linesOf(text: string, place: Place, style: TypeStyle): Piece[] {
  const height = linePitch(style);
  return wrapText(text, place.width, style).map((line) => ({
    height,
    keep: false,
    draw: (sheets, y) => sheets.place(line, place.left, y + height / 2, style, 'left'),
  }));
}

function factPieces([label, value]: readonly [string, string], place: Place): Piece[] {
  const height = linePitch(BODY);
  const lines = wrapText(value, place.width - LABEL, BODY);
  const shown = lines.length === 0 ? ['–'] : lines;
  return shown.map((line, index) => ({
    height: index === shown.length - 1 ? height + 1.2 : height,
    keep: false,
    draw: (sheets, y) => {
      if (index === 0) sheets.write(label, place.left, y + height / 2, STRONG);
      sheets.place(line, place.left + LABEL, y + height / 2, BODY, 'left');
    },
  }));
}

function tablePieces(columns: readonly Column[], rows: readonly (readonly Cell[])[], place: Place): Piece[] {
  const scale = place.width / tableWidth(columns);
  const fitted = columns.map((column) => ({ ...column, width: column.width * scale }));
  const style: TypeStyle = { size: 8.5, weight: 'bold' };
  const needed = rowHeight(
    fitted,
    fitted.map((column): Cell => [{ ...style, text: column.head }]),
    ROW,
  );
  const heads = {
    height: needed,
    draw: (sheets: Sheets, y: number) => drawHeads(sheets, fitted, style, { x: place.left, y, height: needed }),
  };
  const body = rows.map((cells): Piece => {
    const height = rowHeight(fitted, cells, ROW);
    const draw = (sheets: Sheets, y: number) => drawRow(sheets, fitted, [...cells], { x: place.left, y, height });
    return { height, keep: false, draw, heads };
  });
  return [{ ...heads, keep: true }, ...body, { height: 2, keep: false, draw: () => undefined }];
}
