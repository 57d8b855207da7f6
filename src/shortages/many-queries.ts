/** What many requests can be answered with at once, and what each of them got last. */
import type { Db } from '../../db/database.ts';
import { documentAct } from '../../db/schema/documents.ts';
import { rowset, statement } from '../../db/statement.ts';
import { wholeRow } from '../../db/whole-row.ts';
import type { ActRow } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { type OpenOrderLine, openOrdersOf } from '../orders/item-open-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { supplyOf } from '../stock/supply-queries.ts';
import { type Offer, substitutesFor } from '../substitutes/queries.ts';
import { type Holding, holdings } from './desk-item-queries.ts';
import { MANY_WAYS, type ManyWay } from './many-rules.ts';
import { unansweredBase } from './rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

export interface Neighbour {
  code: string;
  shortName: string;
  /** Of one item: usable there, and what of it can be spared. Of several: null, it has some of each. */
  usableBase: number | null;
  spareBase: number | null;
}

export interface ManyOffers {
  /** The answers that make sense for all of the requests. */
  ways: ManyWay[];
  orders: OpenOrderLine[];
  substitutes: Offer[];
  neighbours: Neighbour[];
}

/** Whose stock of more items than this is compared takes longer than a page may. */
const MOST_ITEMS = 6;

async function neighboursFor(
  db: Db,
  itemIds: readonly number[],
  asking: ReadonlySet<number>,
  hubId: number,
  today: string,
): Promise<Neighbour[]> {
  if (itemIds.length === 0 || itemIds.length > MOST_ITEMS) return [];
  const { memberDays } = await ruleOn(db, 'surplus_cover', today);
  const supplies = await Promise.all(itemIds.map((id) => supplyOf(db, id, today)));
  const held = supplies.map((supply) => holdings(supply, today, memberDays, hubId));
  const byPlace = held.map((rows) => new Map(rows.map((row) => [row.place.id, row])));
  const spareOf = (row: Holding) =>
    byPlace.reduce((sum, places) => sum + (places.get(row.place.id)?.spareBase ?? 0), 0);
  return (held[0] ?? [])
    .filter(({ place }) => byPlace.every((places) => places.has(place.id)))
    .filter(({ place }) => asking.size > 1 || !asking.has(place.id))
    .sort((a, b) => spareOf(b) - spareOf(a) || b.usableBase - a.usableBase)
    .map(({ place, usableBase, spareBase }) => {
      const alone = itemIds.length === 1;
      const { code, shortName } = place;
      return { code, shortName, usableBase: alone ? usableBase : null, spareBase: alone ? spareBase : null };
    });
}

/** What all of these requests can be answered with: of one item more than of several, of wishes least. */
export async function manyOffers(
  db: Db,
  records: readonly ShortageRecord[],
  hubId: number,
  now: number,
): Promise<ManyOffers> {
  const today = dayOf(now);
  const items = new Set(records.map((record) => record.item?.id ?? 0));
  const [first = 0] = items;
  const isOne = items.size === 1 && first > 0;
  const listed = records.length > 0 && !items.has(0);
  const asking = new Set(records.map((record) => record.organisation.id));
  const welcome = records.some((record) => record.shortage.substituteAcceptable);
  const [orders, substitutes, neighbours] = await Promise.all([
    isOne ? openOrdersOf(db, first) : [],
    isOne && welcome ? substitutesFor(db, first, today) : [],
    listed ? neighboursFor(db, [...items], asking, hubId, today) : [],
  ]);
  const offered = substitutes.filter((offer) => offer.availableBase > 0);
  const fits: Record<ManyWay, boolean> = {
    order: orders.length > 0,
    purchase: listed,
    ad_hoc: listed,
    substitute: offered.length > 0,
    neighbour: neighbours.length > 0,
    refer: true,
    refuse: true,
  };
  return { ways: MANY_WAYS.filter((way) => fits[way]), orders, substitutes: offered, neighbours };
}

export type Answerable = 'yes' | 'own' | 'moved' | 'promised';

/** Whether this person may answer it now, and why not. */
export function answerable({ document, shortage }: ShortageRecord, userId: number): Answerable {
  if (!['registered', 'accepted', 'matched'].includes(document.status)) return 'moved';
  if (document.status === 'registered' && document.createdBy === userId) return 'own';
  if (unansweredBase(shortage) > 0) return 'yes';
  return shortage.promisedBase > 0 ? 'promised' : 'moved';
}

const ANSWERS = ['promise', 'close_part', 'ask_neighbour', 'answer', 'reject', 'close_rest', 'decline', 'take_back'];
const acts = wholeRow(documentAct, 'document_act');
const lastAnswers = statement(
  `select ${acts.columns} from document_act where id in (
     select max(act.id) from document_act as act
     where act.document_id in (select id from ${rowset('ids', { id: 'int' })} as given)
       and act.act in (${ANSWERS.map((act) => `'${act}'`).join(', ')})
     group by act.document_id)`,
);

/** The last answer that each of these requests got, by the id of its document. */
export async function lastAnswersOf(db: Db, ids: readonly number[]): Promise<Map<number, ActRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.run<Record<string, unknown>>(lastAnswers, { ids: ids.map((id) => ({ id })) });
  return new Map(rows.map(acts.read).map((act) => [act.documentId, act]));
}
