/**
 * A fresh, migrated database for a test file, on the engine the vitest project names. What is slow is made once:
 * a template on the server (test/support/template.ts), and one PGlite in each process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { migratePgliteClient } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { openPglite, overPglite } from '../../db/postgres.ts';

export interface TestDatabase {
  db: Database;
  /** SQLite: the folder; PostgreSQL: the database's address. What another process needs to open the same data. */
  address: { dataDir: string; databaseUrl: string | undefined };
  drop(): Promise<void>;
}

/** One query by an administrator's connection. Throws what the server answers. */
async function asAdministrator(server: string, query: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(query);
  } finally {
    await client.end();
  }
}

async function openOnServer(server: string): Promise<TestDatabase> {
  const name = `yaoxie_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await asAdministrator(server, `create database ${name} template ${inject('template')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const address = { dataDir: '', databaseUrl: url.toString() };
  const db = await openDatabase(address);
  return {
    db,
    address,
    async drop() {
      await db.close();
      await asAdministrator(server, `drop database if exists ${name} with (force)`);
    },
  };
}

let idlePglite: ReturnType<typeof openPglite> | undefined;

/** Takes over the PGlite that the last file left, emptied: starting another takes seconds. */
async function openInProcess(): Promise<TestDatabase> {
  const opening = idlePglite ?? openPglite('pglite:memory');
  idlePglite = undefined;
  // A contract of its own: the program remembers settings for each one
  const db = overPglite((await opening).client);
  await db.client.exec(
    'drop schema if exists drizzle cascade; drop schema if exists public cascade; create schema public',
  );
  await migratePgliteClient(db.client);
  return {
    db,
    address: { dataDir: '', databaseUrl: 'pglite:memory' },
    async drop() {
      if (idlePglite === undefined) idlePglite = opening;
      else await db.close();
    },
  };
}

/** Opens a database nobody else uses; `drop` closes and removes it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  if (engine === 'postgres') return openOnServer(process.env['DATABASE_URL'] ?? '');
  if (engine === 'pglite') return openInProcess();
  const dataDir = mkdtempSync(join(tmpdir(), 'yaoxie-'));
  const address = { dataDir, databaseUrl: undefined };
  const db = await openDatabase(address);
  return {
    db,
    address,
    async drop() {
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
