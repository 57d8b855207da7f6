/**
 * 上下用药衔接: what counts as covered, what is missing and why, and which tier may be proposed. Pure.
 * A medicine is counted by its generic name and form: whatever maker, strength or pack lies on the shelf covers it.
 */
import type { OrganisationKind } from '../auth/viewer.ts';
import type { ChronicDisease } from '../catalogue/facts.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { anyTier, type Tiers } from './rules.ts';

export const DISEASES = ['hypertension', 'diabetes_2', 'copd'] as const satisfies readonly ChronicDisease[];

export const MEMBER_TIERS = ['county', 'township', 'village'] as const;
export type MemberTier = (typeof MEMBER_TIERS)[number];

/** The tiers that are measured, each against the list of the one above it. */
export const MEASURED_TIERS = ['township', 'village'] as const;
export type MeasuredTier = (typeof MEASURED_TIERS)[number];

/** The tier a member belongs to; centres and companies treat nobody and belong to none. */
export function tierOfMember(kind: OrganisationKind): MemberTier | null {
  if (kind === 'head' || kind === 'campus') return 'county';
  if (kind === 'branch') return 'township';
  return kind === 'clinic' ? 'village' : null;
}

/** A pack as the formulary of the day has it. */
export interface ListedPack extends Tiers {
  itemId: number;
  conceptId: number;
  /** What it is recorded for on the day; none for packs that merely share name and form with one that is. */
  diseases: readonly ChronicDisease[];
}

/** A generic name and form of the chronic lists. */
export interface ChronicConcept extends Tiers {
  conceptId: number;
  diseases: ChronicDisease[];
  packs: ListedPack[];
}

/**
 * The chronic list by generic name and form, in the order of the packs. A tier has a medicine when any of its packs is
 * listed there; it belongs to a disease when any listed pack does. What no tier lists is on no list.
 */
export function chronicList<P extends ListedPack>(packs: readonly P[]): (ChronicConcept & { packs: P[] })[] {
  const groups = new Map<number, P[]>();
  for (const pack of packs) groups.set(pack.conceptId, [...(groups.get(pack.conceptId) ?? []), pack]);
  return [...groups].flatMap(([conceptId, all]) => {
    const listed = all.filter(anyTier);
    const diseases = DISEASES.filter((disease) => listed.some((pack) => pack.diseases.includes(disease)));
    if (diseases.length === 0) return [];
    const has = (tier: MemberTier) => listed.some((pack) => pack[tier]);
    return [
      { conceptId, diseases, packs: all, county: has('county'), township: has('township'), village: has('village') },
    ];
  });
}

/** True when the medicine is on the list that members of the tier are measured against: that of the tier above. */
export function measuredAgainst(tier: MeasuredTier, concept: Tiers): boolean {
  return tier === 'township' ? concept.county : concept.township;
}

/** A part of a list: how many of it are there. */
export interface Share {
  covered: number;
  listed: number;
}

export type Coverage = Record<ChronicDisease | 'all', Share>;

function emptyCoverage(): Coverage {
  const none = () => ({ covered: 0, listed: 0 });
  return { hypertension: none(), diabetes_2: none(), copd: none(), all: none() };
}

/** Coverage of one member; `stocked` are the medicines it has a usable pack of. In all, a medicine counts once. */
export function coverageOf(
  tier: MeasuredTier,
  list: readonly ChronicConcept[],
  stocked: ReadonlySet<number> | undefined,
): Coverage {
  const coverage = emptyCoverage();
  for (const concept of list) {
    if (!measuredAgainst(tier, concept)) continue;
    const there = stocked?.has(concept.conceptId) === true ? 1 : 0;
    for (const key of [...concept.diseases, 'all' as const]) {
      coverage[key].listed += 1;
      coverage[key].covered += there;
    }
  }
  return coverage;
}

/** Several members together: their sums, so that each counts by its list. */
export function sumOf(coverages: readonly Coverage[]): Coverage {
  const sum = emptyCoverage();
  for (const coverage of coverages) {
    for (const key of [...DISEASES, 'all' as const]) {
      sum[key].covered += coverage[key].covered;
      sum[key].listed += coverage[key].listed;
    }
  }
  return sum;
}

export const CAUSES = ['tier', 'stock'] as const;
/** The formulary does not give it to the tier, or it does and none is there. */
export type Cause = (typeof CAUSES)[number];

/** Why the member lacks the medicine; null when it has it, or need not. */
export function whyMissing(
  tier: MeasuredTier,
  concept: ChronicConcept,
  stocked: ReadonlySet<number> | undefined,
): Cause | null {
  if (!measuredAgainst(tier, concept) || stocked?.has(concept.conceptId) === true) return null;
  return concept[tier] ? 'stock' : 'tier';
}

/** The packs that may be proposed for the tier: those that the tier above has, when the tier has none. */
export function packsToPropose<P extends ListedPack>(
  tier: MeasuredTier,
  concept: { packs: readonly P[] } & Tiers,
): P[] {
  if (concept[tier] || !measuredAgainst(tier, concept)) return [];
  return concept.packs.filter((pack) => measuredAgainst(tier, pack));
}

/** Where an item stands: in the open draft when it has a change there, in the latest version otherwise. */
export interface Standing extends Tiers {
  name: string;
  /** The open draft takes it out of the formulary. */
  leaving: boolean;
  controlClass: string;
}

/**
 * The tiers an item has once one is added. Refuses what the draft removes, what has the tier or is proposed for it
 * already, what the tier above does not have, and locked classes for village clinics.
 */
export function addTier(standing: Standing, tier: MeasuredTier): Result<Tiers> {
  const { name: item, county, township, village } = standing;
  if (standing.leaving) return refuse('linkage_leaving', { item });
  if (standing[tier]) return refuse('linkage_has_tier', { item });
  if (!measuredAgainst(tier, standing)) return refuse('linkage_upper_tier', { item, tier });
  const locked = standing.controlClass !== 'none' && standing.controlClass !== 'psychotropic_2';
  if (tier === 'village' && locked) return refuse('linkage_controlled', { item });
  return ok({ county, township, village, [tier]: true });
}
