/** Which engine this process speaks, decided once by DATABASE_URL: the schema's column types depend on it. */

export type Engine = 'sqlite' | 'pglite' | 'postgres';

/** `postgres://…` is a server, `pglite:…` the in-process PostgreSQL of the tests, nothing is SQLite in DATA_DIR. */
export function engineOf(databaseUrl: string | undefined): Engine {
  if (databaseUrl === undefined || databaseUrl === '') return 'sqlite';
  return databaseUrl.startsWith('pglite:') ? 'pglite' : 'postgres';
}

export const engine: Engine = engineOf(process.env['DATABASE_URL']);

/** PGlite is PostgreSQL: one dialect for both. */
export const dialect: 'sqlite' | 'postgres' = engine === 'sqlite' ? 'sqlite' : 'postgres';
