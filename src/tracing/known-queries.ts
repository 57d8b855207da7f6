/** What is known of codes: their scans so far, the items of their first digits, and what boxes hold. */
import type { Db } from '../../db/database.ts';
import * as sql from './capture-statements.ts';
import { MOST_IN_BOX, type PastScan, type TraceAct } from './rules.ts';

interface LifeRow {
  id: number;
  code: string;
  act: TraceAct;
  organisation_id: number;
  to_id: number | null;
  document_id: number;
  document_number: string;
  lot_number: string;
  part_base: number | null;
  at: number;
}

/** The scans of each code that stand, in order; a code nobody scanned is absent. */
export async function livesOf(db: Db, codes: readonly string[]): Promise<Map<string, PastScan[]>> {
  const lives = new Map<string, PastScan[]>();
  if (codes.length === 0) return lives;
  for (const row of await db.run<LifeRow>(sql.livesOf, { codes: codes.map((code) => ({ code })) })) {
    const scan: PastScan = {
      id: row.id,
      act: row.act,
      organisationId: row.organisation_id,
      toId: row.to_id,
      documentId: row.document_id,
      documentNumber: row.document_number,
      lotNumber: row.lot_number,
      partBase: row.part_base,
      at: row.at,
    };
    const known = lives.get(row.code);
    if (known === undefined) lives.set(row.code, [scan]);
    else known.push(scan);
  }
  return lives;
}

export const prefixOf = (code: string) => code.slice(0, 7);

/** The items that the first seven digits stand for, by the catalogue and by earlier scans. */
export async function itemsByPrefix(db: Db, codes: readonly string[]): Promise<Map<string, Map<number, string>>> {
  const prefixes = [...new Set(codes.map(prefixOf))];
  const found = new Map<string, Map<number, string>>();
  if (prefixes.length === 0) return found;
  const asked = { prefixes: prefixes.map((prefix) => ({ prefix })) };
  const rows = await db.run<{ prefix: string; item_id: number; generic_name: string }>(sql.itemsOfPrefixes, asked);
  for (const { prefix, item_id: id, generic_name: name } of rows) {
    const items = found.get(prefix) ?? new Map<number, string>();
    found.set(prefix, items.set(id, name));
  }
  for (const prefix of prefixes.filter((one) => !found.has(one))) {
    const range = { low: `${prefix}${'0'.repeat(13)}`, high: `${prefix}${'9'.repeat(13)}` };
    const earlier = await db.run<{ item_id: number; generic_name: string }>(sql.itemsOfEarlier, range);
    if (earlier.length > 0) found.set(prefix, new Map(earlier.map((row) => [row.item_id, row.generic_name])));
  }
  return found;
}

interface PackRow {
  inner_code: string;
  outer_code: string;
}

/** Boxes hold boxes that hold packs; no known pack has more levels than this. */
const MOST_LEVELS = 6;

/** The packs inside each code that is a box, through every level; a code that is no box is absent. */
export async function packsInside(db: Db, codes: readonly string[]): Promise<Map<string, string[]>> {
  const inside = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  let asked = [...new Set(codes)];
  let total = 0;
  for (let level = 0; level < MOST_LEVELS && asked.length > 0 && total <= MOST_IN_BOX; level += 1) {
    const rows = await db.run<PackRow>(sql.innerOf, { codes: asked.map((code) => ({ code })) });
    for (const { inner_code: inner, outer_code: outer } of rows) {
      children.set(outer, [...(children.get(outer) ?? []), inner]);
    }
    total += rows.length;
    asked = rows.map((row) => row.inner_code).filter((code) => !children.has(code));
  }
  const leaves = (code: string, depth: number): string[] => {
    const held = children.get(code);
    if (held === undefined || depth > MOST_LEVELS) return [code];
    return held.flatMap((one) => leaves(one, depth + 1));
  };
  for (const code of codes) if (children.has(code)) inside.set(code, leaves(code, 0));
  return inside;
}

/** The boxes a code lies in, the nearest first. */
export async function boxesAround(db: Db, code: string): Promise<string[]> {
  const around: string[] = [];
  let current = code;
  while (around.length < MOST_LEVELS) {
    const [row] = await db.run<PackRow>(sql.outerOf, { codes: [{ code: current }] });
    if (row === undefined) break;
    around.push(row.outer_code);
    current = row.outer_code;
  }
  return around;
}
