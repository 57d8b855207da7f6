/** Migrates one database of the test server before the run: a test file then copies it instead of migrating its own. */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migratePostgres } from '../../db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Name of the migrated database on the server of the `postgres` project. */
    template: string;
  }
}

/** Vitest calls it once for the `postgres` project; what it returns runs at the end. */
export default async function makeTemplate(project: TestProject): Promise<() => Promise<void>> {
  const server = project.config.env['DATABASE_URL'] ?? '';
  const name = `yaoxie_test_template_${process.pid}`;
  const administrator = new pg.Client({ connectionString: server });
  await administrator.connect();
  await administrator.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migratePostgres(url.toString());
  project.provide('template', name);
  return async () => {
    await administrator.query(`drop database if exists ${name} with (force)`);
    await administrator.end();
  };
}
