/** Answering many requests in one act: what the answer must say for all of them, before any of them is asked. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { KIND_OF } from './part-rules.ts';
import { PART_WAYS } from './rules.ts';

/** Every answer that needs no goods of the hub; what the hub gives is shared out item by item. */
export const MANY_WAYS = [...PART_WAYS, 'neighbour'] as const;
export type ManyWay = (typeof MANY_WAYS)[number];

export const MOST_AT_ONCE = 50;
export const MOST_NOTE = 300;

export interface ManyLine {
  number: string;
  /** Version of the request as the page showed it. */
  version: number;
  quantityBase: number;
  /** In place of the reason for all; empty where that one holds. */
  note: string;
  /** Of a substitute: how much of it in its base units; 0 to reckon it from the doses. */
  itemBase: number;
}

export interface ManyInput {
  way: ManyWay;
  /** Of a promise: the day on which it is to be there; null for the day of the order. */
  dueOn: string | null;
  /** Of `order`: its number; of `substitute`: the code of the item; of `neighbour`: the code of the member. */
  order: string | null;
  itemCode: string | null;
  from: string | null;
  /** The reason for all. */
  note: string;
  lines: readonly ManyLine[];
}

export const noteOf = (input: Pick<ManyInput, 'note'>, line: Pick<ManyLine, 'note'>) =>
  line.note.trim() === '' ? input.note.trim() : line.note.trim();

/** What a way names besides: the field of it and why it cannot be left out. */
function missing(input: ManyInput): { field: string; reason: string } | undefined {
  const { way, dueOn, order, itemCode, from } = input;
  if ((way === 'purchase' || way === 'ad_hoc') && dueOn === null) return { field: 'dueOn', reason: 'part_due_missing' };
  if (way === 'order' && order === null) return { field: 'order', reason: 'many_order_missing' };
  if (way === 'substitute' && itemCode === null) return { field: 'item', reason: 'many_item_missing' };
  return way === 'neighbour' && from === null ? { field: 'from', reason: 'many_from_missing' } : undefined;
}

/** Refuses none, too many or the same twice, a way without what it names, and a closing without any reason. */
export function checkMany(input: ManyInput, today: string): Result<undefined> {
  const { way, lines, dueOn, note } = input;
  if (lines.length === 0) return refuse('many_none');
  if (lines.length > MOST_AT_ONCE) return refuse('many_too_many', { most: MOST_AT_ONCE });
  if (new Set(lines.map((line) => line.number)).size < lines.length) return refuse('many_twice');
  const lacks = missing(input);
  if (lacks !== undefined) return refuse(lacks.reason, {}, `answer.${lacks.field}`);
  if (note.length > MOST_NOTE) return refuse('text_too_long', { max: MOST_NOTE }, 'answer.note');
  const closes = way !== 'neighbour' && KIND_OF[way] === 'closing';
  if (closes && lines.some((line) => noteOf(input, line) === '')) return refuse('reason_missing', {}, 'answer.note');
  const promises = way === 'purchase' || way === 'ad_hoc' || way === 'order';
  if (promises && dueOn !== null && dueOn < today) return refuse('day_past', { day: dueOn, today }, 'answer.dueOn');
  return ok();
}

/** Whole packs of the other item for the same doses; undefined where only a pharmacist can tell. */
export function packsInstead(
  quantityBase: number,
  offer: { factor: number | null; item: { packSize: number } },
): number | undefined {
  if (offer.factor === null) return undefined;
  return Math.ceil((quantityBase * offer.factor) / offer.item.packSize - 1e-9);
}
