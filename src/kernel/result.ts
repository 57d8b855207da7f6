/** The answer of every rule and command: a value, or a refusal that says why in a code the dictionaries translate. */

/** Facts a refusal's sentence needs: names, numbers, units. Never secrets, never patient data. */
export type RefusalDetail = Record<string, string | number | boolean | null>;

export interface Ok<T> {
  ok: true;
  value: T;
}

export interface Refusal {
  ok: false;
  /** snake_case code; its text stands in views/i18n under `refusals`. */
  reason: string;
  detail: RefusalDetail;
  /** The form field that the person must change, when there is one. */
  field?: string;
}

export type Result<T> = Ok<T> | Refusal;

/** The answer to several things of which all are done or none: a refusal says which it is about, counted from 0. */
export type SetResult<T> = Ok<T> | (Refusal & { nth: number });

export function ok(): Ok<undefined>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

/** A refusal: nothing was changed, and `reason` says what the person can do about it. */
export function refuse(reason: string, detail: RefusalDetail = {}, field?: string): Refusal {
  return field === undefined ? { ok: false, reason, detail } : { ok: false, reason, detail, field };
}

/** A refusal of a set that came from one act: which of them it is about says nothing there. */
export function alone({ nth: _nth, ...refusal }: Refusal & { nth: number }): Refusal {
  return refusal;
}

/** The answer to a set of one, as that one's own. */
export function onlyOne<T>(answer: SetResult<readonly T[]>): Result<T> {
  if (!answer.ok) return alone(answer);
  const [value] = answer.value;
  if (value === undefined) throw new Error('a set of one was empty');
  return { ok: true, value };
}
