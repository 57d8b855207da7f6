/** What a hand may write of an item: which words each kind needs, and which packs are the same. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readProductNumber } from './code-rules.ts';
import { checkCabinet } from './fact-rules.ts';
import type { ControlClass, ItemKind, StorageZone } from './item.ts';
import type { LevelWords } from './levels.ts';
import { readItemCode } from './rules.ts';

/** Everything that a form tells of a new item. */
export interface NewItemWords extends LevelWords {
  kind: ItemKind;
  genericName: string;
  aliases: string[];
  form: string;
  strength: string;
  baseUnit: string;
  scale: number;
  manufacturer: string;
  approvalNumber: string;
  code: string;
  packUnit: string;
  /** Displayed units in a pack: tablets, or grams of what is weighed. */
  packSize: number;
  /** 1/10000 yuan for a pack. */
  pricePack: number;
  storageZone: StorageZone;
  controlClass: ControlClass;
  essential: boolean;
  countyTier: boolean;
  townshipTier: boolean;
  villageTier: boolean;
}

/** Largest pack that is no barcode typed into the wrong box. */
export const LARGEST_PACK = 1_000_000;

/** Which of the words a kind has; the others are left empty. */
export const WORDS_OF_KIND: Readonly<
  Record<ItemKind, readonly (keyof LevelWords | 'form' | 'essential' | 'controlClass')[]>
> = {
  drug: ['form', 'route', 'therapeuticClass', 'holder', 'brand', 'essential', 'controlClass'],
  decoction_piece: ['origin', 'grade', 'standard', 'retestMonths', 'therapeuticClass', 'essential', 'controlClass'],
  preparation: ['form', 'route', 'therapeuticClass', 'standard', 'controlClass'],
  consumable: ['consumableGrade', 'holder', 'brand', 'therapeuticClass'],
  reagent: ['holder', 'brand', 'standard', 'controlClass'],
  device: ['holder', 'brand', 'standard'],
};

/**
 * The words with those emptied that the kind does not have, the numbers as the law writes them, the pack in base units.
 * Those of a product that is there stay as they are. Refuses a wrong code, pack or number, and a narcotic outside a
 * locked cabinet.
 */
export function checkNewItem(given: NewItemWords, productKnown: boolean): Result<NewItemWords> {
  const code = readItemCode(given.code);
  if (!code.ok) return { ...code, field: 'code' };
  if (given.packSize < 1) return refuse('item_pack_size_zero', {}, 'packSize');
  if (given.packSize > LARGEST_PACK) return refuse('item_pack_size_large', { largest: LARGEST_PACK }, 'packSize');
  const cabinet = checkCabinet({ control_class: given.controlClass, storage_zone: given.storageZone });
  if (!cabinet.ok) return { ...cabinet, field: 'storageZone' };
  const packSize = given.packSize * given.scale;
  if (productKnown) return ok({ ...given, packSize, code: code.value });
  const number = readProductNumber(given.kind, given.approvalNumber);
  if (!number.ok) return { ...number, field: 'approvalNumber' };
  if (given.kind === 'consumable' && given.consumableGrade === null) {
    return refuse('field_required', {}, 'consumableGrade');
  }
  return ok({ ...ofKind(given), packSize, code: code.value, approvalNumber: number.value });
}

function ofKind(given: NewItemWords): NewItemWords {
  const has = (word: (typeof WORDS_OF_KIND)[ItemKind][number]) => WORDS_OF_KIND[given.kind].includes(word);
  const text = (word: 'therapeuticClass' | 'holder' | 'brand' | 'origin' | 'grade' | 'standard') =>
    has(word) ? given[word] : '';
  return {
    ...given,
    therapeuticClass: text('therapeuticClass'),
    holder: text('holder'),
    brand: text('brand'),
    origin: text('origin'),
    grade: text('grade'),
    standard: text('standard'),
    retestMonths: has('retestMonths') ? given.retestMonths : null,
    consumableGrade: has('consumableGrade') ? given.consumableGrade : null,
    essential: has('essential') && given.essential,
    controlClass: has('controlClass') ? given.controlClass : 'none',
  };
}
