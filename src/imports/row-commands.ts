/** Keeps the judged rows of a preview: in parts, so that a long file lets others have their turn. */
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { importRow } from '../../db/schema/imports.ts';
import { type Pace, ROWS_A_TURN } from './pace.ts';

/** What every judged row says, whatever is imported. */
export interface KeptEntry {
  /** Row of the sheet as the person sees it. */
  row: number;
  verdict: string;
}

export interface Placed {
  position: number;
  entry: KeptEntry;
}

const over = {
  row: sql.raw('excluded."row"'),
  verdict: sql.raw('excluded.verdict'),
  entry: sql.raw('excluded.entry'),
};

/** Writes rows at their positions, over what stood there. */
export async function keepRows(tx: Tx, draftId: number, placed: readonly Placed[], pace: Pace): Promise<void> {
  for (let from = 0; from < placed.length; from += ROWS_A_TURN) {
    await pace('keeping', from, placed.length);
    const part = placed.slice(from, from + ROWS_A_TURN).map(({ position, entry }) => {
      return { draftId, position, row: entry.row, verdict: entry.verdict, entry };
    });
    await tx
      .insert(importRow)
      .values(part)
      .onConflictDoUpdate({ target: [importRow.draftId, importRow.position], set: over });
  }
}

/** All rows in the order of the sheet. */
export function inOrder(entries: readonly KeptEntry[]): Placed[] {
  return entries.map((entry, position) => ({ position, entry }));
}
