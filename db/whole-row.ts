/** Whole rows of tables in hot SQL: the schema says which columns there are, and how each is read. */
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

export interface WholeRow<Row> {
  /** For the select list: every column of the table, under names of its own. */
  columns: string;
  /** The row as the query builder would give it. */
  read(raw: Record<string, unknown>): Row;
  /** The same behind a left join: null when nothing was joined. */
  readJoined(raw: Record<string, unknown>): Row | null;
}

/** Columns whose values the engines keep in different shapes. */
const KEPT_OTHERWISE = new Set(['boolean', 'json']);

/** The row of `table`, which stands in the statement under the name `alias`. */
export function wholeRow<T extends SQLiteTable>(table: T, alias: string): WholeRow<T['$inferSelect']> {
  const fields = Object.entries(getTableColumns(table)).map(([property, column]) => ({
    property,
    column,
    name: `${alias}__${column.name}`,
    otherwise: KEPT_OTHERWISE.has(column.dataType),
  }));
  const primary = fields.find(({ column }) => column.primary)?.name ?? '';
  const read = (raw: Record<string, unknown>): T['$inferSelect'] => {
    const row: Record<string, unknown> = {};
    for (const { property, column, name, otherwise } of fields) {
      const value = raw[name];
      row[property] = otherwise && value !== null ? column.mapFromDriverValue(value) : value;
    }
    return row as T['$inferSelect'];
  };
  return {
    columns: fields.map(({ column, name }) => `${alias}.${column.name} as ${name}`).join(', '),
    read,
    readJoined: (raw) => (raw[primary] === null ? null : read(raw)),
  };
}
