/** Logins for people of suppliers: one that is no member gets an organisation of its own outside the county's tree. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { party } from '../../db/schema/parties.ts';
import { type CommandServices, command } from '../audit/command.ts';
import { createInitialPassword, hashPassword } from '../auth/password.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { addOutsideOrganisation } from '../organisations/commands.ts';
import { addPerson, type WithPassword } from '../users/commands.ts';
import { normaliseLogin } from '../users/rules.ts';

import { lockParties } from './commands.ts';
import { type PartyRow, partyByCode } from './queries.ts';

/** Where its people sign in: the member it is, the organisation it has, or a new one outside the county. */
async function placeOf(tx: Tx, row: PartyRow): Promise<Result<number>> {
  if (row.organisationId !== null) return ok(row.organisationId);
  const made = await addOutsideOrganisation(tx, { code: `GYS${row.code}`, name: row.name, shortName: row.shortName });
  if (!made.ok) return made;
  await tx.update(party).set({ organisationId: made.value.id }).where(eq(party.id, row.id));
  return ok(made.value.id);
}

export interface SupplierLogin {
  partyCode: string;
  login: string;
  name: string;
}

/** Makes a login with a one-time password, shown once. Refuses an unknown or retired party and a login in use. */
export async function addSupplierLogin(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: SupplierLogin },
): Promise<WithPassword> {
  const { key, input } = request;
  const login = normaliseLogin(input.login);
  const password = createInitialPassword();
  const passwordHash = await hashPassword(password);
  const answer = await command(services, actor, { act: 'person.add', key, input, subject: login }, async (tx, at) => {
    if (!may(actor.roles, 'users.manage')) return refuseWithout('users.manage');
    await lockParties(tx);
    const row = await partyByCode(tx, input.partyCode.normalize('NFKC').trim().toUpperCase());
    if (row === undefined) return refuse('party_unknown', { code: input.partyCode }, 'partyCode');
    if (!row.active) return refuse('party_inactive', { party: row.shortName }, 'partyCode');
    const place = await placeOf(tx, row);
    if (!place.ok) return place;
    const { name } = input;
    const person = { login, name, organisationId: place.value, passwordHash, mustChangePassword: true };
    const added = await addPerson(tx, at, { ...person, roles: ['supplier'] });
    if (!added.ok) return added;
    const after = { login, name, roles: ['supplier'], party: row.code };
    return ok({ value: { id: added.value.id, login }, subject: login, after });
  });
  if (!answer.ok) return answer;
  return { ok: true, ...answer.value, password: answer.repeated ? null : password };
}
