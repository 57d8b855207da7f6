/** What waits is one number: the badge, the page of today and the desk agree on what is promised, and for which day. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.ts';
import { dutiesOf, homeQueue, navigationCounts } from '../../src/home/queue-queries.ts';
import { addDays, DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { deskItems, deskLines } from '../../src/shortages/desk-queries.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { PACK, shortageOf } from '../dispatches/dispatch-world.ts';
import { back, give, openParts, split, world } from './part-world.ts';

beforeAll(openParts);
afterAll(async () => {
  for (const check of shortageChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

/** What the hub's pharmacist is told waits: beside the navigation, on the page of today, on either view of the desk. */
async function told() {
  const { services, people, head } = world;
  const db = services.db.read;
  const now = services.clock.now();
  const viewer: Viewer = {
    ...people.pharmacist,
    organisationKind: 'head',
    organisationPath: head.path,
    language: 'zh',
    theme: 'auto',
    mustChangePassword: false,
  };
  const asked = { size: 50 };
  const [counts, queue, lines, items] = await Promise.all([
    navigationCounts(db, viewer, now),
    homeQueue(db, viewer, dutiesOf(viewer), now),
    deskLines(db, {}, now, asked),
    deskItems(db, {}, now, asked),
  ]);
  const requests = items.rows.reduce((sum, item) => sum + item.requests, 0);
  return [counts.shortages, queue.toAnswer.length, lines.total, requests];
}

it('is the same on the badge, on the page of today and on the desk', async () => {
  const { services } = world;
  const today = dayOf(services.clock.now());
  const dueOn = addDays(today, 2);
  const { shortage } = await split();
  expect(await told()).toEqual([1, 1, 1, 1]);
  expect((await shortageOf(world, shortage)).shortage.answeredAt).toBe(services.clock.now());
  expect(await give(shortage, { way: 'purchase', quantityBase: 19 * PACK, dueOn })).toBe('accepted');
  expect(await told()).toEqual([1, 1, 1, 1]);
  expect(await give(shortage, { way: 'purchase', quantityBase: PACK, dueOn })).toBe('accepted');
  expect(await told()).toEqual([0, 0, 0, 0]);
  world.clock.set(services.clock.now() + 2 * DAY_MS);
  expect(await told()).toEqual([0, 0, 0, 0]);
  // A promise whose day has passed is owed again, everywhere
  world.clock.set(services.clock.now() + DAY_MS);
  expect(await told()).toEqual([1, 1, 1, 1]);
  expect(await back(shortage, 'purchase')).toBe('accepted');
  expect(await told()).toEqual([1, 1, 1, 1]);
});
