/**
 * All items in memory, arranged for one question: which have these words, the best first. Texts that many items have
 * (names, makers, strengths) stand here once; an item is a few numbers and its codes.
 */
import { plainGtin } from '../../kernel/codes/gs1.ts';
import { normaliseQuery } from '../../kernel/search-key.ts';
import type { CodeType, Tier } from '../item.ts';
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
} from './match.ts';
import { nameText } from './names.ts';
import { TextTable } from './text-table.ts';
import { readTyped, type Typed } from './typed.ts';

/** What the index takes of an item. */
export interface IndexedItem {
  id: number;
  code: string;
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  holder: string;
  brand: string;
  approvalNumber: string | null;
  aliases: readonly string[];
  active: boolean;
  tiers: Record<Tier, boolean>;
  codes: readonly { type: CodeType; value: string; isFormer: boolean }[];
}

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

interface Entry {
  id: number;
  code: string;
  /** Numbers of the item's texts. */
  name: number;
  strength: number;
  makers: readonly number[];
  codes: string;
  flags: number;
}

const ACTIVE = 1;
const TIER_FLAGS: Record<Tier, number> = { county: 2, township: 4, village: 8 };
const IN_FORMULARY = 16;
const PART = RANKS.indexOf('part');

interface Name extends NameText {
  genericName: string;
}

export class ItemIndex {
  private readonly names = new TextTable<Name>();
  private readonly makers = new TextTable<NameText>();
  private readonly strengths = new TextTable<string>();
  private readonly entries = new Map<number, Entry>();
  /** Every entry in the order within a rank; made when it is asked for after a change. */
  private sorted: Entry[] = [];
  private isSorted = true;

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
    const makers = new Set<number>();
    for (const text of [item.manufacturer, item.holder, item.brand]) {
      if (text !== '') makers.add(this.makers.numberOf(text, () => nameText([text])));
    }
    const entry: Entry = {
      id: item.id,
      code: item.code,
      name,
      strength: this.strengths.numberOf(item.strength, () => normaliseQuery(item.strength)),
      makers: [...makers],
      codes: codesText(item),
      flags: flagsOf(item),
    };
    const known = this.entries.get(item.id);
    if (known === undefined) {
      this.entries.set(item.id, entry);
      this.sorted.push(entry);
    } else Object.assign(known, entry);
    this.isSorted = false;
  }

  /** Forgets an item that is no more. */
  remove(id: number): void {
    const known = this.entries.get(id);
    if (known === undefined) return;
    this.entries.delete(id);
    this.sorted.splice(this.sorted.indexOf(known), 1);
  }

  /** Puts the entries into the order within a rank: asked for by the loader, so that no search waits for it. */
  settle(): void {
    if (this.isSorted) return;
    const places = this.names.places((a, b) => {
      const [first, second] = [a.genericName, b.genericName];
      return first.length - second.length || (first < second ? -1 : first > second ? 1 : 0);
    });
    const out = (entry: Entry) => (entry.flags & IN_FORMULARY) === 0;
    this.sorted.sort((a, b) => {
      if (out(a) !== out(b)) return out(a) ? 1 : -1;
      return (places[a.name] ?? 0) - (places[b.name] ?? 0) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
    });
    this.isSorted = true;
  }

  /** Items for what was typed, the best first; at most `limit`. */
  search(query: string, filter: SearchFilter, limit: number): Hit[] {
    const hits: Hit[] = [];
    for (const bucket of this.ranked(readTyped(query), filter)) {
      for (const { entry, fit } of bucket) {
        if (hits.length >= limit) return hits;
        hits.push({ id: entry.id, rank: rankOf(fit), field: fieldOf(fit) });
      }
    }
    return hits;
  }

  private ranked(typed: Typed, filter: SearchFilter): Found[][] {
    this.settle();
    for (const code of typed.codes) {
      const found = this.collect(filter, (entry) => fitScanned(entry.codes, code));
      if (found.some((bucket) => bucket.length > 0)) return found;
    }
    if (typed.isScan || typed.words.length === 0) return [];
    const exact = this.collect(filter, this.judge(typed, false));
    const isFound = exact.some((bucket, rank) => rank <= PART && bucket.length > 0);
    return isFound || filter.exact === true || !canForgive(typed)
      ? exact
      : this.collect(filter, this.judge(typed, true));
  }

  /** Buckets by rank, each in the order within a rank. */
  private collect(filter: SearchFilter, fitting: (entry: Entry) => Fit): Found[][] {
    const wanted = (filter.retired === true ? 0 : ACTIVE) | (filter.tier === undefined ? 0 : TIER_FLAGS[filter.tier]);
    const buckets: Found[][] = RANKS.map(() => []);
    for (const entry of this.sorted) {
      if ((entry.flags & wanted) !== wanted) continue;
      const fit = fitting(entry);
      if (fit !== NO_FIT) buckets[fit >> 4]?.push({ entry, fit });
    }
    return buckets;
  }

  /** An item is as good as its worst word; words written apart may also be one. */
  private judge(typed: Typed, forgiving: boolean): (entry: Entry) => Fit {
    const words = typed.words.map((word) => this.judgeWord(word, forgiving));
    const joined = typed.joined === null ? undefined : this.judgeWord(typed.joined, forgiving);
    return (entry) => {
      let worst = 0;
      for (const word of words) {
        worst = Math.max(worst, word(entry));
        if (worst === NO_FIT) break;
      }
      return joined === undefined ? worst : Math.min(worst, joined(entry));
    };
  }

  /** Looks at each shared text once, then at each item by its numbers. */
  private judgeWord(word: Word, forgiving: boolean): (entry: Entry) => Fit {
    const names = this.names.map((name) => {
      const fit = fitName(name, word);
      return forgiving && fit === NO_FIT ? fitNearly(name, word) : fit;
    });
    const makers = this.makers.map((maker) => fitMaker(maker, word));
    const strengths = this.strengths.map((strength) => fitStrength(strength, word));
    return (entry) => {
      let best = Math.min(names[entry.name] ?? NO_FIT, strengths[entry.strength] ?? NO_FIT);
      for (const maker of entry.makers) best = Math.min(best, makers[maker] ?? NO_FIT);
      return best === 0 ? best : Math.min(best, fitCodes(entry.codes, word));
    };
  }
}

interface Found {
  entry: Entry;
  fit: Fit;
}

function canForgive(typed: Typed): boolean {
  return [...typed.words, ...(typed.joined === null ? [] : [typed.joined])].some((word) => word.heard !== '');
}

/** The item's own code first, then the valid codes of others, then the former ones behind their own mark. */
function codesText(item: IndexedItem): string {
  const valid = new Set([normaliseQuery(item.code)]);
  const former = new Set<string>();
  if (item.approvalNumber) valid.add(normaliseQuery(item.approvalNumber).replace(/^国药准字/, ''));
  for (const { type, value, isFormer } of item.codes) {
    const codes = isFormer ? former : valid;
    codes.add(normaliseQuery(value));
    if (type === 'gtin' || type === 'udi_di') codes.add(plainGtin(value));
  }
  return `${START}${[...valid].join(START)}${START}${[...former].map((code) => LATER + code).join('')}`;
}

function flagsOf(item: IndexedItem): number {
  const tiers = (Object.keys(TIER_FLAGS) as Tier[]).filter((tier) => item.tiers[tier]);
  const flags = tiers.reduce((sum, tier) => sum | TIER_FLAGS[tier], item.active ? ACTIVE : 0);
  return item.active && tiers.length > 0 ? flags | IN_FORMULARY : flags;
}
