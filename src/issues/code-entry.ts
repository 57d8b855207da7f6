/** Trace codes on the forms of issues and returns: as scanned into a line's box, one under the other. Pure. */
import { ok, type Result } from '../kernel/result.ts';
import { isTraceCode, readCodes, type TypedCode } from '../tracing/rules.ts';
import type { TypedLine } from './entry-queries.ts';

/** The codes of one line. Refuses what cannot be a code, at that line. */
export function codesOfLine(typed: string | undefined, name: string): Result<TypedCode[]> {
  if (typed === undefined || typed.trim() === '') return ok([]);
  const read = readCodes(typed);
  return read.ok ? read : { ...read, field: name };
}

/** The packs inside each code that is a box. */
export type Boxes = ReadonlyMap<string, readonly string[]>;
const NO_BOXES: Boxes = new Map();

const eachOf = (codes: string) => codes.split(/[\s,;、，；]+/).filter((code) => code !== '');
/** How many packs the codes of a line stand for: a box for those in it. */
const countOf = (codes: string, boxes: Boxes) =>
  eachOf(codes).reduce((packs, code) => packs + (boxes.get(code)?.length ?? 1), 0);

/** The codes that may be boxes: what stands in the line, and what was scanned now. */
export const maybeBoxes = (codes: string, scanned: string): string[] =>
  [...eachOf(codes), scanned.trim()].filter(isTraceCode);

type Scannable = Pick<TypedLine, 'packs' | 'units' | 'codes'>;

/** A scanned pack is one more pack of its line, and its code stands in the box; typed quantities stay. */
export function withScanned<L extends Scannable>(line: L, scanned: string, boxes: Boxes = NO_BOXES): L {
  if (!isTraceCode(scanned)) return line;
  const code = scanned.trim();
  if (line.codes.includes(code)) return line;
  const codes = line.codes.trim() === '' ? code : `${line.codes.trim()}\n${code}`;
  const packs = Number(line.packs.trim() === '' ? '0' : line.packs.trim());
  const count = countOf(codes, boxes);
  const more = line.units.trim() === '' && Number.isSafeInteger(packs) && packs < count;
  return { ...line, codes, ...(more && { packs: String(count) }) };
}
