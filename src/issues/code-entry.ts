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

const countOf = (codes: string) => codes.split(/\s+/).filter((code) => code !== '').length;

/** A scanned pack is one more pack of its line, and its code stands in the box; typed quantities stay. */
export function withScanned(line: TypedLine, scanned: string): TypedLine {
  if (!isTraceCode(scanned)) return line;
  const code = scanned.trim();
  if (line.codes.includes(code)) return line;
  const codes = line.codes.trim() === '' ? code : `${line.codes.trim()}\n${code}`;
  const packs = Number(line.packs.trim() === '' ? '0' : line.packs.trim());
  const more = line.units.trim() === '' && Number.isSafeInteger(packs) && packs < countOf(codes);
  return { ...line, codes, ...(more && { packs: String(countOf(codes)) }) };
}
