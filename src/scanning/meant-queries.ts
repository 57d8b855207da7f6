/** The items and the lot that a code means, for pages that look for it among their own lines. */
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { lot } from '../../db/schema/ledger.ts';
import { findItems } from '../catalogue/search/search-queries.ts';
import { readScan, type ScannedCode } from '../kernel/codes/scan.ts';
import { ok, type Result } from '../kernel/result.ts';

export interface Meant {
  scanned: ScannedCode;
  /** Items whose code it is. */
  codeIds: ReadonlySet<number>;
  /** Items found by words, the best first; those of the code when it is one. */
  itemIds: readonly number[];
  /** The lot of our own label. */
  lotId: number | null;
  /** The lot number, where the code says which part it is. */
  lotNumber: string;
}

const MOST_FOUND = 40;
const LONGEST_SEARCHED = 200;

/** Reads a scan and finds what it may mean; the caller shows only what its own page holds. Refuses as `readScan`. */
export async function meantBy(db: Db, typed: string, options: { retired?: boolean } = {}): Promise<Result<Meant>> {
  const read = readScan(typed);
  if (!read.ok) return read;
  const scanned = read.value;
  if (scanned.label?.kind === 'lot') {
    const [row] = await db
      .select({ itemId: lot.itemId, number: lot.number })
      .from(lot)
      .where(eq(lot.id, scanned.label.id));
    if (row !== undefined) {
      const itemIds = [row.itemId];
      return ok({ scanned, codeIds: new Set(itemIds), itemIds, lotId: scanned.label.id, lotNumber: row.number });
    }
  }
  const text = scanned.text.length <= LONGEST_SEARCHED ? scanned.text : (scanned.itemCodes[0]?.value ?? '');
  const hits = scanned.kind === 'label' ? [] : await findItems(db, text, { ...options, limit: MOST_FOUND });
  const isCode = scanned.kind === 'gs1' || scanned.kind === 'trace';
  const named = hits.filter((hit) => isCode || hit.rank === 'code').map((hit) => hit.id);
  const itemIds = named.length > 0 ? named : hits.map((hit) => hit.id);
  return ok({ scanned, codeIds: new Set(named), itemIds, lotId: null, lotNumber: scanned.lotNumber });
}

export interface LineFacts {
  itemId: number;
  lotId: number | null;
  lotNumber: string;
}

/**
 * The lines that a code means: of our own label its lot, of a code with item and lot both, of plain text the lot of
 * that number before the items of that name.
 */
export function linesMeant<L>(lines: readonly L[], meant: Meant, factsOf: (line: L) => LineFacts): L[] {
  const { scanned, lotId, lotNumber } = meant;
  const labelled = lotId === null ? [] : lines.filter((line) => factsOf(line).lotId === lotId);
  if (labelled.length > 0) return labelled;
  const said = (lotNumber || scanned.text).toUpperCase();
  const ofLot = lines.filter((line) => factsOf(line).lotNumber.toUpperCase() === said);
  const ids = new Set(meant.itemIds);
  const ofItem = lines.filter((line) => ids.has(factsOf(line).itemId));
  if (lotNumber !== '') return ofLot.filter((line) => ids.has(factsOf(line).itemId));
  return ofLot.length > 0 && scanned.kind !== 'gs1' ? ofLot : ofItem;
}
