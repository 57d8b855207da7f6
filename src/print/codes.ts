/** Code 128, QR and GS1 DataMatrix as vector shapes: crisp on laser and 24 pins, and no picture in the file. */
import bwip from 'bwip-js';
import { orderedElements } from '../kernel/codes/gs1-build.ts';
import { identifier } from '../kernel/codes/gs1-identifiers.ts';
import { PrintRefusal } from './refusal.ts';

/** A code in modules: its black rectangles as PDF path operators. Quiet zones are part of width and height. */
export interface CodeShape {
  width: number;
  height: number;
  path: string;
}

/** A black rectangle: x, y, width, height in modules. */
type Bar = readonly [number, number, number, number];

const QUIET_128 = 10;
const QUIET_QR = 4;
const QUIET_MATRIX = 1;
/** Enough for the slips of a busy morning; a reprint then costs nothing. */
const KEPT_SHAPES = 200;

const shapes = new Map<string, CodeShape>();

/** Code 128 of a document number: height 1 (stretched to its box), quiet zones left and right. ASCII only. */
export function code128(text: string): CodeShape {
  return kept(`128 ${text}`, () => {
    if (!/^[\x20-\x7e]{1,48}$/.test(text)) throw new PrintRefusal('print_code_text', { text });
    const [symbol] = bwip.raw('code128', text, '');
    if (symbol === undefined || !('sbs' in symbol)) throw new Error('code128 came without bars');
    let x = QUIET_128;
    const bars: Bar[] = [];
    symbol.sbs.forEach((width, index) => {
      if (index % 2 === 0) bars.push([x, 0, width, 1]);
      x += width;
    });
    return { width: x + QUIET_128, height: 1, path: pathOf(bars) };
  });
}

/** QR code (error correction L: slips are small, and the page behind it is the proof) with four modules of quiet. */
export function qrCode(text: string): CodeShape {
  return kept(`qr ${text}`, () => {
    if (text.length === 0 || text.length > 300) throw new PrintRefusal('print_code_text', { text: text.slice(0, 40) });
    const [symbol] = bwip.raw('qrcode', text, 'eclevel=L');
    if (symbol === undefined || !('pixs' in symbol)) throw new Error('qrcode came without modules');
    return modules(symbol, QUIET_QR);
  });
}

/** GS1 DataMatrix of elements such as `['10', 'A2401']`, one module of quiet. Throws PrintRefusal on other signs. */
export function gs1Matrix(elements: readonly (readonly [string, string])[]): CodeShape {
  const ordered = orderedElements(elements);
  const parts = ordered.map(([name, value], index) => {
    if (!/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,90}$/.test(value))
      throw new PrintRefusal('print_code_text', { text: value });
    const ends = index === ordered.length - 1 || identifier(name)?.fixed === true;
    return `${name}${value}${ends ? '' : '^FNC1'}`;
  });
  const text = `^FNC1${parts.join('')}`;
  return kept(`gs1 ${text}`, () => {
    const [symbol] = bwip.raw('datamatrix', text, 'parsefnc');
    if (symbol === undefined || !('pixs' in symbol)) throw new Error('datamatrix came without modules');
    return modules(symbol, QUIET_MATRIX);
  });
}

/** A matrix of modules with its quiet zone. */
function modules({ pixs, pixx, pixy }: { pixs: number[]; pixx: number; pixy: number }, quiet: number): CodeShape {
  const bars: Bar[] = [];
  for (let row = 0; row < pixy; row += 1) {
    for (const [start, length] of runs(pixs.slice(row * pixx, (row + 1) * pixx))) {
      bars.push([quiet + start, quiet + row, length, 1]);
    }
  }
  return { width: pixx + 2 * quiet, height: pixy + 2 * quiet, path: pathOf(bars) };
}

function pathOf(bars: Bar[]): string {
  return bars.map((bar) => `${bar.join(' ')} re`).join('\n');
}

/** Start and length of each run of black modules in a row. */
function runs(row: number[]): [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  [...row, 0].forEach((module, index) => {
    if (module === 1 && start < 0) start = index;
    if (module !== 1 && start >= 0) {
      found.push([start, index - start]);
      start = -1;
    }
  });
  return found;
}

function kept(key: string, draw: () => CodeShape): CodeShape {
  const known = shapes.get(key);
  if (known !== undefined) return known;
  const shape = draw();
  const oldest = shapes.keys().next().value;
  if (shapes.size >= KEPT_SHAPES && oldest !== undefined) shapes.delete(oldest);
  shapes.set(key, shape);
  return shape;
}
