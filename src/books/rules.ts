/** In what state a member's month is. Pure. */
import type { MemberMonth } from './month-queries.ts';

export type StatementState = 'open' | 'unsigned' | 'objected' | 'confirmed';

/** What a member has said to its month. */
export function stateOf(row: MemberMonth): StatementState {
  if (!row.frozen) return 'open';
  if (row.confirmedAt !== null) return 'confirmed';
  return row.objection === null ? 'unsigned' : 'objected';
}
