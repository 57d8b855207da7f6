/** People, what they may do and where, their sessions, and the keys of the requests they made. */
import { sql } from 'drizzle-orm';
import type { Role } from '../../src/auth/roles.ts';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { organisation } from './organisations.ts';

export const person = table(
  'person',
  {
    id: id('id'),
    login: text('login').notNull(),
    name: text('name').notNull(),
    title: text('title'),
    passwordHash: text('password_hash').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    active: boolean('active').notNull().default(true),
    mustChangePassword: boolean('must_change_password').notNull().default(true),
    failedLogins: integer('failed_logins').notNull().default(0),
    lockedUntil: integer('locked_until'),
    language: text('language').$type<'zh' | 'en'>().notNull().default('zh'),
    theme: text('theme').$type<'auto' | 'light' | 'dark'>().notNull().default('auto'),
    createdAt: integer('created_at').notNull(),
    searchText: text('search_text').notNull().default(''),
  },
  (t) => [
    uniqueIndex('person_login').on(t.login),
    index('person_organisation').on(t.organisationId),
    check('person_login_form', sql`length(${t.login}) between 2 and 64`),
  ],
);

export const personRole = table(
  'person_role',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    role: text('role').$type<Role>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.role] })],
);

export const session = table(
  'session',
  {
    /** SHA-256 of the id in the cookie: a leaked table holds no live session. */
    id: text('id').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    /** Idle end; moves with use, never past `endsAt`. */
    expiresAt: integer('expires_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [index('session_person').on(t.personId), index('session_expiry').on(t.expiresAt)],
);

/** One row for each posting form that succeeded: the same key with the same input gives the first answer again. */
export const requestKey = table(
  'request_key',
  {
    key: text('key').primaryKey(),
    personId: integer('person_id').notNull(),
    act: text('act').notNull(),
    inputHash: text('input_hash').notNull(),
    answer: text('answer').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('request_key_at').on(t.at)],
);
