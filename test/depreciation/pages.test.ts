/** The pages of the value of equipment: preview, post, taken back, values by month and who may see them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingRuns } from '../../src/depreciation/run-queries.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { addCard, key } from '../assets/asset-world.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { openWornWorld, type WornWorld } from './worn-world.ts';

let world: WornWorld;
let chief: Browser;
let auditor: Browser;
let engineer: Browser;
let branchHead: Browser;
let number: string;
beforeAll(async () => {
  world = await openWornWorld();
  world.clock.set(startOfDay('2026-12-02') + 3_600_000 * 9);
  number = await addCard(world);
  await addCard(world, { owner: world.branch.code, user: null, keeper: null, name: '分院彩超' });
  chief = await signIn(world.app, world.chief.login);
  auditor = await signIn(world.app, world.auditor.login);
  engineer = await signIn(world.app, world.engineer.login);
  branchHead = await signIn(world.app, world.branchHead.login);
});
afterAll(() => endWhole(world));

const post = (expectFen: string, month = '2026-11') =>
  chief.post(paths.depreciation(), { idempotency_key: key(), month, expectFen });

describe('the run of a month', () => {
  it('waits on the page of today, is previewed, posted and refused a second time', async () => {
    expect((await chief.get(paths.home())).text).toContain('2026-11设备折旧待提');
    const before = await chief.get(paths.depreciation());
    for (const part of ['2026-11折旧预览', '建账补记', '240,000.00', number]) expect(before.text).toContain(part);
    expect((await auditor.get(paths.depreciation())).text).not.toContain('折旧预览');
    const stale = await post('1');
    expect([stale.status, stale.text.includes('预览后有卡片变动')]).toEqual([422, true]);
    expect((await post('24000000')).status).toBe(303);
    const again = await post('24000000');
    expect([again.status, again.text.includes('没有重复记账')]).toEqual([422, true]);
    const after = await chief.get(paths.depreciation());
    expect(after.text).toContain('2026-11及以前的折旧都提过了');
    expect((await chief.get(paths.home())).text).not.toContain('设备折旧待提');
  });

  it('stands on the card, in the register of values and in files', async () => {
    const card = await auditor.get(paths.equipmentCard(number));
    expect([card.text.includes('120,000.00'), card.text.includes('840,000.00')]).toEqual([true, true]);
    const worn = await auditor.get(paths.equipmentWorn(number));
    for (const part of ['75,000.00', '45,000.00', '6年（72个月）', '9/72']) expect(worn.text).toContain(part);
    const values = await auditor.get(paths.equipmentValue());
    for (const part of ['1,920,000.00', '240,000.00', '1,680,000.00']) expect(values.text).toContain(part);
    const october = await auditor.get(paths.equipmentValue({ month: '2026-10' }));
    expect(october.text).not.toContain('240,000.00');
    for (const by of ['member', 'age', 'class', 'source', 'year']) {
      expect((await auditor.get(paths.equipmentValue({ by }))).status).toBe(200);
    }
    for (const part of [
      '新旧与净值',
      '年限前半：2台',
      '净值1,680,000.00元',
      'age=first',
      `member=${world.head.code}`,
    ]) {
      expect(values.text).toContain(part);
    }
    const young = await auditor.get(paths.equipmentValueCards({ month: '2026-11', age: 'first' }));
    expect([young.status, young.text.includes(number)]).toEqual([200, true]);
    const old = await auditor.get(paths.equipmentValueCards({ month: '2026-11', age: 'past' }));
    expect([old.status, old.text.includes(number)]).toEqual([200, false]);
    const aged = await auditor.get(paths.equipmentValueExport('csv', { by: 'age' }));
    expect(aged.text).toContain('年限前半,2,1920000');
    const cards = await auditor.get(paths.equipmentValueCards({ month: '2026-11', source: 'fiscal' }));
    expect([cards.status, cards.text.includes('75,000.00')]).toEqual([200, true]);
    expect((await auditor.get(paths.equipmentValueExport('csv', { by: 'member' }))).text).toContain('120000');
    expect((await auditor.get(paths.equipmentValueCardsExport('csv', {}))).text).toContain(number);
  });

  it('shows a branch its own, and no price to who may not see prices', async () => {
    const own = await branchHead.get(paths.equipmentValue());
    expect([own.text.includes('960,000.00'), own.text.includes('1,920,000.00')]).toEqual([true, false]);
    expect((await engineer.get(paths.equipmentValue())).status).toBe(403);
    expect((await engineer.get(paths.equipmentWorn(number))).status).toBe(403);
    expect((await engineer.get(paths.equipmentCard(number))).text).not.toContain('840,000.00');
  });

  it('is opened, exported and taken back with a reason', async () => {
    const [run] = (await standingRuns(world.services.db.read)).filter((one) => one.ownerId === world.head.id);
    const id = run?.id ?? 0;
    const page = await chief.get(paths.depreciationRun(id));
    expect([page.status, page.text.includes('撤回这次折旧')]).toEqual([200, true]);
    expect((await auditor.get(paths.depreciationRun(id))).text).not.toContain('撤回原因');
    expect((await branchHead.get(paths.depreciationRun(id))).status).toBe(404);
    expect((await auditor.get(paths.depreciationExport(id, 'csv'))).text).toContain(number);
    const back = (reason: string) => chief.post(paths.depreciationReversal(id), { idempotency_key: key(), reason });
    expect((await back('')).status).toBe(422);
    const done = await back('先更正卡片');
    expect(done.status).toBe(303);
    expect((await chief.get(done.location ?? '')).text).toContain('先更正卡片');
    expect((await chief.get(paths.depreciation())).text).toContain('2026-11折旧预览');
    expect((await post('12000000')).status).toBe(303);
  });
});
