/** Breaks text into lines of a width: between any two 汉字, never inside a number or a word that fits on a line. */
import { face, printable, type Weight } from './fonts.ts';

export interface TypeStyle {
  /** Points. */
  size: number;
  weight: Weight;
}

const MM_PER_POINT = 25.4 / 72;
/** The same names come back on every slip, and each is measured once to divide the pages and once to draw them. */
const KEPT_TEXTS = 5000;
const wrapped = new Map<string, Wrapped[]>();
let keptTexts = 0;

/** A text as it was broken for one width and style. */
interface Wrapped extends TypeStyle {
  width: number;
  lines: readonly string[];
}

/** May not begin a line. */
const CLOSERS = /^[，。、；：！？）】》〉」』”’％%℃·,.;:!?)\]}〕]$/u;
/** May not end a line. */
const OPENERS = /^[（【《〈「『“‘(〔[{]$/u;
const WORD = /[\p{Script=Latin}\p{Script=Greek}\p{N}µ×.,:%/+*#@_−-]+/uy;

/** Width of a text in millimetres. Throws MissingGlyphError. */
export function widthOf(text: string, style: TypeStyle): number {
  return (face(style.weight).advance(text) * style.size * MM_PER_POINT) / 1000;
}

/**
 * The text (made printable) in lines no wider than `width` millimetres. A word wider than the line is cut, as lot
 * numbers and company names must be read whole. Empty text has no lines. Throws MissingGlyphError.
 */
export function wrapText(text: string, width: number, style: TypeStyle): readonly string[] {
  const { size, weight } = style;
  const known = wrapped.get(text) ?? [];
  for (const one of known) if (one.width === width && one.size === size && one.weight === weight) return one.lines;
  const lines = breakLines(printable(text), width, style);
  if (keptTexts >= KEPT_TEXTS) {
    wrapped.clear();
    keptTexts = 0;
  }
  wrapped.set(text, [...known, { width, size, weight, lines }]);
  keptTexts += 1;
  return lines;
}

function breakLines(whole: string, width: number, style: TypeStyle): string[] {
  if (whole === '') return [];
  if (widthOf(whole, style) <= width) return [whole];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(whole)) {
    const room = widthOf(`${line}${piece}`.trimEnd(), style) <= width;
    if (room) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (widthOf(line, style) > width) {
      const head = longestHead(line, width, style);
      if (head === line) break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** The parts between which a line may break: single characters, or words, with their punctuation attached. */
function pieces(text: string): string[] {
  const parts: string[] = [];
  let opener = '';
  for (let index = 0; index < text.length; ) {
    WORD.lastIndex = index;
    const part = WORD.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(index) ?? 0);
    index += part.length;
    if (OPENERS.test(part)) opener += part;
    else if (CLOSERS.test(part) && opener === '' && parts.length > 0) parts[parts.length - 1] += part;
    else {
      parts.push(opener + part);
      opener = '';
    }
  }
  if (opener !== '') parts.push(opener);
  return parts;
}

/** As many characters as fit, but at least one. */
function longestHead(text: string, width: number, style: TypeStyle): string {
  const characters = [...text];
  let head = characters[0] ?? '';
  for (const character of characters.slice(1)) {
    if (widthOf(head + character, style) > width) break;
    head += character;
  }
  return head;
}
