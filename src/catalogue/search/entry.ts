/** An item as the index holds it: the numbers of its texts, its codes in one line each, and what filters ask. */
import { plainGtin } from '../../kernel/codes/gs1.ts';
import { normaliseQuery } from '../../kernel/search-key.ts';
import type { CodeType, Tier } from '../item.ts';
import { LATER, START } from './match.ts';

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

export interface Entry {
  id: number;
  code: string;
  /** Numbers of the item's texts. */
  name: number;
  strength: number;
  maker: number;
  holder: number;
  brand: number;
  codes: string;
  flags: number;
}

export const ACTIVE = 1;
export const TIER_FLAGS: Record<Tier, number> = { county: 2, township: 4, village: 8 };
const IN_FORMULARY = 16;

/** 1 for what the formulary does not hold, which stands last within a rank. */
export function isOut(entry: Entry): 0 | 1 {
  return (entry.flags & IN_FORMULARY) === 0 ? 1 : 0;
}

/** The item's own code first, then the valid codes of others, then the former ones behind their own mark. */
export function codesText(item: IndexedItem): string {
  const valid = new Set([normaliseQuery(item.code)]);
  const former = new Set<string>();
  if (item.approvalNumber) valid.add(normaliseQuery(item.approvalNumber).replace(/^国药准字/, ''));
  for (const { type, value, isFormer } of item.codes) {
    const codes = isFormer ? former : valid;
    codes.add(normaliseQuery(value));
    if (type === 'gtin' || type === 'udi_di') codes.add(plainGtin(value));
  }
  const ended = former.size === 0 ? '' : `${LATER}${[...former].join(LATER)}${LATER}`;
  return `${START}${[...valid].join(START)}${START}${ended}`;
}

export function flagsOf(item: IndexedItem): number {
  const tiers = (Object.keys(TIER_FLAGS) as Tier[]).filter((tier) => item.tiers[tier]);
  const flags = tiers.reduce((sum, tier) => sum | TIER_FLAGS[tier], item.active ? ACTIVE : 0);
  return item.active && tiers.length > 0 ? flags | IN_FORMULARY : flags;
}
