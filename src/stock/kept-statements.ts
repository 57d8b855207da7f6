/** Pieces of the statements that read what lies in a viewer's reach, so that each page reaches the same places. */
import { rowset } from '../../db/statement.ts';

/** Places with their keepers at or under `:scope`; of one member alone when `:memberId` is not 0. */
export const REACHED = `location join organisation on organisation.id = location.keeper_id
     and organisation.path like :scope || '%'
     and (cast(:memberId as bigint) = 0 or organisation.id = :memberId)`;

/**
 * Narrows `keeper`, an organisation's id, to `:scope`. For what already is few: a set looked into, nothing joined, as
 * PostgreSQL plans for any scope, takes it for one organisation, and would read the rest once for each.
 */
export const keptInScope = (keeper: string) => `(cast(:scope as text) = '/'
     or ${keeper} in (select reached.id from organisation as reached where reached.path like :scope || '%'))`;

const FOUND = `(select id from ${rowset('found', { id: 'int' })} as given)`;

/** Narrows `balance` to the items of `:found`, unless `:anyItem` is 1. */
export const OF_ITEMS = `(cast(:anyItem as bigint) = 1 or balance.item_id in ${FOUND})`;

/**
 * The places in reach where something lies that expires until then, found once for several sums: half of all places
 * are empty, and each sum would look into them again.
 */
export const placesWith = (until: string) => `with places as materialized (
     select location.id from ${REACHED} where location.kind in ('store', 'transit') and exists (
       select 1 from balance where balance.location_id = location.id and balance.on_hand > 0
         and balance.expires_on <= ${until}))`;

export interface Reached {
  /** Path of the highest organisation that the viewer sees. */
  scopePath: string;
  /** Of one member alone; undefined for all of them. */
  memberId?: number | undefined;
}

export function reachedParameters({ scopePath, memberId }: Reached): { scope: string; memberId: number } {
  return { scope: scopePath, memberId: memberId ?? 0 };
}

/** `found` undefined: no filter. */
export function foundParameters(found: readonly number[] | undefined): { anyItem: number; found: { id: number }[] } {
  return { anyItem: found === undefined ? 1 : 0, found: (found ?? []).map((id) => ({ id })) };
}
