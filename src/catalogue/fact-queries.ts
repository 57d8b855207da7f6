/** Reads of dated facts: what holds for items on a day, and the whole history of one item. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { itemFact } from '../../db/schema/catalogue.ts';
import { person } from '../../db/schema/users.ts';
import { rowset, statement } from '../../db/statement.ts';
import { FACT_TYPES, type FactType, UNRECORDED } from './facts.ts';

/** Every fact of an item as of a day; a type that nobody recorded holds what stands for "none". */
export type FactValues = Readonly<Record<FactType, string>>;

interface FactOnDay {
  item_id: number;
  type: FactType;
  value: string;
}

const IN_FORCE = `effective_from <= :day and (effective_to is null or effective_to >= :day)`;
const ofSome = statement(
  `select item_fact.item_id, item_fact.type, item_fact.value from ${rowset('items', { id: 'int' })} as wanted
   join item_fact on item_fact.item_id = wanted.id where ${IN_FORCE}`,
);
const ofAll = statement(`select item_id, type, value from item_fact where ${IN_FORCE}`);

/**
 * All facts of the items as of `day`, by item id; each given id has an entry. `all` asks for every item that has a
 * recorded fact: take `UNRECORDED` for the ids that are not there.
 */
export async function factsOn(
  db: Db,
  itemIds: readonly number[] | 'all',
  day: string,
): Promise<Map<number, FactValues>> {
  const facts = new Map<number, Record<FactType, string>>();
  if (itemIds !== 'all') for (const id of itemIds) facts.set(id, { ...UNRECORDED });
  const rows =
    itemIds === 'all'
      ? await db.run<FactOnDay>(ofAll, { day })
      : await db.run<FactOnDay>(ofSome, { day, items: [...facts.keys()].map((id) => ({ id })) });
  for (const { item_id, type, value } of rows) {
    const id = Number(item_id);
    const known = facts.get(id) ?? { ...UNRECORDED };
    known[type] = value;
    facts.set(id, known);
  }
  return facts;
}

export interface FactRow {
  id: number;
  type: FactType;
  value: string;
  effectiveFrom: string;
  /** Last day; null while nothing follows. */
  effectiveTo: string | null;
  legalBasis: string;
  recordedAt: number;
  /** Name of who recorded it; empty for what an import or the system wrote. */
  recordedBy: string;
}

/** Every row of an item's facts, by type in the order of the list, oldest first. */
export async function factHistory(db: Db, itemId: number): Promise<FactRow[]> {
  const rows = await db
    .select({ fact: itemFact, recordedBy: person.name })
    .from(itemFact)
    .leftJoin(person, eq(person.id, itemFact.recordedBy))
    .where(eq(itemFact.itemId, itemId))
    .orderBy(asc(itemFact.effectiveFrom));
  const all = rows.map(({ fact, recordedBy }) => ({ ...fact, recordedBy: recordedBy ?? '' }));
  return FACT_TYPES.flatMap((type) => all.filter((row) => row.type === type));
}
