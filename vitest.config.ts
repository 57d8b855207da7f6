/**
 * Every test runs on every engine that is there; pure tests run once, with SQLite. PostgreSQL's dialect is proven
 * - without a server by PGlite, which then runs every file that asks for a database;
 * - by the server when TEST_DATABASE_URL names one, and PGlite runs the contract and the four kernels only: what may
 *   differ between the two is the connection and its transactions, not the queries of a page.
 */
import { defineConfig } from 'vitest/config';

const ENGINE_FREE = [
  'test/kernel/**',
  'test/print/**',
  'test/web/**',
  'test/spreadsheets/**',
  'test/tidy.test.ts',
  'test/start/**',
  'test/dispatches/slip*.test.ts',
  'test/**/rules.test.ts',
  'test/**/import-parse*.test.ts',
  'test/seeds/demo-data.test.ts',
];
/** PGlite lives in one process: what needs a second one runs on SQLite and on a server. */
const OTHER_PROCESSES = ['test/crash/**'];
const NEVER = ['test/browser/**', 'test/bench/**'];
const EVERYTHING = ['test/**/*.test.{ts,tsx}'];
const KERNELS = ['contract', 'ledger', 'documents', 'audit', 'account'].map((folder) => `test/${folder}/**/*.test.ts`);
const server = process.env['TEST_DATABASE_URL'];

function project(name: string, databaseUrl: string, include: string[], exclude: string[], globalSetup: string[] = []) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      exclude: [...NEVER, ...exclude],
      globalSetup,
      env: { DATABASE_URL: databaseUrl, NODE_ENV: 'test' },
    },
  };
}

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: '100%',
    // One process runs many files: importing took longer than testing. Each file opens a database of its own
    isolate: false,
    projects: [
      project('sqlite', '', EVERYTHING, []),
      project('pglite', 'pglite:memory', server === undefined ? EVERYTHING : KERNELS, [
        ...ENGINE_FREE,
        ...OTHER_PROCESSES,
      ]),
      ...(server === undefined
        ? []
        : [project('postgres', server, EVERYTHING, ENGINE_FREE, ['./test/support/template.ts'])]),
    ],
  },
});
