/** Loads what judging an upload needs, a few hundred rows at a time, so that others have their turn in between. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { concept, item, itemCode, product, specification } from '../../../db/schema/catalogue.ts';
import { lot } from '../../../db/schema/ledger.ts';
import { coming } from '../../formulary/entry-queries.ts';
import { hasPublishedVersion } from '../../formulary/queries.ts';
import { nextTurn } from '../../imports/pace.ts';
import { spansOf } from '../fact-rows-commands.ts';
import type { FactSpan } from '../fact-rules.ts';
import { FACT_TYPES } from '../facts.ts';
import type { ForeignCode, ItemDraft } from '../item.ts';
import { chunked } from '../item-queries.ts';
import { numberKey, wordsKey } from './likeness.ts';
import type { CodeHolder, KnownItem, LikeItem, Tiers, World } from './world.ts';

const ROWS_A_TURN = 250;
const LIKE_A_TURN = 1000;

interface Wanted {
  drafts: readonly ItemDraft[];
  /** Own codes of further items, into which rows are merged. */
  codes: readonly string[];
  today: string;
  /** Also look for items that the drafts are like. */
  searching: boolean;
}

/** Everything of the catalogue that the drafts touch. */
export async function worldFor(db: Db, { drafts, codes: more, today, searching }: Wanted): Promise<World> {
  const codes = [...new Set([...more, ...drafts.flatMap((draft) => (draft.code === null ? [] : [draft.code]))])];
  const keys = [...new Set(drafts.flatMap((draft) => (draft.importKey === null ? [] : [draft.importKey])))];
  const former = await formerCodes(db, codes);
  const ids = new Set(former.values());
  for (const part of chunked(codes)) await addIds(ids, db, inArray(item.code, part));
  for (const part of chunked(keys)) await addIds(ids, db, inArray(item.importKey, part));
  const known = await knownItems(db, [...ids]);
  const byId = new Map(known.map((each) => [each.id, each]));
  const byCode = new Map(known.map((each) => [each.code, each]));
  const byFormerCode = new Map(
    [...former].flatMap(([code, id]) => {
      const found = byId.get(id);
      return found === undefined || byCode.has(code) ? [] : [[code, found] as const];
    }),
  );
  const byImportKey = new Map(
    known.flatMap((each) => (each.importKey === null ? [] : [[each.importKey, each] as const])),
  );
  const published = await hasPublishedVersion(db);
  return {
    today,
    byCode,
    byFormerCode,
    byImportKey,
    holders: await holdersOf(db, drafts),
    ...(searching ? await alike(db) : { likeByNumber: new Map(), likeByWords: new Map() }),
    published,
    coming: published ? await comingTiers(db, today) : new Map(),
  };
}

async function addIds(ids: Set<number>, db: Db, where: ReturnType<typeof inArray>): Promise<void> {
  for (const row of await db.select({ id: item.id }).from(item).where(where)) ids.add(row.id);
}

async function formerCodes(db: Db, codes: readonly string[]): Promise<Map<string, number>> {
  const former = new Map<string, number>();
  for (const part of chunked(codes)) {
    const rows = await db
      .select({ value: itemCode.value, itemId: itemCode.itemId })
      .from(itemCode)
      .where(and(eq(itemCode.type, 'own'), inArray(itemCode.value, part)));
    for (const row of rows) former.set(row.value, row.itemId);
  }
  return former;
}

async function knownItems(db: Db, ids: readonly number[]): Promise<KnownItem[]> {
  const known: KnownItem[] = [];
  for (const part of chunked(ids, ROWS_A_TURN)) {
    await nextTurn();
    const rows = await db
      .select({ item, product, concept })
      .from(item)
      .innerJoin(product, eq(product.id, item.productId))
      .innerJoin(specification, eq(specification.id, product.specificationId))
      .innerJoin(concept, eq(concept.id, specification.conceptId))
      .where(inArray(item.id, part));
    const codes = new Map<number, ForeignCode[]>();
    for (const row of await db.select().from(itemCode).where(inArray(itemCode.itemId, part))) {
      codes.set(row.itemId, [...(codes.get(row.itemId) ?? []), { type: row.type, value: row.value }]);
    }
    const lots = await db.selectDistinct({ itemId: lot.itemId }).from(lot).where(inArray(lot.itemId, part));
    const withHistory = new Set(lots.map((row) => row.itemId));
    const spans = await spansOf(db, part);
    for (const row of rows) {
      const { id } = row.item;
      const facts = factsOf(id, spans);
      known.push({
        ...row.item,
        codes: codes.get(id) ?? [],
        levels: levelsOf(row),
        facts,
        hasHistory: withHistory.has(id),
      });
    }
  }
  return known;
}

function factsOf(id: number, spans: Map<string, FactSpan[]>): KnownItem['facts'] {
  return Object.fromEntries(
    FACT_TYPES.flatMap((type) => {
      const rows = spans.get(`${id} ${type}`);
      return rows === undefined ? [] : [[type, rows]];
    }),
  );
}

function levelsOf(row: { product: typeof product.$inferSelect; concept: typeof concept.$inferSelect }) {
  const { route, therapeuticClass, consumableGrade } = row.concept;
  const { holder, brand, origin, grade, standard, retestMonths } = row.product;
  return { route, therapeuticClass, consumableGrade, holder, brand, origin, grade, standard, retestMonths };
}

/** Who has the foreign codes that the drafts bring. */
async function holdersOf(db: Db, drafts: readonly ItemDraft[]): Promise<Map<string, CodeHolder[]>> {
  const values = [...new Set(drafts.flatMap((draft) => draft.codes.map((code) => code.value)))];
  const holders = new Map<string, CodeHolder[]>();
  for (const part of chunked(values)) {
    await nextTurn();
    const rows = await db
      .select({ code: itemCode, item, product })
      .from(itemCode)
      .innerJoin(item, eq(item.id, itemCode.itemId))
      .innerJoin(product, eq(product.id, item.productId))
      .where(inArray(itemCode.value, part));
    for (const { code, item: held, product: made } of rows) {
      const key = `${code.type} ${code.value}`;
      const { brand, origin, grade } = made;
      const holder = { itemId: held.id, code: held.code, name: held.genericName };
      const product = wordsKey({ ...held, brand, origin, grade });
      const { validFrom, validTo } = code;
      holders.set(key, [...(holders.get(key) ?? []), { ...holder, product, validFrom, validTo }]);
    }
  }
  return holders;
}

function put(map: Map<string, LikeItem[]>, key: string, like: LikeItem): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [like]);
  else there.push(like);
}

/** Every item in use by its approval number and by its words, the oldest first. */
async function alike(db: Db): Promise<Pick<World, 'likeByNumber' | 'likeByWords'>> {
  const likeByNumber = new Map<string, LikeItem[]>();
  const likeByWords = new Map<string, LikeItem[]>();
  for (let after = 0; ; ) {
    await nextTurn();
    const rows = await db
      .select({ item, brand: product.brand, origin: product.origin, grade: product.grade })
      .from(item)
      .innerJoin(product, eq(product.id, item.productId))
      .where(and(gt(item.id, after), eq(item.active, true)))
      .orderBy(asc(item.id))
      .limit(LIKE_A_TURN);
    for (const { item: row, ...more } of rows) {
      const { genericName, form, strength, manufacturer } = row;
      const words = [genericName, form, strength, manufacturer].filter((word) => word !== '').join(' ');
      const like = { code: row.code, words, packSize: row.packSize };
      const compared = { ...row, ...more };
      const [number, key] = [numberKey(compared), wordsKey(compared)];
      if (number !== null) put(likeByNumber, number, like);
      put(likeByWords, key, like);
    }
    const last = rows.at(-1)?.item.id;
    if (last === undefined || rows.length < LIKE_A_TURN) return { likeByNumber, likeByWords };
    after = last;
  }
}

async function comingTiers(db: Db, today: string): Promise<Map<number, Tiers>> {
  const { entries } = await coming(db, today);
  return new Map(entries.map(({ itemId, county, township, village }) => [itemId, { county, township, village }]));
}
