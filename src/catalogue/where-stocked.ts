/** Sums an item's lots by the member that keeps them, for the item's page. Pure. */
import type { SupplyLot } from '../stock/supply-queries.ts';

export interface MemberStock {
  code: string;
  shortName: string;
  /** Base units in stores; what travels to the member stands in `transitBase`. */
  onHandBase: number;
  reservedBase: number;
  transitBase: number;
  /** Whole days that what is in stores lasts at the mean daily use; null when nothing was used. */
  coverDays: number | null;
  /** First expiry among the lots in stores; null when all is on its way. */
  firstExpiry: string | null;
}

/** What members used of the item over so many days. */
export interface Use {
  useByOrganisation: ReadonlyMap<number, number>;
  days: number;
}

/** Members at or under `scopePath` that keep some, the most first, with how long it lasts each. */
export function whereStocked(lots: readonly SupplyLot[], scopePath: string, use: Use): MemberStock[] {
  const members = new Map<number, MemberStock>();
  for (const lot of lots) {
    const { id, code, shortName, path } = lot.organisation;
    if (!path.startsWith(scopePath)) continue;
    const empty = {
      code,
      shortName,
      onHandBase: 0,
      reservedBase: 0,
      transitBase: 0,
      coverDays: null,
      firstExpiry: null,
    };
    const member: MemberStock = members.get(id) ?? empty;
    members.set(id, member);
    if (lot.locationKind === 'transit') {
      member.transitBase += lot.onHand;
      continue;
    }
    member.onHandBase += lot.onHand;
    member.reservedBase += lot.reserved;
    if (member.firstExpiry === null || lot.expiresOn < member.firstExpiry) member.firstExpiry = lot.expiresOn;
  }
  for (const [id, member] of members) {
    const used = use.useByOrganisation.get(id) ?? 0;
    if (used > 0) member.coverDays = Math.floor((member.onHandBase * use.days) / used);
  }
  return [...members.values()].sort((a, b) => b.onHandBase - a.onHandBase || (a.code < b.code ? -1 : 1));
}
