/** The whole suite runs once for each engine; pure tests run with SQLite only. */
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
const server = process.env['TEST_DATABASE_URL'];

function project(name: string, databaseUrl: string, exclude: string[]) {
  return {
    extends: true as const,
    test: {
      name,
      include: ['test/**/*.test.{ts,tsx}'],
      exclude: [...NEVER, ...exclude],
      env: { DATABASE_URL: databaseUrl, NODE_ENV: 'test' },
    },
  };
}

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    projects: [
      project('sqlite', '', []),
      project('pglite', 'pglite:memory', [...ENGINE_FREE, ...OTHER_PROCESSES]),
      ...(server === undefined ? [] : [project('postgres', server, ENGINE_FREE)]),
    ],
  },
});
