/** The acts of the door: signing in and out, a new password, the choice of language and theme. */
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { type CommandServices, command } from '../audit/command.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isDemoPerson, personById } from '../users/queries.ts';
import { normaliseLogin } from '../users/rules.ts';
import { lockMs, minutesLeft, type UnknownLogins } from './lockout.ts';
import { checkPassword, hashPassword, passwordFits } from './password.ts';
import { endSessions, type Sessions } from './session.ts';
import { type Actor, type Language, SYSTEM_ACTOR, scopePathOf, type Theme } from './viewer.ts';

export interface DoorServices extends CommandServices {
  sessions: Sessions;
  unknownLogins: UnknownLogins;
}

export interface Attempt {
  /** As `normaliseLogin` writes it. */
  login: string;
  password: string;
  /** Of the machine that asks; kept in the audit row. */
  address: string;
}

type PersonRow = typeof person.$inferSelect;

async function personByLogin(db: Db, login: string): Promise<PersonRow | undefined> {
  const [row] = await db.select().from(person).where(eq(person.login, login));
  return row;
}

function actorFrom(row: PersonRow): Actor {
  const { id: userId, name, organisationId } = row;
  return { userId, name, organisationId, organisationName: '', roles: [], scopePath: '/' };
}

function locked(until: number, now: number) {
  return refuse('login_locked', { minutes: minutesLeft(until, now) });
}

/**
 * Opens a session and gives the id for the browser. Refuses a wrong login or password with one and the same sentence,
 * and a locked login with the minutes left. Every outcome leaves an audit row.
 */
export async function signIn(services: DoorServices, attempt: Attempt): Promise<Result<{ sessionId: string }>> {
  const { login, password, address } = attempt;
  const found = await personByLogin(services.db.read, login);
  const now = services.clock.now();
  const until = found === undefined ? services.unknownLogins.lockedUntil(login, now) : found.lockedUntil;
  if (until !== undefined && until !== null && until > now) return locked(until, now);
  const fits = await passwordFits(found?.passwordHash, password);
  if (found === undefined) return failUnknown(services, login, address);
  if (!fits || !found.active) return fail(services, found, address);
  return enter(services, found, { address, way: 'password' });
}

/** Typed logins that do not exist are not kept: people type passwords there by mistake. */
async function failUnknown(services: DoorServices, login: string, address: string): Promise<Result<never>> {
  const now = services.clock.now();
  const until = services.unknownLogins.fail(login, now);
  const request = { act: 'session.fail', key: null, input: { address } };
  await command(services, SYSTEM_ACTOR, request, async () =>
    ok({ value: null, subject: 'unknown', after: { address, locked: until !== undefined } }),
  );
  return until === undefined ? refuse('login_wrong') : locked(until, now);
}

async function fail(services: CommandServices, found: PersonRow, address: string): Promise<Result<never>> {
  const request = { act: 'session.fail', key: null, input: { address } };
  const answer = await command(services, actorFrom(found), request, async (tx, at) => {
    // Counted by the database: guesses that come side by side must not overwrite each other's count
    const mine = eq(person.id, found.id);
    const counted = await tx
      .update(person)
      .set({ failedLogins: sql`${person.failedLogins} + 1` })
      .where(mine)
      .returning({ failedLogins: person.failedLogins });
    const failedLogins = counted[0]?.failedLogins ?? 1;
    const lock = lockMs(failedLogins);
    const lockedUntil = lock > 0 ? at + lock : null;
    await tx.update(person).set({ lockedUntil }).where(mine);
    const after = { address, failedLogins, lockedMinutes: lock / 60_000, active: found.active };
    return ok({ value: { lockedUntil, at }, subject: found.login, after });
  });
  if (!answer.ok || answer.value.lockedUntil === null) return refuse('login_wrong');
  return locked(answer.value.lockedUntil, answer.value.at);
}

/** A person who stands by and has proved who it is. */
export type Proved = Pick<Actor, 'userId' | 'name' | 'roles' | 'scopePath' | 'organisationId'>;

/**
 * Who stands by at another's act, proved by the own password. Refuses a wrong login or password with one sentence,
 * and a locked login; a wrong password counts towards the lock as it does at the door.
 */
export async function provePerson(services: CommandServices, attempt: Attempt): Promise<Result<Proved>> {
  const found = await personByLogin(services.db.read, normaliseLogin(attempt.login));
  const now = services.clock.now();
  if (found !== undefined && found.lockedUntil !== null && found.lockedUntil > now) {
    return locked(found.lockedUntil, now);
  }
  const fits = await passwordFits(found?.passwordHash, attempt.password);
  if (found === undefined) return refuse('login_wrong');
  if (!fits || !found.active) return fail(services, found, attempt.address);
  const [place] = await services.db.read
    .select({ path: organisation.path })
    .from(organisation)
    .where(and(eq(organisation.id, found.organisationId), eq(organisation.active, true)));
  const held = await personById(services.db.read, '/', found.id);
  if (place === undefined || held === undefined) return refuse('login_wrong');
  const { roles } = held;
  const { id: userId, name, organisationId } = found;
  return ok({ userId, name, roles, organisationId, scopePath: scopePathOf(roles, place.path) });
}

interface Entry {
  address: string;
  way: 'password' | 'demo';
}

async function enter(services: DoorServices, found: PersonRow, entry: Entry): Promise<Result<{ sessionId: string }>> {
  const request = { act: 'session.open', key: null, input: entry, subject: found.login };
  const answer = await command(services, actorFrom(found), request, async (tx, at) => {
    const open = await checkStillOpen(tx, found.id, at);
    if (!open.ok) return open;
    await tx.update(person).set({ failedLogins: 0, lockedUntil: null }).where(eq(person.id, found.id));
    return ok({ value: null, subject: found.login, after: entry });
  });
  if (!answer.ok) return answer;
  return ok({ sessionId: await services.sessions.open(found.id) });
}

/** Guesses that were checked side by side must not slip in after the lock that one of them caused. */
async function checkStillOpen(tx: Tx, personId: number, at: number): Promise<Result<undefined>> {
  const [row] = await tx
    .select()
    .from(person)
    .where(and(eq(person.id, personId), eq(person.active, true)));
  if (row === undefined) return refuse('login_wrong');
  return row.lockedUntil !== null && row.lockedUntil > at ? locked(row.lockedUntil, at) : ok();
}

/** One press on the demonstration's login page. The caller has made sure that this is a demonstration. */
export async function signInDemo(
  services: DoorServices,
  login: string,
  address: string,
): Promise<Result<{ sessionId: string }>> {
  const found = await personByLogin(services.db.read, login);
  // Others keep their password
  if (found === undefined || !(await isDemoPerson(services.db.read, login))) return refuse('not_found');
  return enter(services, found, { address, way: 'demo' });
}

export async function signOut(services: DoorServices, actor: Actor, login: string, sessionId: string): Promise<void> {
  await services.sessions.close(sessionId);
  const request = { act: 'session.close', key: null, input: null };
  await command(services, actor, request, async () => ok({ value: null, subject: login }));
}

export interface NewPassword {
  current: string;
  password: string;
}

/**
 * Changes the own password, ends every session and opens a new one. Refuses a wrong current password (which counts
 * towards the lock), an unchanged one, and what `checkPassword` refuses.
 */
export async function changePassword(
  services: DoorServices,
  actor: Actor,
  login: string,
  given: NewPassword & { address: string },
): Promise<Result<{ sessionId: string }>> {
  const found = await personByLogin(services.db.read, login);
  if (found === undefined) return refuse('not_found');
  const now = services.clock.now();
  if (found.lockedUntil !== null && found.lockedUntil > now) return locked(found.lockedUntil, now);
  if (!(await passwordFits(found.passwordHash, given.current))) {
    const failed = await fail(services, found, given.address);
    return !failed.ok && failed.reason === 'login_locked' ? failed : refuse('password_wrong', {}, 'current');
  }
  const taken = checkPassword(given.password, found);
  if (!taken.ok) return taken;
  if (await passwordFits(found.passwordHash, given.password)) return refuse('password_same', {}, 'password');
  const passwordHash = await hashPassword(given.password);
  const request = { act: 'password.change', key: null, input: null, subject: login };
  const answer = await command(services, actor, request, async (tx) => {
    const change = { passwordHash, mustChangePassword: false, failedLogins: 0, lockedUntil: null };
    await tx.update(person).set(change).where(eq(person.id, found.id));
    await endSessions(tx, found.id);
    return ok({ value: null, subject: login });
  });
  return answer.ok ? ok({ sessionId: await services.sessions.open(found.id) }) : answer;
}

/** Keeps language and theme with the person. */
export async function savePreferences(
  services: CommandServices,
  actor: Actor,
  chosen: { language?: Language | undefined; theme?: Theme | undefined },
): Promise<void> {
  const { language, theme } = chosen;
  if (language === undefined && theme === undefined) return;
  const after = { ...(language && { language }), ...(theme && { theme }) };
  const request = { act: 'person.preferences', key: null, input: after };
  await command(services, actor, request, async (tx) => {
    await tx.update(person).set(after).where(eq(person.id, actor.userId));
    return ok({ value: null, subject: actor.name, after });
  });
}
