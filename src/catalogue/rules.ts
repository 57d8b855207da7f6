/** Pure decisions about items: which code is allowed, what an import would change, which text finds an item. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import type { FieldChange } from './import/report.ts';
import type { ItemDraft } from './item.ts';

/** An item as the database has it, as far as comparing needs it. */
export type StoredItem = Omit<ItemDraft, 'code' | 'codeBase' | 'aliases' | 'leaves' | 'levels' | 'facts'> & {
  id: number;
  code: string;
  searchText: string;
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

const ALIAS_MARK = ' | ';

/** What an item is found by. */
export type Findable = Pick<
  ItemDraft,
  'genericName' | 'form' | 'strength' | 'manufacturer' | 'approvalNumber' | 'aliases' | 'codes'
> & { brand?: string | undefined };

/** The text the search looks through; `aliases` are kept behind a mark, so that a later change does not lose them. */
export function itemSearchText(draft: Findable, keptAliases: string): string {
  const { genericName, form, strength, manufacturer, brand = '' } = draft;
  const names = [genericName, `${genericName}${form}`, strength, manufacturer, brand];
  const codes = draft.codes.map((code) => code.value);
  const aliases = draft.aliases.length > 0 ? searchText(draft.aliases) : keptAliases;
  return `${searchText([...names, ...codes, draft.approvalNumber ?? ''])}${ALIAS_MARK}${aliases}`.trimEnd();
}

/** The part of a stored search text that holds aliases. */
export function aliasesIn(text: string): string {
  const at = text.indexOf(ALIAS_MARK);
  return at === -1 ? '' : text.slice(at + ALIAS_MARK.length);
}

/** The next free code `E0032-01`, `E0032-02` … of a drug in a list that gives no codes. */
export function nextListCode(codeBase: string, taken: ReadonlySet<string>): string {
  for (let index = 1; ; index += 1) {
    const code = `${codeBase}-${String(index).padStart(2, '0')}`;
    if (!taken.has(code)) return code;
  }
}
