/** What a scanner read at the door: an article, its lot and expiry, how many packs; and what to make of it. Pure. */
import { type CodeOfItem, readScan } from '../kernel/codes/scan.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface DoorScan {
  /** As it is kept; the same text twice is the same pack when it is unique. */
  text: string;
  /** True when the code names one pack of the county: a serial or a trace code. */
  unique: boolean;
  codes: CodeOfItem[];
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  /** Packs that one scan stands for. */
  packs: number;
}

const MOST_PACKS = 100_000;

/**
 * Reads one scan: GS1, a 20-digit trace code (its first seven digits say drug and pack level), a bare GTIN, or an
 * item's own code. Refuses nothing typed, text far too long, and a GS1 code that does not read without doubt.
 */
export function readDoorScan(typed: string): Result<DoorScan> {
  const read = readScan(typed);
  if (!read.ok) return read;
  const { kind, text, itemCodes, lotNumber, madeOn, expiresOn, count, isUnique } = read.value;
  if (kind === 'gs1' && itemCodes.length === 0) return refuse('scan_item_missing');
  const own: CodeOfItem[] = kind === 'text' || kind === 'barcode' ? [{ type: 'own', value: text.toUpperCase() }] : [];
  return ok({
    text,
    // A lot without a serial stands on every pack of it: each scan is another pack
    unique: isUnique,
    codes: [...own, ...itemCodes],
    lotNumber,
    producedOn: madeOn,
    expiresOn,
    packs: Math.min(count ?? 1, MOST_PACKS),
  });
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
