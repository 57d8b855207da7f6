/** What could serve a request: the hub's own lots as first-expiry-first-out takes them, and who else has any. */
import type { Db } from '../../db/database.ts';
import { purposeOf } from '../dispatches/answer-commands.ts';
import { type Holder, holdersOf, openDispatchBetween } from '../dispatches/serving-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { allocate, placeKey, type Skipped } from '../ledger/allocate.ts';
import { type ControlClass, isControlled, type Purpose, whyNotUsable } from '../ledger/usable.ts';
import { ruleOn } from '../settings/queries.ts';
import { coverDays } from '../stock/rules.ts';
import { type LotKeeper, type SupplyLot, supplyOf, USE_DAYS } from '../stock/supply-queries.ts';
import { openBase } from './rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

export type WhyNot = Skipped['reason'];

export interface OwnLot {
  lot: SupplyLot;
  /** Not reserved for anything. */
  availableBase: number;
  /** What first-expiry-first-out takes of it. */
  suggestedBase: number;
  why: WhyNot | null;
  holders: Holder[];
}

export interface MemberSupply {
  organisation: LotKeeper;
  lots: { lot: SupplyLot; availableBase: number; why: WhyNot | null }[];
  /** Usable for this request and not reserved. */
  usableBase: number;
  use30Base: number;
  coverDays: number | null;
  /** Beyond the days that the rule lets a member keep for itself. */
  surplusBase: number;
}

export interface SupplyPlan {
  openBase: number;
  suggestedBase: number;
  own: OwnLot[];
  ownUsableBase: number;
  ownCoverDays: number | null;
  /** Other members, those with most to spare first; read only. */
  members: MemberSupply[];
  travelling: SupplyLot[];
  destination: { usableBase: number; use30Base: number; coverDays: number | null };
  openDispatch: { number: string; lines: number } | undefined;
}

/** Why a lot cannot be taken: unusable for the purpose, or all of it kept for others. */
function whyNot(lot: SupplyLot, purpose: Purpose): WhyNot | null {
  const reason = whyNotUsable(lot, purpose);
  if (reason !== null) return reason;
  return lot.onHand - lot.reserved > 0 ? null : { why: 'all_reserved', detail: { reserved: lot.reserved } };
}

interface Keeping {
  organisation: LotKeeper;
  use30Base: number;
  /** Days of use that a member keeps for itself. */
  keepDays: number;
}

function memberOf(lots: SupplyLot[], { organisation, use30Base, keepDays }: Keeping, purpose: Purpose): MemberSupply {
  const judged = lots.map((lot) => ({ lot, availableBase: lot.onHand - lot.reserved, why: whyNot(lot, purpose) }));
  const usableBase = judged.reduce((sum, one) => sum + (one.why === null ? one.availableBase : 0), 0);
  const surplusBase = Math.max(0, usableBase - Math.ceil((use30Base * keepDays) / USE_DAYS));
  const cover = coverDays(usableBase, use30Base);
  return { organisation, lots: judged, usableBase, use30Base, coverDays: cover, surplusBase };
}

function byMember(lots: readonly SupplyLot[]): Map<number, SupplyLot[]> {
  const groups = new Map<number, SupplyLot[]>();
  for (const lot of lots) {
    const group = groups.get(lot.organisation.id);
    if (group === undefined) groups.set(lot.organisation.id, [lot]);
    else group.push(lot);
  }
  return groups;
}

function bySpare(a: MemberSupply, b: MemberSupply): number {
  const spare = (one: MemberSupply) => one.usableBase - (one.use30Base * 3) / 2;
  return spare(b) - spare(a) || a.organisation.id - b.organisation.id;
}

/**
 * The plan for a request whose item is known, from the stores of `hubId`. Nothing is kept by asking: the answer
 * itself checks again.
 */
export async function supplyPlan(
  db: Db,
  record: ShortageRecord & { item: { id: number; controlClass: ControlClass } },
  hubId: number,
  now: number,
): Promise<SupplyPlan> {
  const today = dayOf(now);
  const { controlClass } = record.item;
  const [supply, purpose, openDispatch, { memberDays: keepDays }] = await Promise.all([
    supplyOf(db, record.item.id, today),
    purposeOf(db, record.shortage, record.organisation, today, controlClass),
    openDispatchBetween(db, hubId, record.organisation.id, isControlled(controlClass)),
    ruleOn(db, 'surplus_cover', today),
  ]);
  const stored = supply.lots.filter((lot) => lot.locationKind === 'store');
  const own = stored.filter((lot) => lot.organisation.id === hubId);
  const open = Math.max(0, openBase(record.shortage));
  const { chosen, shortBase } = allocate(own, open, purpose);
  const taken = new Map(chosen.map((one) => [placeKey(one.lot), one.quantityBase]));
  const holders = await holdersOf(db, hubId, [
    ...new Set(own.filter((lot) => lot.reserved > 0).map((lot) => lot.lotId)),
  ]);
  const groups = byMember(stored);
  const useOf = (id: number) => supply.useByOrganisation.get(id) ?? 0;
  const members = [...groups.values()].flatMap((lots) => {
    const organisation = lots[0]?.organisation;
    if (organisation === undefined) return [];
    return [memberOf(lots, { organisation, use30Base: useOf(organisation.id), keepDays }, purpose)];
  });
  const at = (id: number) => members.find((member) => member.organisation.id === id);
  const destinationId = record.organisation.id;
  // What already lies there need not outlive a journey, only the treatment
  const { lifeDaysMin: _journey, ...treatment } = purpose;
  const lying = groups.get(destinationId)?.map((lot) => ({ lot, why: whyNot(lot, treatment) })) ?? [];
  const usableThere = lying.reduce((sum, { lot, why }) => sum + (why === null ? lot.onHand - lot.reserved : 0), 0);
  return {
    openBase: open,
    suggestedBase: open - shortBase,
    own: own.map((lot) => ({
      lot,
      availableBase: lot.onHand - lot.reserved,
      suggestedBase: taken.get(placeKey(lot)) ?? 0,
      why: whyNot(lot, purpose),
      holders: holders.filter((holder) => holder.lotId === lot.lotId && holder.locationId === lot.locationId),
    })),
    ownUsableBase: at(hubId)?.usableBase ?? 0,
    ownCoverDays: at(hubId)?.coverDays ?? null,
    members: members
      .filter((member) => member.organisation.id !== hubId && member.organisation.id !== destinationId)
      .sort(bySpare),
    travelling: supply.lots.filter((lot) => lot.locationKind === 'transit'),
    destination: {
      usableBase: usableThere,
      use30Base: useOf(destinationId),
      coverDays: coverDays(usableThere, useOf(destinationId)),
    },
    openDispatch,
  };
}
