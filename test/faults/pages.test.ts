/** The pages of faults: a report with its photo from the card, the road to the acceptance, list, figures, files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let engineer: Browser;
let custodian: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openAssetWorld();
  engineer = await signIn(world.app, world.engineer.login);
  custodian = await signIn(world.app, world.custodian.login);
  stranger = await signIn(world.app, world.stranger.login);
});
afterAll(() => endWhole(world));

const versionOf = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
const report = (more: Record<string, string> = {}) => ({
  ...{ idempotency_key: key(), what: '开机<b>黑屏</b>', urgency: 'critical', usable: 'unsafe' },
  ...more,
});

async function reported(): Promise<string> {
  const asset = await addCard(world);
  const made = await custodian.post(paths.assetFaults(asset), report());
  return made.location ?? '';
}

describe('the pages of faults', () => {
  it('reports from the card, once for one key, and keeps what was typed', async () => {
    const asset = await addCard(world);
    expect((await custodian.get(paths.equipmentCard(asset))).text).toContain(paths.newFault(asset));
    expect((await custodian.get(paths.newFault(asset))).text).toContain('multipart/form-data');
    const refused = await custodian.post(paths.assetFaults(asset), report({ usable: '' }));
    expect([refused.status, refused.text.includes('&lt;b&gt;黑屏')]).toEqual([422, true]);
    const sent = report();
    const first = await custodian.post(paths.assetFaults(asset), sent);
    const again = await custodian.post(paths.assetFaults(asset), sent);
    expect([first.status, again.location]).toEqual([303, first.location]);
    expect((await custodian.post(paths.assetFaults(asset), report())).status).toBe(422);
    expect((await stranger.get(first.location ?? '')).status).toBe(404);
    expect((await custodian.get(paths.newFault(asset))).text).toContain('现在不能报修');
  });

  it('walks to the acceptance, and refuses a page that is stale', async () => {
    const page = await reported();
    const act = async (browser: Browser, name: string, fields: Record<string, string>) => {
      const { text } = await browser.get(page);
      return browser.post(`${page}/${name}`, { idempotency_key: key(), version: versionOf(text), ...fields });
    };
    const take = { engineer: world.engineer.login };
    expect((await act(custodian, 'assignment', take)).status).toBe(403);
    const { text } = await engineer.get(page);
    const stale = { idempotency_key: key(), version: versionOf(text), ...take };
    expect((await act(engineer, 'assignment', take)).status).toBe(303);
    expect((await engineer.post(`${page}/assignment`, stale)).status).toBe(409);
    expect((await act(engineer, 'diagnosis', { diagnosis: '电源坏' })).status).toBe(303);
    const part = { kind: 'part', name: '电源', quantity: '2', unit: '120.50' };
    expect((await act(engineer, 'costs', part)).status).toBe(303);
    expect((await engineer.get(page)).text).toContain('241.00');
    expect((await act(engineer, 'repair', { work: '换电源', labour: '60' })).status).toBe(303);
    expect((await engineer.get(page)).text).not.toContain(`action="${page}/acceptance"`);
    expect((await custodian.get(page)).text).toContain(`action="${page}/acceptance"`);
    expect((await act(custodian, 'acceptance', { outcome: 'pass', test: '正常' })).status).toBe(303);
    const done = await custodian.get(page);
    expect([done.text.includes('已关闭'), done.text.includes('重开')]).toEqual([true, true]);
  });

  it('lists, figures and files what is in reach', async () => {
    const page = await reported();
    const number = page.split('/').at(-1) ?? '';
    expect((await engineer.get(paths.faults())).text).toContain(number);
    expect((await stranger.get(paths.faults({ tab: 'all' }))).text).not.toContain(number);
    expect((await engineer.get(paths.faults({ tab: 'late' }))).text).not.toContain(number);
    expect((await engineer.get(paths.faultFigures({ by: 'class' }))).text).toContain('医用超声仪器');
    expect((await engineer.get(paths.faultsExport('csv', { tab: 'all' }))).text).toContain(number);
    expect((await engineer.get(paths.faultFiguresExport('csv', { by: 'asset' }))).status).toBe(200);
    expect((await engineer.get('/')).text).toContain(number);
  });
});
