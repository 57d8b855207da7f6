/** The second person of a dispatch of controlled drugs, for what its postings write beside the goods. */
import type { Tx } from '../../db/database.ts';
import { checkStandsHere, type SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import type { PostRequest } from '../books/goods-commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { carriesControlled, checkHolder, sendersOf } from './controlled-queries.ts';
import { checkAlone, checkSending, checkTaking } from './controlled-rules.ts';
import type { DispatchLineRow, DispatchRecord } from './dispatch-record.ts';

/** What a posting of controlled goods says beside them; nothing for ordinary goods. */
export type Standing = Pick<PostRequest, 'witness' | 'register'>;

const standing = (second: SecondPerson, taker: string): Standing => ({
  witness: { personId: second.userId, provedAt: second.provedAt },
  register: { taker },
});

function loadOf(lines: readonly DispatchLineRow[]): Result<boolean> {
  return checkAlone(lines.map((line) => ({ item: line.generic_name, controlClass: line.control_class })));
}

/**
 * For sending. Ordinary goods need nobody. Refuses a mixed load, a box without a seal, nobody or somebody who picked
 * none of it standing by, and a receiver who may not hold the goods any more.
 */
export async function standingAtSending(
  tx: Tx,
  sent: { record: DispatchRecord; lines: readonly DispatchLineRow[]; box: string | null; day: string },
  second: SecondPerson | null,
): Promise<Result<Standing>> {
  const { record, lines, box, day } = sent;
  const load = loadOf(lines);
  if (!load.ok) return load;
  if (!load.value) return ok({});
  const itemIds = lines.map((line) => line.item_id);
  const holder = await checkHolder(tx, record.receiver.id, itemIds, day);
  if (!holder.ok) return holder;
  const pickers = lines.map((line) => line.picked_by);
  const two = checkSending(second, pickers, box);
  return two.ok ? ok(standing(two.value, record.receiver.shortName)) : two;
}

/** For receiving: two of the receiver, neither of them a sender, at a member that may hold the goods that day. */
export async function standingAtArrival(
  tx: Tx,
  arrived: { record: DispatchRecord; lines: readonly DispatchLineRow[]; actor: Actor; day: string },
  second: SecondPerson | null,
): Promise<Result<Standing>> {
  const { record, lines, actor, day } = arrived;
  const load = loadOf(lines);
  if (!load.ok) return load;
  if (!load.value) return ok({});
  const itemIds = lines.map((line) => line.item_id);
  const holder = await checkHolder(tx, record.receiver.id, itemIds, day);
  if (!holder.ok) return holder;
  const two = checkTaking(second, actor.userId, await sendersOf(tx, record.document.id), record.receiver);
  return two.ok ? ok(standing(two.value, record.sender.shortName)) : two;
}

/** For taking a dispatch back, and for finding what became of a difference: another keeper of the side that acts. */
export async function standingAtCorrection(
  tx: Tx,
  dispatchId: number,
  second: SecondPerson | null,
  place: { id: number; path: string; shortName: string },
): Promise<Result<Standing>> {
  if (!(await carriesControlled(tx, dispatchId))) return ok({});
  if (second === null) return refuse('witness_missing', {}, 'witness');
  const here = checkStandsHere(second, place);
  return here.ok ? ok(standing(second, '')) : here;
}

/** What the timeline tells of the second person. */
export const standsBy = (second: SecondPerson | null) => (second === null ? {} : { second: second.name });
