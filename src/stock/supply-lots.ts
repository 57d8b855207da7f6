/** A lot at a place, put together from what is read of the lot, the place and the item. */
import type { OrganisationKind } from '../auth/viewer.ts';
import type { Candidate } from '../ledger/allocate.ts';
import type { PermitFacts } from '../ledger/permit-rule.ts';
import type { ControlClass, Zone } from '../ledger/usable.ts';

export interface LotKeeper {
  id: number;
  code: string;
  shortName: string;
  kind: OrganisationKind;
  path: string;
}

/** A lot at a place. `organisation` holds the key; for a lot in transit it is the one the goods travel to. */
export interface SupplyLot extends Candidate {
  organisation: LotKeeper;
  locationName: string;
  /** Paid, in 1/10,000 yuan a pack. */
  pricePack: number;
}

export interface Lying {
  lot_id: number;
  lot_number: string;
  location_id: number;
  received_on: string;
  on_hand: number;
  reserved: number;
  expires_on: string;
  frozen: 'recall' | 'quality' | null;
  price_pack: number;
}

export interface PlaceRow {
  location_id: number;
  zone: Zone;
  location_kind: string;
  location_name: string;
  organisation_id: number;
  code: string;
  short_name: string;
  organisation_kind: OrganisationKind;
  path: string;
}

export interface ItemFacts {
  item_id: number;
  control_class: ControlClass;
  use_until: string | null;
  item_kind: string;
}

export type LotRow = Lying & PlaceRow & ItemFacts;

interface Place {
  locationName: string;
  locationKind: string;
  zone: Zone;
  organisation: LotKeeper;
}

/** The place of a row, with the member that keeps it. */
export function placeOf(row: PlaceRow): Place {
  const { organisation_id: id, code, short_name: shortName, organisation_kind: kind, path } = row;
  const organisation = { id, code, shortName, kind, path };
  return { locationName: row.location_name, locationKind: row.location_kind, zone: row.zone, organisation };
}

/** A lot as it lies at a place; `permits` are those of a preparation. */
export function lotOf(
  lot: Lying,
  place: Place,
  item: ItemFacts,
  permits: readonly PermitFacts[] | undefined,
): SupplyLot {
  const { organisation } = place;
  return {
    lotId: lot.lot_id,
    lotNumber: lot.lot_number,
    itemId: item.item_id,
    locationId: lot.location_id,
    locationName: place.locationName,
    locationKind: place.locationKind,
    zone: place.zone,
    receivedOn: lot.received_on,
    expiresOn: lot.expires_on,
    frozen: lot.frozen,
    controlClass: item.control_class,
    useUntil: item.use_until,
    preparation: permits && { keeperId: organisation.id, permits },
    onHand: lot.on_hand,
    reserved: lot.reserved,
    pricePack: lot.price_pack,
    organisation,
  };
}

/** First to expire first, then first received. */
export function inOrder(a: SupplyLot, b: SupplyLot): number {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn < b.expiresOn ? -1 : 1;
  if (a.receivedOn !== b.receivedOn) return a.receivedOn < b.receivedOn ? -1 : 1;
  return a.lotId - b.lotId || a.locationId - b.locationId;
}
