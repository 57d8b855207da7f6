/** What a version keeps of an item, frozen on its day, and how two versions differ. Pure. */
import { FACT_TYPES } from '../catalogue/fact-rules.ts';
import type { FactType } from '../catalogue/facts.ts';
import { anyTier, type ChangeAct, sameTiers, type Tiers } from './rules.ts';

/** Words of an item and its levels as they were; the facts stand beside them under their types. */
export interface SnapshotWords {
  code: string;
  kind: string;
  genericName: string;
  form: string;
  route: string;
  strength: string;
  manufacturer: string;
  approvalNumber: string;
  packUnit: string;
  baseUnit: string;
  packSize: number;
  scale: number;
  therapeuticClass: string;
  productId: number;
  /** The exception of 一品两规 under which it stands in the list. */
  exception: number | null;
}

export type Snapshot = SnapshotWords & Record<FactType, string>;

/** An item as a version has it. A leaver stands with no tier, and may have a last day of use. */
export interface Entry extends Tiers {
  itemId: number;
  useUntil: string | null;
  snapshot: Snapshot;
}

/** Of the item alone: what the page says about a change of words or facts. */
export const COMPARED = [
  'genericName',
  'form',
  'route',
  'strength',
  'manufacturer',
  'approvalNumber',
  'packUnit',
  'packSize',
  'therapeuticClass',
  ...FACT_TYPES,
] as const satisfies readonly (keyof Snapshot)[];
export type ComparedField = (typeof COMPARED)[number];

export interface FieldDifference {
  field: ComparedField;
  before: string;
  after: string;
}

export interface EntryDifference {
  itemId: number;
  /** `words`: tiers are the same, words or facts are not. */
  act: ChangeAct | 'words';
  /** As the later version has it; a leaver's words are still there. */
  entry: Entry;
  before: Tiers | null;
  fields: FieldDifference[];
}

/** What leads from one version to the other, by code; both are lists of entries with leavers among them. */
export function differencesOf(before: readonly Entry[], after: readonly Entry[]): EntryDifference[] {
  const earlier = new Map(before.map((entry) => [entry.itemId, entry]));
  const found: EntryDifference[] = [];
  for (const entry of after) {
    const old = earlier.get(entry.itemId);
    const was = old !== undefined && anyTier(old);
    const fields = old !== undefined && was ? fieldsBetween(old.snapshot, entry.snapshot) : [];
    const act = actBetween(old, entry, fields.length);
    if (act === null) continue;
    found.push({ itemId: entry.itemId, act, entry, before: was ? old : null, fields });
  }
  return found.sort((a, b) => (a.entry.snapshot.code < b.entry.snapshot.code ? -1 : 1));
}

function actBetween(old: Entry | undefined, entry: Entry, fields: number): EntryDifference['act'] | null {
  const was = old !== undefined && anyTier(old);
  const is = anyTier(entry);
  if (!was) return is ? 'add' : null;
  if (!is) return 'remove';
  if (!sameTiers(old, entry)) return 'tiers';
  return fields > 0 ? 'words' : null;
}

function fieldsBetween(before: Snapshot, after: Snapshot): FieldDifference[] {
  return COMPARED.filter((field) => String(before[field] ?? '') !== String(after[field] ?? '')).map((field) => ({
    field,
    before: String(before[field] ?? ''),
    after: String(after[field] ?? ''),
  }));
}
