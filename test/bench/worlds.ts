/** Synthetic counties for the benchmarks, made once for each size and kept in the system's temporary folder. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from '../../db/database.ts';
import { engine } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import { projectRoot } from '../../db/root.ts';
import { seedReference } from '../../seeds/reference/seed.ts';
import type { ScaleRequest } from '../../seeds/scale/shape.ts';
import { SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { namesOf } from './kept-worlds.ts';
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

/** In a process of its own: what making it leaves behind is no part of the memory that is measured here. */
function seed(address: World['address'], sizes: Record<string, unknown>, what: 'scale' | 'years'): void {
  const given = Object.entries(sizes).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, `${value}`],
  );
  const program = join(projectRoot, 'dist/seeds/main.js');
  const env = { ...process.env, DATA_DIR: address.dataDir, DATABASE_URL: address.databaseUrl ?? '' };
  const { status, stderr } = spawnSync(process.execPath, [program, what, ...given], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the county was not made: ${stderr}`);
}

/** Fills an empty place, or lays earlier years into a copy of the county that has but the last one. */
function fill(address: World['address'], request: ScaleRequest): void {
  const { years = 1, day } = request;
  const { organisations, movements } = request;
  note(`making a county of ${organisations} organisations, ${movements} movement lines a year, years: ${years}`);
  if (years > 1) seed(address, { years, day }, 'years');
  else seed(address, { ...request }, 'scale');
}

const youngOf = (request: ScaleRequest): ScaleRequest => ({ ...request, years: undefined });

async function keptFile(request: ScaleRequest): Promise<string> {
  const names = namesOf(request).map((name) => join(SHELF, name));
  const [present = ''] = names;
  const known = names.find((name) => existsSync(name));
  // Of an earlier schema: opening it brings it to the present one
  if (known !== undefined && known !== present) renameSync(known, present);
  if (known !== undefined) return present;
  mkdirSync(SHELF, { recursive: true });
  const making = mkdtempSync(join(SHELF, 'making-'));
  const aged = (request.years ?? 1) > 1;
  if (aged) copyFileSync(join(await keptFile(youngOf(request)), FILE), join(making, FILE));
  fill({ dataDir: making, databaseUrl: undefined }, request);
  renameSync(making, present);
  return present;
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

async function isThere(database: string): Promise<boolean> {
  return (await askServer(`select 1 from pg_database where datname = '${database}'`)) > 0;
}

/** What autovacuum does within a minute of a running server. */
async function settleServer(database: string): Promise<void> {
  await askServer('vacuum (analyze)', onServer(database));
}

async function keptDatabase(request: ScaleRequest): Promise<string> {
  const names = namesOf(request).map((name) => `yaoxie_bench_${name}`);
  const [present = ''] = names;
  if (await isThere(present)) return present;
  const making = `${present}_making`;
  for (const earlier of names) {
    if (!(await isThere(earlier))) continue;
    await askServer(`alter database ${earlier} rename to ${making}`);
    await (await openDatabase({ dataDir: '', databaseUrl: onServer(making) })).close();
    await settleServer(making);
    await askServer(`alter database ${making} rename to ${present}`);
    return present;
  }
  await askServer(`drop database if exists ${making} with (force)`);
  const aged = (request.years ?? 1) > 1;
  await askServer(`create database ${making}${aged ? ` template ${await keptDatabase(youngOf(request))}` : ''}`);
  fill({ dataDir: '', databaseUrl: onServer(making) }, request);
  await settleServer(making);
  await askServer(`alter database ${making} rename to ${present}`);
  return present;
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

/**
 * Opens a county of that size: the kept one to read from, or a copy of its own to write to, removed when closed. Rules
 * that came after it was made are written at once, as they are at any start of the program.
 */
export async function openWorld(request: ScaleRequest, purpose: 'read' | 'write'): Promise<World> {
  const world = await (engine === 'sqlite' ? openFileWorld(request, purpose) : openServerWorld(request, purpose));
  await seedReference(world.db, new SettableClock(startOfDay(BENCH_DAY)));
  return world;
}
