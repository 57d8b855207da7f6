/** What members that lack a medicine have in its place: another form of it, or what the committee approved. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { PACK_COLUMNS, type PackColumns, type PackWords, packWordsOf } from '../catalogue/pack-queries.ts';
import { usableStock } from '../stock/usable-stock-queries.ts';

/** Something a member has instead. */
export interface Instead extends PackWords {
  usableBase: number;
  /** Approved by the committee; otherwise another form of the same generic name, which a prescriber decides about. */
  approved: boolean;
}

const VALID = `pair.valid_from <= :day and (pair.valid_to is null or pair.valid_to >= :day)`;
const WANTED = rowset('concepts', { id: 'int' });

const insteadOfConcepts = statement(
  `select found.asked_id, max(found.approved) as approved, item.id, ${PACK_COLUMNS}
   from (
     select wanted.id as asked_id, pair.to_concept_id as concept_id, 1 as approved
     from ${WANTED} as wanted join therapeutic_substitute as pair on pair.from_concept_id = wanted.id and ${VALID}
     union all
     select wanted.id, pair.from_concept_id, 1 from ${WANTED} as wanted
     join therapeutic_substitute as pair on pair.to_concept_id = wanted.id and pair.both_ways and ${VALID}
     union all
     select wanted.id, other.id, 0 from ${WANTED} as wanted join concept on concept.id = wanted.id
     join concept as other on other.generic_name = concept.generic_name and other.kind = concept.kind
       and other.id <> concept.id
   ) as found
   join specification on specification.concept_id = found.concept_id
   join product on product.specification_id = specification.id
   join item on item.product_id = product.id and item.active
   group by found.asked_id, item.id order by found.asked_id, item.id`,
);

type Row = PackColumns & { asked_id: number; approved: number; id: number };

/** By `${conceptId} ${organisationId}`: what the members at or under `scopePath` have in the place of the concepts. */
export async function insteadOf(
  db: Db,
  asked: { conceptIds: readonly number[]; scopePath: string; day: string; today: string },
): Promise<Map<string, Instead[]>> {
  const { day, today, scopePath } = asked;
  const found = new Map<string, Instead[]>();
  const concepts = [...new Set(asked.conceptIds)].map((id) => ({ id }));
  if (concepts.length === 0) return found;
  const rows = await db.run<Row>(insteadOfConcepts, { concepts, day });
  const itemIds = [...new Set(rows.map((row) => Number(row.id)))];
  const stock = await usableStock(db, { itemIds, scopePath, day, today });
  for (const row of rows) {
    for (const { keeperId, usableBase } of stock.filter((one) => one.itemId === Number(row.id))) {
      if (usableBase <= 0) continue;
      const key = `${Number(row.asked_id)} ${keeperId}`;
      found.set(key, [
        ...(found.get(key) ?? []),
        { ...packWordsOf(row), usableBase, approved: Number(row.approved) === 1 },
      ]);
    }
  }
  return found;
}
