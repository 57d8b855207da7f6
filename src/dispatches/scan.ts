/** What a scanner typed, as the picking list understands it: a lot, an item's code, or both in one GS1 string. */
import { gtinInside, looksLikeGs1, plainGtin, readGs1 } from '../kernel/codes/gs1.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface Scan {
  text: string;
  /** The lot as scanned; plain text is taken for a lot number. */
  lotNumber: string;
  itemCodes: { type: 'gtin' | 'udi_di' | 'trace_prefix' | 'base_code'; value: string }[];
  /** True when the code itself says which part is the lot. */
  isStructured: boolean;
}

/** A GTIN in every way it may have been written down, and the pack inside a case. */
function codesOfGtin(gtin: string): Scan['itemCodes'] {
  const plain = plainGtin(gtin);
  const written = [gtin, plain, plain.padStart(13, '0'), plain.padStart(14, '0'), gtinInside(gtin) ?? gtin];
  const types = ['gtin', 'udi_di'] as const;
  return [...new Set(written)].flatMap((value) => types.map((type) => ({ type, value })));
}

/** Reads one scan. Refuses nothing typed, text far too long, and a GS1 code that does not read without doubt. */
export function readScan(typed: string): Result<Scan> {
  const text = typed.trim();
  if (text === '') return refuse('scan_empty');
  if (text.length > 200) return refuse('scan_too_long');
  if (looksLikeGs1(text)) {
    const read = readGs1(text);
    if (!read.ok) return read;
    const { gtin, contentGtin, lot } = read.value;
    const lotNumber = lot ?? '';
    const itemCodes = codesOfGtin(gtin ?? contentGtin ?? '');
    return ok({ text, lotNumber, itemCodes, isStructured: lotNumber !== '' });
  }
  const itemCodes: Scan['itemCodes'] = [];
  if (/^\d{20}$/.test(text)) itemCodes.push({ type: 'trace_prefix', value: text.slice(0, 7) });
  if (/^\d{8}$|^\d{12,14}$/.test(text)) itemCodes.push(...codesOfGtin(text), { type: 'base_code', value: text });
  return ok({ text, lotNumber: text, itemCodes, isStructured: false });
}
