/** The one reading of whatever was scanned, typed or pasted: what kind of code it is and what it says by itself. */
import { ok, type Result, refuse } from '../result.ts';
import { hasGs1CheckDigit } from './check-digit.ts';
import { type Gs1Scan, gtinInside, looksLikeGs1, plainGtin, readGs1 } from './gs1.ts';
import { type OwnLabel, readLabelCode } from './own-label.ts';
import { cleanScan, LONGEST_CODE, LONGEST_TYPED, SEPARATOR } from './scan-text.ts';

export interface CodeOfItem {
  type: 'gtin' | 'udi_di' | 'trace_prefix' | 'base_code' | 'own';
  value: string;
}

export interface ScannedCode {
  /** `text` is what says nothing by itself: a lot number, an item's own code, words. */
  kind: 'gs1' | 'trace' | 'barcode' | 'label' | 'text';
  /** As it is looked for and kept; the separator of a GS1 code stays in it. */
  text: string;
  /** Codes under which the item may be known. */
  itemCodes: CodeOfItem[];
  /** Of a code that says which part is the lot; otherwise empty. */
  lotNumber: string;
  serial: string | null;
  madeOn: string | null;
  /** Empty when the code does not say. */
  expiresOn: string;
  /** Packs that one scan stands for, where the code says so. */
  count: number | null;
  /** Number of a box or pallet. */
  unit: string | null;
  label: OwnLabel | null;
  /** The number of a paper in it, such as in the address behind a slip's code. */
  documentNumber: string | null;
  /** True when the code names one pack of the county: a serial or a trace code. */
  isUnique: boolean;
  /** True for digits as long as a barcode whose check digit is wrong. */
  isMisread: boolean;
}

/** A GTIN in every way it may have been written down, and the pack inside a case. */
export function codesOfGtin(gtin: string): CodeOfItem[] {
  const plain = plainGtin(gtin);
  const written = [gtin, plain, plain.padStart(13, '0'), plain.padStart(14, '0'), gtinInside(gtin) ?? gtin];
  const types = ['gtin', 'udi_di'] as const;
  return [...new Set(written)].flatMap((value) => types.map((type) => ({ type, value })));
}

const NUMBER = /\b([A-Z]{2})-?(\d{8})-?(\d{4,6})\b/i;

/** The number of a paper in a text, with its dashes. */
function numberIn(text: string): string | null {
  const match = NUMBER.exec(text);
  return match === null ? null : `${match[1]?.toUpperCase()}-${match[2]}-${match[3]}`;
}

function bare(kind: ScannedCode['kind'], text: string): ScannedCode {
  const said = { lotNumber: '', serial: null, madeOn: null, expiresOn: '', count: null, unit: null };
  const rest = { itemCodes: [], label: null, documentNumber: null, isUnique: false, isMisread: false };
  return { kind, text, ...said, ...rest };
}

function structured(text: string, read: Gs1Scan): Result<ScannedCode> {
  const label = read.own === null ? undefined : readLabelCode(read.own);
  const gtin = read.gtin ?? read.contentGtin;
  if (label !== undefined && !label.ok && gtin === null) return label;
  const own = label?.ok ? label.value : null;
  return ok({
    ...bare(gtin === null && own !== null ? 'label' : 'gs1', text),
    itemCodes: gtin === null ? [] : codesOfGtin(gtin),
    lotNumber: read.lot ?? '',
    serial: read.serial,
    madeOn: read.madeOn,
    expiresOn: read.expiresOn ?? '',
    count: read.count,
    unit: read.unit,
    label: own,
    documentNumber: own?.kind === 'box' ? own.number : null,
    isUnique: read.serial !== null,
  });
}

/**
 * Reads one scan. Refuses nothing typed, text far too long, a GS1 code that does not read without doubt, and an own
 * label whose check digit is wrong; any other text is looked for as it stands.
 */
export function readScan(typed: string): Result<ScannedCode> {
  if (typed.length > LONGEST_TYPED) return refuse('scan_too_long');
  const text = cleanScan(typed);
  if (text === '' || text.replaceAll(SEPARATOR, '') === '') return refuse('scan_empty');
  if (text.length > LONGEST_CODE) return refuse('scan_too_long');
  if (looksLikeGs1(text)) {
    const read = readGs1(text);
    return read.ok ? structured(text, read.value) : read;
  }
  if (text.length > LONGEST_CODE / 2) return refuse('scan_too_long');
  const label = readLabelCode(text);
  if (label !== undefined) {
    if (!label.ok) return label;
    const documentNumber = label.value.kind === 'box' ? label.value.number : null;
    return ok({ ...bare('label', text), label: label.value, documentNumber });
  }
  const digits = text.replaceAll(' ', '');
  if (/^\d{20}$/.test(digits)) {
    const itemCodes = [{ type: 'trace_prefix' as const, value: digits.slice(0, 7) }];
    return ok({ ...bare('trace', digits), itemCodes, isUnique: true });
  }
  if (/^(?:\d{8}|\d{12,14})$/.test(digits)) {
    const itemCodes: CodeOfItem[] = [...codesOfGtin(digits), { type: 'base_code', value: digits }];
    return ok({ ...bare('barcode', digits), itemCodes, isMisread: !hasGs1CheckDigit(digits) });
  }
  return ok({ ...bare('text', text), documentNumber: numberIn(text) });
}
