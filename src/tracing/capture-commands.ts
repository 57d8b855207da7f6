/** Counting what was scanned of what should be: the sums of days, and what an act may not be done without. */
import type { Db, Tx } from '../../db/database.ts';
import { ruleIfAny } from '../settings/queries.ts';
import * as sql from './capture-statements.ts';
import { packsOf, type TraceAct } from './rules.ts';

interface Carrier {
  id: number;
  generic_name: string;
  pack_size: number;
  prefixes: number;
}

/** Pack size and name of each item, and whether its packs carry codes. */
export async function carriersOf(db: Db, itemIds: readonly number[]) {
  const ids = [...new Set(itemIds)];
  const rows = ids.length === 0 ? [] : await db.run<Carrier>(sql.carriers, { items: ids.map((id) => ({ id })) });
  return new Map(
    rows.map((row) => {
      return [row.id, { name: row.generic_name, packSize: row.pack_size, carries: Number(row.prefixes) > 0 }];
    }),
  );
}

/** What scans cover of the lines of a paper at an act, base units by line. */
export async function coveredBy(db: Db, documentId: number, act: TraceAct): Promise<Map<number, number>> {
  const rows = await db.run<{ line_id: number; covered_base: number }>(sql.coveredOf, { documentId, act });
  return new Map(rows.map((row) => [row.line_id, Number(row.covered_base)]));
}

/** Whether an act may not be done without its codes on that day; an act the rule does not know is only advised. */
export async function isRequired(db: Db, act: TraceAct, day: string): Promise<boolean> {
  const rule = await ruleIfAny(db, 'trace_capture', day);
  return rule?.[act] === 'must';
}

export interface DayChange {
  organisationId: number;
  day: string;
  act: TraceAct;
  due: number;
  scanned: number;
}

/** Adds to the sums of days; several changes of one day are one. */
export async function addToDays(tx: Tx, changes: readonly DayChange[]): Promise<void> {
  const sums = new Map<string, { organisation_id: number; day: string; act: string; due: number; scanned: number }>();
  for (const { organisationId, day, act, due, scanned } of changes) {
    if (due === 0 && scanned === 0) continue;
    const key = `${organisationId} ${day} ${act}`;
    const sum = sums.get(key) ?? { organisation_id: organisationId, day, act, due: 0, scanned: 0 };
    sums.set(key, { ...sum, due: sum.due + due, scanned: sum.scanned + scanned });
  }
  if (sums.size === 0) return;
  const days = [...sums.values()];
  await tx.run(sql.openDays, { days });
  await tx.run(sql.addToDays, { days });
}

/** Lines that a file posted, which brings no codes: they are due, and asked for afterwards. */
export async function countFileLines(
  tx: Tx,
  at: { organisationId: number; act: TraceAct },
  lines: readonly { documentId: number; itemId: number; quantityBase: number; day: string }[],
): Promise<void> {
  const items = await carriersOf(
    tx,
    lines.map((line) => line.itemId),
  );
  const heaps = new Map<string, { itemId: number; quantityBase: number; day: string }>();
  for (const { documentId, itemId, quantityBase, day } of lines) {
    const key = `${documentId} ${itemId}`;
    heaps.set(key, { itemId, day, quantityBase: quantityBase + (heaps.get(key)?.quantityBase ?? 0) });
  }
  const changes = [...heaps.values()].map(({ itemId, quantityBase, day }) => {
    const item = items.get(itemId);
    return { ...at, day, due: item?.carries === true ? packsOf(quantityBase, item.packSize) : 0, scanned: 0 };
  });
  await addToDays(tx, changes);
}
