/** Items by tier as of a past day: facts, version in force and stock of that day, on the page and in its files. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordFact } from '../../src/catalogue/fact-commands.ts';
import { itemTiers, membersStocking } from '../../src/formulary/linkage-item-queries.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { stockingMembers } from '../../src/stock/usable-stock-queries.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted, addPerson, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { change, type FormularyWorld, formularyWorld, propose, publishOn } from './formulary-world.ts';

const FIRST = '2026-11-23';
const NEXT = '2026-11-24';
const TODAY = '2026-11-25';
let world: FormularyWorld;
let chief: Browser;

/** On the first day aspirin is for the county and the township, on the next for the village too; then stock comes. */
beforeAll(async () => {
  world = await formularyWorld();
  const { services, clock, aspirin, amoxicillin } = world;
  await addPerson(services, world.head, 'chief_pharmacist', { login: 'zong' });
  const both = [change(aspirin.id), change(amoxicillin.id)];
  accepted(await propose(world, world.chief, both));
  accepted(await publishOn(world, FIRST));
  clock.set(TEST_NOW + DAY_MS);
  accepted(await propose(world, world.chief, [change(aspirin.id, { act: 'tiers', village: true })]));
  accepted(await publishOn(world, NEXT));
  const fact = { type: 'chronic' as const, value: 'hypertension', effectiveFrom: NEXT, legalBasis: '慢病目录' };
  accepted(await recordFact(services, world.chief, null, { itemId: aspirin.id, ...fact }));
  clock.set(TEST_NOW + 2 * DAY_MS);
  await addStock(services, world.branchStore, { item: aspirin, quantityBase: 24, organisationId: world.branch.id });
  chief = await signIn(world.app, 'zong');
});
afterAll(() => world.drop());

const asked = (day: string) => ({ scopePath: '/', day, today: TODAY });

async function aspirinOn(day: string) {
  const { day: told, version, rows } = await itemTiers(world.services.db.read, {}, asked(day));
  const line = rows.find((row) => row.itemId === world.aspirin.id);
  const village = line?.village ?? false;
  return { told, edition: version?.edition, village, diseases: line?.diseases, has: line?.stocked.township };
}

it('tells the version, the facts and the stock of the day', async () => {
  expect(await aspirinOn(FIRST)).toEqual({ told: FIRST, edition: 1, village: false, diseases: [], has: 0 });
  const next = { told: NEXT, edition: 2, village: true, diseases: ['hypertension'], has: 0 };
  expect(await aspirinOn(NEXT)).toEqual(next);
  expect(await aspirinOn(TODAY)).toEqual({ ...next, told: TODAY, has: 1 });
});

it('takes a day to come for today, and one before the first version for the tiers of the catalogue', async () => {
  expect(await aspirinOn('2099-01-01')).toEqual(await aspirinOn(TODAY));
  expect(await aspirinOn('2026-01-01')).toMatchObject({ edition: undefined, has: 0 });
});

it('counts alike for a page and for all items, and opens into who had some', async () => {
  const db = world.services.db.read;
  const many = Array.from({ length: 400 }, (_, index) => index + 1);
  for (const day of [FIRST, NEXT, TODAY]) {
    const few = await stockingMembers(db, { ...asked(day), itemIds: [1, 2, 3] });
    expect(await stockingMembers(db, { ...asked(day), itemIds: many })).toEqual(few);
    expect(few.size).toBe(day === TODAY ? 1 : 0);
    expect(await membersStocking(db, world.aspirin.id, asked(day))).toHaveLength(day === TODAY ? 1 : 0);
  }
});

it('is asked for on the page, which keeps the day in its links and tells the version', async () => {
  const past = await chief.get(paths.linkageItems({ on: FIRST, tier: 'village' }));
  expect(past.text).toContain(`截至${FIRST}`);
  expect(past.text).toContain(`统一用药目录，${FIRST}起执行`);
  expect(past.text).toContain(`name="on" type="date" value="${FIRST}"`);
  expect(past.text).not.toContain('阿司匹林');
  expect(past.text).toContain(`href="${paths.linkageGaps({ on: FIRST })}"`);
  const next = await chief.get(paths.linkageItems({ on: NEXT, tier: 'village' }));
  expect(next.text).toContain('阿司匹林');
  expect(next.text).toContain(paths.linkageItemsExport('csv', { tier: 'village', on: NEXT }).replaceAll('&', '&amp;'));
  expect((await chief.get(paths.linkageGaps({ on: FIRST }))).text).toContain(paths.linkageItems({ on: FIRST }));
  expect((await chief.get(paths.linkageItems({ on: '2026-13-45' }))).text).toContain(`截至${TODAY}`);
});

it.each([
  ['items', paths.linkageItemsExport('csv', { on: FIRST })],
  ['coverage', paths.linkageExport('csv', { on: NEXT })],
  ['gaps', paths.linkageGapsExport('csv', { on: NEXT })],
])('says its day in the name and in each line of the sheet of %s', async (_what, path) => {
  const day = /on=([\d-]+)/.exec(path)?.[1] ?? '';
  const sheet = await chief.get(path);
  expect(sheet.headers.get('content-disposition')).toContain(`-${day}.csv`);
  const [head = '', ...lines] = sheet.text.trim().split('\r\n');
  expect(head).toMatch(/,截至日期$/);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line.endsWith(`,${day}`)).toBe(true);
});
