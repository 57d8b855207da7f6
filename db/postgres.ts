/** PostgreSQL, by server (pg) or in-process (PGlite): real transactions, retried when the engine asks for it. */
import type { PGlite, Transaction as PgliteTransaction } from '@electric-sql/pglite';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import { type Database, type Db, guardRead, guardReentry, isRefusal, type Tx } from './database.ts';
import { type Parameter, type Statement, setOf } from './statement.ts';

const RETRIES_MAX = 8;
const WRITERS_MAX = 10;
const READERS_MAX = 8;
/** For a connection, new or handed back by another request. */
const PATIENCE_MS = 15_000;
/** A connection is kept through a quiet while: a new one costs more than a page, and knows no statement yet. */
const IDLE_MS = 600_000;
/** A page's statement is done before it would be compiled. */
const SESSION = '-c jit=off';
/** Serialization failure, deadlock: nothing happened, the same work may be tried again. */
const RETRYABLE = new Set(['40001', '40P01']);

/** Eight-byte integers and sums of them arrive as numbers: ids, quantities and fen all stay below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

interface Builder {
  select: unknown;
  selectDistinct: unknown;
  insert: unknown;
  update: unknown;
  delete: unknown;
}

function bindBuilder(builder: Builder): Omit<Db, 'run'> {
  const bound = (name: keyof Builder) => (builder[name] as (...given: unknown[]) => unknown).bind(builder);
  return {
    select: bound('select') as Db['select'],
    selectDistinct: bound('selectDistinct') as Db['selectDistinct'],
    insert: bound('insert') as Db['insert'],
    update: bound('update') as Db['update'],
    delete: bound('delete') as Db['delete'],
  };
}

/** One column of a set of rows as an array literal, in which a text is quoted. */
function arrayOf(rows: readonly object[], column: string): string {
  const cells = rows.map((row) => {
    const cell: unknown = Reflect.get(row, column) ?? null;
    return typeof cell === 'string' ? `"${cell.replace(/["\\]/g, '\\$&')}"` : String(cell);
  });
  return `{${cells.join(',')}}`;
}

function valuesOf(statement: Statement, parameters: Record<string, Parameter>): (string | number | null)[] {
  return statement.order.map((slot) => {
    const value = parameters[slot.parameter] ?? null;
    if (slot.column !== undefined) return arrayOf(setOf(slot, value), slot.column);
    if (typeof value === 'object' && value !== null) throw new Error(`:${slot.parameter} is not of a rowset`);
    return value;
  });
}

/** Texts of the query builder that the server keeps planned; lists of ids make ever new texts, which stay nameless. */
const NAMED_MAX = 300;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_MAX) return known;
  const name = `b${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** The same connection, whose builder queries carry a name: planned once for each connection, not at every call. */
function planned<C extends pg.Pool | pg.PoolClient>(client: C): C {
  const query = (config: pg.QueryConfig, values: unknown[]) =>
    client.query(config.name === undefined ? { ...config, name: nameOf(config.text) } : config, values);
  return Object.create(client, { query: { value: query } }) as C;
}

function dbOverServer(client: pg.Pool | pg.PoolClient): Db {
  return {
    ...bindBuilder(drizzlePg(planned(client))),
    async run<Row>(statement: Statement, parameters: Record<string, Parameter>): Promise<Row[]> {
      const values = valuesOf(statement, parameters);
      const answer = await client.query({ name: statement.name, text: statement.text, values });
      return answer.rows as Row[];
    },
  };
}

class Refused {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : undefined;
}

async function pause(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
}

/** Opens a pool on the server. A lost connection is replaced; work in hand fails and nothing of it stays. */
export async function openPostgres(url: string): Promise<Database> {
  const manner = {
    connectionString: url,
    options: SESSION,
    connectionTimeoutMillis: PATIENCE_MS,
    idleTimeoutMillis: IDLE_MS,
  };
  const pool = new pg.Pool({ ...manner, max: WRITERS_MAX });
  // Pages have connections of their own: writers that wait for each other's rows must not hold them up
  const readers = new pg.Pool({ ...manner, max: READERS_MAX });
  for (const one of [pool, readers]) one.on('error', () => undefined);
  await pool.query('select 1');
  const reading = dbOverServer(readers);

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const value = await work(dbOverServer(client));
      await client.query(isRefusal(value) ? 'rollback' : 'commit');
      return value;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    engine: 'postgres',
    get read() {
      guardRead();
      return reading;
    },
    transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return guardReentry(async () => {
        for (let attempt = 0; ; attempt += 1) {
          try {
            return await once(work);
          } catch (error) {
            if (attempt >= RETRIES_MAX || !RETRYABLE.has(codeOf(error) ?? '')) throw error;
            await pause(attempt);
          }
        }
      });
    },
    async close() {
      await Promise.all([pool.end(), readers.end()]);
    },
  };
}

function dbOverPglite(client: PGlite | PgliteTransaction): Db {
  return {
    ...bindBuilder(drizzlePglite(client as PGlite)),
    async run<Row>(statement: Statement, parameters: Record<string, Parameter>): Promise<Row[]> {
      const answer = await client.query(statement.text, valuesOf(statement, parameters));
      return answer.rows as Row[];
    },
  };
}

/** Opens PGlite in memory (`pglite:memory`) or in a folder (`pglite:folder`). Used by tests; it serves one process. */
export async function openPglite(url: string): Promise<Database & { client: PGlite }> {
  const { PGlite } = await import('@electric-sql/pglite');
  const place = url.slice('pglite:'.length);
  const options = { parsers: { 20: Number, 1700: Number } };
  const client = await (place === 'memory' || place === '' ? PGlite.create(options) : PGlite.create(place, options));
  return overPglite(client);
}

/** The contract over an open PGlite; two over the same one are two databases to whatever keeps what it has read. */
export function overPglite(client: PGlite): Database & { client: PGlite } {
  const reading = dbOverPglite(client);
  return {
    engine: 'pglite',
    client,
    get read() {
      guardRead();
      return reading;
    },
    transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      return guardReentry(async () => {
        try {
          return (await client.transaction(async (tx) => {
            const value = await work(dbOverPglite(tx as unknown as PgliteTransaction));
            if (isRefusal(value)) throw new Refused(value);
            return value;
          })) as T;
        } catch (error) {
          if (error instanceof Refused) return error.value as T;
          throw error;
        }
      });
    },
    close: () => client.close(),
  };
}
