/** How items are told apart: kinds, storage, control classes, tiers, kinds of codes. Pure, and below all else here. */
export const ITEM_KINDS = ['drug', 'decoction_piece', 'preparation', 'consumable', 'reagent', 'device'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const STORAGE_ZONES = ['room', 'cool', 'cold', 'frozen', 'controlled'] as const;
export type StorageZone = (typeof STORAGE_ZONES)[number];

export const CONTROL_CLASSES = ['none', 'narcotic', 'psychotropic_1', 'psychotropic_2', 'toxic', 'precursor'] as const;
export type ControlClass = (typeof CONTROL_CLASSES)[number];

export const TIERS = ['county', 'township', 'village'] as const;
export type Tier = (typeof TIERS)[number];

export const CODE_TYPES = ['gtin', 'udi_di', 'base_code', 'nhsa', 'trace_prefix', 'platform', 'own'] as const;
export type CodeType = (typeof CODE_TYPES)[number];
