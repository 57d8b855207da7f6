/** The cards that an acceptance makes: what the contract, the application and the thing itself say of each. */

import type { LoadedAcquisition } from '../acquisitions/acquisition-queries.ts';
import type { AssetInput } from '../assets/card-rules.ts';
import type { LargeKind } from '../assets/rules.ts';
import { addMonths } from '../depreciation/rules.ts';
import { addDays, lastDayOfMonth } from '../kernel/clock.ts';
import type { LoadedPurchase } from './purchase-record.ts';
import { shareOf, type Unit } from './rules.ts';

/** Last day of a warranty that begins with the acceptance; none for no months. */
export function warrantyUntil(acceptedOn: string, months: number): string | null {
  if (months === 0) return null;
  const last = lastDayOfMonth(addMonths(acceptedOn.slice(0, 7), months));
  const same = `${last.slice(0, 7)}${acceptedOn.slice(7)}`;
  return same > last ? last : addDays(same, -1);
}

/** What is said of all units that arrive together. */
export interface Arrival {
  arrivedOn: string;
  brand: string;
  model: string;
  maker: string;
  categoryCode: string | null;
  registrationNumber: string | null;
  room: string;
  damage: string;
}

interface Given {
  of: LoadedPurchase;
  funds: LoadedAcquisition['funds'];
  arrival: Arrival;
  units: readonly Unit[];
  /** Units of the contract that were accepted before. */
  before: number;
  day: string;
}

/** The facts of each unit's card, in order. */
export function cardInputs({ of, funds, arrival, units, before, day }: Given): AssetInput[] {
  const { purchase, acquisition, place, supplier } = of;
  const { brand, model, maker, categoryCode, registrationNumber, room } = arrival;
  return units.map((unit, nth) => ({
    ...{ brand, model, maker, categoryCode, registrationNumber, room },
    ...{ name: acquisition.name, classCode: of.class.code, udi: unit.udi, serialNumber: unit.serialNumber },
    ...{ supplier: supplier.code, purchaseMethod: purchase.method, contractNumber: purchase.contractNumber },
    ...{ priceFen: purchase.unitFen, funds: shareOf(funds, purchase.unitFen, before + nth) },
    ...{ acquiredOn: day, acceptedOn: day, firstUsedOn: null },
    warrantyUntil: warrantyUntil(day, purchase.warrantyMonths),
    ...{ owner: place.code, user: null, keeper: null, custodian: null },
    ...{ largeKind: acquisition.largeKind as LargeKind | null, licenceNumber: acquisition.licenceNumber },
    ...{ formerNumber: null, note: '' },
  }));
}
