/** A pack as lists read it: its words and its measure, and the tiers that may stock it; one shape for every listing. */
import type { Tier } from './item.ts';

export interface PackWords {
  code: string;
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  packUnit: string;
  baseUnit: string;
  packSize: number;
  scale: number;
}

/** The columns of `item` that `packWordsOf` reads. */
export const PACK_COLUMNS = `item.code, item.generic_name, item.form, item.strength, item.manufacturer,
     item.pack_unit, item.base_unit, item.pack_size, item.scale`;

export interface PackColumns {
  code: string;
  generic_name: string;
  form: string;
  strength: string;
  manufacturer: string;
  pack_unit: string;
  base_unit: string;
  pack_size: number;
  scale: number;
}

/** The words of a row that was read with `PACK_COLUMNS`. */
export function packWordsOf(row: PackColumns): PackWords {
  return {
    code: row.code,
    genericName: row.generic_name,
    form: row.form,
    strength: row.strength,
    manufacturer: row.manufacturer,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    packSize: Number(row.pack_size),
    scale: Number(row.scale),
  };
}

/** A condition as 1 or 0: one kind of truth from both engines. */
export const asBit = (condition: string) => `case when ${condition} then 1 else 0 end`;

/** The three tiers as columns of 1 or 0, each by the condition that `of` names for it. */
export const tierColumns = (of: (tier: Tier) => string) =>
  (['county', 'township', 'village'] as const).map((tier) => `${asBit(of(tier))} as ${tier}`).join(', ');

/** The tiers that the catalogue gives an item today. */
export const ITEM_TIERS = tierColumns((tier) => `item.${tier}_tier`);

export type TierColumns = Record<Tier, number>;

/** The tiers of a row that was read with `tierColumns`. */
export function tiersOf(row: TierColumns): Record<Tier, boolean> {
  return { county: row.county === 1, township: row.township === 1, village: row.village === 1 };
}
