/** Opens the database the settings name, brought to this program's schema. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { engineOf } from './engine.ts';
import { migratePgliteClient, migratePostgres, migrateSqliteFile, NewerDatabaseError } from './migrate.ts';
import { openPglite, openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** A start that cannot go on; the message says what to do. */
export class CannotOpenError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CannotOpenError';
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** The one file of the embedded database. */
export function sqliteFileIn(dataDir: string): string {
  return join(dataDir, 'yaoxie.sqlite');
}

function openFile(dataDir: string): Database {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
    const file = sqliteFileIn(dataDir);
    migrateSqliteFile(file);
    return openSqlite(file);
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new CannotOpenError(error.message, error);
    throw new CannotOpenError(
      `The data folder ${dataDir} cannot be used: ${messageOf(error)}. Give this user the right to write there, ` +
        'free disk space, or set DATA_DIR to another folder.',
      error,
    );
  }
}

async function openServer(url: string): Promise<Database> {
  try {
    await migratePostgres(url);
    return await openPostgres(url);
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new CannotOpenError(error.message, error);
    throw new CannotOpenError(
      `The database of DATABASE_URL cannot be used: ${messageOf(error)}. Check host, port, user, password and ` +
        'database name, and that the server runs.',
      error,
    );
  }
}

/** Throws CannotOpenError with a sentence for the person who starts the program. */
export async function openDatabase(settings: { databaseUrl: string | undefined; dataDir: string }): Promise<Database> {
  const url = settings.databaseUrl;
  if (url === undefined || url === '') return openFile(settings.dataDir);
  if (engineOf(url) === 'postgres') return openServer(url);
  const database = await openPglite(url);
  await migratePgliteClient(database.client);
  return database;
}
