/** The difference report: what leads from one version to another, and what hangs on the items that leave. */
import type { Db } from '../../db/database.ts';
import { amountFen } from '../kernel/money.ts';
import { dayOfDraft, draftEntries, versionEntries } from './entry-queries.ts';
import * as sql from './entry-statements.ts';
import { openDraft, publishedVersions } from './queries.ts';
import { differencesOf, type Entry, type EntryDifference } from './snapshot.ts';

/** One end of a comparison: a published edition, the open draft, or nothing before the first version. */
export type VersionEnd = number | 'draft' | null;

export interface ComparedVersion {
  /** Null for the draft. */
  edition: number | null;
  title: string;
  documentNumber: string;
  effectiveOn: string | null;
  entries: readonly Entry[];
}

export interface MemberStock {
  code: string;
  shortName: string;
  onHandBase: number;
  reservedBase: number;
  valueFen: number;
}

export interface Leaving {
  stock: MemberStock[];
  onHandBase: number;
  valueFen: number;
  shortages: { number: string; status: string; place: string; openBase: number }[];
  reservations: { number: string; kind: string; place: string; quantityBase: number }[];
}

export interface Difference {
  from: ComparedVersion | null;
  to: ComparedVersion;
  rows: EntryDifference[];
  counts: Record<EntryDifference['act'], number>;
  /** What hangs on each item that leaves. */
  leaving: Map<number, Leaving>;
  totals: { valueFen: number; members: number; shortages: number; reservations: number };
}

/** The version at one end; undefined when there is no such. */
export async function comparedVersion(
  db: Db,
  end: number | 'draft',
  today: string,
): Promise<ComparedVersion | undefined> {
  if (end === 'draft') {
    const draft = await openDraft(db);
    if (draft === undefined) return undefined;
    const { title, documentNumber, effectiveOn } = draft;
    const entries = await draftEntries(db, draft, dayOfDraft(draft, today));
    return { edition: null, title, documentNumber, effectiveOn, entries };
  }
  const version = (await publishedVersions(db)).find((each) => each.edition === end);
  if (version === undefined) return undefined;
  const { edition, title, documentNumber, effectiveOn } = version;
  return { edition, title, documentNumber, effectiveOn, entries: await versionEntries(db, version.id) };
}

/** Compares two versions; what members under `scopePath` have of the leavers comes along. */
export async function differenceBetween(
  db: Db,
  ends: { from: number | null; to: number | 'draft' },
  scopePath: string,
  today: string,
): Promise<Difference | undefined> {
  const from = ends.from === null ? null : await comparedVersion(db, ends.from, today);
  const to = await comparedVersion(db, ends.to, today);
  if (from === undefined || to === undefined) return undefined;
  const rows = differencesOf(from?.entries ?? [], to.entries);
  const counts = { add: 0, remove: 0, tiers: 0, words: 0 };
  for (const row of rows) counts[row.act] += 1;
  const leavers = rows.filter((row) => row.act === 'remove').map((row) => row.itemId);
  const leaving = await leavingOf(db, leavers, scopePath);
  return { from, to, rows, counts, leaving, totals: totalsOf(leaving) };
}

function totalsOf(leaving: Map<number, Leaving>): Difference['totals'] {
  const all = [...leaving.values()];
  return {
    valueFen: all.reduce((sum, each) => sum + each.valueFen, 0),
    members: new Set(all.flatMap((each) => each.stock.map((member) => member.code))).size,
    shortages: all.reduce((sum, each) => sum + each.shortages.length, 0),
    reservations: all.reduce((sum, each) => sum + each.reservations.length, 0),
  };
}

interface StockRow {
  item_id: number;
  code: string;
  short_name: string;
  price_pack: number;
  pack_size: number;
  on_hand: number;
  reserved: number;
}

interface PaperRow {
  item_id: number;
  number: string;
  short_name: string;
}

/** Stock by member, open requests and reservations of the items, each kind in one statement. */
async function leavingOf(db: Db, itemIds: readonly number[], scopePath: string): Promise<Map<number, Leaving>> {
  const found = new Map<number, Leaving>();
  if (itemIds.length === 0) return found;
  for (const id of itemIds) found.set(id, { stock: [], onHandBase: 0, valueFen: 0, shortages: [], reservations: [] });
  const asked = { items: itemIds.map((id) => ({ id })), scope: scopePath };
  for (const row of await db.run<StockRow>(sql.leaversStock, asked)) addStock(found.get(Number(row.item_id)), row);
  const shortages = await db.run<PaperRow & { status: string; open_base: number }>(sql.leaversShortages, asked);
  for (const { item_id, number, status, short_name: place, open_base } of shortages) {
    found.get(Number(item_id))?.shortages.push({ number, status, place, openBase: Math.max(0, open_base) });
  }
  const kept = await db.run<PaperRow & { kind: string; quantity_base: number }>(sql.leaversReservations, asked);
  for (const { item_id, number, kind, short_name: place, quantity_base } of kept) {
    found.get(Number(item_id))?.reservations.push({ number, kind, place, quantityBase: quantity_base });
  }
  return found;
}

/** Lots of one member at different prices are one line of its stock. */
function addStock(leaving: Leaving | undefined, row: StockRow): void {
  if (leaving === undefined) return;
  const valueFen = amountFen(row.on_hand, row.pack_size, row.price_pack);
  let member = leaving.stock.find((each) => each.code === row.code);
  if (member === undefined) {
    member = { code: row.code, shortName: row.short_name, onHandBase: 0, reservedBase: 0, valueFen: 0 };
    leaving.stock.push(member);
  }
  member.onHandBase += row.on_hand;
  member.reservedBase += row.reserved;
  member.valueFen += valueFen;
  leaving.onHandBase += row.on_hand;
  leaving.valueFen += valueFen;
}
