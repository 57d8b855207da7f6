/** Who may agree to a change of stock, by what it is worth: head of the member, chief pharmacist, chief accountant. */
import { may, type Permission, type Role } from './roles.ts';

/** From the lowest to the highest. */
export const STOCK_LEVELS = ['member', 'pharmacist', 'accountant'] as const;
export type StockLevel = (typeof STOCK_LEVELS)[number];

/** Yuan from which the chief pharmacist, and the chief accountant, must agree. */
export interface StockTiers {
  chiefPharmacist: number;
  chiefAccountant: number;
}

const FEN = 100;

/** Whose word a change of so many fen needs; `atLeast` lifts it, such as for frozen lots. */
export function stockLevelFor(amountFen: number, tiers: StockTiers, atLeast: StockLevel = 'member'): StockLevel {
  const byAmount =
    amountFen >= tiers.chiefAccountant * FEN
      ? 'accountant'
      : amountFen >= tiers.chiefPharmacist * FEN
        ? 'pharmacist'
        : 'member';
  return STOCK_LEVELS.indexOf(byAmount) < STOCK_LEVELS.indexOf(atLeast) ? atLeast : byAmount;
}

interface Person {
  roles: readonly Role[];
  scopePath: string;
}

/** How far a person's word goes at a member: null when it does not reach there at all. */
function levelOf(person: Person, place: { path: string }): StockLevel | null {
  if (person.roles.includes('chief_accountant')) return 'accountant';
  if (person.roles.includes('chief_pharmacist')) return 'pharmacist';
  return person.roles.includes('branch_head') && place.path.startsWith(person.scopePath) ? 'member' : null;
}

/** Whether the person's word is enough for that level at that member; who decides the higher decides the lower too. */
export function mayAgree(person: Person, permission: Permission, place: { path: string }, level: StockLevel): boolean {
  const own = levelOf(person, place);
  return may(person.roles, permission) && own !== null && STOCK_LEVELS.indexOf(own) >= STOCK_LEVELS.indexOf(level);
}

/**
 * Whether it is this person's turn: the word is enough, and what the head of a member decides does not wait for the
 * county's chiefs, but for what lies at the head hospital itself, where the chief pharmacist is that head.
 */
export function isTurnOf(
  person: Person & { organisationId: number },
  permission: Permission,
  place: { id: number; path: string },
  level: StockLevel,
): boolean {
  if (!mayAgree(person, permission, place, level)) return false;
  if (level !== 'member' || person.scopePath !== '/') return true;
  return person.organisationId === place.id && person.roles.includes('chief_pharmacist');
}

/** Whether a person works with the stock of a member: the own one, or one that lies below the own in the tree. */
export function worksAt(
  person: { organisationId: number; scopePath: string },
  place: { id: number; path: string },
): boolean {
  if (person.organisationId === place.id) return true;
  return person.scopePath !== '/' && place.path.startsWith(person.scopePath);
}
