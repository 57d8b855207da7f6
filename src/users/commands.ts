/** What administrators do with people. Passwords never pass through an audit row or a kept answer. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { createInitialPassword, hashPassword } from '../auth/password.ts';
import { may, type Role, refuseWithout } from '../auth/roles.ts';
import { endSessions } from '../auth/session.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { isOutside, organisationById } from '../organisations/queries.ts';
import { checkIdentity, checkLoss, checkRoles, normaliseLogin } from './rules.ts';

export interface NewPerson {
  login: string;
  name: string;
  title?: string | null;
  organisationId: number;
  roles: Role[];
  /** Empty: nobody can sign in with a password until it is reset. */
  passwordHash: string;
  mustChangePassword: boolean;
}

/** Locked, so that two administrators cannot disable each other at the same moment. */
const lockAdministrators = statement(
  `select person.id from person join person_role on person_role.person_id = person.id
   where person_role.role = 'administrator' and person.active order by person.id ${forUpdate}`,
);

type PersonRow = typeof person.$inferSelect;
type Loaded = PersonRow & { roles: Role[] };

/** Adds a person. Refuses a login in use or malformed, an unknown organisation, roles that do not fit it. */
export async function addPerson(tx: Tx, at: number, given: NewPerson): Promise<Result<{ id: number }>> {
  const login = normaliseLogin(given.login);
  const identity = checkIdentity({ login, name: given.name });
  if (!identity.ok) return identity;
  const place = await organisationById(tx, given.organisationId);
  if (place === undefined) return refuse('organisation_unknown', {}, 'organisationId');
  const roles = checkRoles(given.roles, place.kind, isOutside(place.path));
  if (!roles.ok) return roles;
  const { name, title = null, organisationId, passwordHash, mustChangePassword } = given;
  const values = { login, name, title, organisationId, passwordHash, mustChangePassword, createdAt: at };
  const [row] = await tx
    .insert(person)
    .values({ ...values, searchText: searchText([name, login, title ?? '']) })
    .onConflictDoNothing({ target: person.login })
    .returning({ id: person.id });
  if (row === undefined) return refuse('login_used', { login }, 'login');
  await setRoles(tx, row.id, given.roles);
  return ok({ id: row.id });
}

async function setRoles(tx: Tx, personId: number, roles: readonly Role[]): Promise<void> {
  await tx.delete(personRole).where(eq(personRole.personId, personId));
  await tx.insert(personRole).values([...new Set(roles)].map((role) => ({ personId, role })));
}

async function load(tx: Tx, personId: number): Promise<Loaded | undefined> {
  const [row] = await tx.select().from(person).where(eq(person.id, personId));
  if (row === undefined) return undefined;
  const roles = await tx.select({ role: personRole.role }).from(personRole).where(eq(personRole.personId, personId));
  return { ...row, roles: roles.map((one) => one.role).sort() };
}

async function countAdministrators(tx: Tx): Promise<number> {
  return (await tx.run(lockAdministrators, {})).length;
}

/** The person for an act of an administrator, or the refusal. */
async function loadFor(
  tx: Tx,
  actor: Actor,
  personId: number,
  about: (subject: string) => void,
): Promise<Result<Loaded>> {
  const found = await load(tx, personId);
  if (found !== undefined) about(found.login);
  if (!may(actor.roles, 'users.manage')) return refuseWithout('users.manage');
  return found === undefined ? refuse('not_found') : ok(found);
}

export interface PersonInput {
  login: string;
  name: string;
  title?: string | undefined;
  organisationId: number;
  roles: Role[];
}

export type WithPassword = { ok: true; id: number; login: string; password: string | null } | Refusal;

/** The password goes only to the answer of the first submission: it is not kept and cannot be asked for again. */
function withPassword(answer: Answer<{ id: number; login: string }>, password: string): WithPassword {
  if (!answer.ok) return answer;
  return { ok: true, ...answer.value, password: answer.repeated ? null : password };
}

/** Adds a person with a one-time password, which must be changed at the first login. */
export async function createUser(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: PersonInput },
): Promise<WithPassword> {
  const { key, input } = request;
  const password = createInitialPassword();
  const passwordHash = await hashPassword(password);
  const answer = await command(
    services,
    actor,
    { act: 'person.add', key, input, subject: normaliseLogin(input.login) },
    async (tx, at) => {
      if (!may(actor.roles, 'users.manage')) return refuseWithout('users.manage');
      const added = await addPerson(tx, at, { ...input, passwordHash, mustChangePassword: true });
      if (!added.ok) return added;
      const login = normaliseLogin(input.login);
      return ok({ value: { id: added.value.id, login }, subject: login, after: { ...input, login } });
    },
  );
  return withPassword(answer, password);
}

/** Gives a new one-time password, ends the person's sessions and the lock. */
export async function resetPassword(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { personId: number } },
): Promise<WithPassword> {
  const { key, input } = request;
  const password = createInitialPassword();
  const passwordHash = await hashPassword(password);
  const answer = await command(
    services,
    actor,
    { act: 'person.reset_password', key, input },
    async (tx, _at, about) => {
      const found = await loadFor(tx, actor, input.personId, about);
      if (!found.ok) return found;
      if (!found.value.active) return refuse('person_disabled');
      const change = { passwordHash, mustChangePassword: true, failedLogins: 0, lockedUntil: null };
      await tx.update(person).set(change).where(eq(person.id, input.personId));
      await endSessions(tx, input.personId);
      const { id, login } = found.value;
      return ok({ value: { id, login }, subject: login, after: { mustChangePassword: true } });
    },
  );
  return withPassword(answer, password);
}

/** Disables (ending all sessions) or enables. Refuses disabling oneself and the last administrator. */
export async function setActive(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { personId: number; active: boolean } },
): Promise<Answer<{ login: string; name: string }>> {
  const { key, input } = request;
  const { personId, active } = input;
  const act = active ? 'person.enable' : 'person.disable';
  return command(services, actor, { act, key, input }, async (tx, _at, about) => {
    const found = await loadFor(tx, actor, personId, about);
    if (!found.ok) return found;
    const { login, name } = found.value;
    if (found.value.active === active) return refuse(active ? 'person_enabled' : 'person_disabled');
    if (!active && actor.userId === personId) return refuse('not_yourself');
    if (!active) {
      const loss = await checkLossOf(tx, actor, found.value, true);
      if (!loss.ok) return loss;
      await endSessions(tx, personId);
    }
    await tx.update(person).set({ active, failedLogins: 0, lockedUntil: null }).where(eq(person.id, personId));
    return ok({ value: { login, name }, subject: login, before: { active: !active }, after: { active } });
  });
}

async function checkLossOf(tx: Tx, actor: Actor, found: Loaded, loses: boolean): Promise<Result<undefined>> {
  return checkLoss({
    actorId: actor.userId,
    personId: found.id,
    isAdministrator: found.active && found.roles.includes('administrator'),
    losesAdministration: loses,
    activeAdministrators: await countAdministrators(tx),
  });
}

export interface PersonChange {
  personId: number;
  name: string;
  title?: string | undefined;
  organisationId: number;
  roles: Role[];
}

function facts(row: { name: string; title: string | null; organisationId: number; roles: readonly Role[] }) {
  return { name: row.name, title: row.title, organisationId: row.organisationId, roles: [...row.roles].sort() };
}

/**
 * Changes name, title, organisation and roles; who loses or gains anything must sign in again. Refuses what
 * `addPerson` refuses, and taking administration from oneself or from the last administrator.
 */
export async function changePerson(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: PersonChange },
): Promise<Answer<{ login: string }>> {
  const { key, input } = request;
  const { personId, roles, name, organisationId } = input;
  return command(services, actor, { act: 'person.change', key, input }, async (tx, _at, about) => {
    const found = await loadFor(tx, actor, personId, about);
    if (!found.ok) return found;
    const before = found.value;
    const identity = checkIdentity({ login: before.login, name });
    if (!identity.ok) return identity;
    const place = await organisationById(tx, organisationId);
    if (place === undefined) return refuse('organisation_unknown', {}, 'organisationId');
    const fits = checkRoles(roles, place.kind, isOutside(place.path));
    if (!fits.ok) return fits;
    const loss = await checkLossOf(tx, actor, before, !roles.includes('administrator'));
    if (!loss.ok) return loss;
    const title = input.title ?? null;
    const values = { name, title, organisationId, searchText: searchText([name, before.login, title ?? '']) };
    await tx.update(person).set(values).where(eq(person.id, personId));
    const after = facts({ name, title, organisationId, roles });
    const rightsSame = JSON.stringify(after.roles) === JSON.stringify(facts(before).roles);
    if (!rightsSame || organisationId !== before.organisationId) {
      await setRoles(tx, personId, roles);
      await endSessions(tx, personId);
    }
    return ok({ value: { login: before.login }, subject: before.login, before: facts(before), after });
  });
}
