/** Who says what was done with a recalled thing. */
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

/** Whoever keeps it, the engineers, and the asset office for everybody. */
export function answersFor(person: Person, card: Cared): boolean {
  if (may(person.roles, 'asset.edit') || may(person.roles, 'fault.repair')) return true;
  return may(person.roles, 'asset.keep') && looksAfter(person, card);
}
