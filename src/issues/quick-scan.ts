/** One scan on the short page of issues: a pack more of its drug, with its trace code where it carries one. */
import type { Db } from '../../db/database.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { packsInside } from '../tracing/known-queries.ts';
import { isTraceCode } from '../tracing/rules.ts';
import { maybeBoxes, withScanned } from './code-entry.ts';
import { findOwn, shelfOf } from './entry-queries.ts';

export interface QuickScan {
  organisationId: number;
  /** As the scanner or a person typed it. */
  scanned: string;
  /** The fields of the page, each with its typed values. */
  values: Record<string, string[]>;
  at: number;
}

/**
 * The fields of the short page with one scan more. A box counts for the packs in it. Refuses what does not read
 * (with its readings), what is not on the shelf, and what several drugs may be.
 */
export async function withQuickScan(db: Db, asked: QuickScan): Promise<Result<Record<string, string[]>>> {
  const { scanned, values, organisationId, at } = asked;
  const inside = isTraceCode(scanned) ? (await packsInside(db, [scanned.trim()])).get(scanned.trim()) : undefined;
  const found = await findOwn(db, organisationId, inside?.[0] ?? scanned, at);
  if (found.unread !== null) return found.unread;
  const [hit, ...more] = found.hits;
  const code = scanned.replaceAll('\u001d', ' ').trim().slice(0, 60);
  if (hit === undefined) return refuse('issue_scan_none', { code }, 'q');
  if (more.length > 0) {
    const items = [hit, ...more].slice(0, 3).map(({ item }) => item.name);
    return refuse('issue_scan_several', { code, items: items.join('、') }, 'q');
  }
  if (hit.item.controlled) return refuse('issue_scan_controlled', { item: hit.item.name }, 'q');
  const shelf = await shelfOf(db, organisationId, undefined, dayOf(at), new Set([hit.item.id]));
  if (shelf.every((row) => row.item.id !== hit.item.id)) return refuse('issue_scan_none', { code }, 'q');
  const name = `line.${hit.item.id}`;
  const typed = (field: string) => values[`${name}.${field}`]?.[0] ?? '';
  const line = { packs: typed('packs'), units: typed('units'), codes: typed('codes') };
  const boxes = await packsInside(db, maybeBoxes(line.codes, scanned));
  const packs = Number(line.packs.trim() === '' ? '0' : line.packs.trim());
  const next = isTraceCode(scanned)
    ? withScanned(line, scanned, boxes)
    : { ...line, ...(Number.isSafeInteger(packs) && { packs: String(packs + 1) }) };
  return ok({
    ...values,
    q: [''],
    [`${name}.item`]: [String(hit.item.id)],
    [`${name}.packs`]: [next.packs],
    [`${name}.codes`]: [next.codes],
  });
}
