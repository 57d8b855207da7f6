/** The one contract with a database: read, and write inside a transaction. Both engines keep it (test/contract). */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Engine } from './engine.ts';
import type { Parameter, Statement } from './statement.ts';

type Builder = BaseSQLiteDatabase<'async', unknown, Record<string, never>>;

/**
 * What may be asked of a connection. Always awaited; `.get() .all() .run()` exist on one engine alone and are barred.
 */
export interface Db {
  select: Builder['select'];
  selectDistinct: Builder['selectDistinct'];
  insert: Builder['insert'];
  update: Builder['update'];
  delete: Builder['delete'];
  /** Runs a compiled statement and gives its rows. */
  run<Row>(statement: Statement, parameters: Record<string, Parameter>): Promise<Row[]>;
}

declare const insideTransaction: unique symbol;

/** A `Db` that only `transaction` hands out: functions that write ask for this type. */
export type Tx = Db & { readonly [insideTransaction]?: true };

export interface Database {
  readonly engine: Engine;
  /** SQLite: the file, for reading it in another thread. */
  readonly file?: string;
  /** Sees committed data only. Throws inside a transaction: there, read through `tx`. */
  readonly read: Db;
  /**
   * Runs `work` in one transaction. A thrown error or a returned refusal (`{ ok: false }`) undoes everything.
   * Throws when called inside another transaction: pass `tx` down instead.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const running = new AsyncLocalStorage<true>();

/** Marks `work` as running inside a transaction, and refuses to nest. */
export function guardReentry<T>(work: () => Promise<T>): Promise<T> {
  if (running.getStore() === true) throw new Error('transaction inside transaction: pass tx down');
  return running.run(true, work);
}

/** Throws when called inside a transaction: such a read would not see the transaction's own writes. */
export function guardRead(): void {
  if (running.getStore() === true) throw new Error('database.read inside a transaction: read through tx');
}

/** True inside a transaction, where what is kept in memory must not be filled from writes that may be undone. */
export function isInTransaction(): boolean {
  return running.getStore() === true;
}

/** True for a returned refusal, which undoes its transaction. */
export function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
