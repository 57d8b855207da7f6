/** What may be given for an item because it is the same substance: other makers and strengths, converted. Pure. */
import type { FamilyMember } from './level-queries.ts';
import { conversion } from './strength.ts';

export interface ComputedSubstitute {
  member: FamilyMember;
  /** Base units of the substitute that hold as much as one of the item; null when strengths cannot be compared. */
  factor: number | null;
  /** False when neither of the two is a whole number of the other: a tablet would have to be cut. */
  whole: boolean;
}

/**
 * Items in use of the same concept but another product, first the same strength, then whole conversions, then the rest.
 * Only base units that are the same thing are compared by count.
 */
export function computedSubstitutes(itemId: number, family: readonly FamilyMember[]): ComputedSubstitute[] {
  const self = family.find((member) => member.item.id === itemId);
  if (self === undefined) return [];
  const others = family.filter((member) => member.item.active && member.product.id !== self.product.id);
  const converted = others.map((member) => {
    const same = member.specification.id === self.specification.id ? { factor: 1, whole: true } : convert(self, member);
    return { member, factor: same?.factor ?? null, whole: same?.whole ?? false };
  });
  return converted.sort((a, b) => rank(a) - rank(b));
}

function convert(from: FamilyMember, to: FamilyMember): { factor: number; whole: boolean } | null {
  if (from.specification.scale !== to.specification.scale) return null;
  return conversion(from.specification.strength, to.specification.strength);
}

function rank({ factor, whole }: ComputedSubstitute): number {
  if (factor === 1) return 0;
  if (factor === null) return 3;
  return whole ? 1 : 2;
}
