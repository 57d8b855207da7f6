/** An item draft with plausible facts, changed where a test needs it. */
import type { ItemDraft } from '../../src/catalogue/item.ts';

export function draft(code: string, genericName: string, change: Partial<ItemDraft> = {}): ItemDraft {
  return {
    code,
    codeBase: null,
    importKey: null,
    kind: 'drug',
    genericName,
    aliases: [],
    form: '片剂',
    strength: '1mg',
    manufacturer: '某某药业',
    packUnit: '盒',
    baseUnit: '片',
    packSize: 10,
    scale: 1,
    storageZone: 'room',
    controlClass: 'none',
    essential: false,
    approvalNumber: null,
    countyTier: true,
    townshipTier: true,
    villageTier: false,
    pricePack: 50_000,
    active: true,
    codes: [],
    leaves: [],
    ...change,
  };
}
