/** The dialect seam of the schema: each table is written once with these builders, for the engine of this process. */
import * as pg from 'drizzle-orm/pg-core';
import * as sqlite from 'drizzle-orm/sqlite-core';
import { dialect } from './engine.ts';

const onSqlite = dialect === 'sqlite';

/* The PostgreSQL builders are shown to the type checker as their SQLite twins: rows read and written are the same. */

export const table: typeof sqlite.sqliteTable = onSqlite
  ? sqlite.sqliteTable
  : (pg.pgTable as unknown as typeof sqlite.sqliteTable);

export const index: typeof sqlite.index = onSqlite ? sqlite.index : (pg.index as unknown as typeof sqlite.index);
export const uniqueIndex: typeof sqlite.uniqueIndex = onSqlite
  ? sqlite.uniqueIndex
  : (pg.uniqueIndex as unknown as typeof sqlite.uniqueIndex);
export const primaryKey: typeof sqlite.primaryKey = onSqlite
  ? sqlite.primaryKey
  : (pg.primaryKey as unknown as typeof sqlite.primaryKey);
export const check: typeof sqlite.check = onSqlite ? sqlite.check : (pg.check as unknown as typeof sqlite.check);

function sqliteId(name: string) {
  return sqlite.integer(name).primaryKey({ autoIncrement: true });
}

function sqliteInteger(name: string) {
  return sqlite.integer(name);
}

function sqliteBoolean(name: string) {
  return sqlite.integer(name, { mode: 'boolean' });
}

function sqliteText(name: string) {
  return sqlite.text(name);
}

function sqliteJson<T>(name: string) {
  return sqlite.text(name, { mode: 'json' }).$type<T>();
}

function sqliteBytes(name: string) {
  return sqlite.blob(name, { mode: 'buffer' });
}

const postgresBytes = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  // PGlite gives plain byte arrays, a server's driver gives buffers
  fromDriver: (value) => Buffer.from(value),
});

/** Row number made by the database. */
export function id(name: string): ReturnType<typeof sqliteId> {
  if (onSqlite) return sqliteId(name);
  return pg.bigint(name, { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity() as unknown as ReturnType<
    typeof sqliteId
  >;
}

/** Whole number up to 2^53: quantities in base units, fen, instants in UTC milliseconds, references to ids. */
export function integer(name: string): ReturnType<typeof sqliteInteger> {
  return onSqlite
    ? sqliteInteger(name)
    : (pg.bigint(name, { mode: 'number' }) as unknown as ReturnType<typeof sqliteInteger>);
}

export function boolean(name: string): ReturnType<typeof sqliteBoolean> {
  return onSqlite ? sqliteBoolean(name) : (pg.boolean(name) as unknown as ReturnType<typeof sqliteBoolean>);
}

export function text(name: string): ReturnType<typeof sqliteText> {
  return onSqlite ? sqliteText(name) : (pg.text(name) as unknown as ReturnType<typeof sqliteText>);
}

export function json<T>(name: string): ReturnType<typeof sqliteJson<T>> {
  return onSqlite ? sqliteJson<T>(name) : (pg.json(name).$type<T>() as unknown as ReturnType<typeof sqliteJson<T>>);
}

/** The content of a kept file. */
export function bytes(name: string): ReturnType<typeof sqliteBytes> {
  return onSqlite ? sqliteBytes(name) : (postgresBytes(name) as unknown as ReturnType<typeof sqliteBytes>);
}
