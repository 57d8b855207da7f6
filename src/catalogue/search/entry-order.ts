/** The order of items within a rank, kept while items come and go: what the formulary holds, then shorter names. */
import { type Entry, isOut } from './entry.ts';
import type { NameText } from './match.ts';
import type { TextTable } from './text-table.ts';

export interface Name extends NameText {
  genericName: string;
}

/** So many moved entries are put in their places one by one; more of them are sorted with all others. */
const FEW = 100;

export class EntryOrder {
  private readonly names: TextTable<Name>;
  private sorted: Entry[] = [];
  private readonly moved = new Set<Entry>();

  constructor(names: TextTable<Name>) {
    this.names = names;
  }

  /** Says that the entry is new, or that what it is ordered by has changed. */
  move(entry: Entry): void {
    this.moved.add(entry);
  }

  remove(gone: Entry): void {
    this.moved.delete(gone);
    this.sorted = this.sorted.filter((entry) => entry !== gone);
  }

  /** Every entry, in order. */
  inOrder(): readonly Entry[] {
    this.settle();
    return this.sorted;
  }

  /** Puts what has moved into the order within a rank: asked for by the loader, so that no search waits for it. */
  settle(): void {
    if (this.moved.size === 0) return;
    const kept = this.sorted.filter((entry) => !this.moved.has(entry));
    if (this.moved.size > FEW) {
      const places = this.names.places(byName);
      this.sorted = [...kept, ...this.moved].sort(
        (a, b) => isOut(a) - isOut(b) || (places[a.name] ?? 0) - (places[b.name] ?? 0) || byText(a.code, b.code),
      );
    } else {
      for (const entry of this.moved) kept.splice(this.placeAmong(kept, entry), 0, entry);
      this.sorted = kept;
    }
    this.moved.clear();
  }

  private placeAmong(entries: readonly Entry[], entry: Entry): number {
    const name = this.names.at(entry.name);
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = entries[middle] as Entry;
      const before =
        isOut(other) - isOut(entry) || byName(this.names.at(other.name), name) || byText(other.code, entry.code);
      if (before < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The shorter name first: it is the plainer one. */
function byName(a: Name, b: Name): number {
  return a.genericName.length - b.genericName.length || byText(a.genericName, b.genericName);
}
