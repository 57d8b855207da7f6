/** What a row changes on the item it is about: words, levels, tiers, codes; each once, and only what it tells. Pure. */
import type { ForeignCode, ItemDraft } from '../item.ts';
import type { LevelWords } from '../levels.ts';
import { ITEM_FIELDS } from '../rules.ts';
import { COPIED_FIELDS } from './fact-changes.ts';
import type { FieldChange } from './report.ts';
import type { KnownItem, Tiers, World } from './world.ts';

const TIER_FIELDS = ['countyTier', 'townshipTier', 'villageTier'] as const;
/** Of a row that was merged into an item with another spelling: the item keeps its own words. */
const WORDS = ['kind', 'genericName', 'form', 'strength', 'manufacturer', 'baseUnit', 'packUnit', 'packSize', 'scale'];
const WORDS_OF_LEVELS = ['brand', 'origin', 'grade'] as const;

/** The draft of a row that is merged into an item: it adds, and leaves alone what makes the item what it is. */
export function mergedDraft(draft: ItemDraft, stored: KnownItem): ItemDraft {
  const codes: ForeignCode[] = [...draft.codes];
  if (draft.code !== null && draft.code !== stored.code) codes.push({ type: 'own', value: draft.code });
  const levels: Partial<LevelWords> = { ...draft.levels };
  for (const key of WORDS_OF_LEVELS) delete levels[key];
  return { ...draft, codes, levels, leaves: [...new Set([...draft.leaves, ...WORDS])] };
}

/** Tiers as they are to be: what the draft of the next version says, once there are versions. */
export function tiersOf(stored: KnownItem, world: World): Tiers {
  if (!world.published) {
    return { county: stored.countyTier, township: stored.townshipTier, village: stored.villageTier };
  }
  return world.coming.get(stored.id) ?? { county: false, township: false, village: false };
}

/** The tiers that a draft wants, where it is silent those that are there. */
export function wantedTiers(draft: ItemDraft, now: Tiers): Tiers {
  const silent = (field: (typeof TIER_FIELDS)[number]) => draft.leaves.includes(field);
  return {
    county: silent('countyTier') ? now.county : draft.countyTier,
    township: silent('townshipTier') ? now.township : draft.townshipTier,
    village: silent('villageTier') ? now.village : draft.villageTier,
  };
}

/** Everything but the facts. */
export function rowChanges(draft: ItemDraft, stored: KnownItem, world: World): FieldChange[] {
  const apart: readonly string[] = [...COPIED_FIELDS, ...TIER_FIELDS];
  const fields = ITEM_FIELDS.filter((field) => !draft.leaves.includes(field) && !apart.includes(field));
  const changes: FieldChange[] = fields
    .filter((field) => stored[field] !== draft[field])
    .map((field) => ({ field, before: String(stored[field] ?? ''), after: String(draft[field] ?? '') }));
  changes.push(...tierChanges(draft, stored, world), ...levelChanges(draft, stored));
  const there = new Set(stored.codes.map((code) => `${code.type} ${code.value}`));
  for (const code of draft.codes) {
    if (!there.has(`${code.type} ${code.value}`)) changes.push({ field: 'codes', before: '', after: code.value });
  }
  return changes;
}

function tierChanges(draft: ItemDraft, stored: KnownItem, world: World): FieldChange[] {
  const now = tiersOf(stored, world);
  const wanted = wantedTiers(draft, now);
  const named = [
    ['countyTier', now.county, wanted.county],
    ['townshipTier', now.township, wanted.township],
    ['villageTier', now.village, wanted.village],
  ] as const;
  return named
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => ({ field, before: String(before), after: String(after) }));
}

function levelChanges(draft: ItemDraft, stored: KnownItem): FieldChange[] {
  const told = Object.entries(draft.levels ?? {}) as [keyof LevelWords, LevelWords[keyof LevelWords]][];
  return told
    .filter(([key, value]) => value !== undefined && stored.levels[key] !== value)
    .map(([key, value]) => ({ field: `level.${key}`, before: String(stored.levels[key] ?? ''), after: String(value) }));
}

/** The tiers among the changes: once versions are published they are proposed and not written. */
export function changesTiers(changes: readonly FieldChange[]): boolean {
  return changes.some((change) => (TIER_FIELDS as readonly string[]).includes(change.field));
}
