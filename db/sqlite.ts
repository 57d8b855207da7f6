/**
 * SQLite: one file, one writing connection with a queue, one read-only connection that never sees half a transaction.
 */
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { type Database, type Db, guardRead, guardReentry, type Tx } from './database.ts';
import { Turns } from './sqlite-turns.ts';
import { type Parameter, type Statement, setOf } from './statement.ts';

type Connection = InstanceType<typeof Sqlite>;

/** Pragmas of every connection: durable commits, enforced references, patience with another process. */
function tune(connection: Connection): void {
  connection.pragma('foreign_keys = ON');
  connection.pragma('synchronous = FULL');
  connection.pragma('busy_timeout = 5000');
  /* Without it INSERT OR REPLACE removes a row of history and no trigger refuses. */
  connection.pragma('recursive_triggers = ON');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
}

/** Texts of the query builder that stay prepared; lists of ids make ever new texts, so the oldest leave. */
const PREPARED_MAX = 400;

/** The builder prepares every query anew: give it back what was prepared for the same text. */
function keepPrepared(connection: Connection): void {
  const kept = new Map<string, Sqlite.Statement>();
  const prepare = connection.prepare.bind(connection);
  const prepareOnce = (text: string): Sqlite.Statement => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const fresh = prepare(text);
    kept.set(text, fresh);
    const [oldest] = kept.keys();
    if (kept.size > PREPARED_MAX && oldest !== undefined) kept.delete(oldest);
    return fresh;
  };
  connection.prepare = prepareOnce as typeof connection.prepare;
}

/** Sets of rows as the JSON that `rowset` unfolds. */
function withJson(statement: Statement, parameters: Record<string, Parameter>): Record<string, Parameter> {
  let given = parameters;
  for (const slot of statement.order) {
    if (slot.column === undefined) continue;
    given = { ...given, [slot.parameter]: JSON.stringify(setOf(slot, parameters[slot.parameter])) };
  }
  return given;
}

function dbOver(connection: Connection): Db {
  keepPrepared(connection);
  const builder = drizzle(connection);
  const prepared = new Map<Statement, Sqlite.Statement>();
  return {
    select: builder.select.bind(builder) as unknown as Db['select'],
    selectDistinct: builder.selectDistinct.bind(builder) as unknown as Db['selectDistinct'],
    insert: builder.insert.bind(builder) as unknown as Db['insert'],
    update: builder.update.bind(builder) as unknown as Db['update'],
    delete: builder.delete.bind(builder) as unknown as Db['delete'],
    async run<Row>(statement: Statement, parameters: Record<string, Parameter>): Promise<Row[]> {
      let compiled = prepared.get(statement);
      if (compiled === undefined) {
        compiled = connection.prepare(statement.text);
        prepared.set(statement, compiled);
      }
      const given = withJson(statement, parameters);
      if (compiled.reader) return compiled.all(given) as Row[];
      compiled.run(given);
      return [];
    },
  };
}

/** Opens (and creates) the file. Throws better-sqlite3's error when the folder cannot be written. */
export function openSqlite(file: string): Database {
  const writer = new Sqlite(file);
  writer.pragma('journal_mode = WAL');
  tune(writer);
  const reader = new Sqlite(file, { readonly: true });
  tune(reader);
  const writing = dbOver(writer);
  const reading = dbOver(reader);
  const turns = new Turns(writer, writing);

  return {
    engine: 'sqlite',
    file,
    get read() {
      guardRead();
      return reading;
    },
    transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return guardReentry(() => turns.ask(work));
    },
    async close() {
      await turns.ended();
      reader.close();
      writer.close();
    },
  };
}
