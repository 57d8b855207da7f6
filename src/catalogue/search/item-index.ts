/**
 * All items in memory, arranged for one question: which have these words, the best first. Texts that many items have
 * (names, makers, strengths) stand here once; an item is a few numbers and its codes.
 */
import { normaliseQuery } from '../../kernel/search-key.ts';
import type { Tier } from '../item.ts';
import { ACTIVE, codesText, type Entry, flagsOf, type IndexedItem, TIER_FLAGS } from './entry.ts';
import { EntryOrder, type Name } from './entry-order.ts';
import {
  type Field,
  type Fit,
  fieldOf,
  fitCodes,
  fitMaker,
  fitName,
  fitNearly,
  fitScanned,
  fitStrength,
  LATER,
  type NameText,
  NO_FIT,
  RANKS,
  type Rank,
  rankOf,
  START,
  type Word,
  wordOf,
} from './match.ts';
import { makerText, nameText } from './names.ts';
import { TextTable } from './text-table.ts';
import { readTyped, type Typed } from './typed.ts';

/** An item found, and why. */
export interface Hit {
  id: number;
  rank: Rank;
  field: Field;
}

export interface SearchFilter {
  /** Only what this tier may have. */
  tier?: Tier | undefined;
  /** Retired items too. */
  retired?: boolean | undefined;
  /** Nothing that is only spelt alike. */
  exact?: boolean | undefined;
}

const PART = RANKS.indexOf('part');
const MAKER = RANKS.indexOf('maker');

export class ItemIndex {
  private readonly names = new TextTable<Name>();
  private readonly makers = new TextTable<NameText>();
  private readonly strengths = new TextTable<string>();
  private readonly entries = new Map<number, Entry>();
  /** What own codes begin with before their first digit. */
  private readonly codeHeads = new Set<string>();
  private readonly order = new EntryOrder(this.names);

  get size(): number {
    return this.entries.size;
  }

  /** Takes an item, in place of what was known of it. */
  put(item: IndexedItem): void {
    const aliases = item.aliases.join(START);
    const nameKey = [item.genericName, item.form, aliases].join(LATER);
    const name = this.names.numberOf(nameKey, () => ({
      genericName: item.genericName,
      ...nameText([item.genericName, ...item.aliases], item.form),
    }));
    const maker = (text: string) => this.makers.numberOf(text, () => makerText(text));
    const entry: Entry = {
      id: item.id,
      code: item.code,
      name,
      strength: this.strengths.numberOf(item.strength, () => normaliseQuery(item.strength)),
      maker: maker(item.manufacturer),
      holder: maker(item.holder),
      brand: maker(item.brand),
      codes: codesText(item),
      flags: flagsOf(item),
    };
    this.codeHeads.add(/^\D*/.exec(normaliseQuery(item.code))?.[0] ?? '');
    const known = this.entries.get(item.id);
    if (known === undefined) {
      this.entries.set(item.id, entry);
      this.order.move(entry);
      return;
    }
    const stays = known.name === entry.name && known.flags === entry.flags && known.code === entry.code;
    Object.assign(known, entry);
    if (!stays) this.order.move(known);
  }

  /** Forgets an item that is no more. */
  remove(id: number): void {
    const known = this.entries.get(id);
    if (known === undefined) return;
    this.entries.delete(id);
    this.order.remove(known);
  }

  /** Puts what has come or moved in its place, so that no search has to. */
  settle(): void {
    this.order.settle();
  }

  /** Items for what was typed, the best first; at most `limit`. */
  search(query: string, filter: SearchFilter, limit: number): Hit[] {
    const entries = this.order.inOrder();
    const fits = this.fitsFor(entries, readTyped(query), filter);
    if (fits === undefined) return [];
    const wanted = flagsWanted(filter) | (filter.tier === undefined ? 0 : TIER_FLAGS[filter.tier]);
    const buckets: number[][] = RANKS.map(() => []);
    for (let place = 0; place < fits.length; place += 1) {
      const fit = fits[place] as Fit;
      if (fit !== NO_FIT && ((entries[place] as Entry).flags & wanted) === wanted) buckets[fit >> 4]?.push(place);
    }
    const hits: Hit[] = [];
    for (const place of buckets.flat().slice(0, limit)) {
      const fit = fits[place] as Fit;
      hits.push({ id: (entries[place] as Entry).id, rank: rankOf(fit), field: fieldOf(fit) });
    }
    return hits;
  }

  /** A byte for each entry in its place; undefined when nothing can be found. */
  private fitsFor(entries: readonly Entry[], typed: Typed, filter: SearchFilter): Uint8Array | undefined {
    const has = (fits: Uint8Array, least: number) => {
      const wanted = flagsWanted(filter);
      for (let place = 0; place < fits.length; place += 1) {
        if ((fits[place] as Fit) >> 4 <= least && ((entries[place] as Entry).flags & wanted) === wanted) return true;
      }
      return false;
    };
    const scanned = (code: string, ended: boolean) => {
      const word = wordOf(code);
      const fits = new Uint8Array(entries.length);
      for (let place = 0; place < fits.length; place += 1) {
        fits[place] = fitScanned((entries[place] as Entry).codes, word, ended);
      }
      return fits;
    };
    for (const code of typed.codes) {
      const fits = scanned(code, false);
      if (has(fits, 0)) return fits;
    }
    if (typed.isScan) return typed.codes.map((code) => scanned(code, true)).find((fits) => has(fits, PART));
    if (typed.words.length === 0) return undefined;
    const exact = this.fitsOfAll(entries, typed, false);
    // One word that only makers have may be a drug misspelt
    const least = typed.words.length > 1 ? MAKER : PART;
    return filter.exact === true || !canForgive(typed) || has(exact, least)
      ? exact
      : this.fitsOfAll(entries, typed, true);
  }

  /** An item is as good as its worst word; words written apart may also be one. */
  private fitsOfAll(entries: readonly Entry[], typed: Typed, forgiving: boolean): Uint8Array {
    const worst = new Uint8Array(entries.length);
    for (const word of typed.words) {
      const fits = this.fitsOf(entries, word, forgiving);
      for (let place = 0; place < worst.length; place += 1) {
        if ((fits[place] as Fit) > (worst[place] as Fit)) worst[place] = fits[place] as Fit;
      }
    }
    if (typed.joined === null) return worst;
    const joined = this.fitsOf(entries, typed.joined, forgiving);
    return worst.map((fit, place) => Math.min(fit, joined[place] as Fit));
  }

  /** Looks at each shared text once, then at each item by its numbers. */
  private fitsOf(entries: readonly Entry[], word: Word, forgiving: boolean): Uint8Array {
    const names = this.names.map((name) => {
      const fit = fitName(name, word);
      return forgiving && fit === NO_FIT ? fitNearly(name, word) : fit;
    });
    const makers = this.makers.map((maker) => fitMaker(maker, word));
    const strengths = this.strengths.map((strength) => fitStrength(strength, word));
    const isCode = this.mayBeCode(word);
    const fits = new Uint8Array(entries.length);
    for (let place = 0; place < fits.length; place += 1) {
      const entry = entries[place] as Entry;
      let best = Math.min(names[entry.name] as Fit, strengths[entry.strength] as Fit);
      best = Math.min(best, makers[entry.maker] as Fit, makers[entry.holder] as Fit, makers[entry.brand] as Fit);
      fits[place] = isCode ? Math.min(best, fitCodes(entry.codes, word)) : best;
    }
    return fits;
  }

  /** Codes are many and most words are none: letters alone must begin some item's own code. */
  private mayBeCode(word: Word): boolean {
    if (word.text.length < 2) return false;
    return word.hasDigit || [...this.codeHeads].some((head) => head.startsWith(word.text));
  }
}

function flagsWanted(filter: SearchFilter): number {
  return filter.retired === true ? 0 : ACTIVE;
}

function canForgive(typed: Typed): boolean {
  return [...typed.words, ...(typed.joined === null ? [] : [typed.joined])].some((word) => word.heard !== '');
}
