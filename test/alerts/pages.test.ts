/** The pages of alerts and jobs: members first for the hub, rows, one with its acts, files, and running a job now. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshAlerts } from '../../src/alerts/refresh-commands.ts';
import { askedRunsEnded } from '../../src/jobs/ask-commands.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { setLevels } from '../../src/levels/commands.ts';
import { paths } from '../../src/paths.ts';
import { key, type LevelWorld, openLevelWorld, PACK, TODAY } from '../levels/level-world.ts';
import { accepted } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

let world: LevelWorld;
let keeper: Browser;
let hub: Browser;
beforeAll(async () => {
  world = await openLevelWorld();
  const lines = [{ itemId: world.steady.id, leastBase: 5 * PACK, mostBase: 8 * PACK }];
  accepted(await setLevels(world.services, world.keeper, key(), { member: world.branch.code, lines }));
  await refreshAlerts(world.services);
  keeper = await signIn(world.app, world.keeper.login);
  hub = await signIn(world.app, world.hub.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const hidden = (page: Answer, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
const idOf = (page: Answer) => /href="\/alerts\/(\d+)"/.exec(page.text)?.[1] ?? '';

describe('alerts', () => {
  it('wait on the page of today, and lead to where the person acts', async () => {
    const home = await keeper.get(paths.home());
    expect(home.text).toContain('1个品种低于下限');
    const list = await keeper.get(paths.alerts({ view: 'list' }));
    expect(list.text).toContain('可用2盒，在途0');
    expect(list.text).toContain(paths.levels({ member: world.branch.code, show: 'short' }).replaceAll('&', '&amp;'));
    expect((await keeper.get(paths.alertsExport('csv', { kind: 'below_least' }))).text).toContain('阿莫西林');
  });

  it('are members first for the hub, found by pinyin, and nobody else’s for another branch', async () => {
    const page = await hub.get(paths.alerts());
    expect(page.text).toContain(paths.alerts({ member: world.branch.code }));
    expect(page.text).not.toContain('可用2盒');
    expect((await hub.get(paths.alerts({ q: 'amxl' }))).text).toContain('可用2盒');
    expect((await hub.get(paths.alerts({ tab: 'late', kind: 'nonsense', after: 'x' }))).status).toBe(200);
    const id = idOf(await hub.get(paths.alerts({ q: 'amxl' })));
    const stranger = await signIn(world.app, world.stranger.login);
    expect((await stranger.get(paths.alert(id))).status).toBe(404);
    expect((await stranger.get(paths.alerts({ view: 'list' }))).text).not.toContain('阿莫西林');
  });

  it('are let rest with a reason, refused without, and taken up again', async () => {
    const id = idOf(await keeper.get(paths.alerts({ view: 'list' })));
    const page = await keeper.get(paths.alert(id));
    const typed = { idempotency_key: hidden(page, 'idempotency_key'), until: addDays(TODAY, 3) };
    const refused = await keeper.post(paths.alertRest(id), typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`value="${addDays(TODAY, 3)}"`);
    const far = await keeper.post(paths.alertRest(id), { ...typed, until: '2031-01-01', reason: '等货' });
    expect(far.text).toContain('暂停的日子要在明天到');
    const rested = await keeper.follow(await keeper.post(paths.alertRest(id), { ...typed, reason: '等货' }));
    expect(rested.text).toContain('恢复提醒');
    expect((await keeper.get(paths.alerts({ tab: 'resting' }))).text).toContain('等货');
    expect((await keeper.get(paths.home())).text).not.toContain('个品种低于下限');
    const woken = await keeper.post(paths.alertWaking(id), { idempotency_key: 'alert-wake-0001' });
    expect((await keeper.follow(woken)).text).toContain('已恢复提醒');
  });

  it('are given to a person of the member, not to a stranger', async () => {
    const id = idOf(await hub.get(paths.alerts({ q: 'amxl' })));
    const give = (owner: number, n: number) =>
      hub.post(paths.alertOwner(id), { idempotency_key: `alert-owner-000${n}`, owner: String(owner) });
    expect((await give(world.stranger.userId, 1)).status).toBe(422);
    expect((await hub.follow(await give(world.keeper.userId, 2))).text).toContain('已指定责任人');
    expect((await keeper.get(paths.alerts({ mine: '1' }))).text).toContain('阿莫西林');
  });

  it('speak English', async () => {
    await hub.post(paths.preferences(), { language: 'en' });
    expect((await hub.get(paths.alerts({ view: 'list' }))).text).toContain('Below the least');
    expect((await hub.get(paths.jobs())).text).toContain('Jobs of the clock');
    await hub.post(paths.preferences(), { language: 'zh' });
  });
});

describe('jobs', () => {
  it('are shown with what they found, and run now', async () => {
    const page = await hub.get(paths.jobs());
    expect(page.text).toContain('检查提醒');
    expect(page.text).toContain('还没有运行');
    const run = (job: string, n: number) => hub.post(paths.jobRun(job), { idempotency_key: `job-run-page-${n}` });
    expect((await run('no.job', 1)).status).toBe(422);
    const begun = await hub.follow(await run('target.propose', 2));
    await askedRunsEnded();
    expect(begun.text).toContain('任务已运行');
    expect((await hub.get(paths.jobs())).text).toContain('品种 3');
    expect((await keeper.get(paths.jobs())).status).toBe(403);
  });
});
