/** Sorting texts the same on every engine: PostgreSQL follows the language of its cluster unless it is told not to. */
import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { dialect } from './engine.ts';

/** The column in the order of its code points, for `orderBy`. */
export function byCodePoint(column: SQLiteColumn): SQL {
  return dialect === 'sqlite' ? sql`${column}` : sql`${column} collate "C"`;
}

/** The same for a column named in a statement. */
export function byCodePointText(column: string): string {
  return dialect === 'sqlite' ? column : `${column} collate "C"`;
}
