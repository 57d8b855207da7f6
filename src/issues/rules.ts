/** The life of an issue and of a return, and what may be said of a patient. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';
import type { Zone } from '../ledger/usable.ts';

export const PURPOSES = ['patient', 'ward', 'other'] as const;
export type IssuePurpose = (typeof PURPOSES)[number];

export const ISSUE_STATES = ['posted', 'reversed'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

export const ISSUE_ACTS = {
  return: { from: ['posted'], to: ['posted'] },
  reverse: { from: ['posted'], to: ['reversed'] },
} as const satisfies Transitions<IssueState>;

/** So many lines fit one paper; more is a file to import. */
export const MOST_LINES = 60;

/** From one destination of goods, an issue says which: a ward needs its name. */
export function checkDestination(given: { purpose: IssuePurpose; ward: string; note: string }): Result<undefined> {
  if (given.purpose === 'ward' && given.ward === '') return refuse('issue_ward_missing', {}, 'ward');
  if (given.purpose === 'other' && given.note === '') return refuse('issue_note_missing', {}, 'note');
  return ok();
}

const HAN_NAME = /[\p{Script=Han}·]{2,}/gu;
const LONG_NUMBER = /\d{11,}X?/giu;

/**
 * What is kept of a patient: enough to find the person again in the hospital's own books, never a whole name, telephone
 * or identity number. `张三丰 13812345678` becomes `张** ***5678`.
 */
export function maskPatient(typed: string): string {
  return typed
    .trim()
    .replace(HAN_NAME, (name) => `${[...name][0]}${'*'.repeat([...name].length - 1)}`)
    .replace(LONG_NUMBER, (number) => `***${number.slice(-4)}`);
}

export interface ReturnedLot {
  expiresOn: string;
  frozen: 'recall' | 'quality' | null;
  /** A case holds the lot where it came from. */
  heldThere: boolean;
  /** Narcotics and their like lie in their own store, usable or not. */
  controlled?: boolean;
}

export interface ReturnStore {
  id: number;
  zone: Zone;
  active: boolean;
}

/**
 * Where returned goods go: back to the store they came from while they may be used, into a store for rejected goods
 * when the lot is recalled, expired or frozen. Refuses when there is no such store.
 */
export function returnStore(
  lot: ReturnedLot,
  cameFromId: number,
  stores: readonly ReturnStore[],
  today: string,
): Result<{ storeId: number; usable: boolean }> {
  const usable = lot.frozen === null && !lot.heldThere && lot.expiresOn >= today;
  const locked = lot.controlled === true;
  const kept = stores.filter((store) => store.active && (store.zone === 'controlled') === locked);
  const origin = kept.find((store) => store.id === cameFromId);
  if (locked) {
    const safe = origin ?? kept[0];
    return safe === undefined ? refuse('issue_store_gone') : ok({ storeId: safe.id, usable });
  }
  if (usable && origin !== undefined) return ok({ storeId: origin.id, usable });
  const wanted = kept.find((store) =>
    usable ? store.zone !== 'rejected' && store.zone !== 'reserve' : store.zone === 'rejected',
  );
  if (wanted === undefined) return refuse(usable ? 'issue_store_gone' : 'issue_rejected_store_missing');
  return ok({ storeId: wanted.id, usable });
}
