/** The second person of a form about controlled drugs, when one was typed. */
import { signedIn } from '../auth/guard.ts';
import { proveSecondPerson, type SecondPerson } from '../auth/second-person.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Services } from '../services.ts';
import type { AppContext } from '../web/router.ts';
import { clientAddress } from '../web/security.ts';

/** Nobody typed is nobody: whether the goods need a second person is asked where their class is known. */
export async function proveWitness(
  c: AppContext,
  services: Services,
  placePath: string,
  typed: { witness?: string | undefined; witnessPassword?: string | undefined },
): Promise<Result<SecondPerson | null>> {
  if (typed.witness === undefined) return ok(null);
  const given = { login: typed.witness, password: typed.witnessPassword ?? '', address: clientAddress(c) };
  return proveSecondPerson(services, signedIn(c), given, { permissions: ['controlled.act'], placePath });
}
