/** The second person (双人): at acts that one person may not do alone, another proves to stand by with a password. */
import type { Database } from '../../db/database.ts';
import type { CommandServices } from '../audit/command.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { personById } from '../users/queries.ts';
import { normaliseLogin } from '../users/rules.ts';
import { SlidingWindow } from '../web/rate-limit.ts';
import { type Proved, provePerson } from './commands.ts';
import { may, type Permission, refuseWithout } from './roles.ts';
import { worksAt } from './stock-approval.ts';
import type { Actor } from './viewer.ts';

/** What the fields of `SecondPersonFields` send, and the machine on which it was typed. */
export interface SecondTyped {
  login: string;
  password: string;
  address: string;
}

/** Where the act happens, and what the second person must be allowed to do there. */
export interface StandsBy {
  /** Any of them will do. */
  permissions: readonly Permission[];
  /** Path of the organisation whose goods they are. */
  placePath: string;
}

export interface SecondPerson extends Proved {
  /** When the password was checked, UTC ms: goes into `PostRequest.witness` with the id. */
  provedAt: number;
}

/** Guesses by one actor, whoever's password they aim at; the login's own lock counts as well. */
const TRIES = 10;
const WINDOW_MS = 5 * 60_000;
const windows = new WeakMap<Database, SlidingWindow>();

function windowOf(services: CommandServices): SlidingWindow {
  const known = windows.get(services.db);
  if (known !== undefined) return known;
  const made = new SlidingWindow(TRIES, WINDOW_MS, services.clock);
  windows.set(services.db, made);
  return made;
}

/**
 * Proves that another person stands by, before the act's own transaction. Refuses nobody (`witness_missing`), the actor
 * (`witness_same_person`), a wrong login or password (`witness_wrong`; counts towards that login's lock), a locked
 * login, too many tries by one actor (`witness_often`), a one-time password, and somebody without the permission or of
 * another place. The refusal names the field `witness` or `witnessPassword`.
 */
export async function proveSecondPerson(
  services: CommandServices,
  actor: Pick<Actor, 'userId'>,
  typed: SecondTyped,
  standsBy: StandsBy,
): Promise<Result<SecondPerson>> {
  if (normaliseLogin(typed.login) === '') return refuse('witness_missing', {}, 'witness');
  if (typed.password === '') return refuse('witness_password_missing', {}, 'witnessPassword');
  const wait = windowOf(services).take(String(actor.userId));
  if (wait > 0) return refuse('witness_often', { minutes: Math.ceil(wait / 60) }, 'witnessPassword');
  const proved = await provePerson(services, typed);
  if (!proved.ok) {
    return proved.reason === 'login_locked'
      ? { ...proved, field: 'witnessPassword' }
      : refuse('witness_wrong', {}, 'witnessPassword');
  }
  const person = proved.value;
  const { name } = person;
  if (person.userId === actor.userId) return refuse('witness_same_person', {}, 'witness');
  if (!standsBy.permissions.some((permission) => may(person.roles, permission))) {
    const { roles = '' } = refuseWithout(...standsBy.permissions).detail;
    return refuse('witness_may_not', { name, roles }, 'witness');
  }
  if (!standsBy.placePath.startsWith(person.scopePath)) return refuse('witness_elsewhere', { name }, 'witness');
  const held = await personById(services.db.read, '/', person.userId);
  if (held === undefined || held.mustChangePassword) return refuse('witness_one_time', { name }, 'witness');
  windowOf(services).clear(String(actor.userId));
  return ok({ ...person, provedAt: services.clock.now() });
}

/**
 * Whether who stands by keeps the goods of that place: controlled drugs take two of the place itself, or of the one
 * above it that keeps its stock. Refuses somebody of elsewhere, however far the own reach over the county goes.
 */
export function checkStandsHere(
  second: SecondPerson,
  place: { id: number; path: string; shortName: string },
): Result<SecondPerson> {
  const { name } = second;
  return worksAt(second, place) ? ok(second) : refuse('witness_not_here', { name, place: place.shortName }, 'witness');
}
