/** Files of use do not slow down as they grow: thousands of papers are posted in seconds, on a busy machine too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeFile } from '../../src/issues/use/file-commands.ts';
import { postFile, startFile } from '../../src/issues/use/post-commands.ts';
import { accepted, addItem, addStock, type TestItem } from '../support/build.ts';
import { type IssueWorld, key, openIssueWorld } from './issue-world.ts';

const ROWS = 3_000;
const MOST_MS = 20_000;

let world: IssueWorld;
const items: TestItem[] = [];
beforeAll(async () => {
  world = await openIssueWorld();
  world.clock.set(world.clock.now() - 35 * 86_400_000);
  for (let n = 0; n < 100; n += 1) {
    const item = await addItem(world.services, { code: `U${n}` });
    items.push(item);
    for (let lot = 0; lot < 3; lot += 1) {
      await addStock(world.services, world.store, { item, quantityBase: 100_000, organisationId: world.branch.id });
    }
  }
  world.clock.set(world.clock.now() + 35 * 86_400_000);
}, 120_000);
afterAll(() => world.drop());

describe('a long file', () => {
  it('is posted in time', async () => {
    const lines = ['日期,药品编码,数量,单位,病人,处方号'];
    for (let n = 0; n < ROWS; n += 1) {
      const day = String(1 + Math.floor((n * 22) / ROWS)).padStart(2, '0');
      const minute = String(n % 60).padStart(2, '0');
      lines.push(
        `2026-11-${day} 10:${minute},U${n % 100},${1 + (n % 9)},片,P${Math.floor(n / 2)},CF${Math.floor(n / 2)}`,
      );
    }
    const content = new TextEncoder().encode(lines.join('\n'));
    const started = performance.now();
    const upload = { fileName: 'use.csv', content, columns: {}, unit: 'base' as const };
    const { fileId } = accepted(await takeFile(world.services, world.wang, key(), upload));
    accepted(await startFile(world.services, world.wang, key(), fileId));
    const { posted } = accepted(await postFile(world.services, world.wang, fileId));
    const ended = performance.now();
    expect(posted).toBe(ROWS);
    expect(ended - started).toBeLessThan(MOST_MS);
  }, 180_000);
});
