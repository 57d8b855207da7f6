/** Brings a database to this program's schema; a database of a newer program is refused and left as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import Sqlite from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { projectRoot } from './root.ts';

/** Any fixed number: processes that start together take turns under this advisory lock. */
const MIGRATION_LOCK = 7_360_732;

export class NewerDatabaseError extends Error {
  constructor() {
    super('The database was made by a newer version of this program. Start that version, or restore an older backup.');
    this.name = 'NewerDatabaseError';
  }
}

function folderOf(dialect: 'sqlite' | 'postgres'): string {
  return join(projectRoot, 'db', 'migrations', dialect);
}

function newestKnown(dialect: 'sqlite' | 'postgres'): number {
  const journal = JSON.parse(readFileSync(join(folderOf(dialect), 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((entry) => entry.when));
}

function refuseNewer(applied: number | null | undefined, dialect: 'sqlite' | 'postgres'): void {
  if (applied !== null && applied !== undefined && applied > newestKnown(dialect)) throw new NewerDatabaseError();
}

/** Migrates the SQLite file, creating it when absent. */
export function migrateSqliteFile(file: string): void {
  const connection = new Sqlite(file);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    // A table is rebuilt by dropping it, which foreign keys would refuse; what is dangling is found below instead
    connection.pragma('foreign_keys = OFF');
    const known = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
    if (known !== undefined) {
      const row = connection.prepare('select max(created_at) as newest from __drizzle_migrations').get();
      refuseNewer((row as { newest: number | null }).newest, 'sqlite');
    }
    migrateSqlite(drizzleSqlite(connection), { migrationsFolder: folderOf('sqlite') });
    const dangling = connection.pragma('foreign_key_check') as unknown[];
    if (dangling.length > 0) throw new Error(`the migration left ${dangling.length} rows without what they refer to`);
  } finally {
    connection.close();
  }
}

const NEWEST_APPLIED = `select case when to_regclass('drizzle.__drizzle_migrations') is null then null
  else (xpath('/row/n/text()', query_to_xml('select max(created_at) as n from drizzle.__drizzle_migrations',
    false, true, '')))[1]::text end as newest`;

/** Migrates the PostgreSQL database behind `url`. */
export async function migratePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const answer = await client.query(NEWEST_APPLIED);
    const newest: unknown = answer.rows[0]?.newest;
    refuseNewer(newest === null ? null : Number(newest), 'postgres');
    await migratePg(drizzlePg(client), { migrationsFolder: folderOf('postgres') });
  } finally {
    await client.end();
  }
}

/** Migrates an open PGlite. */
export async function migratePgliteClient(client: PGlite): Promise<void> {
  await migratePglite(drizzlePglite(client), { migrationsFolder: folderOf('postgres') });
}
