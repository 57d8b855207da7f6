/** Reads what was typed for many items at once: two boxes each, blank for nothing, the first wrong one refused. */
import { readQuantity } from './quantity.ts';
import { ok, type Result, refuse } from './result.ts';

interface Boxes {
  packs?: string | undefined;
  units?: string | undefined;
}

/** Base units; null when both boxes are blank. */
export function typedBase(
  boxes: Boxes,
  item: { packSize: number; scale: number },
  name: string,
): Result<number | null> {
  const packs = boxes.packs?.trim() ?? '';
  const units = boxes.units?.trim() ?? '';
  if (packs === '' && units === '') return ok(null);
  const read = readQuantity({ packs, units }, item);
  return read.ok ? read : refuse(read.reason, read.detail, `${name}.${read.field ?? 'packs'}`);
}
