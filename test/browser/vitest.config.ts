/** The road in a real browser: one server with the demonstration for the whole run, files one after another. */
import { defineConfig } from 'vitest/config';
import { FixedOrder } from './order.ts';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/server.ts'],
    fileParallelism: false,
    sequence: { sequencer: FixedOrder },
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
