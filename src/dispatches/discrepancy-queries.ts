/** One difference as its page shows it, with its timeline and the version the form must name. */

import type { Db } from '../../db/database.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { type PrintLine, printsOf } from '../print/print-queries.ts';
import { type DiscrepancyRecord, discrepancyByNumber } from './discrepancy-commands.ts';
import { type DifferenceRow, differencesOf } from './discrepancy-list-queries.ts';

export interface DifferenceView {
  row: DifferenceRow;
  version: number;
  record: DiscrepancyRecord;
  /** Oldest first. */
  acts: ActRow[];
  prints: PrintLine[];
}

/** The difference of that number; undefined outside the scope. */
export async function showDifference(db: Db, number: string, scopePath: string): Promise<DifferenceView | undefined> {
  const record = await discrepancyByNumber(db, number, scopePath);
  if (record === undefined) return undefined;
  const rows = await differencesOf(db, record.discrepancy.dispatchId);
  const row = rows.find((one) => one.number === number);
  if (row === undefined) return undefined;
  return {
    row,
    version: record.document.version,
    record,
    acts: await timelineOf(db, record.document.id),
    prints: await printsOf(db, record.document.id),
  };
}
