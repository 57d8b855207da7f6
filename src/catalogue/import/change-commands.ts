/** Changes items that are there to what rows say of them, however many in a few statements. */
import type { Tx } from '../../../db/database.ts';
import { rowset, statement } from '../../../db/statement.ts';
import { addDays } from '../../kernel/clock.ts';
import { addFacts, endFactRows, type NewFact, overwriteFactRows } from '../fact-rows-commands.ts';
import type { ItemDraft } from '../item.ts';
import { productsFor } from '../level-commands.ts';
import type { LevelWords, Placed } from '../levels.ts';
import { settleNumbers } from '../product-number-commands.ts';
import { rewriteItems } from '../rewrite-commands.ts';
import type { Judgement } from './judge.ts';
import { wantedTiers } from './row-changes.ts';
import type { KnownItem } from './world.ts';
import type { Writing } from './write-commands.ts';

const updateItems = statement(
  `update item set product_id = given.product_id, kind = given.kind, pack_unit = given.pack_unit,
     pack_size = given.pack_size, price_pack = given.price_pack, county_tier = given.county = 1,
     township_tier = given.township = 1, village_tier = given.village = 1, active = given.active = 1, updated_at = :at
   from ${rowset('given', {
     id: 'int',
     product_id: 'int',
     kind: 'text',
     pack_unit: 'text',
     pack_size: 'int',
     price_pack: 'int',
     county: 'int',
     township: 'int',
     village: 'int',
     active: 'int',
   })} as given where item.id = given.id`,
);
const addCodes = statement(
  `insert into item_code (item_id, type, value, valid_from, source)
   select item_id, type, value, '', :source
   from ${rowset('given', { item_id: 'int', type: 'text', value: 'text' })} as given where true on conflict do nothing`,
);
const GIVEN_LEVELS = rowset('given', {
  product_id: 'int',
  route: 'text',
  therapeutic_class: 'text',
  consumable_grade: 'text',
  holder: 'text',
  standard: 'text',
  retest_months: 'int',
});
const updateConcepts = statement(
  `update concept set route = coalesce(given.route, concept.route),
     therapeutic_class = coalesce(given.therapeutic_class, concept.therapeutic_class),
     consumable_grade = coalesce(given.consumable_grade, concept.consumable_grade)
   from ${GIVEN_LEVELS} as given join product on product.id = given.product_id
   join specification on specification.id = product.specification_id
   where concept.id = specification.concept_id`,
);
const updateProducts = statement(
  `update product set holder = coalesce(given.holder, product.holder),
     standard = coalesce(given.standard, product.standard),
     retest_months = coalesce(given.retest_months, product.retest_months)
   from ${GIVEN_LEVELS} as given where product.id = given.product_id`,
);

interface Change {
  judged: Judgement;
  stored: KnownItem;
  draft: ItemDraft;
}

/** Writes the changed rows of a part, with their facts from the day each says; copies of facts are left alone. */
export async function changeKnown(
  tx: Tx,
  part: readonly Judgement[],
  formerCodes: ReadonlyMap<number, readonly string[]>,
  given: Writing,
): Promise<void> {
  const changes = part.flatMap((judged): Change[] => {
    const { stored, draft } = judged;
    return stored === undefined || draft === null ? [] : [{ judged, stored, draft }];
  });
  if (changes.length === 0) return;
  const { at } = given;
  const products = await productsFor(tx, changes.map(placed));
  await tx.run(updateItems, {
    at,
    given: changes.map((change, index) => itemRow(change, products[index] ?? 0, given)),
  });
  await writeCodes(tx, changes, formerCodes, given.legalBasis);
  await writeLevels(tx, changes, products);
  const numbers = changes.flatMap(({ draft }, index) =>
    draft.leaves.includes('approvalNumber')
      ? []
      : [{ productId: products[index] ?? 0, approvalNumber: draft.approvalNumber ?? '' }],
  );
  await settleNumbers(tx, numbers, products, at);
  await writeFacts(tx, changes, given);
  const ids = changes.map(({ stored }) => stored.id);
  await rewriteItems(tx, ids, at);
}

function told<Key extends keyof ItemDraft & keyof KnownItem>({ draft, stored }: Change, key: Key) {
  return draft.leaves.includes(key) ? stored[key] : draft[key];
}

/** The words that place the item: what the row leaves out stays as it is, also the levels that it is silent about. */
function placed(change: Change): Placed {
  const { draft, stored } = change;
  return {
    kind: told(change, 'kind') as Placed['kind'],
    genericName: String(told(change, 'genericName')),
    aliases: draft.aliases,
    form: String(told(change, 'form')),
    strength: String(told(change, 'strength')),
    baseUnit: String(told(change, 'baseUnit')),
    scale: Number(told(change, 'scale')),
    manufacturer: String(told(change, 'manufacturer')),
    approvalNumber: told(change, 'approvalNumber') as string | null,
    levels: { ...stored.levels, ...draft.levels },
  };
}

function itemRow(change: Change, productId: number, { world }: Writing): object {
  const { draft, stored } = change;
  const now = { county: stored.countyTier, township: stored.townshipTier, village: stored.villageTier };
  const tiers = world.published ? now : wantedTiers(draft, now);
  const bit = (value: unknown) => (value === true ? 1 : 0);
  return {
    id: stored.id,
    product_id: productId,
    kind: told(change, 'kind'),
    pack_unit: told(change, 'packUnit'),
    pack_size: told(change, 'packSize'),
    price_pack: told(change, 'pricePack'),
    county: bit(tiers.county),
    township: bit(tiers.township),
    village: bit(tiers.village),
    active: bit(told(change, 'active')),
  };
}

async function writeCodes(
  tx: Tx,
  changes: readonly Change[],
  formerCodes: ReadonlyMap<number, readonly string[]>,
  source: string,
): Promise<void> {
  const given = changes.flatMap(({ judged, stored, draft }) => {
    const there = new Set(stored.codes.map((code) => `${code.type} ${code.value}`));
    const former = (formerCodes.get(judged.entry.row) ?? []).map((value) => ({ type: 'own' as const, value }));
    const fresh = [...draft.codes, ...former].filter((code) => !there.has(`${code.type} ${code.value}`));
    return fresh.map(({ type, value }) => ({ item_id: stored.id, type, value }));
  });
  if (given.length > 0) await tx.run(addCodes, { given, source });
}

/** Attributes of the levels that rows tell; what they leave out stays. */
async function writeLevels(tx: Tx, changes: readonly Change[], products: readonly number[]): Promise<void> {
  const given = changes.flatMap(({ draft }, index) => {
    const levels: Partial<LevelWords> = draft.levels ?? {};
    if (Object.keys(levels).length === 0) return [];
    return [
      {
        product_id: products[index] ?? 0,
        route: levels.route ?? null,
        therapeutic_class: levels.therapeuticClass ?? null,
        consumable_grade: levels.consumableGrade ?? null,
        holder: levels.holder ?? null,
        standard: levels.standard ?? null,
        retest_months: levels.retestMonths ?? null,
      },
    ];
  });
  if (given.length === 0) return;
  await tx.run(updateConcepts, { given });
  await tx.run(updateProducts, { given });
}

async function writeFacts(tx: Tx, changes: readonly Change[], { actor, at, legalBasis }: Writing): Promise<void> {
  const added: NewFact[] = [];
  const closed: { id: number; effectiveTo: string }[] = [];
  const overwritten: { id: number; value: string; legalBasis: string }[] = [];
  for (const { judged, stored } of changes) {
    for (const { type, value, settling } of judged.facts) {
      if (settling.act === 'none') continue;
      if (settling.act === 'overwrite') {
        overwritten.push({ id: settling.id, value, legalBasis });
        continue;
      }
      if (settling.act === 'follow') closed.push({ id: settling.closes, effectiveTo: addDays(judged.day, -1) });
      const { effectiveFrom, effectiveTo } = settling;
      added.push({ itemId: stored.id, type, value, effectiveFrom, effectiveTo, legalBasis });
    }
  }
  const hand = { at, by: actor.userId };
  await endFactRows(tx, closed);
  await overwriteFactRows(tx, overwritten, hand);
  await addFacts(tx, added, hand);
}
