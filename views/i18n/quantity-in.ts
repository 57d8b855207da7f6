/** Says the quantities of a refusal as people count them: the refusal tells the size of a pack and the unit words. */
import type { RefusalDetail } from '../../src/kernel/result.ts';
import { splitPacks } from '../ui/format.ts';

/** `2盒5片` of 25 base units when the refusal tells the pack; otherwise the bare number with the word for base units. */
export function quantityIn(
  said: { unit: (unit: string, count: number) => string; gap: string; base: string },
  detail: RefusalDetail,
  quantity: unknown,
): string {
  const { packUnit, baseUnit, packSize, scale } = detail;
  const bare = Number(quantity ?? 0);
  if (typeof packUnit !== 'string' || typeof baseUnit !== 'string') return `${bare}${said.gap}${said.base}`;
  const shape = { packUnit, baseUnit, packSize: Number(packSize ?? 1), scale: Number(scale ?? 1) };
  const { packs, units } = splitPacks(bare, shape);
  const parts: string[] = [];
  if (packs !== undefined) parts.push(`${packs}${said.gap}${said.unit(packUnit, packs)}`);
  if (units !== undefined) parts.push(`${units}${said.gap}${said.unit(baseUnit, units)}`);
  return parts.join(said.gap);
}
