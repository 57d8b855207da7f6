/** Items on trial, and items that something speaks against: no use, repeated shortages, a lost tender, a signal. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { dossier } from '../../db/schema/selection.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { rowset, statement } from '../../db/statement.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { addMonths } from './rules.ts';
import { notesOf, type WatchNote } from './watch-note-queries.ts';
import { watched } from './watch-statements.ts';

export const TRIGGERS = ['unused', 'shortages', 'vbp', 'signal', 'trial_over'] as const;
export type Trigger = (typeof TRIGGERS)[number];

export interface WatchedItem {
  itemId: number;
  code: string;
  name: string;
  strength: string;
  manufacturer: string;
  /** The dossier by which it came in, while it is on trial or kept. */
  dossierNumber: string | null;
  status: string | null;
  trialUntil: string | null;
  usedBase: number;
  shortages: number;
  /** The tender it did not win; null otherwise. */
  unselected: string | null;
  signals: number;
  /** When somebody last kept it with a reason: what spoke against it before has been answered. */
  keptAt: number | null;
  triggers: Trigger[];
}

interface WatchedRow {
  id: number;
  code: string;
  generic_name: string;
  strength: string;
  manufacturer: string;
  created_at: number;
  number: string | null;
  status: string | null;
  trial_until: string | null;
  decided_at: number | null;
  used: number;
  shortages: number;
  vbp: string | null;
  vbp_from: string | null;
  kept_at: number | null;
  signals: number;
}

interface Bounds {
  today: string;
  unusedSince: string;
  shortSince: string;
  shortages: number;
}

/** The days and numbers of the dated rule as they are on `today`. */
export async function trialBounds(db: Db, today: string): Promise<Bounds> {
  const rule = await ruleOn(db, 'selection_trial', today);
  const unusedSince = addMonths(today, -rule.unusedMonths);
  return { today, unusedSince, shortSince: addMonths(today, -rule.months), shortages: rule.shortages };
}

function triggersOf(row: WatchedRow, bounds: Bounds): Trigger[] {
  const from = startOfDay(bounds.unusedSince);
  const keptAt = Number(row.kept_at ?? 0);
  const known = Math.max(Number(row.decided_at ?? row.created_at), keptAt) <= from;
  const spoken: Record<Trigger, boolean> = {
    unused: known && Number(row.used) === 0,
    shortages: Number(row.shortages) >= bounds.shortages,
    vbp: row.vbp !== null && (keptAt === 0 || (row.vbp_from ?? '') > dayOf(keptAt)),
    signal: Number(row.signals) > 0,
    trial_over: row.status === 'trial' && row.trial_until !== null && row.trial_until < bounds.today,
  };
  return TRIGGERS.filter((trigger) => spoken[trigger]);
}

function asWatched(row: WatchedRow, bounds: Bounds): WatchedItem {
  return {
    itemId: Number(row.id),
    code: row.code,
    name: row.generic_name,
    strength: row.strength,
    manufacturer: row.manufacturer,
    dossierNumber: row.number,
    status: row.status,
    trialUntil: row.trial_until,
    usedBase: Number(row.used),
    shortages: Number(row.shortages),
    unselected: row.vbp === null ? null : row.vbp.slice('unselected:'.length),
    signals: Number(row.signals),
    keptAt: row.kept_at === null ? null : Number(row.kept_at),
    triggers: triggersOf(row, bounds),
  };
}

export interface Watch {
  bounds: Bounds;
  /** Everything that is listed or on trial. */
  listed: WatchedItem[];
  onTrial: WatchedItem[];
  /** Listed items that something speaks against, those on trial included. */
  spokenAgainst: WatchedItem[];
}

/** Everything that is on trial or spoken against as of `today`. */
export async function watchList(db: Db, today: string): Promise<Watch> {
  const bounds = await trialBounds(db, today);
  const given = { since: bounds.unusedSince, today, shortSince: startOfDay(bounds.shortSince) };
  const rows = (await db.run<WatchedRow>(watched, given)).map((row) => asWatched(row, bounds));
  return {
    bounds,
    listed: rows,
    onTrial: rows.filter((row) => row.status === 'trial'),
    spokenAgainst: rows.filter((row) => row.triggers.length > 0),
  };
}

/** What the numbers of one item are made of. */
export interface WatchedRows {
  use: { organisation: string; code: string; days: number; quantityBase: number; lastDay: string }[];
  shortages: { number: string; organisation: string; status: string; createdAt: number; quantityBase: number }[];
  /** Start of the time in which shortages count. */
  shortSince: number;
  notes: WatchNote[];
}

const useRows = statement(
  `select organisation.short_name as organisation, organisation.code, count(*) as days,
     cast(sum(daily_use.quantity_base) as bigint) as base, max(daily_use.day) as last_day
   from daily_use join ${rowset('items', { id: 'int' })} as wanted on wanted.id = daily_use.item_id
   join organisation on organisation.id = daily_use.organisation_id
   where daily_use.day between :since and :today group by organisation.short_name, organisation.code
   order by organisation.code`,
);

interface UseRow {
  organisation: string;
  code: string;
  days: number;
  base: number;
  last_day: string;
}

/** The rows behind the numbers of one item; `keptAt` is when it was last kept, before which shortages are answered. */
export async function watchedRows(db: Db, itemId: number, bounds: Bounds, keptAt: number | null): Promise<WatchedRows> {
  const given = { items: [{ id: itemId }], since: bounds.unusedSince, today: bounds.today };
  const use = await db.run<UseRow>(useRows, given);
  const missed = await db
    .select({ document, organisation: organisation.shortName, quantityBase: shortage.quantityBase })
    .from(shortage)
    .innerJoin(document, eq(document.id, shortage.documentId))
    .innerJoin(organisation, eq(organisation.id, shortage.organisationId))
    .where(eq(shortage.itemId, itemId))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(200);
  const since = Math.max(startOfDay(bounds.shortSince), keptAt === null ? 0 : keptAt + 1);
  const counted = missed.filter(
    (row) => row.document.createdAt >= since && !['cancelled', 'rejected'].includes(row.document.status),
  );
  return {
    use: use.map((row) => ({
      organisation: row.organisation,
      code: row.code,
      days: Number(row.days),
      quantityBase: Number(row.base),
      lastDay: row.last_day,
    })),
    shortages: counted.map(({ document: paper, organisation: place, quantityBase }) => {
      const { number, status, createdAt } = paper;
      return { number, status, createdAt, organisation: place, quantityBase };
    }),
    shortSince: since,
    notes: await notesOf(db, itemId),
  };
}

/** The item with its running dossier, when it has one. */
export async function watchedItem(db: Db, code: string) {
  const [found] = await db.select().from(item).where(eq(item.code, code));
  if (found === undefined) return undefined;
  const [running] = await db
    .select({ document, trialUntil: dossier.trialUntil })
    .from(dossier)
    .innerJoin(document, eq(document.id, dossier.documentId))
    .where(and(eq(dossier.itemId, found.id), inArray(document.status, ['trial', 'kept'])))
    .orderBy(desc(dossier.id))
    .limit(1);
  return { item: found, running };
}
