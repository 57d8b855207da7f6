/** Keeps when a request first was arranged for or rejected and when it had come, so that figures read no timelines. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { ANSWER_STATES } from './rules.ts';

const ANSWERS = ANSWER_STATES.map((state) => `'${state}'`).join(', ');

/** The columns set for a row that enters `state` at `:at`; the first time stays. */
export const TIMES_SET = (state: string) => `answered_at = case
     when shortage.answered_at is null and ${state} in (${ANSWERS})
     then cast(:at as bigint) else shortage.answered_at end,
   arrived_at = case when shortage.arrived_at is null and ${state} = 'arrived'
     then cast(:at as bigint) else shortage.arrived_at end`;

const keep = statement(
  `update shortage set ${TIMES_SET('given.state')} from ${rowset('rows', { id: 'int', state: 'text' })} as given
   where shortage.document_id = given.id`,
);

/** Told after each act that leads a request to another state; `at` is the instant of the act (UTC ms). */
export async function keepTimes(tx: Tx, at: number, id: number, state: string): Promise<void> {
  await tx.run(keep, { at, rows: [{ id, state }] });
}
