/** A fresh, migrated database for a test file, on the engine the vitest project names. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';

export interface TestDatabase {
  db: Database;
  /** SQLite: the folder; PostgreSQL: the database's address. What another process needs to open the same data. */
  address: { dataDir: string; databaseUrl: string | undefined };
  drop(): Promise<void>;
}

async function openOnServer(server: string): Promise<TestDatabase> {
  const name = `yaoxie_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const address = { dataDir: '', databaseUrl: url.toString() };
  const db = await openDatabase(address);
  return {
    db,
    address,
    async drop() {
      await db.close();
      const last = new pg.Client({ connectionString: server });
      await last.connect();
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}

/** Opens a database nobody else uses; `drop` closes and removes it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  if (engine === 'postgres') return openOnServer(process.env['DATABASE_URL'] ?? '');
  const dataDir = mkdtempSync(join(tmpdir(), 'yaoxie-'));
  const address = { dataDir, databaseUrl: engine === 'pglite' ? 'pglite:memory' : undefined };
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
