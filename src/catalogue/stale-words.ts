/** Puts a stale page's refusal into the reader's words: who acted, what they did, when. */
import { momentText } from '../../views/ui/format.ts';
import type { Refusal } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';

/** The refusal with the act and the time as the reader says them. */
export function explained(c: AppContext, services: Services, refusal: Refusal): Refusal {
  const { act, at } = refusal.detail;
  if (typeof act !== 'string' || typeof at !== 'number') return refusal;
  const t = wordsFor(c);
  const acts: Partial<Record<string, string>> = t.audit.acts;
  const when = momentText(t, at, services.clock.now());
  return { ...refusal, detail: { ...refusal.detail, when, what: acts[act] ?? act } };
}
