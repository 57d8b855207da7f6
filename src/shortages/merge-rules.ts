/** Which of two requests of one need is kept, and why two may not be made one. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ShortageState, URGENCIES, type Urgency } from './rules.ts';

export interface MergeSide {
  id: number;
  status: string;
  organisationId: number;
  itemId: number | null;
  urgency: Urgency;
  answerBy: number;
  answeredBase: number;
  closedBase: number;
}

const ABSORBED: readonly ShortageState[] = ['registered', 'accepted'];
const KEPT: readonly ShortageState[] = ['registered', 'accepted', 'matched'];
const rank = (side: MergeSide) => URGENCIES.indexOf(side.urgency);

/** `absorbed` goes into `kept`: of one member, one item, nothing kept for it yet, and not more urgent. */
export function checkMerge(absorbed: MergeSide, kept: MergeSide): Result<undefined> {
  if (absorbed.id === kept.id) return refuse('shortage_merge_itself');
  if (absorbed.organisationId !== kept.organisationId) return refuse('merge_members');
  if (absorbed.itemId === null || absorbed.itemId !== kept.itemId) return refuse('merge_items');
  if (!ABSORBED.includes(absorbed.status as ShortageState)) return refuse('merge_state');
  if (!KEPT.includes(kept.status as ShortageState)) return refuse('merge_state');
  if (absorbed.answeredBase > 0 || absorbed.closedBase > 0) return refuse('merge_answered');
  return rank(kept) > rank(absorbed) ? refuse('merge_urgency') : ok();
}

/** The pair in the order in which it can be merged; undefined when it cannot. The sooner due is kept. */
export function mergeOrder(one: MergeSide, other: MergeSide): { absorbed: MergeSide; kept: MergeSide } | undefined {
  const sooner = one.answerBy - other.answerBy || one.id - other.id;
  const pairs = sooner <= 0 ? [{ absorbed: other, kept: one }] : [{ absorbed: one, kept: other }];
  const [first] = pairs;
  if (first !== undefined) pairs.push({ absorbed: first.kept, kept: first.absorbed });
  return pairs.find(({ absorbed, kept }) => checkMerge(absorbed, kept).ok);
}
