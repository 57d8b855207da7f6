/** Reads the two boxes of a form as base units of an item, with the refusal at the box that is wrong. */
import { readQuantity } from '../kernel/quantity.ts';
import { type Result, refuse } from '../kernel/result.ts';

export interface PackBoxesTyped {
  packs?: string | undefined;
  units?: string | undefined;
}

/** An item that is not known counts in its own units: the command then says that it is unknown. */
export function typedQuantity(
  typed: PackBoxesTyped,
  item: { packSize: number; scale: number } | undefined,
  name: string,
): Result<number> {
  const boxes = {
    ...(typed.packs !== undefined && { packs: typed.packs }),
    ...(typed.units !== undefined && { units: typed.units }),
  };
  const read = readQuantity(boxes, item ?? { packSize: 1, scale: 1 });
  if (read.ok) return read;
  return refuse(read.reason, read.detail, `${name}.${read.field ?? 'packs'}`);
}
