/** Pieces of the statements that read what lies in a viewer's reach, so that each page reaches the same places. */
import { rowset } from '../../db/statement.ts';

/** Places with their keepers at or under `:scope`; of one member alone when `:memberId` is not 0. */
export const REACHED = `location join organisation on organisation.id = location.keeper_id
     and organisation.path like :scope || '%'
     and (cast(:memberId as bigint) = 0 or organisation.id = :memberId)`;

const FOUND = `(select id from ${rowset('found', { id: 'int' })} as given)`;

/** Narrows `balance` to the items of `:found`, unless `:anyItem` is 1. */
export const OF_ITEMS = `(cast(:anyItem as bigint) = 1 or balance.item_id in ${FOUND})`;

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
