/** What an item of the catalogue is made of: the shape that rules, imports and commands pass around. */
import type { CodeType, ControlClass, ItemKind, StorageZone } from './classes.ts';
import type { FactType } from './facts.ts';
import type { LevelWords } from './levels.ts';

export * from './classes.ts';

/** A code that another party gave to the item. */
export interface ForeignCode {
  type: CodeType;
  value: string;
}

/** An item as an import or a seed proposes it, before the database has a row for it. */
export interface ItemDraft {
  /** Own code; a national list leaves it to `codeBase`. */
  code: string | null;
  /** Beginning of the code to be given when `code` is null: `E0032` becomes E0032-01, E0032-02 … */
  codeBase: string | null;
  /** Identity in imports without own codes; null when `code` is the identity. */
  importKey: string | null;
  kind: ItemKind;
  genericName: string;
  /** Further names it is found by, such as the international one. */
  aliases: string[];
  form: string;
  strength: string;
  manufacturer: string;
  packUnit: string;
  baseUnit: string;
  /** Base units in a pack. */
  packSize: number;
  /** Base units in one unit of `baseUnit`: 1, or 1000 for pieces weighed in grams. */
  scale: number;
  storageZone: StorageZone;
  controlClass: ControlClass;
  essential: boolean;
  approvalNumber: string | null;
  countyTier: boolean;
  townshipTier: boolean;
  villageTier: boolean;
  /** 1/10000 yuan for a pack. */
  pricePack: number;
  active: boolean;
  codes: ForeignCode[];
  /** What the source says of the levels above; nothing when it is silent. */
  levels?: Partial<LevelWords>;
  /** Further dated facts the source tells, as src/catalogue/facts.ts writes them. */
  facts?: Partial<Record<FactType, string>>;
  /** Fields the source says nothing about: an item that exists keeps its own. */
  leaves: readonly string[];
}
