/** Separate stores (专库专柜): controlled goods lie only where a store is marked for them, and nothing else lies there. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Loaded } from './checks.ts';
import type { PostLine } from './posting.ts';
import { isControlled } from './usable.ts';

/**
 * Refuses lines that would lay controlled goods into any other store, and other goods into the store of controlled
 * ones, unless the catalogue itself keeps them there. A repricing moves nothing from where it lies.
 */
export function checkCabinet(kind: string, lines: readonly PostLine[], loaded: Loaded): Result<undefined> {
  if (kind === 'reprice') return ok();
  for (const { lotId, toId } of lines) {
    const [lot, to] = [loaded.lots.get(lotId), loaded.places.get(toId)];
    if (lot === undefined || to?.kind !== 'store') continue;
    const named = { lot: lot.number, item: lot.generic_name };
    const locked = to.zone === 'controlled';
    if (isControlled(lot.control_class) && !locked) return refuse('store_not_controlled', named);
    if (locked && !isControlled(lot.control_class) && lot.storage_zone !== 'controlled') {
      return refuse('store_controlled_only', named);
    }
  }
  return ok();
}
