/**
 * Hot SQL of the kernels: written once with `:name` parameters, compiled for the engine when the module loads,
 * prepared once for each connection. Screens use the query builder instead.
 */
import { dialect } from './engine.ts';

/** Rows stand for a whole set: `rowset` says which of their fields are columns. */
export type Parameter = string | number | null | readonly object[];
type ColumnType = 'int' | 'text';

export interface Statement {
  name: string;
  text: string;
  /** Parameters in the order the compiled text wants them. */
  order: Slot[];
}

export interface Slot {
  parameter: string;
  /** Of a set of rows: one column of it on PostgreSQL, `rows` on SQLite, which takes them whole. */
  column: string | undefined;
}

/** The rows of a set. Throws when they come as anything else, such as JSON. */
export function setOf(slot: Slot, given: Parameter | undefined): readonly object[] {
  if (typeof given !== 'object' || given === null) throw new Error(`:${slot.parameter} of a rowset takes rows`);
  return given;
}

let statementCount = 0;

/** Compiles `text`; each `:name` is a parameter, and may stand more than once. */
export function statement(text: string): Statement {
  const order: Slot[] = [];
  const compiled = text.replace(
    /(?<!:):([a-zA-Z_]+)(?:\.([a-z_]+))?/g,
    (_match, parameter: string, column?: string) => {
      let position = order.findIndex((slot) => slot.parameter === parameter && slot.column === column) + 1;
      if (position === 0) position = order.push({ parameter, column });
      return dialect === 'sqlite' ? `@${parameter}` : `$${position}`;
    },
  );
  statementCount += 1;
  return { name: `s${statementCount}`, text: compiled, order };
}

/**
 * A set of rows sent as one parameter, to select from: `from ${rowset('lines', { lot_id: 'int' })} as line`. One
 * statement then serves any number of rows on both dialects: as JSON on SQLite, as one array a column on PostgreSQL,
 * whose planner takes arrays for short and looks their rows up by index; JSON makes it read whole tables.
 */
export function rowset(parameter: string, columns: Record<string, ColumnType>): string {
  const names = Object.entries(columns);
  if (dialect === 'sqlite') {
    const picks = names.map(([name]) => `value->>'${name}' as ${name}`).join(', ');
    return `(select ${picks} from json_each(:${parameter}.rows))`;
  }
  const arrays = names.map(([name, type]) => `cast(:${parameter}.${name} as ${type === 'int' ? 'bigint' : 'text'}[])`);
  return `(select * from unnest(${arrays.join(', ')}) as given(${names.map(([name]) => name).join(', ')}))`;
}

/** The clause that locks rows read before a write. SQLite has one writer at a time and needs none. */
export const forUpdate = dialect === 'sqlite' ? '' : 'for update';

/** Locks a whole table until the transaction ends. SQLite has one writer at a time: nothing to do there. */
export function lockTable(name: string, mode: 'row share' | 'exclusive'): string {
  return dialect === 'sqlite' ? 'select 1 where false' : `lock table ${name} in ${mode} mode`;
}

/**
 * Sums over the rows of `table` for each id of `ids` that has any: each is one range of the index that begins with
 * `column`. PostgreSQL would rather read the whole table with all that ever was in it.
 */
export function sumsOfRanges(given: {
  ids: string;
  table: string;
  column: string;
  where: string;
  sums: string;
}): string {
  const { ids, table, column, where, sums } = given;
  if (dialect === 'sqlite') {
    return `select ${table}.${column} as id, ${sums} from ${table}
     where ${table}.${column} in (select id from ${ids} as given) and ${where} group by ${table}.${column}`;
  }
  return `select given.id, ranged.* from ${ids} as given cross join lateral (
     select ${sums} from ${table} where ${table}.${column} = given.id and ${where} having count(*) > 0) as ranged`;
}

/**
 * Rows of `table` for each id of `ids`, which comes along as `id`: each is one range of the index that begins with
 * `column`, read before anything is joined to it. PostgreSQL plans a statement once for all its parameters, takes the
 * places in reach for one or two, and would look each id up at each of a thousand places.
 */
export function rowsOfRanges(given: {
  ids: string;
  table: string;
  column: string;
  where: string;
  columns: string;
}): string {
  const { ids, table, column, where, columns } = given;
  if (dialect === 'sqlite') {
    return `select ${table}.${column} as id, ${columns} from ${table}
     where ${table}.${column} in (select id from ${ids} as given) and ${where}`;
  }
  // Without `offset 0` the planner would undo the ranges
  return `select given.id, ranged.* from ${ids} as given cross join lateral (
     select ${columns} from ${table} where ${table}.${column} = given.id and ${where} offset 0) as ranged offset 0`;
}

/** True where rows are put into groups by hashing; SQLite sorts them first, and prefers one range after the other. */
export const groupsByHash = dialect === 'postgres';

/** True where several transactions write at once, so that rows must be locked in a fixed order first. */
export const writersOverlap = dialect === 'postgres';
