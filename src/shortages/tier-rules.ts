/** Whether a kind of member may stock an item, or at least continue what the county prescribed. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ShortageReason } from './rules.ts';

/** Refuses an item that this kind of member may not stock, unless a county prescription is continued there. */
export function checkTier(
  item: { active: boolean; countyTier: boolean; townshipTier: boolean; villageTier: boolean; controlClass: string },
  organisationKind: string,
  reason: ShortageReason,
): Result<undefined> {
  if (!item.active) return refuse('shortage_item_retired', {}, 'itemCode');
  const village = organisationKind === 'clinic';
  if (village && item.controlClass !== 'none' && item.controlClass !== 'psychotropic_2') {
    return refuse('controlled_not_in_village', {}, 'itemCode');
  }
  const tier = village ? item.villageTier : organisationKind === 'branch' ? item.townshipTier : item.countyTier;
  if (tier || reason === 'prescription_extension') return ok();
  return refuse('item_not_in_tier', {}, 'itemCode');
}
