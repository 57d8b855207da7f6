/** What every table of the database holds, as one hash each: what must not change is compared as a whole. */
import { createHash } from 'node:crypto';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from '../../db/database.ts';
import * as schema from '../../db/schema/index.ts';
import { statement } from '../../db/statement.ts';

const isTable = (one: unknown): one is SQLiteTable => is(one, SQLiteTable) || is(one, PgTable);

/** Every table of the program. */
export const ALL_TABLES: readonly SQLiteTable[] = Object.values(schema).filter(isTable);

/** What people leave behind by looking and by being refused: who is signed in, what they tried, what they previewed. */
export const TRAIL: ReadonlySet<string> = new Set([
  'session',
  'audit_row',
  'audit_chain',
  'request_key',
  'import_draft',
  'import_row',
]);

const kept = ALL_TABLES.filter((one) => !TRAIL.has(getTableName(one)));

/** The hash of each table's rows, in whatever order they come; the trail is left out unless told otherwise. */
export async function digestOf(db: Database, except: ReadonlySet<string> = TRAIL): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const one of ALL_TABLES) {
    const name = getTableName(one);
    if (except.has(name)) continue;
    const rows = await db.read.select().from(one);
    const lines = rows.map((row) => JSON.stringify(row)).sort();
    digests[name] = `${rows.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
  }
  return digests;
}

const countAll = statement(
  kept
    .map((one) => getTableName(one))
    .map((name) => `select '${name}' as name, count(*) as size from "${name}"`)
    .join(' union all '),
);

/** How many rows each table has, but the trail. */
export async function rowCounts(db: Database): Promise<Record<string, number>> {
  const rows = await db.read.run<{ name: string; size: number }>(countAll, {});
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.size)]));
}
