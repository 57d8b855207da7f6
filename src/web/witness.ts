/** The second person of a form about controlled drugs, when one was typed. */
import { signedIn } from '../auth/guard.ts';
import type { Permission } from '../auth/roles.ts';
import { proveSecondPerson, type SecondPerson } from '../auth/second-person.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import type { AppContext } from './router.ts';
import { clientAddress } from './security.ts';

export interface TypedWitness {
  witness?: string | undefined;
  witnessPassword?: string | undefined;
}

/**
 * Nobody typed is nobody: whether the goods need a second person is asked where their class is known. Refuses what
 * `proveSecondPerson` refuses of somebody without any of the permissions at that place.
 */
export async function proveWitness(
  c: AppContext,
  services: Services,
  placePath: string,
  typed: TypedWitness,
  permissions: readonly Permission[] = ['controlled.act'],
): Promise<Result<SecondPerson | null>> {
  const login = typed.witness ?? '';
  if (login.trim() === '') return ok(null);
  const given = { login, password: typed.witnessPassword ?? '', address: clientAddress(c) };
  return proveSecondPerson(services, signedIn(c), given, { permissions, placePath });
}
