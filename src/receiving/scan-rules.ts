/** What a scanner read at the door: an article, its lot and expiry, how many packs; and what to make of it. Pure. */
import { gtinInside, looksLikeGs1, plainGtin, readGs1 } from '../kernel/codes/gs1.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface DoorScan {
  /** As it is kept; the same text twice is the same pack when it is unique. */
  text: string;
  /** True when the code names one pack of the county: a serial or a trace code. */
  unique: boolean;
  codes: { type: 'gtin' | 'udi_di' | 'trace_prefix' | 'base_code' | 'own'; value: string }[];
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  /** Packs that one scan stands for. */
  packs: number;
}

const LONGEST = 200;
const MOST_PACKS = 100_000;

/** A GTIN in every way it may have been written down, and the pack inside a case. */
function codesOfGtin(gtin: string): DoorScan['codes'] {
  const plain = plainGtin(gtin);
  const written = [gtin, plain, plain.padStart(13, '0'), plain.padStart(14, '0'), gtinInside(gtin) ?? gtin];
  return [...new Set(written)].flatMap((value) => [
    { type: 'gtin' as const, value },
    { type: 'udi_di' as const, value },
  ]);
}

function readStructured(text: string): Result<DoorScan> {
  const read = readGs1(text);
  if (!read.ok) return read;
  const { gtin, contentGtin, lot, serial, expiresOn, madeOn, count } = read.value;
  const article = gtin ?? contentGtin;
  if (article === null) return refuse('scan_item_missing');
  const packs = Math.min(count ?? 1, MOST_PACKS);
  return ok({
    text,
    // A lot without a serial stands on every pack of it: each scan is another pack
    unique: serial !== null,
    codes: codesOfGtin(article),
    lotNumber: lot ?? '',
    producedOn: madeOn,
    expiresOn: expiresOn ?? '',
    packs,
  });
}

/**
 * Reads one scan: GS1, a 20-digit trace code (its first seven digits say drug and pack level), a bare GTIN, or an
 * item's own code. Refuses nothing typed, text far too long, and a GS1 code that does not read without doubt.
 */
export function readDoorScan(typed: string): Result<DoorScan> {
  const text = typed.trim();
  if (text === '') return refuse('scan_empty');
  if (text.length > LONGEST) return refuse('scan_too_long');
  if (looksLikeGs1(text)) return readStructured(text);
  const plain = { text, lotNumber: '', producedOn: null, expiresOn: '', packs: 1 };
  if (/^\d{20}$/.test(text)) {
    return ok({ ...plain, unique: true, codes: [{ type: 'trace_prefix', value: text.slice(0, 7) }] });
  }
  const codes: DoorScan['codes'] = [{ type: 'own', value: text }];
  if (/^\d{8}$|^\d{12,14}$/.test(text)) codes.push(...codesOfGtin(text), { type: 'base_code', value: text });
  return ok({ ...plain, unique: false, codes });
}

export interface ScannedLine {
  id: number;
  itemId: number;
  orderLineNumber: number;
  lotNumber: string;
  expiresOn: string;
  arrivedBase: number;
  announcedBase: number | null;
  decided: boolean;
}

export type Match =
  | { kind: 'line'; lineId: number }
  | { kind: 'fill'; lineId: number }
  | { kind: 'add'; orderLineNumber: number }
  | { kind: 'not_ordered' }
  | { kind: 'wrong_lot'; announced: string }
  | { kind: 'decided'; lineId: number };

/**
 * Which line a scan counts for. With a lot it is the line of that lot, a line that has none yet, or a further lot of
 * what was ordered without an announcement; a lot that the delivery note does not name is wrong. Without a lot it
 * counts where the item has one line still to be decided.
 */
export function matchScan(scan: DoorScan, itemIds: ReadonlySet<number>, lines: readonly ScannedLine[]): Match {
  const own = lines.filter((line) => itemIds.has(line.itemId));
  if (own.length === 0) return { kind: 'not_ordered' };
  const open = own.filter((line) => !line.decided);
  if (scan.lotNumber === '') {
    const [first] = open.length > 0 ? open : own;
    if (first === undefined) return { kind: 'not_ordered' };
    if (first.decided) return { kind: 'decided', lineId: first.id };
    const short = open.find((line) => line.announcedBase !== null && line.arrivedBase < line.announcedBase);
    return { kind: 'line', lineId: (short ?? first).id };
  }
  const sameLot = own.filter((line) => line.lotNumber === scan.lotNumber);
  const [known] = sameLot.filter((line) => !line.decided);
  if (known !== undefined) {
    const apart = known.expiresOn !== '' && scan.expiresOn !== '' && known.expiresOn !== scan.expiresOn;
    return apart ? { kind: 'wrong_lot', announced: known.expiresOn } : { kind: 'line', lineId: known.id };
  }
  const [done] = sameLot;
  if (done !== undefined) return { kind: 'decided', lineId: done.id };
  const empty = open.find((line) => line.lotNumber === '');
  if (empty !== undefined) return { kind: 'fill', lineId: empty.id };
  const announced = own.filter((line) => line.announcedBase !== null);
  if (announced.length > 0) return { kind: 'wrong_lot', announced: announced.map((line) => line.lotNumber).join('、') };
  return { kind: 'add', orderLineNumber: own[0]?.orderLineNumber ?? 0 };
}
