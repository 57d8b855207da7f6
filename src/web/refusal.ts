/** What a refusal is in HTTP: one table from reason to status. */
import { refusalText } from '../../views/i18n/index.ts';
import { rolesNamed } from '../auth/roles.ts';
import type { Refusal } from '../kernel/result.ts';
import { wordsFor } from './preferences.ts';
import type { AppContext } from './router.ts';
import { WebError } from './web-error.ts';

const STATUSES = {
  not_found: 404,
  forbidden: 403,
  dossier_of_others: 403,
  stale: 409,
  key_reused: 409,
  too_many_tries: 429,
} as const;

export type RefusalStatus = (typeof STATUSES)[keyof typeof STATUSES] | 422;

/** 404, 403, 409 or 429 for the reasons that say so, 422 for every other. */
export function statusOf(refusal: Pick<Refusal, 'reason'>): RefusalStatus {
  if (!Object.hasOwn(STATUSES, refusal.reason)) return 422;
  return STATUSES[refusal.reason as keyof typeof STATUSES];
}

/** The error to throw when there is no form to show again: the error page then says the refusal's sentence. */
export function refusalError(c: AppContext, refusal: Refusal): WebError {
  const status = statusOf(refusal);
  const kind = status === 404 ? 'notFound' : status === 403 ? 'forbidden' : status === 429 ? 'tooMany' : 'refused';
  const roles = status === 403 ? rolesNamed(refusal) : [];
  return new WebError(status, kind, refusalText(wordsFor(c), refusal), roles);
}
