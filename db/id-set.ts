/** Many ids at once: they travel as one value, which meets no limit of parameters and is faster than a row each. */
import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { dialect } from './engine.ts';

/** True for rows whose `column` is one of the ids. */
export function isOneOf(column: SQLiteColumn, ids: readonly number[]): SQL {
  if (dialect === 'sqlite') return sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
  return sql`${column} = any(cast(${`{${ids.join()}}`} as bigint[]))`;
}

/** Every id of the rows, in this order; none of no rows. */
export function idsInOrder(column: SQLiteColumn, order: readonly SQL[]): SQL<number[]> {
  const by = sql.join([...order], sql`, `);
  const gathered =
    dialect === 'sqlite'
      ? sql`json_group_array(${column} order by ${by})`
      : sql`coalesce(json_agg(${column} order by ${by}), '[]')`;
  // PostgreSQL's driver reads JSON itself
  return gathered.mapWith((ids: string | number[]) => (typeof ids === 'string' ? (JSON.parse(ids) as number[]) : ids));
}
