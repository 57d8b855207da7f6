/** What can stand in for an item, nearest first, each with where it lies: computed, and approved by the committee. */
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type Statement, statement } from '../../db/statement.ts';
import {
  asBit,
  ITEM_TIERS,
  PACK_COLUMNS,
  type PackColumns,
  type PackWords,
  packWordsOf,
  type TierColumns,
  tiersOf,
} from '../catalogue/pack-queries.ts';
import { usableStock } from '../stock/usable-stock-queries.ts';
import { mayOffer, nearestFirst, type Relation, standingOf } from './offer-rules.ts';

/** An item as substitutes are shown: named, measured and counted. */
export interface OfferItem extends PackWords {
  id: number;
  productId: number;
}

export interface OfferStock {
  organisationId: number;
  code: string;
  shortName: string;
  /** Base units in its stores that are usable and not reserved. */
  availableBase: number;
}

export interface Offer {
  item: OfferItem;
  relation: Relation;
  /** Base units of this item for one of the asked; null when it must be worked out by a pharmacist. */
  factor: number | null;
  whole: boolean;
  /** Tiers that may stock it today; with none, what lies there is used up. */
  tiers: { county: boolean; township: boolean; village: boolean };
  leaving: boolean;
  /** Of an approved one: its record and what the committee says of the dose. */
  substituteId: number | null;
  guidance: string | null;
  /** Members with some, the most first. */
  stock: OfferStock[];
  availableBase: number;
}

const SHAPE = `item.id, item.product_id, ${PACK_COLUMNS}, ${ITEM_TIERS}, ${asBit('item.active')} as active`;
const UNDER_CONCEPT = (concept: string) => `join specification on specification.concept_id = ${concept}
   join product on product.specification_id = specification.id
   join item on item.product_id = product.id`;
const VALID = `valid_from <= :day and (valid_to is null or valid_to >= :day)`;
const ASKED_CONCEPT = `(select specification.concept_id from item
     join product on product.id = item.product_id
     join specification on specification.id = product.specification_id where item.id = :itemId)`;

const sameConcept: Statement = statement(
  `select ${SHAPE}, null as substitute_id, null as guidance from ${ASKED_CONCEPT} as asked
   ${UNDER_CONCEPT('asked.concept_id')} where item.active or item.id = :itemId order by item.id`,
);
const approvedConcepts: Statement = statement(
  `select ${SHAPE}, pair.id as substitute_id, pair.guidance from (
     select id, to_concept_id as concept_id, guidance from therapeutic_substitute
     where from_concept_id = ${ASKED_CONCEPT} and ${VALID}
     union all
     select id, from_concept_id, guidance from therapeutic_substitute
     where to_concept_id = ${ASKED_CONCEPT} and both_ways and ${VALID}
   ) as pair ${UNDER_CONCEPT('pair.concept_id')} where item.active order by item.id, pair.id`,
);

type CandidateRow = PackColumns &
  TierColumns & {
    id: number;
    product_id: number;
    active: number;
    substitute_id: number | null;
    guidance: string | null;
  };

function itemOf(row: CandidateRow): OfferItem {
  return { id: Number(row.id), productId: Number(row.product_id), ...packWordsOf(row) };
}

/**
 * What may be given in the place of the item on `day`: other packs of the product, other makers, other strengths with
 * their factor, then what the committee approved. Each with the members at or under `scopePath` that can spare some.
 */
export async function substitutesFor(db: Db, itemId: number, day: string, scopePath = '/'): Promise<Offer[]> {
  const alike = await db.run<CandidateRow>(sameConcept, { itemId });
  const approved = await db.run<CandidateRow>(approvedConcepts, { itemId, day });
  const asked = alike.find((row) => Number(row.id) === itemId);
  if (asked === undefined) return [];
  const others = [...alike.filter((row) => row !== asked), ...firstOfEach(approved)];
  const stock = await stockByItem(db, others, { day, scopePath });
  const offers = others.flatMap((row): Offer[] => {
    const item = itemOf(row);
    const lying = stock.get(item.id) ?? [];
    const availableBase = lying.reduce((sum, one) => sum + one.availableBase, 0);
    const tiers = tiersOf(row);
    const listed = tiers.county || tiers.township || tiers.village;
    if (!mayOffer({ active: row.active === 1, listed }, availableBase)) return [];
    const standing =
      row.substitute_id === null
        ? standingOf(itemOf(asked), item)
        : { relation: 'approved' as const, factor: null, whole: false };
    const substituteId = row.substitute_id === null ? null : Number(row.substitute_id);
    const told = { leaving: !listed, tiers, substituteId, guidance: row.guidance };
    return [{ item, ...standing, ...told, stock: lying, availableBase }];
  });
  return offers.sort((a, b) => nearestFirst(orderOf(a), orderOf(b)));
}

/** Two decisions may name one medicine: the earlier record is shown. */
function firstOfEach(rows: readonly CandidateRow[]): CandidateRow[] {
  return rows.filter((row, index) => rows.findIndex((other) => other.id === row.id) === index);
}

function orderOf({ item, relation, factor, whole, availableBase }: Offer) {
  return { code: item.code, relation, factor, whole, availableBase };
}

async function stockByItem(
  db: Db,
  rows: readonly CandidateRow[],
  { day, scopePath }: { day: string; scopePath: string },
): Promise<Map<number, OfferStock[]>> {
  const itemIds = rows.map((row) => Number(row.id));
  const lying = (await usableStock(db, { itemIds, scopePath, day, today: day })).filter((one) => one.availableBase > 0);
  const byItem = new Map<number, OfferStock[]>();
  if (lying.length === 0) return byItem;
  const keepers = await db
    .select({ id: organisation.id, code: organisation.code, shortName: organisation.shortName })
    .from(organisation)
    .where(isOneOf(organisation.id, [...new Set(lying.map((one) => one.keeperId))]));
  const named = new Map(keepers.map((keeper) => [keeper.id, keeper]));
  for (const { itemId, keeperId, availableBase } of lying) {
    const keeper = named.get(keeperId);
    if (keeper === undefined) continue;
    const { code, shortName } = keeper;
    byItem.set(itemId, [...(byItem.get(itemId) ?? []), { organisationId: keeperId, code, shortName, availableBase }]);
  }
  for (const places of byItem.values()) {
    places.sort((a, b) => b.availableBase - a.availableBase || (a.code < b.code ? -1 : 1));
  }
  return byItem;
}
