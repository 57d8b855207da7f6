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

export function ok(): Ok<undefined>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

/** A refusal: nothing was changed, and `reason` says what the person can do about it. */
export function refuse(reason: string, detail: RefusalDetail = {}, field?: string): Refusal {
  return field === undefined ? { ok: false, reason, detail } : { ok: false, reason, detail, field };
}
