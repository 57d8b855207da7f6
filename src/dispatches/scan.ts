/** What a scanner typed, as the picking list understands it: a lot, an item's code, or both in one GS1 string. */
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface Scan {
  text: string;
  /** The lot as scanned; plain text is taken for a lot number. */
  lotNumber: string;
  itemCodes: { type: 'gtin' | 'trace_prefix' | 'base_code'; value: string }[];
  /** True when the code itself says which part is the lot. */
  isStructured: boolean;
}

const SYMBOLOGY_PREFIX = /^\](d2|C1|Q3|e0|J1)/;
const SEPARATOR = '\u001d';
const FIXED_LENGTHS: Record<string, number> = { '01': 14, '02': 14, '11': 6, '13': 6, '15': 6, '17': 6 };

/** Splits a GS1 element string into its identifiers; undefined when it is not one. */
function elementsOf(text: string): Map<string, string> | undefined {
  const elements = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    if (rest.startsWith(SEPARATOR)) {
      rest = rest.slice(1);
      continue;
    }
    const identifier = rest.slice(0, 2);
    const length = FIXED_LENGTHS[identifier];
    if (length === undefined && identifier !== '10' && identifier !== '21') return undefined;
    const end = length === undefined ? rest.indexOf(SEPARATOR) : 2 + length;
    const value = end === -1 ? rest.slice(2) : rest.slice(2, end);
    if (value === '' || (length !== undefined && !/^\d+$/.test(value)) || (length ?? value.length) !== value.length) {
      return undefined;
    }
    elements.set(identifier, value);
    rest = end === -1 ? '' : rest.slice(end);
  }
  return elements;
}

/** A lot that ends in `17` and a plausible day has swallowed the expiry: the scanner dropped the separator. */
function swallowedExpiry(lotNumber: string): boolean {
  return /.+17\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(lotNumber);
}

function readBrackets(text: string): string {
  return text.replaceAll(/\((\d{2})\)/g, (_match, identifier: string) => `${SEPARATOR}${identifier}`);
}

/** Reads one scan. Refuses nothing typed, text far too long, and a lot that has swallowed its expiry. */
export function readScan(typed: string): Result<Scan> {
  const text = typed.trim();
  if (text === '') return refuse('scan_empty');
  if (text.length > 200) return refuse('scan_too_long');
  const body = readBrackets(text.replace(SYMBOLOGY_PREFIX, ''));
  const start = body.startsWith(SEPARATOR) ? body.slice(1) : body;
  const elements = /^0[12]\d{14}/.test(start) ? elementsOf(start) : undefined;
  const gtin = elements?.get('01') ?? elements?.get('02');
  if (elements !== undefined && gtin !== undefined) {
    const lotNumber = elements.get('10') ?? '';
    if (!elements.has('17') && swallowedExpiry(lotNumber)) return refuse('scan_swallowed_expiry', { lot: lotNumber });
    const itemCodes = [gtin, gtin.replace(/^0/, '')].map((value) => ({ type: 'gtin' as const, value }));
    return ok({ text, lotNumber, itemCodes, isStructured: lotNumber !== '' });
  }
  const itemCodes: Scan['itemCodes'] = [];
  if (/^\d{20}$/.test(text)) itemCodes.push({ type: 'trace_prefix', value: text.slice(0, 7) });
  if (/^\d{8}$|^\d{12,14}$/.test(text))
    itemCodes.push({ type: 'gtin', value: text }, { type: 'base_code', value: text });
  return ok({ text, lotNumber: text, itemCodes, isStructured: false });
}
