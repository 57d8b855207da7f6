/**
 * Sessions, and the only file that knows lucia. Its adapter stores the SHA-256 of the id that the browser holds, keeps
 * time by our clock, and ends a session after 30 minutes without use or 12 hours in all.
 */
import { eq, lt } from 'drizzle-orm';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Database, Tx } from '../../db/database.ts';
import { session } from '../../db/schema/users.ts';
import { statement } from '../../db/statement.ts';
import { sha256 } from '../kernel/canonical.ts';
import { type Clock, HOUR_MS } from '../kernel/clock.ts';
import type { Role } from './roles.ts';
import { type Language, type OrganisationKind, scopePathOf, type Theme, type Viewer } from './viewer.ts';

const IDLE_MINUTES = 30;
const IDLE_MS = IDLE_MINUTES * 60_000;
const LONGEST_MS = 12 * HOUR_MS;
/** A session in use is not written more often than this. */
const TOUCH_MS = 60_000;

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ endsAt: number }, { viewer: Viewer }>;
    UserId: number;
    DatabaseSessionAttributes: { endsAt: number };
    DatabaseUserAttributes: { viewer: Viewer };
  }
}

/** One row for each role of the person. */
interface SessionRow {
  expires_at: number;
  ends_at: number;
  person_id: number;
  login: string;
  name: string;
  language: Language;
  theme: Theme;
  must_change: number;
  organisation_id: number;
  organisation_name: string;
  organisation_kind: OrganisationKind;
  path: string;
  role: Role | null;
}

const readSession = statement(
  `select session.expires_at, session.ends_at, person.id as person_id, person.login, person.name, person.language,
     person.theme, case when person.must_change_password then 1 else 0 end as must_change,
     organisation.id as organisation_id, organisation.short_name as organisation_name,
     organisation.kind as organisation_kind, organisation.path, person_role.role
   from session
   join person on person.id = session.person_id and person.active
   join organisation on organisation.id = person.organisation_id and organisation.active
   left join person_role on person_role.person_id = person.id
   where session.id = :id order by person_role.role`,
);

function viewerFrom(rows: SessionRow[], row: SessionRow): Viewer {
  const roles = rows.flatMap((one) => (one.role === null ? [] : [one.role]));
  return {
    userId: row.person_id,
    login: row.login,
    name: row.name,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    organisationKind: row.organisation_kind,
    organisationPath: row.path,
    scopePath: scopePathOf(roles, row.path),
    roles,
    language: row.language,
    theme: row.theme,
    mustChangePassword: row.must_change === 1,
  };
}

/** lucia compares with the machine's time; these turn an instant of our clock into its twin there, and back. */
function machineTime(clock: Clock, instant: number): Date {
  return new Date(Date.now() + (instant - clock.now()));
}

function ourTime(clock: Clock, date: Date): number {
  return clock.now() + (date.getTime() - Date.now());
}

function createAdapter(db: Database, clock: Clock): Adapter {
  return {
    async getSessionAndUser(id) {
      const rows = await db.read.run<SessionRow>(readSession, { id: sha256(id) });
      const row = rows[0];
      if (row === undefined) return [null, null];
      const expiresAt = machineTime(clock, row.expires_at);
      const found: DatabaseSession = { id, userId: row.person_id, expiresAt, attributes: { endsAt: row.ends_at } };
      return [found, { id: row.person_id, attributes: { viewer: viewerFrom(rows, row) } }];
    },
    async getUserSessions(personId) {
      const rows = await db.read.select().from(session).where(eq(session.personId, personId));
      return rows.map((row) => ({
        id: row.id,
        userId: row.personId,
        expiresAt: machineTime(clock, row.expiresAt),
        attributes: { endsAt: row.endsAt },
      }));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const values = { id: sha256(id), personId: userId, createdAt: clock.now(), endsAt: attributes.endsAt };
      const end = Math.min(ourTime(clock, expiresAt), attributes.endsAt);
      await db.transaction((tx) => tx.insert(session).values({ ...values, expiresAt: end }));
    },
    async updateSessionExpiration(id, expiresAt) {
      const hashed = sha256(id);
      const [row] = await db.read.select().from(session).where(eq(session.id, hashed));
      if (row === undefined) return;
      const end = Math.min(ourTime(clock, expiresAt), row.endsAt);
      // Near the end of its 12 hours a session cannot be prolonged: then there is nothing to write
      if (end - row.expiresAt < TOUCH_MS) return;
      await db.transaction((tx) => tx.update(session).set({ expiresAt: end }).where(eq(session.id, hashed)));
    },
    async deleteSession(id) {
      await db.transaction((tx) => tx.delete(session).where(eq(session.id, sha256(id))));
    },
    async deleteUserSessions(personId) {
      await db.transaction((tx) => endSessions(tx, personId));
    },
    async deleteExpiredSessions() {
      await db.transaction((tx) => tx.delete(session).where(lt(session.expiresAt, clock.now())));
    },
  };
}

/** Ends every session of a person, inside the act that asks for it: disabling, a new password. */
export async function endSessions(tx: Tx, personId: number): Promise<void> {
  await tx.delete(session).where(eq(session.personId, personId));
}

export interface Sessions {
  /** Opens a session and gives the id for the browser, which is kept nowhere. */
  open(personId: number): Promise<string>;
  /** Who holds this id; undefined when it is unknown, ended, or its person was disabled. Use prolongs it. */
  viewer(id: string): Promise<Viewer | undefined>;
  close(id: string): Promise<void>;
  /** Removes what has ended. */
  sweep(): Promise<void>;
}

export function createSessions(db: Database, clock: Clock): Sessions {
  const adapter = createAdapter(db, clock);
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(IDLE_MINUTES, 'm'),
    getSessionAttributes: ({ endsAt }) => ({ endsAt }),
    getUserAttributes: ({ viewer }) => ({ viewer }),
  });
  return {
    async open(personId) {
      const { id } = await lucia.createSession(personId, { endsAt: clock.now() + LONGEST_MS });
      return id;
    },
    async viewer(id) {
      if (!/^[a-z0-9]{20,60}$/.test(id)) return undefined;
      const { user, session: held } = await lucia.validateSession(id);
      if (user === null) return undefined;
      const idleEnd = Math.min(clock.now() + IDLE_MS, held.endsAt);
      if (!held.fresh && idleEnd - ourTime(clock, held.expiresAt) >= TOUCH_MS) {
        await adapter.updateSessionExpiration(id, machineTime(clock, idleEnd));
      }
      return user.viewer;
    },
    close: (id) => lucia.invalidateSession(id),
    sweep: () => lucia.deleteExpiredSessions(),
  };
}
