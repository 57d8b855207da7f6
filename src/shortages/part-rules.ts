/** The parts of a request (分行): each with an answer or an end of its own, together always what was asked. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import {
  ENDINGS,
  type Ending,
  openBase,
  type PartWay,
  type Progress,
  type ShortageState,
  stateOf,
  unansweredBase,
} from './rules.ts';

/** What a part's row is called: an answer, the end of what arrived, or a wish that became a proposal. */
export type RowWay = PartWay | Ending | 'proposal';
export type PartKind = 'promise' | 'closing' | 'ending';

/** Of a substitute nothing is closed before the prescriber has agreed. */
export const KIND_OF: Record<PartWay, PartKind> = {
  order: 'promise',
  purchase: 'promise',
  ad_hoc: 'promise',
  substitute: 'promise',
  refer: 'closing',
  refuse: 'closing',
};

export interface PartProgress extends Progress {
  /** Promised and not served yet: still open, but arranged for. */
  promisedBase: number;
  /** Of what arrived, ended part by part. */
  settledBase: number;
}

/** What the hub owes an answer for on `today`: a promise whose day has passed counts for nothing. */
export function owedBase(
  progress: Progress & { promisedBase: number; promiseDue: string | null },
  today: string,
): number {
  const kept = progress.promiseDue !== null && progress.promiseDue < today ? 0 : progress.promisedBase;
  return Math.max(0, openBase(progress) - kept);
}

const CLOSED_AS: Partial<Record<RowWay, ShortageState>> = {
  refuse: 'rejected',
  refer: 'referred',
  substitute: 'substituted',
  proposal: 'proposed',
};

/** How a request ended of which parts ended differently: what a patient has outweighs what nobody fetched. */
export function endOf(endings: readonly Ending[]): Ending {
  return ENDINGS.find((ending) => endings.includes(ending)) ?? 'cancelled';
}

/**
 * Where a request stands after one of its parts changed. It ends with its last part: as its endings say when something
 * arrived, else as its last closing; `endings` are those that stand.
 */
export function stateAfter(progress: PartProgress, endings: readonly Ending[], closing?: RowWay): ShortageState {
  if (openBase(progress) > 0) return stateOf(progress);
  const { answeredBase, arrivedBase, settledBase } = progress;
  if (answeredBase === 0) return (closing && CLOSED_AS[closing]) ?? 'cancelled';
  if (arrivedBase === answeredBase && settledBase === arrivedBase) return endOf(endings);
  return stateOf(progress);
}

export interface PartAsked {
  way: PartWay;
  quantityBase: number;
  note: string;
  dueOn: string | null;
}

export const MOST_NOTE = 300;

/** Refuses no quantity, more than nobody has answered, a closing without a reason, and a promise for a day past. */
export function checkPart(asked: PartAsked, progress: PartProgress, today: string): Result<undefined> {
  const { way, quantityBase, note, dueOn } = asked;
  if (!Number.isSafeInteger(quantityBase) || quantityBase <= 0) {
    return refuse('quantity_none', {}, 'part.quantity.packs');
  }
  const open = unansweredBase(progress);
  if (quantityBase > open) return refuse('part_more_than_open', { open, asked: quantityBase }, 'part.quantity.packs');
  if (note.length > MOST_NOTE) return refuse('text_too_long', { max: MOST_NOTE }, 'part.note');
  if (KIND_OF[way] === 'closing' && note.trim() === '') return refuse('reason_missing', {}, 'part.note');
  if (way === 'substitute' || KIND_OF[way] === 'closing') return ok();
  if (dueOn === null) return refuse('part_due_missing', {}, 'part.dueOn');
  return dueOn < today ? refuse('day_past', { day: dueOn, today }, 'part.dueOn') : ok();
}
