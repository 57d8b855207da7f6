/** What may happen to a version of the formulary, what a proposed change means against its base, and 一品两规. Pure. */
import { addDays, isDay } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const FORMULARY_STATES = ['draft', 'published', 'abandoned'] as const;
export type FormularyState = (typeof FORMULARY_STATES)[number];

export const formularyTransitions = {
  propose: { from: ['draft'], to: ['draft'] },
  withdraw: { from: ['draft'], to: ['draft'] },
  describe: { from: ['draft'], to: ['draft'] },
  publish: { from: ['draft'], to: ['published'] },
  abandon: { from: ['draft'], to: ['abandoned'] },
} as const satisfies Transitions<FormularyState>;

export const CHANGE_ACTS = ['add', 'remove', 'tiers'] as const;
export type ChangeAct = (typeof CHANGE_ACTS)[number];
export const CHANGE_ORIGINS = ['dossier', 'linkage', 'hand', 'import', 'review'] as const;
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];

/** Which tiers may stock an item. */
export interface Tiers {
  county: boolean;
  township: boolean;
  village: boolean;
}

export const NO_TIER: Tiers = { county: false, township: false, village: false };

export function anyTier(tiers: Tiers): boolean {
  return tiers.county || tiers.township || tiers.village;
}

export function sameTiers(a: Tiers, b: Tiers): boolean {
  return a.county === b.county && a.township === b.township && a.village === b.village;
}

/** What is proposed for an item: the tiers it is to have, none for a removal. */
export interface Proposal extends Tiers {
  act: ChangeAct;
  useUntil?: string | null | undefined;
}

/** What a proposal makes of an item in the draft; `none` when the item stays as the base has it. */
export type Settled = { act: 'none' } | ({ act: ChangeAct; useUntil: string | null } & Tiers);

/**
 * The change that a proposal stands for, read from where the item stands in the base and not from the word it came
 * with: adding what is there sets its tiers, and going back to the base is no change. Refuses an item without any
 * tier, the removal of what is neither in the base nor proposed, and a last day of use that is past.
 */
export function settleProposal(
  given: Proposal,
  now: { base: Tiers; proposed: boolean; active: boolean; item: string; today: string },
): Result<Settled> {
  const { base, item, today } = now;
  const listed = anyTier(base);
  const named = { item };
  if (given.act === 'remove') {
    if (!listed) return now.proposed ? ok({ act: 'none' }) : refuse('formulary_not_listed', named);
    const useUntil = given.useUntil ?? null;
    if (useUntil !== null && (!isDay(useUntil) || useUntil < today)) {
      return refuse('formulary_use_until_past', { ...named, day: useUntil }, 'useUntil');
    }
    return ok({ act: 'remove', ...NO_TIER, useUntil });
  }
  const { county, township, village } = given;
  const tiers = { county, township, village };
  if (!anyTier(tiers)) return refuse('formulary_no_tier', named, 'tiers');
  if (sameTiers(base, tiers)) return ok({ act: 'none' });
  if (!now.active) return refuse('formulary_item_retired', named);
  return ok({ act: listed ? 'tiers' : 'add', ...tiers, useUntil: null });
}

/** Routes that 一品两规 counts by. */
export const COUNTED_ROUTES = ['injection', 'oral'] as const;
export type CountedRoute = (typeof COUNTED_ROUTES)[number];

/** What 一品两规 looks at: a drug that some tier may stock. Packs of one product carry one product id. */
export interface ListedDrug {
  itemId: number;
  productId: number;
  genericName: string;
  route: string;
  /** On the list of chronic diseases: exempt. */
  chronic: boolean;
}

export interface ProductException {
  id: number;
  genericName: string;
  route: CountedRoute;
  most: number;
}

/** A generic name with more products of a route than are allowed. */
export interface ProductConflict {
  genericName: string;
  route: CountedRoute;
  products: number;
  most: number;
  itemIds: number[];
}

export interface ProductVerdict {
  conflicts: ProductConflict[];
  /** Items that stand in the list by an exception, with its id. */
  excused: Map<number, number>;
}

/** Counts products by generic name and route; an exception raises the limit of its name and route. */
export function judgeProducts(
  drugs: readonly ListedDrug[],
  limits: Readonly<Record<CountedRoute, number>>,
  exceptions: readonly ProductException[],
): ProductVerdict {
  const groups = new Map<string, ListedDrug[]>();
  for (const drug of drugs) {
    if (drug.chronic || !isCounted(drug.route)) continue;
    const key = `${drug.route} ${drug.genericName}`;
    groups.set(key, [...(groups.get(key) ?? []), drug]);
  }
  const verdict: ProductVerdict = { conflicts: [], excused: new Map() };
  for (const group of groups.values()) judgeGroup(group, limits, exceptions, verdict);
  return verdict;
}

function judgeGroup(
  group: readonly ListedDrug[],
  limits: Readonly<Record<CountedRoute, number>>,
  exceptions: readonly ProductException[],
  verdict: ProductVerdict,
): void {
  const [first] = group;
  if (first === undefined || !isCounted(first.route)) return;
  const { genericName, route } = first;
  const products = new Set(group.map((drug) => drug.productId)).size;
  if (products <= limits[route]) return;
  const allowing = exceptions
    .filter((each) => each.genericName === genericName && each.route === route)
    .sort((a, b) => b.most - a.most)[0];
  const most = Math.max(limits[route], allowing?.most ?? 0);
  if (allowing !== undefined && products <= most) {
    for (const drug of group) verdict.excused.set(drug.itemId, allowing.id);
    return;
  }
  verdict.conflicts.push({ genericName, route, products, most, itemIds: group.map((drug) => drug.itemId) });
}

function isCounted(route: string): route is CountedRoute {
  return (COUNTED_ROUTES as readonly string[]).includes(route);
}

/** A version is announced at most this long before it holds: later ones must begin after it, so a slip would stay. */
const DAYS_AHEAD = 366;

/** Refuses a first day that is past or more than a year ahead. */
export function checkEffectiveDay(day: string, today: string): Result<undefined> {
  if (day < today) return refuse('formulary_effective_past', { day }, 'effectiveOn');
  const last = addDays(today, DAYS_AHEAD);
  return day > last ? refuse('formulary_effective_far', { day, last }, 'effectiveOn') : ok();
}

/** What publication looks at, besides who asks. */
export interface Publication {
  effectiveOn: string | null;
  today: string;
  /** The last day on which a published version begins; null before the first. */
  latestEffectiveOn: string | null;
  changes: number;
  documentVersion: number;
  /** The committee's decision when it passed. */
  decided: { documentVersion: number | null } | undefined;
  conflicts: readonly ProductConflict[];
}

/**
 * Everything that keeps a draft from being published, in the order in which it is mended: an empty draft, no day or a
 * day past, too far ahead or not after every version, open conflicts of 一品两规, no decision, a change after the vote.
 */
export function publicationProblems(given: Publication): Refusal[] {
  const { effectiveOn, today, latestEffectiveOn, decided, conflicts } = given;
  const found: Refusal[] = [];
  if (given.changes === 0) found.push(refuse('formulary_nothing_changed'));
  const dated = effectiveOn === null ? ok() : checkEffectiveDay(effectiveOn, today);
  if (effectiveOn === null) found.push(refuse('formulary_no_effective_day', {}, 'effectiveOn'));
  else if (!dated.ok) found.push(dated);
  else if (latestEffectiveOn !== null && effectiveOn <= latestEffectiveOn) {
    found.push(refuse('formulary_effective_order', { day: effectiveOn, latest: latestEffectiveOn }, 'effectiveOn'));
  }
  if (conflicts.length > 0) {
    const named = conflicts.slice(0, 5).map((each) => each.genericName);
    found.push(refuse('formulary_conflicts', { count: conflicts.length, names: named.join('、') }));
  }
  if (decided === undefined) found.push(refuse('formulary_not_decided'));
  else if (decided.documentVersion !== given.documentVersion) found.push(refuse('formulary_changed_since_vote'));
  return found;
}

export type RevisionState = 'fine' | 'soon' | 'overdue';

/** When the formulary must have been revised: `months` after the last version began. */
export function revisionDue(
  lastEffectiveOn: string,
  rule: { months: number; warnDays: number },
  today: string,
): { dueOn: string; state: RevisionState } {
  const dueOn = addMonths(lastEffectiveOn, rule.months);
  if (today > dueOn) return { dueOn, state: 'overdue' };
  return { dueOn, state: today >= addDays(dueOn, -rule.warnDays) ? 'soon' : 'fine' };
}

/** The same day of a later month, or that month's last day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Refuses an exception that allows nothing more, ends before it begins, or doubles one that holds. */
export function checkException(
  given: { genericName: string; route: CountedRoute; most: number; validFrom: string; validTo: string | null },
  limit: number,
  standing: readonly ProductException[],
): Result<undefined> {
  const { genericName, route, most, validFrom, validTo } = given;
  if (most <= limit) return refuse('formulary_exception_most', { limit }, 'most');
  if (validTo !== null && validTo < validFrom) return refuse('formulary_exception_span', {}, 'validTo');
  const same = standing.some((each) => each.genericName === genericName && each.route === route);
  return same ? refuse('formulary_exception_double', { name: genericName }, 'genericName') : ok();
}
