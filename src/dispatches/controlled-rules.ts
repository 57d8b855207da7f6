/** Controlled drugs (麻精毒) on a dispatch: alone on it, and two different people at each step. Pure. */
import type { SecondPerson } from '../auth/second-person.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';

export interface Loaded {
  item: string;
  controlClass: ControlClass;
}

/** Whether the goods are controlled; refuses ordinary goods beside them, with the name of one of each. */
export function checkAlone(lines: readonly Loaded[]): Result<boolean> {
  const controlled = lines.find((line) => isControlled(line.controlClass));
  if (controlled === undefined) return ok(false);
  const other = lines.find((line) => !isControlled(line.controlClass));
  return other === undefined ? ok(true) : refuse('dispatch_mixed', { item: controlled.item, other: other.item });
}

/**
 * Who sends controlled goods: the one who checks, and beside them one who picked, proved by the own password. Refuses
 * nobody, somebody who picked none of it, and a box without the number of its seal.
 */
export function checkSending(
  second: SecondPerson | null,
  pickers: readonly (number | null)[],
  box: string | null,
): Result<SecondPerson> {
  if ((box ?? '').trim() === '') return refuse('seal_missing', {}, 'box');
  if (second === null) return refuse('witness_missing', {}, 'witness');
  return pickers.includes(second.userId) ? ok(second) : refuse('witness_not_picker', { name: second.name }, 'witness');
}

/**
 * Who takes controlled goods in: two of the receiver, neither of whom picked or sent them. Refuses somebody standing by
 * whose reach is the whole county but whose place is another, such as the head hospital that sent them.
 */
export function checkTaking(
  second: SecondPerson | null,
  actorId: number,
  senders: readonly (number | null)[],
  receiver: { id: number; path: string },
): Result<SecondPerson> {
  if (senders.includes(actorId)) return refuse('sender_may_not_receive');
  if (second === null) return refuse('witness_missing', {}, 'witness');
  const { name } = second;
  if (senders.includes(second.userId)) return refuse('witness_sent', { name }, 'witness');
  return worksAt(second, receiver) ? ok(second) : refuse('witness_not_receiver', { name }, 'witness');
}
