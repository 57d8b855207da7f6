/** One item that is short: all that members need beside all that there is and comes, and a fair share of the hub's. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { coverDaysOf, type FairShare, fairShares } from '../kernel/fair-share.ts';
import { whyNotUsable } from '../ledger/usable.ts';
import { type OpenOrderLine, openOrdersOf } from '../orders/item-open-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import type { LotKeeper, SupplyLot } from '../stock/supply-queries.ts';
import { type Supply, supplyOf } from '../stock/supply-queries.ts';
import { type Offer, substitutesFor } from '../substitutes/queries.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import type { ShortageState, Urgency } from './rules.ts';

const MOST_NEEDS = 400;
const USE_DAYS = 30;

export interface DeskNeed {
  id: number;
  number: string;
  version: number;
  status: ShortageState;
  createdBy: number;
  organisationId: number;
  place: string;
  urgency: Urgency;
  patients: number | null;
  neededBy: string;
  runsOutOn: string | null;
  answerBy: number;
  resolveBy: number | null;
  openBase: number;
}

export interface SharedNeed extends DeskNeed {
  /** Usable there now, used there in thirty days, and how long that lasts. */
  stockBase: number;
  useBase: number;
  coverDays: number | null;
  /** Null where the hub itself asks: it is not supplied from itself. */
  share: FairShare | null;
}

export interface Holding {
  place: LotKeeper;
  usableBase: number;
  /** Above what the place keeps for itself. */
  spareBase: number;
  coverDays: number | null;
}

export interface DeskSupply {
  hub: { usableBase: number; keptBase: number; reserveBase: number; barredBase: number };
  /** Campuses, and other members with something to spare; those with most to spare first. */
  campuses: Holding[];
  spare: Holding[];
  travelling: { to: string; quantityBase: number }[];
  orders: OpenOrderLine[];
  substitutes: Offer[];
}

interface NeedRow {
  id: number;
  number: string;
  version: number;
  status: ShortageState;
  created_by: number;
  organisation_id: number;
  short_name: string;
  urgency: Urgency;
  patients: number | null;
  needed_by: string;
  runs_out_on: string | null;
  answer_by: number;
  resolve_by: number | null;
  open_base: number;
}

/** What is promised is arranged for until its day has passed. */
const OPEN = `(shortage.quantity_base - shortage.answered_base - shortage.closed_base
   - case when shortage.promise_due < :today then 0 else shortage.promised_base end)`;
const needsOfItem = statement(
  `select document.id, document.number, document.version, document.status, document.created_by,
     shortage.organisation_id, organisation.short_name, shortage.urgency, shortage.patients, shortage.needed_by,
     shortage.runs_out_on, shortage.answer_by, shortage.resolve_by,
     ${OPEN} as open_base
   from shortage join document on document.id = shortage.document_id
     and coalesce(document.status, '') in ('registered', 'accepted', 'matched')
   join organisation on organisation.id = shortage.organisation_id
   where shortage.item_id = :itemId
     and ${OPEN} > 0
   order by shortage.answer_by, document.id limit ${MOST_NEEDS}`,
);

/** What is open of one item, first to be answered first; at most 400 requests. */
export async function needsOf(db: Db, itemId: number, today: string): Promise<DeskNeed[]> {
  const rows = await db.run<NeedRow>(needsOfItem, { itemId, today });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    status: row.status,
    createdBy: row.created_by,
    organisationId: row.organisation_id,
    place: row.short_name,
    urgency: row.urgency,
    patients: row.patients,
    neededBy: row.needed_by,
    runsOutOn: row.runs_out_on,
    answerBy: row.answer_by,
    resolveBy: row.resolve_by,
    openBase: Number(row.open_base),
  }));
}

const freeOf = (lot: SupplyLot) => lot.onHand - lot.reserved;

/** Usable and free at each member. */
function usableByMember(supply: Supply, today: string): Map<number, number> {
  const sums = new Map<number, number>();
  for (const lot of supply.lots) {
    if (lot.locationKind !== 'store' || whyNotUsable(lot, { on: today, secondPerson: true }) !== null) continue;
    sums.set(lot.organisation.id, (sums.get(lot.organisation.id) ?? 0) + freeOf(lot));
  }
  return sums;
}

/** The needs in the order of the desk, each with its share of what the hub has. */
export function shareNeeds(
  needs: readonly DeskNeed[],
  supply: Supply,
  asked: { hubId: number; packSize: number; today: string },
): { availableBase: number; needs: SharedNeed[] } {
  const usable = usableByMember(supply, asked.today);
  const availableBase = usable.get(asked.hubId) ?? 0;
  const held = needs.map((need) => ({
    ...need,
    stockBase: usable.get(need.organisationId) ?? 0,
    useBase: supply.useByOrganisation.get(need.organisationId) ?? 0,
  }));
  const others = held.filter((need) => need.organisationId !== asked.hubId);
  const asks = others.map(({ id, openBase, urgency, stockBase, useBase }) => {
    return { id, askedBase: openBase, emergency: urgency === 'emergency', stockBase, useBase };
  });
  const shares = new Map(fairShares(asks, availableBase, asked.packSize).map((share) => [share.id, share]));
  const told = held.map((need) => ({ ...need, coverDays: coverDaysOf(need), share: shares.get(need.id) ?? null }));
  return { availableBase, needs: told.sort(byHurt) };
}

const RANKS: Record<Urgency, number> = { emergency: 0, chronic: 1, routine: 2 };

/** What orders the needs, lowest first: urgency, days of cover, patients, time left. */
function hurtOf(need: SharedNeed): number[] {
  const cover = need.coverDays ?? (need.stockBase > 0 ? Number.MAX_SAFE_INTEGER : 0);
  return [RANKS[need.urgency], cover, 0 - (need.patients ?? 0), need.answerBy, need.id];
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

const byHurt = (a: SharedNeed, b: SharedNeed) => compared(hurtOf(a), hurtOf(b));

/** One page of the needs behind the last of the page before: all are shared out, a page is shown and answered. */
export function needsPage(
  needs: readonly SharedNeed[],
  after: string | undefined,
  size: number,
): KeysetPage<SharedNeed> & { total: number } {
  const last = decodeCursor(after, ['number', 'number', 'number', 'number', 'number'])?.map(Number);
  const behind = last === undefined ? needs : needs.filter((need) => compared(hurtOf(need), last) > 0);
  return { ...keysetPage(behind.slice(0, size + 1), size, hurtOf), total: needs.length };
}

/** What members but the hub have that is usable, and what of it they can spare. */
export function holdings(supply: Supply, today: string, memberDays: number, hubId: number): Holding[] {
  const usable = usableByMember(supply, today);
  const places = new Map(supply.lots.map((lot) => [lot.organisation.id, lot.organisation]));
  return [...usable].flatMap(([id, usableBase]) => {
    const place = places.get(id);
    if (place === undefined || id === hubId || usableBase <= 0) return [];
    const useBase = supply.useByOrganisation.get(id) ?? 0;
    const spareBase = Math.max(0, usableBase - Math.ceil((useBase * memberDays) / USE_DAYS));
    return [{ place, usableBase, spareBase, coverDays: coverDaysOf({ stockBase: usableBase, useBase }) }];
  });
}

function hubOf(supply: Supply, hubId: number, today: string): DeskSupply['hub'] {
  const own = supply.lots.filter((lot) => lot.locationKind === 'store' && lot.organisation.id === hubId);
  const sum = (of: (lot: SupplyLot) => number) => own.reduce((total, lot) => total + of(lot), 0);
  const whyOf = (lot: SupplyLot) => whyNotUsable(lot, { on: today, secondPerson: true })?.why;
  return {
    usableBase: sum((lot) => (whyOf(lot) === undefined ? freeOf(lot) : 0)),
    keptBase: sum((lot) => (whyOf(lot) === undefined ? lot.reserved : 0)),
    reserveBase: sum((lot) => (whyOf(lot) === 'reserve_zone' ? lot.onHand : 0)),
    barredBase: sum((lot) => (whyOf(lot) !== undefined && whyOf(lot) !== 'reserve_zone' ? lot.onHand : 0)),
  };
}

function travellingOf(supply: Supply): DeskSupply['travelling'] {
  const sums = new Map<string, number>();
  for (const lot of supply.lots) {
    if (lot.locationKind !== 'transit') continue;
    sums.set(lot.organisation.shortName, (sums.get(lot.organisation.shortName) ?? 0) + lot.onHand);
  }
  return [...sums].map(([to, quantityBase]) => ({ to, quantityBase }));
}

export interface DeskItemView {
  availableBase: number;
  needs: SharedNeed[];
  supply: DeskSupply;
}

/** Demand against supply of one item at `now`, as the hub weighs it. Nothing is kept by asking. */
export async function deskItem(
  db: Db,
  item: { id: number; packSize: number },
  hubId: number,
  now: number,
): Promise<DeskItemView> {
  const today = dayOf(now);
  const [needs, supply, orders, substitutes, { memberDays }] = await Promise.all([
    needsOf(db, item.id, today),
    supplyOf(db, item.id, today),
    openOrdersOf(db, item.id),
    substitutesFor(db, item.id, today),
    ruleOn(db, 'surplus_cover', today),
  ]);
  const bySpare = (a: Holding, b: Holding) => b.spareBase - a.spareBase || b.usableBase - a.usableBase;
  const held = holdings(supply, today, memberDays, hubId).sort(bySpare);
  return {
    ...shareNeeds(needs, supply, { hubId, packSize: item.packSize, today }),
    supply: {
      hub: hubOf(supply, hubId, today),
      campuses: held.filter(({ place }) => place.kind === 'campus'),
      spare: held.filter(({ place, spareBase }) => place.kind !== 'campus' && spareBase > 0),
      travelling: travellingOf(supply),
      orders,
      substitutes: substitutes.filter((offer) => offer.availableBase > 0),
    },
  };
}
