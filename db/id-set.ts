/** Conditions on many ids at once: they travel as one parameter, so that no engine's limit of parameters is met. */
import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { dialect } from './engine.ts';

/** True for rows whose `column` is one of the ids. */
export function isOneOf(column: SQLiteColumn, ids: readonly number[]): SQL {
  if (dialect === 'sqlite') return sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
  return sql`${column} = any(cast(${`{${ids.join()}}`} as bigint[]))`;
}
