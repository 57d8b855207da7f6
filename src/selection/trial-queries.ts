/** Items on trial, and items that something speaks against: no use, repeated shortages, a lost tender, a signal. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { dossier } from '../../db/schema/selection.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { rowset, statement } from '../../db/statement.ts';
import { startOfDay } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { addMonths } from './rules.ts';

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
  signals: number;
}

/** Listed items and those on trial, with what is counted for each since the days given. */
const watched = statement(
  `select item.id, item.code, item.generic_name, item.strength, item.manufacturer, item.created_at,
     paper.number, paper.status, dossier.trial_until, paper.decided_at,
     coalesce(used.base, 0) as used, coalesce(missed.n, 0) as shortages, vbp.value as vbp,
     coalesce(paper.signals, 0) as signals
   from item
   left join (
     select dossier.item_id, max(dossier.id) as dossier_id from dossier
     join document on document.id = dossier.document_id and document.status in ('trial', 'kept')
     group by dossier.item_id
   ) as latest on latest.item_id = item.id
   left join dossier on dossier.id = latest.dossier_id
   left join (
     select document.id, document.number, document.status,
       (select max(at) from document_act where document_act.document_id = document.id and act = 'adopt') as decided_at,
       (select count(*) from document_act where document_act.document_id = document.id and act = 'signal' and
          document_act.id > coalesce((select max(id) from document_act as kept where kept.document_id = document.id
            and kept.act = 'keep'), 0)) as signals
     from document where kind = 'dossier'
   ) as paper on paper.id = dossier.document_id
   left join (
     select item_id, cast(sum(quantity_base) as bigint) as base from daily_use where day between :since and :today
     group by item_id
   ) as used on used.item_id = item.id
   left join (
     select shortage.item_id, count(*) as n from shortage
     join document on document.id = shortage.document_id and document.status not in ('cancelled', 'rejected')
     where document.created_at >= :shortSince group by shortage.item_id
   ) as missed on missed.item_id = item.id
   left join item_fact as vbp on vbp.item_id = item.id and vbp.type = 'vbp' and vbp.value like 'unselected:%'
     and vbp.effective_from <= :today and (vbp.effective_to is null or vbp.effective_to >= :today)
   where item.active and item.use_until is null
     and (item.county_tier or item.township_tier or item.village_tier or latest.dossier_id is not null)
   order by item.code`,
);

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
  const known = Number(row.decided_at ?? row.created_at) <= from;
  const spoken: Record<Trigger, boolean> = {
    unused: known && Number(row.used) === 0,
    shortages: Number(row.shortages) >= bounds.shortages,
    vbp: row.vbp !== null,
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
    triggers: triggersOf(row, bounds),
  };
}

export interface Watch {
  bounds: Bounds;
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
    onTrial: rows.filter((row) => row.status === 'trial'),
    spokenAgainst: rows.filter((row) => row.triggers.length > 0),
  };
}

/** What the numbers of one item are made of. */
export interface WatchedRows {
  use: { organisation: string; code: string; days: number; quantityBase: number; lastDay: string }[];
  shortages: { number: string; organisation: string; status: string; createdAt: number; quantityBase: number }[];
  signals: { note: string; actor: string; at: number }[];
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

export async function watchedRows(db: Db, itemId: number, bounds: Bounds): Promise<WatchedRows> {
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
  const signals = await db
    .select({ note: documentAct.note, actor: documentAct.actorName, at: documentAct.at })
    .from(documentAct)
    .innerJoin(dossier, eq(dossier.documentId, documentAct.documentId))
    .where(and(eq(dossier.itemId, itemId), eq(documentAct.act, 'signal')))
    .orderBy(asc(documentAct.id));
  const since = startOfDay(bounds.shortSince);
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
    signals: signals.map((row) => ({ ...row, note: row.note ?? '' })),
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
