/** What would become of each row of a file of use, by what is known now. Pure. */
import { dayOf } from '../../kernel/clock.ts';
import { readDecimal } from '../../kernel/decimal.ts';
import { LARGEST_QUANTITY } from '../../kernel/quantity.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { UseEntry } from './entry.ts';

/** Ready and posted rows, rows that came before, and what keeps the others out; each has its sentence. */
export const VERDICTS = [
  'ready',
  'posted',
  'repeated',
  'undone',
  'day_wrong',
  'future',
  'closed',
  'code_missing',
  'code_unknown',
  'code_ambiguous',
  'unit_unknown',
  'quantity_wrong',
  'return_row',
  'controlled',
  'short',
  'lot_barred',
  'refused',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Rows that are through: nothing more happens to them. */
export const SETTLED: ReadonlySet<Verdict> = new Set(['posted', 'repeated', 'undone']);

export interface UseItem {
  id: number;
  name: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  controlled: boolean;
}

export interface UseWorld {
  now: number;
  /** Last day of what is closed; null when nothing is. */
  closedUntil: string | null;
  /** Whether quantities are packs or base units where the file has no unit. */
  unit: 'pack' | 'base';
  /** The member's own codes by `codeKey`. */
  codes: ReadonlyMap<string, { itemId: number; unitBase: number }>;
  /** Items by their id. */
  items: ReadonlyMap<number, UseItem>;
  /** Items that the county's own codes and barcodes mean. */
  byCode: ReadonlyMap<string, readonly number[]>;
  /** Identities that are posted. */
  posted: ReadonlySet<string>;
}

/** A code alone is not enough: hospitals sell one code by the box and by the tablet. */
export const codeKey = (code: string, unit: string): string => `${code}\u0000${unit}`;

const PLACES = 3;

interface Meant {
  item: UseItem;
  /** Base units that one unit of the file is. */
  unitBase: number;
}

function meantBy(entry: UseEntry, world: UseWorld): Result<Meant> {
  const { code, unit } = entry;
  const own = world.codes.get(codeKey(code, unit));
  const known = own ?? world.codes.get(codeKey(code, ''));
  const ids = known === undefined ? (world.byCode.get(code) ?? []) : [known.itemId];
  if (ids.length > 1) return refuse('code_ambiguous');
  const item = ids[0] === undefined ? undefined : world.items.get(ids[0]);
  if (item === undefined) return refuse('code_unknown');
  if (own !== undefined) return ok({ item, unitBase: own.unitBase });
  if (unit === '')
    return ok({ item, unitBase: known?.unitBase ?? (world.unit === 'pack' ? item.packSize : item.scale) });
  if (unit === item.packUnit) return ok({ item, unitBase: item.packSize });
  if (unit === item.baseUnit) return ok({ item, unitBase: item.scale });
  return refuse('unit_unknown', { unit, pack: item.packUnit, base: item.baseUnit });
}

/** Base units of a written quantity. Refuses what is none, what goes the other way, and fractions of a base unit. */
function baseOf(typed: string, unitBase: number): Result<number> {
  const read = readDecimal(typed, PLACES);
  if (!read.ok) return refuse(read.reason === 'number_negative' ? 'return_row' : 'quantity_wrong');
  const thousandths = BigInt(read.value) * BigInt(unitBase);
  if (thousandths === 0n || thousandths % 1000n !== 0n) return refuse('quantity_wrong');
  const base = thousandths / 1000n;
  return base > BigInt(LARGEST_QUANTITY) ? refuse('quantity_wrong') : ok(Number(base));
}

const judged = (verdict: Verdict, entry: UseEntry, found: Partial<UseEntry> = {}) => ({
  verdict,
  entry: { ...entry, itemId: null, itemName: '', quantityBase: null, detail: {}, ...found },
});

/** Verdict of a row, with the item and quantity it means as far as they were found. */
export function judgeRow(identity: string, entry: UseEntry, world: UseWorld): { verdict: Verdict; entry: UseEntry } {
  if (world.posted.has(identity)) return judged('repeated', entry);
  if (entry.day === '') return judged('day_wrong', entry);
  if (entry.at > world.now) return judged('future', entry);
  const { closedUntil } = world;
  if (closedUntil !== null && dayOf(entry.at) <= closedUntil)
    return judged('closed', entry, { detail: { closedUntil } });
  if (entry.code === '') return judged('code_missing', entry);
  const meant = meantBy(entry, world);
  if (!meant.ok) return judged(meant.reason as Verdict, entry, { detail: meant.detail });
  const { item, unitBase } = meant.value;
  const found = { itemId: item.id, itemName: item.name };
  const base = baseOf(entry.quantity, unitBase);
  if (!base.ok) return judged(base.reason as Verdict, entry, found);
  if (item.controlled) return judged('controlled', entry, found);
  return judged('ready', entry, { ...found, quantityBase: base.value });
}
