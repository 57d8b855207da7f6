/** What lies where while the synthetic year runs: batches by member and item, first to expire first. */
import type { Random } from '../random.ts';

export interface Batch {
  lotId: number;
  /** Last usable day, counted from the first day of the history. */
  expiresAfter: number;
  quantityBase: number;
}

interface Shelf {
  /** Items with stock, for drawing one by chance. */
  items: number[];
  batches: Map<number, Batch[]>;
}

export class Shelves {
  private readonly shelves = new Map<number, Shelf>();

  private shelfOf(memberId: number): Shelf {
    let shelf = this.shelves.get(memberId);
    if (shelf === undefined) {
      shelf = { items: [], batches: new Map() };
      this.shelves.set(memberId, shelf);
    }
    return shelf;
  }

  put(memberId: number, itemId: number, batch: Batch): void {
    const shelf = this.shelfOf(memberId);
    const batches = shelf.batches.get(itemId);
    if (batches === undefined) {
      shelf.batches.set(itemId, [batch]);
      shelf.items.push(itemId);
      return;
    }
    const same = batches.find((one) => one.lotId === batch.lotId);
    if (same !== undefined) same.quantityBase += batch.quantityBase;
    else {
      const later = batches.findIndex((one) => one.expiresAfter > batch.expiresAfter);
      batches.splice(later < 0 ? batches.length : later, 0, batch);
    }
  }

  /** Usable base units on that day. */
  usable(memberId: number, itemId: number, day: number): number {
    const batches = this.shelfOf(memberId).batches.get(itemId) ?? [];
    return batches.reduce((sum, one) => (one.expiresAfter > day ? sum + one.quantityBase : sum), 0);
  }

  /** Takes up to `quantityBase`, first to expire first, leaving what has expired. */
  take(memberId: number, itemId: number, quantityBase: number, day: number): Batch[] {
    const batches = this.shelfOf(memberId).batches.get(itemId) ?? [];
    const taken: Batch[] = [];
    let missing = quantityBase;
    for (const batch of batches) {
      if (missing === 0) break;
      if (batch.expiresAfter <= day) continue;
      const part = Math.min(missing, batch.quantityBase);
      taken.push({ ...batch, quantityBase: part });
      batch.quantityBase -= part;
      missing -= part;
    }
    const left = batches.filter((batch) => batch.quantityBase > 0);
    if (left.length !== batches.length) this.shelfOf(memberId).batches.set(itemId, left);
    return taken;
  }

  /** An item with stock at the member, by chance; undefined when its shelves are bare. */
  drawItem(memberId: number, random: Random): number | undefined {
    const { items, batches } = this.shelfOf(memberId);
    while (items.length > 0) {
      const place = random.int(0, items.length - 1);
      const itemId = items[place] ?? 0;
      if ((batches.get(itemId)?.length ?? 0) > 0) return itemId;
      items[place] = items[items.length - 1] ?? itemId;
      items.pop();
      batches.delete(itemId);
    }
    return undefined;
  }
}
