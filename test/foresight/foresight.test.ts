/** What will run out over a county: reckoned once, kept as it changes, shown with one tap that prevents it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockRunningOut } from '../../src/alerts/stock-source-queries.ts';
import { foresightCounts } from '../../src/foresight/count-queries.ts';
import { foresightLines } from '../../src/foresight/list-queries.ts';
import { refreshForesight } from '../../src/foresight/refresh-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type LevelWorld, openLevelWorld, reckoned, TODAY } from '../levels/level-world.ts';
import { addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let world: LevelWorld;
let hub: Browser;
let keeper: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openLevelWorld();
  await reckoned(world);
  hub = await signIn(world.app, world.hub.login);
  keeper = await signIn(world.app, world.keeper.login);
  stranger = await signIn(world.app, world.stranger.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const ask = (more: { days?: number; q?: string; scopePath?: string; memberId?: number } = {}) => ({
  scopePath: '/',
  today: TODAY,
  days: 30,
  ...more,
});
const codes = async (more = {}) =>
  (await foresightLines(world.services.db.read, ask(more), { size: 50 })).rows.map((row) => row.code);

describe('what will run out', () => {
  it('is reckoned of stock and use, the first first, and changes nothing the second time', async () => {
    const first = await refreshForesight(world.services);
    expect(first.changed).toBe(first.items);
    expect(await refreshForesight(world.services)).toMatchObject({ changed: 0, items: first.items });
    const { rows } = await foresightLines(world.services.db.read, ask(), { size: 50 });
    const steady = rows.find((row) => row.code === 'AMX');
    expect(steady).toMatchObject({ outOn: addDays(TODAY, 4), days: 4, act: 'requisition', usableBase: 48 });
    expect(rows.find((row) => row.code === 'MOR')?.act).toBe('card');
    expect(rows.map((row) => row.outOn)).toEqual(rows.map((row) => row.outOn).sort());
  });
  it('is narrowed by days, scope, member and pinyin, and paged by key', async () => {
    expect(await codes({ days: 3 })).toEqual([]);
    expect(await codes({ scopePath: world.other.path })).toEqual([]);
    expect(await codes({ memberId: world.branch.id, q: 'amxl' })).toEqual(['AMX']);
    expect(await foresightCounts(world.services.db.read, ask({ days: 5 }))).toMatchObject({ pairs: 1, members: 1 });
    const db = world.services.db.read;
    const one = await foresightLines(db, ask(), { size: 1 });
    const two = await foresightLines(db, ask(), { size: 1, after: one.next });
    expect(two.rows[0]?.code).not.toBe(one.rows[0]?.code);
  });
  it('is what the alert reckons with fewer days', async () => {
    const members = [{ id: world.branch.id }];
    const leads = [{ id: world.branch.id, days: 5 }];
    const rows = await stockRunningOut(world.services.db.read, { members, leads, day: TODAY });
    expect(rows.map((row) => row.code)).toEqual(await codes({ days: 5 }));
  });
});

describe('the pages', () => {
  it('show the hub all, members their own, and say how it was counted', async () => {
    const page = await hub.get(paths.foresight({ days: 30 }));
    expect(page.status).toBe(200);
    expect(page.text).toContain('怎么算的');
    expect(page.text).toContain('还有4天');
    expect((await stranger.get(paths.foresight({ days: 30 }))).text).not.toContain('还有4天');
    expect((await stranger.get(paths.foresight({ member: world.branch.code }))).status).toBe(404);
    expect((await hub.get('/foresight?days=x&after=zz&q=%E2%80%8B')).status).toBe(200);
    expect((await hub.get(paths.foresightExport('csv', { days: 30 }))).text).toContain('AMX');
  });
  it('ask a member before it must register, and one tap registers', async () => {
    const page = await keeper.get(paths.shortages());
    expect(page.text).toContain('再过4天就没有了，现在报吗');
    const form = /<form method="post" action="\/shortages\/new">(.*?)<\/form>/s.exec(page.text)?.[1] ?? '';
    const fields = Object.fromEntries(
      [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
    expect(fields).toMatchObject({ itemCode: 'AMX', organisationCode: world.branch.code });
    const sent = await keeper.post(paths.newShortage(), fields);
    expect(sent.status).toBe(303);
    expect((await keeper.post(paths.newShortage(), fields)).location).toBe(sent.location);
    expect((await keeper.get(paths.shortages())).text).not.toContain('再过4天就没有了，现在报吗');
    expect((await hub.get(paths.foresight({ q: 'AMX' }))).text).toContain('已登记');
  });
  it('forget what was put right', async () => {
    await addStock(world.services, world.store, {
      item: world.steady,
      organisationId: world.branch.id,
      quantityBase: 48_000,
      expiresOn: '2028-01-31',
    });
    await refreshForesight(world.services);
    expect(await codes()).not.toContain('AMX');
  });
});
