/** What may be issued from each shelf, kept in memory: thousands of daily issues need no question to the database. */

export interface ShelfLot {
  lotId: number;
  locationId: number;
  expiresOn: string;
  quantityBase: number;
}

function firstToExpire(a: ShelfLot, b: ShelfLot): number {
  if (a.expiresOn !== b.expiresOn) return a.expiresOn < b.expiresOn ? -1 : 1;
  return a.lotId - b.lotId;
}

/** Never more than the ledger has: what is on the road of a request is counted out until its end is known. */
export class Shelves {
  private readonly lots = new Map<string, ShelfLot[]>();

  private of(memberId: number, itemId: number): ShelfLot[] {
    return this.lots.get(`${memberId}-${itemId}`) ?? [];
  }

  /** Usable through `day`, in base units. */
  available(memberId: number, itemId: number, day: string): number {
    const usable = this.of(memberId, itemId).filter((lot) => lot.expiresOn >= day);
    return usable.reduce((sum, lot) => sum + lot.quantityBase, 0);
  }

  put(memberId: number, itemId: number, lot: ShelfLot): void {
    const held = this.of(memberId, itemId);
    const same = held.find((one) => one.lotId === lot.lotId && one.locationId === lot.locationId);
    if (same === undefined) this.replace(memberId, itemId, [...held, lot]);
    else same.quantityBase += lot.quantityBase;
  }

  replace(memberId: number, itemId: number, lots: ShelfLot[]): void {
    this.lots.set(`${memberId}-${itemId}`, [...lots].sort(firstToExpire));
  }

  /** Takes up to `quantityBase`, first to expire first; gives what was found. */
  take(memberId: number, itemId: number, quantityBase: number, day: string): ShelfLot[] {
    const taken: ShelfLot[] = [];
    let missing = quantityBase;
    for (const lot of this.of(memberId, itemId)) {
      if (missing <= 0) break;
      if (lot.expiresOn < day || lot.quantityBase === 0) continue;
      const part = Math.min(missing, lot.quantityBase);
      lot.quantityBase -= part;
      missing -= part;
      taken.push({ ...lot, quantityBase: part });
    }
    return taken;
  }

  /** Nobody hands out these lots any more, wherever they stand. */
  withhold(lotIds: ReadonlySet<number>): void {
    for (const [key, lots] of this.lots) {
      if (lots.some((lot) => lotIds.has(lot.lotId)))
        this.lots.set(
          key,
          lots.filter((lot) => !lotIds.has(lot.lotId)),
        );
    }
  }
}
