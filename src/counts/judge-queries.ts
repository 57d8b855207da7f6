/** Every line of a count as the books judge it now: what was found, what they expected, what conflicts. */
import type { Db } from '../../db/database.ts';
import { isControlled } from '../ledger/usable.ts';
import type { CountRow } from './count-record.ts';
import { type BookStanding, bookStandings } from './moved-queries.ts';
import { type RecountReason, recountReason, type Tolerance, worthOf } from './rules.ts';

export interface Judged extends CountRow {
  /** What counts: the second finding where there is one. Null while nobody has counted. */
  foundBase: number | null;
  foundAt: number | null;
  foundBy: number | null;
  standing: BookStanding;
  /** What moved between the moment of the count and the finding, by the books of now. */
  movedBase: number;
  differenceBase: number | null;
  differenceFen: number | null;
  /** Why it must be counted again; null when nothing conflicts. */
  conflict: RecountReason | null;
  /** Base units that are missing by the finding and cannot be taken off any more; 0 when all can. */
  shortBase: number;
}

/** The finding that counts of a line: the second where there is one. */
export function findingOf({ line }: Pick<CountRow, 'line'>): { base: number; at: number; by: number } | null {
  const { recountedBase, recountedAt, recountedBy, countedBase, countedAt, countedBy } = line;
  if (recountedBase !== null && recountedAt !== null && recountedBy !== null) {
    return { base: recountedBase, at: recountedAt, by: recountedBy };
  }
  if (countedBase === null || countedAt === null || countedBy === null) return null;
  return { base: countedBase, at: countedAt, by: countedBy };
}

function judge(row: CountRow, standing: BookStanding, tolerance: Tolerance): Judged {
  const finding = findingOf(row);
  const movedBase = standing.expectedBase - row.line.bookBase;
  const open = { ...row, standing, movedBase, conflict: null, shortBase: 0 };
  if (finding === null) {
    return { ...open, foundBase: null, foundAt: null, foundBy: null, differenceBase: null, differenceFen: null };
  }
  const worth = { packSize: row.item.packSize, pricePack: row.lot.pricePack };
  const differenceBase = finding.base - standing.expectedBase;
  const { expectedBase, lowestSinceBase, onHand, reserved } = standing;
  const controlled = isControlled(row.item.controlClass);
  const asked = { foundBase: finding.base, expectedBase, lowestSinceBase, controlled, ...worth };
  return {
    ...open,
    foundBase: finding.base,
    foundAt: finding.at,
    foundBy: finding.by,
    differenceBase,
    differenceFen: worthOf(differenceBase, worth),
    conflict: recountReason(asked, tolerance),
    shortBase: Math.max(0, -differenceBase - (onHand - reserved)),
  };
}

/** Judges lines by the books of now; lines that nobody has counted are judged as of `now`. */
export async function judgeLines(
  db: Db,
  rows: readonly CountRow[],
  now: number,
  tolerance: Tolerance,
): Promise<Judged[]> {
  const asked = rows.map((row) => ({
    lineId: row.line.id,
    locationId: row.line.locationId,
    lotId: row.line.lotId,
    moment: findingOf(row)?.at ?? now,
  }));
  const standings = await bookStandings(db, asked);
  return rows.map((row) => {
    const standing = standings.get(row.line.id);
    if (standing === undefined) throw new Error(`line ${row.line.id} has no standing`);
    return judge(row, standing, tolerance);
  });
}
