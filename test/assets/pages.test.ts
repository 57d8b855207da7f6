/** The pages of equipment: list, card, forms and what they say when something is wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from './asset-world.ts';

let world: AssetWorld;
let office: Browser;
let custodian: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openAssetWorld();
  office = await signIn(world.app, world.officer.login);
  custodian = await signIn(world.app, world.custodian.login);
  stranger = await signIn(world.app, world.stranger.login);
});
afterAll(() => endWhole(world));

const fields = (more: Record<string, string> = {}) => ({
  idempotency_key: key(),
  name: '除颤仪',
  classCode: 'surgery_emergency',
  categoryCode: '08',
  registrationNumber: '国械注准20233080002',
  purchaseMethod: 'inquiry',
  price: '26,000.50',
  'fund.own': '26000.50',
  acquiredOn: '2026-05-01',
  owner: world.head.code,
  user: world.branch.code,
  ...more,
});

describe('the form of a card', () => {
  it('makes a card, shows it to those in reach, and keeps what was typed when something is wrong', async () => {
    const refused = await office.post(paths.equipment(), fields({ 'fund.own': '1', name: '<b>除颤</b>' }));
    expect([refused.status, refused.text.includes('两者要相等')]).toEqual([422, true]);
    expect(refused.text).toContain('&lt;b&gt;除颤');
    const made = await office.post(paths.equipment(), fields());
    expect(made.status).toBe(303);
    const page = await custodian.get(made.location ?? '');
    expect([page.status, page.text.includes('除颤仪'), page.text.includes('26,000.50')]).toEqual([200, true, false]);
    expect((await office.get(made.location ?? '')).text).toContain('26,000.50');
    expect((await stranger.get(made.location ?? '')).status).toBe(404);
    expect((await custodian.get(paths.newEquipment())).status).toBe(403);
  });

  it('corrects with the version that was seen', async () => {
    const number = await addCard(world, { serialNumber: null });
    const page = await office.get(paths.equipmentEdit(number));
    expect([page.status, page.text.includes('960000.00')]).toEqual([200, true]);
    const send = (version: string) =>
      office.post(paths.equipmentEdit(number), fields({ version, reason: '名称不对', firstUsedOn: '2026-05-20' }));
    expect((await send('1')).status).toBe(303);
    const late = await send('1');
    expect([late.status, late.text.includes('刚被别人改过')]).toEqual([422, true]);
    expect((await office.get(paths.equipmentCard(number))).text).toContain('名称不对');
  });
});

describe('acts on a card', () => {
  it('are offered and done by those who keep it', async () => {
    const number = await addCard(world);
    const page = await custodian.get(paths.equipmentCard(number));
    expect(page.text).toContain(paths.equipmentAct(number, 'assignment'));
    expect(page.text).not.toContain(paths.equipmentEdit(number));
    const turn = (browser: Browser, act: 'stop' | 'resume', why = '漏电') =>
      browser.post(paths.equipmentAct(number, act), { idempotency_key: key(), version: '1', why });
    expect((await turn(custodian, 'stop', '')).status).toBe(422);
    expect((await turn(stranger, 'stop')).status).toBe(404);
    expect((await turn(custodian, 'stop')).status).toBe(303);
    expect((await turn(custodian, 'stop')).status).toBe(422);
  });
});

describe('the list', () => {
  it('is narrowed by its address and exported as shown, without prices for those who see none', async () => {
    await addCard(world, { name: '全自动洗胃机' });
    const found = await custodian.get(paths.equipment({ q: 'xwj' }));
    expect([found.text.includes('全自动洗胃机'), found.text.includes('除颤仪')]).toEqual([true, false]);
    const file = await office.get(paths.equipmentExport('csv', { q: 'xwj' }));
    expect(file.text).toContain('960000');
    expect((await custodian.get(paths.equipmentExport('csv', { q: 'xwj' }))).text).not.toContain('960000');
    expect((await custodian.get(paths.equipment({ after: 'x', state: 'x', class: "' or 1=1" }))).status).toBe(200);
  });
});

describe('the search box', () => {
  it('opens the card of a number, a plate or a serial number, to those in reach', async () => {
    const serialNumber = 'QX-778812';
    const number = await addCard(world, { serialNumber, udi: '(01)06901234567892(21)QX-778812' });
    for (const q of [number, number.toLowerCase(), serialNumber, '(01)06901234567892(21)QX-778812']) {
      expect([q, (await custodian.get(paths.finder(q))).location]).toEqual([q, paths.equipmentCard(number)]);
      expect((await stranger.get(paths.finder(q))).location).not.toBe(paths.equipmentCard(number));
    }
  });
});
