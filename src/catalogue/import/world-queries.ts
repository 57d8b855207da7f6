/** Loads what judging an upload needs, a few hundred rows at a time, so that others have their turn in between. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { concept, item, itemCode, product, specification } from '../../../db/schema/catalogue.ts';
import { lot } from '../../../db/schema/ledger.ts';
import { statement } from '../../../db/statement.ts';
import { tiersComing } from '../../formulary/change-queries.ts';
import { hasPublishedVersion } from '../../formulary/queries.ts';
import { inTurns, nextTurn } from '../../imports/pace.ts';
import { spansOf } from '../fact-rows-commands.ts';
import type { FactSpan } from '../fact-rules.ts';
import { FACT_TYPES } from '../facts.ts';
import type { ForeignCode, ItemDraft } from '../item.ts';
import { numberKey, wordsKey, wordsOfLevels } from './likeness.ts';
import { type CodeHolder, itemOf, type KnownItem, type LikeItem, type Tiers, type World } from './world.ts';

const KNOWN_A_TURN = 50;
const CODES_A_TURN = 250;
const LIKE_A_TURN = 500;
const itemsAfter = statement(
  `select item.id, item.code, item.kind, item.generic_name, item.form, item.strength, item.manufacturer,
     item.approval_number, item.pack_size, product.brand, product.origin, product.grade
   from item join product on product.id = item.product_id
   where item.active and item.id > :after order by item.id limit :most`,
);

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
  await inTurns(codes, (part) => addIds(ids, db, inArray(item.code, part)), CODES_A_TURN);
  await inTurns(keys, (part) => addIds(ids, db, inArray(item.importKey, part)), CODES_A_TURN);
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
  const found = { byCode, byFormerCode, byImportKey };
  const fresh = drafts.filter((draft) => itemOf(draft, found) === undefined);
  return {
    today,
    byCode,
    byFormerCode,
    byImportKey,
    holders: await holdersOf(db, drafts),
    ...(await alike(db, searching ? fresh : [])),
    published,
    coming: published ? await comingTiers(db, known) : new Map(),
  };
}

async function addIds(ids: Set<number>, db: Db, where: ReturnType<typeof inArray>): Promise<void> {
  for (const row of await db.select({ id: item.id }).from(item).where(where)) ids.add(row.id);
}

async function formerCodes(db: Db, codes: readonly string[]): Promise<Map<string, number>> {
  const former = new Map<string, number>();
  const find = async (part: string[]) => {
    const rows = await db
      .select({ value: itemCode.value, itemId: itemCode.itemId })
      .from(itemCode)
      .where(and(eq(itemCode.type, 'own'), inArray(itemCode.value, part)));
    for (const row of rows) former.set(row.value, row.itemId);
  };
  await inTurns(codes, find, CODES_A_TURN);
  return former;
}

async function knownItems(db: Db, ids: readonly number[]): Promise<KnownItem[]> {
  const known: KnownItem[] = [];
  const load = async (part: number[]) => {
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
  };
  await inTurns(ids, load, KNOWN_A_TURN);
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

const HELD = {
  id: item.id,
  code: item.code,
  kind: item.kind,
  genericName: item.genericName,
  form: item.form,
  strength: item.strength,
  manufacturer: item.manufacturer,
  approvalNumber: item.approvalNumber,
};
const MADE = { brand: product.brand, origin: product.origin, grade: product.grade };

/** Who has the foreign codes that the drafts bring. */
async function holdersOf(db: Db, drafts: readonly ItemDraft[]): Promise<Map<string, CodeHolder[]>> {
  const values = [...new Set(drafts.flatMap((draft) => draft.codes.map((code) => code.value)))];
  const holders = new Map<string, CodeHolder[]>();
  const find = async (part: string[]) => {
    const rows = await db
      .select({ code: itemCode, held: HELD, made: MADE })
      .from(itemCode)
      .innerJoin(item, eq(item.id, itemCode.itemId))
      .innerJoin(product, eq(product.id, item.productId))
      .where(inArray(itemCode.value, part));
    for (const { code, held, made } of rows) {
      const key = `${code.type} ${code.value}`;
      const holder = { itemId: held.id, code: held.code, name: held.genericName };
      const product = wordsKey({ ...held, ...made });
      const { validFrom, validTo } = code;
      holders.set(key, [...(holders.get(key) ?? []), { ...holder, product, validFrom, validTo }]);
    }
  };
  await inTurns(values, find);
  return holders;
}

function put(map: Map<string, LikeItem[]>, key: string | null, like: LikeItem): void {
  if (key !== null) map.get(key)?.push(like);
}

interface LikeRow {
  id: number;
  code: string;
  kind: string;
  generic_name: string;
  form: string;
  strength: string;
  manufacturer: string;
  approval_number: string | null;
  pack_size: number;
  brand: string;
  origin: string;
  grade: string;
}

/** Items in use that drafts are like, by approval number and by words, the oldest first. Every item is looked at. */
async function alike(db: Db, drafts: readonly ItemDraft[]): Promise<Pick<World, 'likeByNumber' | 'likeByWords'>> {
  const likeByNumber = new Map<string, LikeItem[]>();
  const likeByWords = new Map<string, LikeItem[]>();
  const lookFor = (part: ItemDraft[]) => {
    for (const draft of part) {
      const compared = { ...draft, ...wordsOfLevels(draft) };
      likeByNumber.set(numberKey(compared) ?? '', []);
      likeByWords.set(wordsKey(compared), []);
    }
  };
  await inTurns(drafts, lookFor);
  for (let after = 0; drafts.length > 0; ) {
    await nextTurn();
    const rows = await db.run<LikeRow>(itemsAfter, { after, most: LIKE_A_TURN });
    for (const row of rows) {
      const { generic_name: genericName, approval_number: approvalNumber, form, strength, manufacturer } = row;
      const compared = { ...row, genericName, approvalNumber };
      const words = [genericName, form, strength, manufacturer].filter((word) => word !== '').join(' ');
      const like = { code: row.code, words, packSize: Number(row.pack_size) };
      put(likeByNumber, numberKey(compared), like);
      put(likeByWords, wordsKey(compared), like);
    }
    const last = rows.at(-1)?.id;
    if (last === undefined || rows.length < LIKE_A_TURN) break;
    after = Number(last);
  }
  return { likeByNumber, likeByWords };
}

async function comingTiers(db: Db, known: readonly KnownItem[]): Promise<Map<number, Tiers>> {
  const tiersOf = await tiersComing(db);
  const tiers = new Map<number, Tiers>();
  const find = async (part: KnownItem[]) => {
    for (const [id, each] of await tiersOf(part.map((item) => item.id))) tiers.set(id, each);
  };
  await inTurns(known, find, CODES_A_TURN);
  return tiers;
}
