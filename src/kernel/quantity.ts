/** Quantities are integers in base units; packs are only how people count and speak of them (12盒6片). */
import { readDecimal } from './decimal.ts';
import { ok, type Result, refuse } from './result.ts';

/** A typed quantity above this is a barcode in the wrong box, not a delivery. */
export const LARGEST_QUANTITY = 1_000_000_000;

const PACK_DECIMALS = 3;

export interface QuantityInPacks {
  /** Whole packs. */
  packs: number;
  /** Loose base units, fewer than one pack. */
  units: number;
}

export interface QuantityWording {
  /** Integer in base units; negative on corrections. */
  quantityBase: number;
  /** Base units in a pack. */
  packSize: number;
  /** Name of a pack (盒). */
  packUnit: string;
  /** Name of a base unit (片), or of the weight (g) when `scale` is not 1. */
  baseUnit: string;
  /** Base units in one unit of `baseUnit`: 1 for counted goods, 1000 for goods weighed to a milligram. */
  scale: number;
}

/** Splits base units into whole packs and loose units. Both carry the sign of a negative quantity. */
export function splitPacks(quantityBase: number, packSize: number): QuantityInPacks {
  requireInteger(quantityBase, 'quantityBase');
  requirePackSize(packSize);
  const packs = Math.trunc(quantityBase / packSize);
  const units = quantityBase - packs * packSize;
  return { packs: packs + 0, units: units + 0 };
}

/** Base units of `packs` whole packs and `units` loose ones. */
export function fromPacks(packs: number, units: number, packSize: number): number {
  requireInteger(packs, 'packs');
  requireInteger(units, 'units');
  requirePackSize(packSize);
  const quantityBase = packs * packSize + units;
  requireInteger(quantityBase, 'quantityBase');
  return quantityBase;
}

/** The quantity as people say it: 12盒6片, 6片, 0盒, −2盒; weighed goods as 12.5g with up to three decimals. */
export function describeQuantity(wording: QuantityWording): string {
  const { quantityBase, packSize, packUnit, baseUnit, scale } = wording;
  const sign = quantityBase < 0 ? '−' : '';
  if (scale !== 1) return `${sign}${scaledText(Math.abs(quantityBase), scale)}${baseUnit}`;
  const { packs, units } = splitPacks(Math.abs(quantityBase), packSize);
  if (units === 0) return `${sign}${packs}${packUnit}`;
  return packs === 0 ? `${sign}${units}${baseUnit}` : `${sign}${packs}${packUnit}${units}${baseUnit}`;
}

/** An unsigned count of base units written in the unit that `scale` of them make: 12500 at 1000 is "12.5". */
export function scaledText(quantityBase: number, scale: number): string {
  requireInteger(quantityBase, 'quantityBase');
  const places = decimalsOf(scale);
  if (places === 0) return String(quantityBase);
  const digits = String(quantityBase).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`;
}

/**
 * Reads what was typed into the two boxes "packs" and "units" as base units. An empty box counts as zero, both empty
 * is refused. Half a pack is accepted when it is a whole number of base units.
 * Refuses negative numbers, fractions of a base unit, and more than `LARGEST_QUANTITY`.
 */
export function readQuantity(
  typed: { packs?: string; units?: string },
  item: { packSize: number; scale: number },
): Result<number> {
  requirePackSize(item.packSize);
  const packsText = typed.packs?.trim() ?? '';
  const unitsText = typed.units?.trim() ?? '';
  if (packsText === '' && unitsText === '') return refuse('quantity_missing');
  const packs = packsText === '' ? ok(0) : readDecimal(packsText, PACK_DECIMALS);
  if (!packs.ok) return refuse(reasonFor(packs.reason), packs.detail, 'packs');
  const units = unitsText === '' ? ok(0) : readDecimal(unitsText, decimalsOf(item.scale));
  if (!units.ok) return refuse(reasonFor(units.reason), units.detail, 'units');
  const thousandths = BigInt(packs.value) * BigInt(item.packSize);
  if (thousandths % 1000n !== 0n) return refuse('quantity_fraction', { typed: packsText }, 'packs');
  const quantityBase = thousandths / 1000n + BigInt(units.value);
  if (quantityBase > BigInt(LARGEST_QUANTITY)) return refuse('quantity_too_large', { largest: LARGEST_QUANTITY });
  return ok(Number(quantityBase));
}

const REASONS: Record<string, string> = {
  number_missing: 'quantity_missing',
  number_negative: 'quantity_negative',
  number_too_fine: 'quantity_fraction',
  number_too_large: 'quantity_too_large',
};

function reasonFor(reason: string): string {
  return REASONS[reason] ?? 'quantity_unreadable';
}

function decimalsOf(scale: number): number {
  const places = Math.round(Math.log10(scale));
  if (10 ** places !== scale || places < 0) throw new RangeError(`scale must be a power of ten, not ${scale}`);
  return places;
}

function requirePackSize(packSize: number): void {
  if (!Number.isSafeInteger(packSize) || packSize < 1) throw new RangeError(`packSize must be 1 or more: ${packSize}`);
}

function requireInteger(value: number, name: string): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be an integer: ${value}`);
}
