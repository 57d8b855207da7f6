/** What an application must say before it can be handed in. Pure. */
import { type Refusal, refuse } from '../kernel/result.ts';
import type { Tier } from './rules.ts';

export interface Wish {
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  approvalNumber: string;
}

export interface ApplicationInput {
  itemCode: string | null;
  /** A product that the catalogue does not have yet, in words. */
  wish: Wish | null;
  indication: string;
  reason: string;
  comparison: string;
  comparatorCodes: string[];
  evidence: string;
  courseFen: number | null;
  dailyFen: number | null;
  tiers: Tier[];
  interests: string;
}

const REQUIRED = ['indication', 'reason', 'evidence', 'interests'] as const;

/** Long runs of digits are identity cards or telephones, which a dossier must never hold. */
const PERSONAL = /\d{11,}/;
const TEXTS = ['indication', 'reason', 'comparison', 'evidence', 'interests'] as const;

/** Everything that keeps the application from being handed in, one refusal a field, in the order of the form. */
export function* applicationProblems(given: ApplicationInput): Generator<Refusal> {
  yield* draftProblems(given);
  for (const field of REQUIRED) if (given[field].trim() === '') yield refuse('field_required', {}, field);
  if (given.comparison.trim() === '' && given.comparatorCodes.length === 0) {
    yield refuse('comparison_missing', {}, 'comparison');
  }
}

/** What even a draft must not lack: what it is about, and a tier. */
export function* draftProblems(given: ApplicationInput): Generator<Refusal> {
  const { itemCode, wish } = given;
  if ((itemCode === null) === (wish === null)) yield refuse('item_missing', {}, 'itemCode');
  if (wish !== null && wish.genericName.trim() === '') yield refuse('field_required', {}, 'wish.genericName');
  if (given.tiers.length === 0) yield refuse('tiers_missing', {}, 'tiers');
  for (const field of TEXTS) if (PERSONAL.test(given[field])) yield refuse('personal_data', {}, field);
}
