/** Pure decisions about items: which code is allowed, what an import would change, which code comes next. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FieldChange } from './import/report.ts';
import type { ItemDraft } from './item.ts';

/** An item as the database has it, as far as comparing needs it. */
export type StoredItem = Omit<ItemDraft, 'code' | 'codeBase' | 'aliases' | 'leaves' | 'levels' | 'facts'> & {
  id: number;
  code: string;
};

const CODE = /^[A-Z0-9][A-Z0-9._-]*$/;

/** Own code of an item, in capitals. It stands in addresses and barcodes: letters, digits, `.-_`, and a digit. */
export function readItemCode(text: string): Result<string> {
  const code = text.normalize('NFKC').trim().toUpperCase();
  return CODE.test(code) && /\d/.test(code) ? ok(code) : refuse('item_code_shape', { value: text });
}

/** The facts that an import may change. */
export const ITEM_FIELDS = [
  'kind',
  'genericName',
  'form',
  'strength',
  'manufacturer',
  'packUnit',
  'baseUnit',
  'packSize',
  'scale',
  'storageZone',
  'controlClass',
  'essential',
  'approvalNumber',
  'countyTier',
  'townshipTier',
  'villageTier',
  'pricePack',
  'active',
] as const satisfies readonly (keyof StoredItem & keyof ItemDraft)[];

/** What importing the draft would change; empty when it is the same item already. */
export function changesOf(stored: StoredItem, draft: ItemDraft): FieldChange[] {
  const fields = ITEM_FIELDS.filter((field) => !draft.leaves.includes(field));
  const changes: FieldChange[] = fields
    .filter((field) => stored[field] !== draft[field])
    .map((field) => ({ field, before: String(stored[field] ?? ''), after: String(draft[field] ?? '') }));
  const before = new Set(stored.codes.map((code) => `${code.type} ${code.value}`));
  const added = draft.codes.filter((code) => !before.has(`${code.type} ${code.value}`));
  for (const code of added) changes.push({ field: 'codes', before: '', after: code.value });
  return changes;
}

/**
 * Refuses a change that would give old movements another meaning: base unit, pack size and scale of an item that has
 * stock history stay as they are.
 */
export function checkChanges(changes: readonly FieldChange[], hasHistory: boolean): Result<undefined> {
  const frozen = changes.find((change) => ['baseUnit', 'packSize', 'scale'].includes(change.field));
  if (frozen === undefined || !hasHistory) return ok();
  return refuse('item_unit_fixed', { before: frozen.before, after: frozen.after });
}

/** The next free code `E0032-01`, `E0032-02` … of a drug in a list that gives no codes. */
export function nextListCode(codeBase: string, taken: ReadonlySet<string>): string {
  for (let index = 1; ; index += 1) {
    const code = `${codeBase}-${String(index).padStart(2, '0')}`;
    if (!taken.has(code)) return code;
  }
}
