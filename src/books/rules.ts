/** In what state a member's month is. Pure. */
import type { MemberMonth } from './month-queries.ts';

export type StatementState = 'open' | 'unsigned' | 'objected' | 'answered' | 'confirmed';

/** What a member has said to its month. */
export function stateOf(row: MemberMonth): StatementState {
  if (!row.frozen) return 'open';
  if (row.confirmedAt !== null) return 'confirmed';
  if (row.objection === null) return 'unsigned';
  return row.answer === null ? 'objected' : 'answered';
}
