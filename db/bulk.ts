/** Loading many rows at once, for seeds: rows go in as one JSON parameter a batch, indexes are built afterwards. */
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './database.ts';
import { dialect } from './engine.ts';
import { type Statement, statement } from './statement.ts';

const ROWS_A_BATCH = 5000;

interface Column {
  key: string;
  name: string;
  type: string;
}

interface Heap {
  table: SQLiteTable;
  columns: Column[];
  insert: Statement;
  rows: string[];
}

function columnsOf(table: SQLiteTable, keys: readonly string[]): Column[] {
  const known = getTableColumns(table);
  return keys.map((key) => {
    const column = known[key];
    if (column === undefined) throw new Error(`${getTableName(table)} has no column ${key}`);
    return { key, name: column.name, type: column.dataType };
  });
}

const PG_TYPES: Record<string, string> = { number: 'bigint', boolean: 'boolean', json: 'json', string: 'text' };

function insertInto(table: SQLiteTable, columns: readonly Column[]): Statement {
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const head = `insert into "${getTableName(table)}" (${names})`;
  if (dialect === 'sqlite') {
    const picks = columns.map((_column, index) => `value->>${index}`).join(', ');
    return statement(`${head} select ${picks} from json_each(:rows)`);
  }
  const picks = columns.map((column, index) => `c${index} ${PG_TYPES[column.type] ?? 'text'}`).join(', ');
  return statement(`${head} select * from json_to_recordset(cast(:rows as json)) as given(${picks})`);
}

/** PostgreSQL reads objects by name, SQLite reads arrays by position: whichever each parses once a row. */
function encode(columns: readonly Column[], row: Record<string, unknown>): string {
  if (dialect === 'sqlite') return JSON.stringify(columns.map((column) => row[column.key] ?? null));
  return JSON.stringify(Object.fromEntries(columns.map((column, index) => [`c${index}`, row[column.key] ?? null])));
}

/** Rows waiting to be written. Tables are written in the order they were named, so parents stand before children. */
export class Bulk {
  private readonly heaps = new Map<SQLiteTable, Heap>();
  private readonly order: readonly SQLiteTable[];
  private readonly tx: Tx;
  private waiting = 0;

  constructor(tx: Tx, order: readonly SQLiteTable[]) {
    this.tx = tx;
    this.order = order;
  }

  /** Takes a row; the first row of a table decides which columns are written. */
  add<T extends SQLiteTable>(table: T, row: T['$inferInsert']): void {
    let heap = this.heaps.get(table);
    if (heap === undefined) {
      if (!this.order.includes(table)) throw new Error(`${getTableName(table)} was not named for loading`);
      const columns = columnsOf(table, Object.keys(row));
      heap = { table, columns, insert: insertInto(table, columns), rows: [] };
      this.heaps.set(table, heap);
    }
    heap.rows.push(encode(heap.columns, row));
    this.waiting += 1;
  }

  /** Writes what waits when it is worth a round trip, or all of it when `all`. */
  async drain(all = false): Promise<void> {
    if (!all && this.waiting < ROWS_A_BATCH) return;
    for (const table of this.order) {
      const heap = this.heaps.get(table);
      if (heap === undefined) continue;
      for (let from = 0; from < heap.rows.length; from += ROWS_A_BATCH) {
        await this.tx.run(heap.insert, { rows: `[${heap.rows.slice(from, from + ROWS_A_BATCH).join(',')}]` });
      }
      heap.rows = [];
    }
    this.waiting = 0;
  }
}

const INDEXES_SQLITE = `select name, sql as definition from sqlite_master
  where type = 'index' and tbl_name = :table and sql is not null`;
const INDEXES_POSTGRES = `select indexname as name, indexdef as definition from pg_indexes
  where schemaname = current_schema() and tablename = cast(:table as text)
    and indexname not in (select conname from pg_constraint where conrelid = to_regclass(cast(:table as text)))`;
const REFERENCES_POSTGRES = `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where contype = 'f' and conrelid = to_regclass(cast(:table as text))`;

const indexesOf = statement(dialect === 'sqlite' ? INDEXES_SQLITE : INDEXES_POSTGRES);
const referencesOf = statement(REFERENCES_POSTGRES);

interface Named {
  name: string;
  definition: string;
}

async function dropAround(tx: Tx, table: SQLiteTable): Promise<string[]> {
  const name = getTableName(table);
  const indexes = await tx.run<Named>(indexesOf, { table: name });
  for (const index of indexes) await tx.run(statement(`drop index "${index.name}"`), {});
  const again = indexes.map((index) => index.definition);
  if (dialect === 'sqlite') return again;
  for (const reference of await tx.run<Named>(referencesOf, { table: name })) {
    await tx.run(statement(`alter table "${name}" drop constraint "${reference.name}"`), {});
    again.push(`alter table "${name}" add constraint "${reference.name}" ${reference.definition}`);
  }
  return again;
}

/**
 * Loads rows into the tables without their indexes and builds these afterwards, all in the caller's transaction: a
 * load that fails leaves every index and every reference as it was.
 */
export async function loadTables(
  tx: Tx,
  tables: readonly SQLiteTable[],
  work: (bulk: Bulk) => Promise<void>,
): Promise<void> {
  const again: string[] = [];
  for (const table of tables) again.push(...(await dropAround(tx, table)));
  const bulk = new Bulk(tx, tables);
  await work(bulk);
  await bulk.drain(true);
  for (const definition of again) await tx.run(statement(definition), {});
  await settleTables(tx, tables);
}

/**
 * After rows with given ids: PostgreSQL must be told where the numbering goes on, and how the rows are spread. SQLite
 * sees to the first itself.
 */
export async function settleTables(tx: Tx, tables: readonly SQLiteTable[]): Promise<void> {
  if (dialect === 'postgres') for (const table of tables) await settle(tx, table);
}

async function settle(tx: Tx, table: SQLiteTable): Promise<void> {
  const name = getTableName(table);
  if ('id' in getTableColumns(table)) {
    const next = `select setval(pg_get_serial_sequence('${name}', 'id'), (select coalesce(max(id), 1) from "${name}"))`;
    const generated = `select 1 as one where pg_get_serial_sequence('${name}', 'id') is not null`;
    if ((await tx.run(statement(generated), {})).length > 0) await tx.run(statement(next), {});
  }
  await tx.run(statement(`analyze "${name}"`), {});
}
