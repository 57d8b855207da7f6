/** A dated fact as a condition on items: what holds on a day, and what holds because nobody recorded anything. */
import { type SQL, sql } from 'drizzle-orm';
import { item, itemFact } from '../../db/schema/catalogue.ts';
import { type FactType, UNRECORDED } from './facts.ts';

/** A value, the beginning of one, a part of a list, or any other than one. */
type Wanted = string | { begins: string } | { has: string } | { other: string };

function holds(wanted: Wanted): SQL {
  if (typeof wanted === 'string') return sql`${itemFact.value} = ${wanted}`;
  if ('begins' in wanted) return sql`${itemFact.value} like ${`${wanted.begins}%`}`;
  if ('has' in wanted) return sql`${itemFact.value} like ${`%${wanted.has.replaceAll('_', '!_')}%`} escape '!'`;
  return sql`${itemFact.value} <> ${wanted.other}`;
}

/** Items whose fact of `type` is as wanted on `day`; an unrecorded fact counts as what stands for "none". */
export function factIs(type: FactType, day: string, wanted: Wanted): SQL {
  const row = sql`select 1 from ${itemFact} where ${itemFact.itemId} = ${item.id} and ${itemFact.type} = ${type}
    and ${itemFact.effectiveFrom} <= ${day} and (${itemFact.effectiveTo} is null or ${itemFact.effectiveTo} >= ${day})`;
  const recorded = sql`exists (${row} and ${holds(wanted)})`;
  return wanted === UNRECORDED[type] ? sql`(${recorded} or not exists (${row}))` : recorded;
}
