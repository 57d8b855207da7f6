/** The demonstration's one-press login: listed and open only where the data says demo and nobody said production. */

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../db/schema/users.ts';
import { createApp } from '../../src/app.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { markDemo } from '../../src/settings/commands.ts';
import { createUser } from '../../src/users/commands.ts';
import { isDemoPerson } from '../../src/users/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestMember } from '../support/build.ts';
import { Browser } from '../support/login.ts';

let test: TestApp;
let house: TestMember;
beforeAll(async () => {
  test = await createTestApp();
  house = await addMember(test.services, { kind: 'head', name: '总院' });
  await addPerson(test.services, house, 'storekeeper', { login: 'zhong', name: '钟库管', title: '中心药库 库管员' });
  await addPerson(test.services, house, 'administrator', { login: 'real', name: '真人' });
  const from = dayOf(test.clock.now());
  await test.services.db.transaction((tx) => markDemo(tx, { seed: 1, day: from, from }));
});
afterAll(() => test.drop());

describe('the demonstration', () => {
  it('lists its people by role and signs one in with one press', async () => {
    const browser = new Browser(test.app);
    const page = await browser.get(paths.login());
    expect(page.text).toContain('<h3>库管</h3>');
    expect(page.text).toContain('value="zhong"');
    expect(page.text).not.toContain('真人');
    expect((await browser.post(paths.demoSession(), { account: 'zhong' })).status).toBe(303);
    expect((await browser.get(paths.catalogue())).status).toBe(200);
  });

  it('opens for nobody whom it did not make', async () => {
    expect((await new Browser(test.app).post(paths.demoSession(), { account: 'real' })).status).toBe(404);
    expect((await new Browser(test.app).post(paths.demoSession(), { account: '' })).status).toBe(404);
  });

  it('opens for nobody added by hand, neither before nor after the one-time password is changed', async () => {
    const { services } = test;
    const branch = await addMember(services, { kind: 'branch', parent: house, name: '分院' });
    const manager = await addPerson(services, house, 'administrator', { login: 'boss', name: '管理员' });
    const given = { login: 'fresh', name: '新来的', title: '药师', organisationId: branch.id };
    const input = { ...given, roles: ['branch_pharmacist' as const] };
    expect((await createUser(services, manager, { key: 'demo-fresh-person', input })).ok).toBe(true);
    const waiting = await addPerson(services, branch, 'branch_pharmacist', {
      login: 'waiting',
      name: '等候者',
      title: '药师',
      mustChangePassword: true,
    });
    const press = async (account: string) =>
      (await new Browser(test.app).post(paths.demoSession(), { account })).status;
    expect(await isDemoPerson(services.db.read, 'zhong')).toBe(true);
    expect([await press('fresh'), await press(waiting.login)]).toEqual([404, 404]);
    await services.db.transaction((tx) =>
      tx.update(person).set({ mustChangePassword: false }).where(eq(person.login, 'fresh')),
    );
    expect(await press('fresh')).toBe(404);
    expect((await new Browser(test.app).get(paths.login())).text).not.toMatch(/新来的|等候者/);
  });

  it('does not exist in production, whatever the data says', async () => {
    const settings = { ...test.services.settings, production: true };
    const browser = new Browser(createApp({ ...test.services, settings }));
    expect((await browser.get(paths.login())).text).not.toContain('zhong');
    expect((await browser.post(paths.demoSession(), { account: 'zhong' })).status).toBe(404);
  });

  it('keeps language and theme with the person', async () => {
    const browser = new Browser(test.app);
    await browser.post(paths.demoSession(), { account: 'zhong' });
    const back = await browser.post(paths.preferences(), { language: 'en', theme: 'dark', next: '/catalogue' });
    expect(back.location).toBe('/catalogue');
    const again = new Browser(test.app);
    await again.post(paths.demoSession(), { account: 'zhong' });
    expect((await again.get(paths.password())).text).toContain('Change password');
    expect(test.log).toEqual([]);
  });

  it('marks cookies for https by name and Secure', async () => {
    const settings = { ...test.services.settings, publicUrl: 'https://yaoxie.example.cn' };
    const browser = new Browser(createApp({ ...test.services, settings }));
    const origin = { Origin: 'https://yaoxie.example.cn', 'Sec-Fetch-Site': 'same-origin' };
    const answer = await browser.post(paths.demoSession(), { account: 'zhong' }, origin);
    expect(answer.headers.getSetCookie().join('\n')).toMatch(
      /__Host-session=[a-z0-9]+; Path=\/; HttpOnly; Secure; SameSite=Lax/,
    );
  });
});
