/** The catalogue's list as of another day: classes, storage and tiers of that day, on the page and in its files. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordFact } from '../../src/catalogue/fact-commands.ts';
import type { FactType } from '../../src/catalogue/facts.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { paths, type Query } from '../../src/paths.ts';
import { change, type FormularyWorld, formularyWorld, propose, publishOn } from '../formulary/formulary-world.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted, addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

const FIRST = '2026-11-23';
const TODAY = '2026-11-24';
let world: FormularyWorld;
let chief: Browser;

/** On the first day aspirin lies at room temperature, for county and township; on the next cold, for the county. */
beforeAll(async () => {
  world = await formularyWorld();
  const { services, clock, aspirin } = world;
  await addPerson(services, world.head, 'chief_pharmacist', { login: 'zong' });
  const record = async (type: FactType, value: string, effectiveFrom: string) =>
    accepted(
      await recordFact(services, world.chief, null, {
        itemId: aspirin.id,
        type,
        value,
        effectiveFrom,
        legalBasis: '文',
      }),
    );
  await record('storage_zone', 'cool', FIRST);
  await record('insurance', 'a', FIRST);
  accepted(await propose(world, world.chief, [change(aspirin.id)]));
  accepted(await publishOn(world, FIRST));
  clock.set(TEST_NOW + DAY_MS);
  await record('storage_zone', 'cold', TODAY);
  await record('insurance', 'b', TODAY);
  await record('essential', '2026', TODAY);
  accepted(await propose(world, world.chief, [change(aspirin.id, { act: 'tiers', township: false })]));
  accepted(await publishOn(world, TODAY));
  chief = await signIn(world.app, 'zong');
});
afterAll(() => world.drop());

const shows = async (query: Query) => (await chief.get(paths.catalogue(query))).text.includes('阿司匹林');

it.each([
  [{ zone: 'cool' }, { zone: 'cold' }],
  [{ insurance: 'a' }, { insurance: 'b' }],
])('finds by what held on the day: %j then, %j now', async (then, now) => {
  expect([await shows({ ...then, on: FIRST }), await shows({ ...now, on: FIRST })]).toEqual([true, false]);
  expect([await shows({ ...then, on: TODAY }), await shows({ ...now, on: TODAY })]).toEqual([false, true]);
  expect([await shows(then), await shows(now)]).toEqual([false, true]);
});

it('finds by the tiers of the version of the day, and by the list it was on', async () => {
  expect(await shows({ tier: 'township', on: FIRST })).toBe(true);
  expect(await shows({ tier: 'township' })).toBe(false);
  expect([await shows({ essential: '1', on: FIRST }), await shows({ essential: '1' })]).toEqual([false, true]);
  // Before the first version tiers are those of the catalogue
  expect(await shows({ tier: 'county', on: '2026-01-01' })).toBe(true);
});

it('shows the classes, storage and tiers of the day, says so and keeps the day', async () => {
  const past = await chief.get(paths.catalogue({ q: 'aspl', zone: 'cool', on: FIRST }));
  expect(past.text).toContain(`截至${FIRST}`);
  expect(past.text).toContain('>阴凉</td>');
  expect(past.text).toContain('县级、乡');
  expect(past.text).toContain(
    paths.catalogueExport('csv', { q: 'aspl', zone: 'cool', on: FIRST }).replaceAll('&', '&amp;'),
  );
  // Acts are for today: the day does not travel there
  expect(past.text).toContain(paths.factBatch({ q: 'aspl', zone: 'cool' }).replaceAll('&', '&amp;'));
  const now = await chief.get(paths.catalogue({ q: 'aspl' }));
  expect(now.text).toContain('>冷藏</td>');
  expect(now.text).not.toContain(`截至${TODAY}`);
  expect((await chief.get(paths.catalogue({ on: 'yesterday' }))).status).toBe(200);
});

it('says how many filters are folded away, words and today not counted', async () => {
  const fold = async (query: Query) =>
    /<summary class="button">(.*?)<\/summary>/s.exec((await chief.get(paths.catalogue(query))).text)?.[1];
  expect(await fold({ q: 'aspl' })).toBe('筛选');
  expect(await fold({ q: 'aspl', zone: 'cool', retired: '1', on: FIRST })).toBe('筛选<span class="count">3</span>');
  expect(await fold({ on: TODAY })).toBe('筛选');
});

it('is exported as of the day, which each line says', async () => {
  const sheet = await chief.get(paths.catalogueExport('csv', { on: FIRST }));
  expect(sheet.headers.get('content-disposition')).toContain(`-${FIRST}.csv`);
  const lines = sheet.text.trim().split('\r\n');
  expect(lines[0]).toMatch(/,截至日期$/);
  expect(lines.slice(1).every((line) => line.endsWith(`,${FIRST}`))).toBe(true);
  const aspirin = lines.find((line) => line.includes('阿司匹林')) ?? '';
  expect(aspirin).toContain('阴凉');
  expect(aspirin).toContain('甲');
  expect((await chief.get(paths.catalogueExport('csv'))).text.split('\r\n')[0]).not.toContain('截至日期');
});
