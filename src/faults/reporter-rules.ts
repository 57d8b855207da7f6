/** Who has a say about a fault as the one who works with the thing. */
import { looksAfter } from '../assets/rules.ts';
import { may, type Role } from '../auth/roles.ts';

interface Person {
  roles: readonly Role[];
  organisationId: number;
  scopePath: string;
}

interface Cared {
  user: { id: number };
  keeper: { id: number; path: string };
}

/** Whoever works with it or keeps it reports and accepts; the asset office does for everybody. */
export function usesIt(person: Person, card: Cared): boolean {
  if (may(person.roles, 'asset.edit')) return true;
  const near = person.organisationId === card.user.id || person.organisationId === card.keeper.id;
  return (may(person.roles, 'fault.report') && near) || (may(person.roles, 'asset.keep') && looksAfter(person, card));
}
