/** What the catalogue holds of the things an upload is about, as judging wants it. */
import type { FactSpan } from '../fact-rules.ts';
import type { FactType } from '../facts.ts';
import type { LevelWords } from '../levels.ts';
import type { StoredItem } from '../rules.ts';

export interface Tiers {
  county: boolean;
  township: boolean;
  village: boolean;
}

/** An item of the catalogue with everything an upload may say about it. */
export interface KnownItem extends StoredItem {
  productId: number;
  levels: LevelWords;
  /** Rows of each fact, oldest first. */
  facts: Partial<Record<FactType, FactSpan[]>>;
  hasHistory: boolean;
}

/** An item of the catalogue that a row may be alike. */
export interface LikeItem {
  code: string;
  words: string;
  packSize: number;
}

/** Whose a foreign code is already. */
export interface CodeHolder {
  itemId: number;
  code: string;
  name: string;
  /** Equal for packs of one product. */
  product: string;
  validFrom: string;
  validTo: string | null;
}

export interface World {
  today: string;
  byCode: ReadonlyMap<string, KnownItem>;
  /** By codes of ours that an item had, or that a row merged into it had. */
  byFormerCode: ReadonlyMap<string, KnownItem>;
  byImportKey: ReadonlyMap<string, KnownItem>;
  /** By `type value`. */
  holders: ReadonlyMap<string, readonly CodeHolder[]>;
  likeByNumber: ReadonlyMap<string, readonly LikeItem[]>;
  likeByWords: ReadonlyMap<string, readonly LikeItem[]>;
  /** True once a version of the formulary was published: tiers then go into the draft of the next. */
  published: boolean;
  /** What the next version is to say of an item, while `published`. */
  coming: ReadonlyMap<number, Tiers>;
}

/** The item a row is about by its identity: own code, a code that was merged into it, or its place in a list. */
export function itemOf(
  draft: { code: string | null; importKey: string | null },
  world: Pick<World, 'byCode' | 'byFormerCode' | 'byImportKey'>,
): { item: KnownItem; former: boolean } | undefined {
  const { code, importKey } = draft;
  const own = code === null ? world.byImportKey.get(importKey ?? '') : world.byCode.get(code);
  if (own !== undefined) return { item: own, former: false };
  const former = code === null ? undefined : world.byFormerCode.get(code);
  return former && { item: former, former: true };
}
