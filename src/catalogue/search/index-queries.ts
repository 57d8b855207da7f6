/**
 * Fills the index of items from the database and keeps it right. A search first reads the revision, which every
 * writing moves in its own transaction: what was committed before a search began, here or in another process, is in it.
 */
import { type Db, isInTransaction } from '../../../db/database.ts';
import { rowset, statement } from '../../../db/statement.ts';
import type { CodeType } from '../item.ts';
import { revisionOf } from '../revision-queries.ts';
import type { IndexedItem } from './entry.ts';
import { ItemIndex } from './item-index.ts';

/** Rows read at once: a few milliseconds of the one thread. */
const BATCH = 1000;
/** After so long other requests get a turn. */
const BREATH_MS = 15;

const COLUMNS = `item.id, item.code, item.generic_name, item.form, item.strength, item.manufacturer,
  item.approval_number, item.active, item.county_tier, item.township_tier, item.village_tier, product.holder,
  product.brand, concept.aliases`;
const LEVELS = `join product on product.id = item.product_id
  join specification on specification.id = product.specification_id
  join concept on concept.id = specification.concept_id`;
const GIVEN = rowset('ids', { id: 'int' });

const itemsAfter = statement(
  `select ${COLUMNS} from item ${LEVELS} where item.id > :after order by item.id limit ${BATCH}`,
);
const codesAfter = statement(
  `select item_id, type, value, valid_to from item_code where item_id > :after and item_id <= :until`,
);
const itemsGiven = statement(`select ${COLUMNS} from ${GIVEN} as given join item on item.id = given.id ${LEVELS}`);
const codesGiven = statement(
  `select item_id, type, value, valid_to from ${GIVEN} as given join item_code on item_code.item_id = given.id`,
);
const changedSince = statement('select item_id as id from item_change where revision > :known order by item_id');

interface ItemRow {
  id: number;
  code: string;
  generic_name: string;
  form: string;
  strength: string;
  manufacturer: string;
  approval_number: string | null;
  active: boolean | number;
  county_tier: boolean | number;
  township_tier: boolean | number;
  village_tier: boolean | number;
  holder: string;
  brand: string;
  aliases: string | string[];
}

interface CodeRow {
  item_id: number;
  type: CodeType;
  value: string;
  valid_to: string | null;
}

interface Shelf {
  index: ItemIndex;
  /** 0 before the first load. */
  revision: number;
  loading: Promise<void> | null;
}

/** One index for each open database of the process. */
const shelves = new WeakMap<Db, Shelf>();

/** The index as of a moment after the call began. Throws inside a transaction, whose writes may yet be undone. */
export async function itemIndex(db: Db): Promise<ItemIndex> {
  if (isInTransaction()) throw new Error('search inside a transaction: find items before it begins');
  const shelf = shelves.get(db) ?? { index: new ItemIndex(), revision: 0, loading: null };
  shelves.set(db, shelf);
  for (;;) {
    const revision = await revisionOf(db);
    if (shelf.revision === revision && shelf.loading === null) return shelf.index;
    // Those who come meanwhile wait for the same load, then look again whether it was late enough for them
    shelf.loading ??= refresh(db, shelf, revision).finally(() => {
      shelf.loading = null;
    });
    await shelf.loading;
  }
}

async function refresh(db: Db, shelf: Shelf, revision: number): Promise<void> {
  const breathe = createBreath();
  const isBehind = shelf.revision > 0 && revision > shelf.revision;
  if (isBehind) await putChanged(db, shelf, breathe);
  else {
    // The first load; or a database that was put back to an older state
    const index = new ItemIndex();
    await putAll(db, index, breathe);
    shelf.index = index;
  }
  await breathe();
  shelf.index.settle();
  shelf.revision = revision;
}

async function putAll(db: Db, index: ItemIndex, breathe: () => Promise<void>): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await db.run<ItemRow>(itemsAfter, { after });
    const last = rows.at(-1);
    if (last === undefined) return;
    await breathe();
    const codes = codesByItem(await db.run<CodeRow>(codesAfter, { after, until: last.id }));
    await putRows(index, rows, codes, breathe);
    after = last.id;
  }
}

async function putChanged(db: Db, shelf: Shelf, breathe: () => Promise<void>): Promise<void> {
  const changed = await db.run<{ id: number }>(changedSince, { known: shelf.revision });
  for (let from = 0; from < changed.length; from += BATCH) {
    const part = changed.slice(from, from + BATCH);
    const given = { ids: part };
    const rows = await db.run<ItemRow>(itemsGiven, given);
    const codes = codesByItem(await db.run<CodeRow>(codesGiven, given));
    const there = new Set(rows.map((row) => row.id));
    for (const { id } of part) if (!there.has(id)) shelf.index.remove(id);
    await putRows(shelf.index, rows, codes, breathe);
  }
}

async function putRows(
  index: ItemIndex,
  rows: readonly ItemRow[],
  codes: ReadonlyMap<number, CodeRow[]>,
  breathe: () => Promise<void>,
): Promise<void> {
  for (const row of rows) {
    index.put(itemOf(row, codes.get(row.id) ?? []));
    await breathe();
  }
}

function codesByItem(rows: readonly CodeRow[]): Map<number, CodeRow[]> {
  const codes = new Map<number, CodeRow[]>();
  for (const row of rows) {
    const known = codes.get(row.item_id);
    if (known === undefined) codes.set(row.item_id, [row]);
    else known.push(row);
  }
  return codes;
}

function itemOf(row: ItemRow, codes: readonly CodeRow[]): IndexedItem {
  return {
    id: row.id,
    code: row.code,
    genericName: row.generic_name,
    form: row.form,
    strength: row.strength,
    manufacturer: row.manufacturer,
    holder: row.holder,
    brand: row.brand,
    approvalNumber: row.approval_number,
    aliases: typeof row.aliases === 'string' ? (JSON.parse(row.aliases) as string[]) : row.aliases,
    active: Boolean(row.active),
    tiers: {
      county: Boolean(row.county_tier),
      township: Boolean(row.township_tier),
      village: Boolean(row.village_tier),
    },
    codes: codes.map(({ type, value, valid_to }) => ({ type, value, isFormer: valid_to !== null })),
  };
}

/** Gives other requests a turn when the last one is long ago; costs nothing but a look at the clock otherwise. */
function createBreath(): () => Promise<void> {
  let last = performance.now();
  const none = Promise.resolve();
  return () => {
    if (performance.now() - last < BREATH_MS) return none;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
