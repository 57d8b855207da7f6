/** Which dated facts a row changes on an item that is there, and how each is written. Pure. */
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { checkCabinet, checkFactDay, type FactSpan, type Settling, settleFact } from '../fact-rules.ts';
import { editionOn, type FactType, KNOWN_SINCE, UNRECORDED } from '../facts.ts';
import type { ItemDraft } from '../item.ts';
import type { FieldChange } from './report.ts';
import type { KnownItem } from './world.ts';

/** A fact that a row tells, and the rows it meets. */
export interface FactWriting {
  type: FactType;
  value: string;
  settling: Settling;
}

/** The fields of an item that are copies of facts. */
export const COPIED_FIELDS = ['essential', 'controlClass', 'storageZone'] as const;
const FIELD_OF: Partial<Record<FactType, string>> = {
  control_class: 'controlClass',
  storage_zone: 'storageZone',
};

/** What a draft tells: its own facts, and those that stand in columns of their own. */
export function toldFacts(draft: ItemDraft, day: string): [FactType, string, boolean][] {
  const own = Object.entries(draft.facts ?? {}) as [FactType, string][];
  const named = new Set(own.map(([type]) => type));
  const basic: [FactType, string, string][] = [
    ['essential', draft.essential ? editionOn(day).year : 'no', 'essential'],
    ['control_class', draft.controlClass, 'controlClass'],
    ['storage_zone', draft.storageZone, 'storageZone'],
  ];
  return [
    ...basic
      .filter(([type, , field]) => !draft.leaves.includes(field) && !named.has(type))
      .map(([type, value]): [FactType, string, boolean] => [type, value, true]),
    ...own.map(([type, value]): [FactType, string, boolean] => [type, value, false]),
  ];
}

function valueOn(rows: readonly FactSpan[] | undefined, type: FactType, day: string): string {
  return rows?.findLast((row) => row.effectiveFrom <= day)?.value ?? UNRECORDED[type];
}

/**
 * What the draft's facts write from `day` on. A bare "essential" leaves the edition that is recorded. Refuses a day
 * that no fact may have, one on which a later row is already recorded, and a class that its storage cannot hold.
 */
export function settleFacts(draft: ItemDraft, stored: KnownItem, day: string, today: string): Result<FactWriting[]> {
  const writings: FactWriting[] = [];
  const told = toldFacts(draft, day);
  for (const [type, value, bare] of told) {
    const rows = stored.facts[type] ?? [];
    // Nothing recorded, and nothing said: an export writes it so
    if (rows.length === 0 && value === UNRECORDED[type]) continue;
    const now = valueOn(rows, type, day);
    if (type === 'essential' && bare && (now !== 'no') === (value !== 'no') && rows.length > 0) continue;
    const since = bare && !(type === 'essential' && value !== 'no') ? KNOWN_SINCE : day;
    const settling = settleFact(rows, value, day, since);
    if (settling.act === 'none') continue;
    const allowed = checkFactDay(day, today);
    if (!allowed.ok) return allowed;
    const last = rows.at(-1);
    if (last !== undefined && last.effectiveFrom > day) {
      return refuse('import_fact_later', { type, from: last.effectiveFrom, day });
    }
    writings.push({ type, value, settling });
  }
  const on = (type: FactType) => told.find(([each]) => each === type)?.[1] ?? valueOn(stored.facts[type], type, day);
  const cabinet = checkCabinet({ control_class: on('control_class'), storage_zone: on('storage_zone') });
  return cabinet.ok ? ok(writings) : cabinet;
}

/** The changes as the preview shows them. */
export function factChanges(writings: readonly FactWriting[], stored: KnownItem, day: string): FieldChange[] {
  return writings.map(({ type, value }) => {
    const before = valueOn(stored.facts[type], type, day);
    return { field: FIELD_OF[type] ?? `fact.${type}`, before, after: value };
  });
}
