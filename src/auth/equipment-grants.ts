/** What those may do who have a part in equipment: who keeps it, who mends and tests it, whose office decides. */
import type { Permission } from './permissions.ts';

/** Whoever equipment is entrusted to: asks for it, keeps its card, counts it. */
export const CUSTODY: readonly Permission[] = ['acquisition.read', 'acquisition.apply', 'asset.keep', 'asset.count'];

/** Whoever mends it, tests it and says what it is still worth. */
export const ENGINEERING: readonly Permission[] = ['asset.test', 'asset.appraise', 'fault.repair', ...CUSTODY];

/** The office that answers for the register, and agrees to what others propose. */
export const ASSET_OFFICE: readonly Permission[] = [
  'asset.agree',
  'acquisition.approve',
  'acquisition.buy',
  'asset.edit',
  'asset.test',
  'asset.price',
  'asset.charge',
  'fault.repair',
  'fault.approve',
  ...CUSTODY,
];
