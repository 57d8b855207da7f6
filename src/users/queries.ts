/** Reads of people: the administrator's list, one person, and the demonstration's login page. */
import { and, asc, eq, gt, inArray, isNotNull, like, notExists, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person, personRole } from '../../db/schema/users.ts';
import type { Role } from '../auth/roles.ts';
import { queryTokens } from '../kernel/search-key.ts';

export interface PersonLine {
  id: number;
  login: string;
  name: string;
  title: string | null;
  organisationId: number;
  organisationCode: string;
  organisationName: string;
  active: boolean;
  mustChangePassword: boolean;
  lockedUntil: number | null;
  createdAt: number;
  roles: Role[];
}

export interface PersonFilter {
  /** What was typed: 汉字, pinyin, initials, login. */
  q?: string | undefined;
  role?: Role | undefined;
  organisationCode?: string | undefined;
  state?: 'active' | 'disabled' | undefined;
}

const COLUMNS = {
  id: person.id,
  login: person.login,
  name: person.name,
  title: person.title,
  organisationId: person.organisationId,
  organisationCode: organisation.code,
  organisationName: organisation.shortName,
  active: person.active,
  mustChangePassword: person.mustChangePassword,
  lockedUntil: person.lockedUntil,
  createdAt: person.createdAt,
};

/** Whoever looks after the whole county looks after the people of its suppliers too, who are under no member. */
function within(scopePath: string): SQL | undefined {
  return scopePath === '/' ? undefined : like(organisation.path, `${scopePath}%`);
}

function conditionsOf(db: Db, scopePath: string, filter: PersonFilter): SQL | undefined {
  const parts = [
    within(scopePath),
    ...queryTokens(filter.q ?? '').map((token) => like(person.searchText, `%${token.replace(/[%_\\]/g, '')}%`)),
  ];
  if (filter.organisationCode !== undefined) parts.push(eq(organisation.code, filter.organisationCode));
  if (filter.state !== undefined) parts.push(eq(person.active, filter.state === 'active'));
  if (filter.role !== undefined) {
    const holders = db.select({ id: personRole.personId }).from(personRole).where(eq(personRole.role, filter.role));
    parts.push(inArray(person.id, holders));
  }
  return and(...parts);
}

async function withRoles(db: Db, rows: Omit<PersonLine, 'roles'>[]): Promise<PersonLine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const held = await db
    .select()
    .from(personRole)
    .where(inArray(personRole.personId, ids))
    .orderBy(asc(personRole.role));
  const byPerson = new Map<number, Role[]>();
  for (const { personId, role } of held) byPerson.set(personId, [...(byPerson.get(personId) ?? []), role]);
  return rows.map((row) => ({ ...row, roles: byPerson.get(row.id) ?? [] }));
}

/** People of the scope that match, by organisation and login, `limit` of them after `offset`. */
export async function listPeople(
  db: Db,
  scopePath: string,
  filter: PersonFilter,
  range: { limit: number; offset: number },
): Promise<PersonLine[]> {
  const rows = await db
    .select(COLUMNS)
    .from(person)
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(conditionsOf(db, scopePath, filter))
    .orderBy(asc(organisation.code), asc(person.login))
    .limit(range.limit)
    .offset(range.offset);
  return withRoles(db, rows);
}

/** How many match. */
export async function countPeople(db: Db, scopePath: string, filter: PersonFilter): Promise<number> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(conditionsOf(db, scopePath, filter));
  return rows.length;
}

/** One person, if the scope holds the person's organisation. */
export async function personById(db: Db, scopePath: string, id: number): Promise<PersonLine | undefined> {
  const rows = await db
    .select(COLUMNS)
    .from(person)
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(and(eq(person.id, id), within(scopePath)));
  const [found] = await withRoles(db, rows);
  return found;
}

/** The people of one organisation, for its page. */
export async function peopleOf(db: Db, organisationId: number): Promise<PersonLine[]> {
  const rows = await db
    .select(COLUMNS)
    .from(person)
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(eq(person.organisationId, organisationId))
    .orderBy(asc(person.login));
  return withRoles(db, rows);
}

/**
 * Whom the demonstration made: a title, a password that was set, and no administrator who added the person by hand.
 * Everyone else comes in by a password alone.
 */
function madeByDemo(db: Db): SQL | undefined {
  const addedByHand = db
    .select({ id: auditRow.id })
    .from(auditRow)
    .where(and(eq(auditRow.subject, person.login), eq(auditRow.act, 'person.add'), gt(auditRow.actorId, 0)));
  const known = and(isNotNull(person.title), eq(person.mustChangePassword, false));
  return and(eq(person.active, true), known, notExists(addedByHand));
}

/** Everyone whom the demonstration made, in the order it made them. */
export async function demoPeople(db: Db): Promise<PersonLine[]> {
  const rows = await db
    .select(COLUMNS)
    .from(person)
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(madeByDemo(db))
    .orderBy(asc(person.id))
    .limit(100);
  return withRoles(db, rows);
}

/** True when one press may let this person in, where the data is a demonstration. */
export async function isDemoPerson(db: Db, login: string): Promise<boolean> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.login, login), madeByDemo(db)));
  return rows.length > 0;
}

/** True when somebody can administer the house. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const isOne = and(eq(personRole.role, 'administrator'), eq(person.active, true));
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .innerJoin(personRole, eq(personRole.personId, person.id))
    .where(isOne)
    .limit(1);
  return rows.length > 0;
}
