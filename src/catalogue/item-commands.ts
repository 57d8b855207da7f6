/** Writes drafts as items: new ones in batches, changed ones one by one, the rest not at all. */
import { eq, like } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { settleDrafts } from './fact-rows-commands.ts';
import { type Known, storedFor } from './import/compare.ts';
import type { ItemDraft } from './item.ts';
import { chunked } from './item-queries.ts';
import { productsFor } from './level-commands.ts';
import { type ProductNumber, settleNumbers } from './product-number-commands.ts';
import { ITEM_FIELDS, nextListCode, type StoredItem } from './rules.ts';

const ROWS_A_STATEMENT = 100;

/** Who says what an item is: the person, and the list or the words that stand as the basis of its facts. */
export interface Source {
  by: number;
  legalBasis: string;
}

/** What an import writes as the basis of facts; pages show its word. */
const IMPORTED: Source = { by: 0, legalBasis: 'import' };

/**
 * Adds the drafts as items, in order, with their facts; those without a code get one. Returns their codes. Called
 * under the catalogue's lock: codes are counted on from those that are there.
 * Refuses when somebody else has added one of them in this moment.
 */
export async function addItems(
  tx: Tx,
  drafts: readonly ItemDraft[],
  at: number,
  source: Source = IMPORTED,
): Promise<Result<string[]>> {
  if (drafts.length === 0) return ok([]);
  const taken = await takenCodes(tx, drafts);
  const products = await productsFor(tx, drafts);
  const rows = drafts.map((draft, index) => {
    const code = draft.code ?? nextListCode(draft.codeBase ?? 'E', taken);
    taken.add(code);
    const {
      aliases: _aliases,
      codeBase: _codeBase,
      codes: _codes,
      facts: _facts,
      leaves: _leaves,
      levels: _levels,
      ...columns
    } = draft;
    return {
      ...columns,
      productId: products[index] ?? 0,
      code,
      createdAt: at,
      updatedAt: at,
    };
  });
  const ids = new Map<string, number>();
  for (const part of chunked(rows, ROWS_A_STATEMENT)) {
    const added = await tx.insert(item).values(part).onConflictDoNothing().returning({ id: item.id, code: item.code });
    if (added.length < part.length) return refuse('import_raced');
    for (const row of added) ids.set(row.code, row.id);
  }
  const foreign = drafts.flatMap((draft, index) =>
    draft.codes.map((code) => ({ itemId: ids.get(rows[index]?.code ?? '') ?? 0, ...code })),
  );
  for (const part of chunked(foreign, ROWS_A_STATEMENT)) await tx.insert(itemCode).values(part).onConflictDoNothing();
  await settleNumbers(
    tx,
    drafts.flatMap(({ approvalNumber }, index) =>
      approvalNumber === null ? [] : [{ productId: products[index] ?? 0, approvalNumber }],
    ),
    products,
    at,
  );
  const fresh = drafts.map((draft, index) => ({ itemId: ids.get(rows[index]?.code ?? '') ?? 0, draft, fresh: true }));
  await settleDrafts(tx, fresh, { at, ...source });
  return ok(rows.map((row) => row.code));
}

/** The codes in use under the beginnings that a national list gives. */
async function takenCodes(tx: Tx, drafts: readonly ItemDraft[]): Promise<Set<string>> {
  if (drafts.every((draft) => draft.code !== null)) return new Set();
  const rows = await tx.select({ code: item.code }).from(item).where(like(item.code, 'E%'));
  return new Set(rows.map((row) => row.code));
}

/** Changes a stored item to what the draft says. What its source says nothing about stays; facts are not written. */
async function changeItem(tx: Tx, stored: StoredItem, draft: ItemDraft, at: number): Promise<number> {
  const changed = fieldsOf(draft);
  const after: ItemDraft = { ...draft, ...stored, ...changed };
  const [productId = 0] = await productsFor(tx, [after]);
  await tx
    .update(item)
    .set({ ...changed, productId, updatedAt: at })
    .where(eq(item.id, stored.id));
  if (draft.codes.length === 0) return productId;
  const rows = draft.codes.map((code) => ({ itemId: stored.id, ...code }));
  await tx.insert(itemCode).values(rows).onConflictDoNothing();
  return productId;
}

/** The columns that a draft decides about an item that exists. */
function fieldsOf(draft: ItemDraft): Partial<Pick<ItemDraft, (typeof ITEM_FIELDS)[number]>> {
  const told = ITEM_FIELDS.filter((field) => !draft.leaves.includes(field));
  return Object.fromEntries(told.map((field) => [field, draft[field]]));
}

/** Changes every draft that has a stored item; its facts hold from today on. Called under the catalogue's lock. */
export async function changeItems(
  tx: Tx,
  drafts: readonly ItemDraft[],
  known: Known,
  at: number,
  source: Source = IMPORTED,
): Promise<void> {
  if (drafts.length === 0) return;
  const changed: { itemId: number; draft: ItemDraft; fresh: boolean }[] = [];
  const numbers: ProductNumber[] = [];
  const products: number[] = [];
  for (const draft of drafts) {
    const stored = storedFor(draft, known);
    if (stored === undefined) continue;
    const productId = await changeItem(tx, stored, draft, at);
    changed.push({ itemId: stored.id, draft, fresh: false });
    products.push(productId);
    if (draft.leaves.includes('approvalNumber')) continue;
    numbers.push({ productId, approvalNumber: draft.approvalNumber ?? '' });
  }
  await settleNumbers(tx, numbers, products, at);
  await settleDrafts(tx, changed, { at, ...source });
}
