/** Synthetic counties for the benchmarks, made once for each size and kept in the system's temporary folder. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import { projectRoot } from '../../db/root.ts';
import type { ScaleRequest } from '../../seeds/scale/shape.ts';
import { note } from './measure.ts';

/** Benchmarks have a day of their own, so that what was made yesterday serves today. */
export const BENCH_DAY = '2026-11-21';

export interface World {
  db: Database;
  address: { dataDir: string; databaseUrl: string | undefined };
  close(): Promise<void>;
}

const SHELF = join(tmpdir(), 'yaoxie-bench');
const FILE = 'yaoxie.sqlite';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(sql|ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Another size, another schema or another generator is another county. */
function nameOf(request: ScaleRequest): string {
  const hash = createHash('sha256').update(JSON.stringify(request));
  for (const folder of ['db/migrations', 'seeds/scale', 'seeds/reference', 'seeds/demo/data']) {
    for (const file of filesUnder(join(projectRoot, folder))) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** In a process of its own: what making it leaves behind is no part of the memory that is measured here. */
function fill(address: World['address'], request: ScaleRequest): void {
  note(`making a county of ${request.organisations} organisations, ${request.movements} movement lines`);
  const sizes = Object.entries(request).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const program = join(projectRoot, 'dist/seeds/main.js');
  const env = { ...process.env, DATA_DIR: address.dataDir, DATABASE_URL: address.databaseUrl ?? '' };
  const { status, stderr } = spawnSync(process.execPath, [program, 'scale', ...sizes], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the county was not made: ${stderr}`);
}

async function keptFile(request: ScaleRequest): Promise<string> {
  const kept = join(SHELF, nameOf(request));
  if (existsSync(kept)) return kept;
  mkdirSync(SHELF, { recursive: true });
  const making = mkdtempSync(join(SHELF, 'making-'));
  fill({ dataDir: making, databaseUrl: undefined }, request);
  renameSync(making, kept);
  return kept;
}

/** A server's address with another database. */
function onServer(database: string): string {
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = `/${database}`;
  return url.toString();
}

async function askServer(sql: string, address = process.env.DATABASE_URL): Promise<number> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const answer = await client.query(sql);
  await client.end();
  return answer.rowCount ?? 0;
}

async function keptDatabase(request: ScaleRequest): Promise<string> {
  const kept = `yaoxie_bench_${nameOf(request)}`;
  if ((await askServer(`select 1 from pg_database where datname = '${kept}'`)) > 0) return kept;
  const making = `${kept}_making`;
  await askServer(`drop database if exists ${making} with (force)`);
  await askServer(`create database ${making}`);
  fill({ dataDir: '', databaseUrl: onServer(making) }, request);
  // What autovacuum does within a minute of a running server
  await askServer('vacuum (analyze)', onServer(making));
  await askServer(`alter database ${making} rename to ${kept}`);
  return kept;
}

async function openFileWorld(request: ScaleRequest, purpose: 'read' | 'write'): Promise<World> {
  const kept = await keptFile(request);
  if (purpose === 'read') {
    const address = { dataDir: kept, databaseUrl: undefined };
    const db = await openDatabase(address);
    return { db, address, close: () => db.close() };
  }
  const dataDir = mkdtempSync(join(SHELF, 'copy-'));
  copyFileSync(join(kept, FILE), join(dataDir, FILE));
  const address = { dataDir, databaseUrl: undefined };
  const db = await openDatabase(address);
  const close = async () => {
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { db, address, close };
}

async function openServerWorld(request: ScaleRequest, purpose: 'read' | 'write'): Promise<World> {
  const kept = await keptDatabase(request);
  const name = purpose === 'read' ? kept : `${kept}_${process.pid}_${Date.now()}`;
  if (purpose === 'write') await askServer(`create database ${name} template ${kept}`);
  const address = { dataDir: '', databaseUrl: onServer(name) };
  const db = await openDatabase(address);
  const close = async () => {
    await db.close();
    if (purpose === 'write') await askServer(`drop database if exists ${name} with (force)`);
  };
  return { db, address, close };
}

/** Opens a county of that size: the kept one to read from, or a copy of its own to write to, removed when closed. */
export function openWorld(request: ScaleRequest, purpose: 'read' | 'write'): Promise<World> {
  return engine === 'sqlite' ? openFileWorld(request, purpose) : openServerWorld(request, purpose);
}
