/** The door as people meet it: right and wrong passwords, the growing lock, what each answer gives away. */
import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, TEST_PASSWORD, type TestMember, type TestPerson } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let liu: TestPerson;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  liu = await addPerson(test.services, head, 'hub_pharmacist', { login: 'liu', name: '刘药师' });
});
afterAll(() => test.drop());

async function lastAct(act: string) {
  const rows = await test.services.db.read
    .select()
    .from(auditRow)
    .where(and(eq(auditRow.act, act)))
    .orderBy(desc(auditRow.id));
  return rows[0];
}

describe('login page', () => {
  it('is shown to strangers, with the name of the house', async () => {
    const answer = await new Browser(test.app).get(paths.login());
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<h1>总院</h1>');
    expect(answer.text).not.toContain('demo-session');
  });

  it('is where strangers are sent, with the way back', async () => {
    const answer = await new Browser(test.app).get(paths.password());
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/login?next=%2Fpassword');
  });

  it('opens with the right password, writes it down, and keeps nothing readable in the cookie', async () => {
    const browser = await signIn(test.app, liu.login);
    expect((await browser.get(paths.password())).status).toBe(200);
    expect((await lastAct('session.open'))?.actorName).toBe('刘药师');
    expect(browser.cookies.get('session')).toMatch(/^[a-z0-9]{30,}$/);
  });

  it('takes the login in any case and goes on to the page that was asked for', async () => {
    const browser = new Browser(test.app);
    const fields = { account: ' ＬＩＵ ', password: TEST_PASSWORD, next: '/password' };
    expect((await browser.post(paths.login(), fields)).location).toBe('/password');
  });

  it('never leads to another site', async () => {
    const browser = new Browser(test.app);
    const fields = { account: 'liu', password: TEST_PASSWORD, next: '//evil.example/' };
    expect((await browser.post(paths.login(), fields)).location).toBe('/');
  });

  it('gives every login a session of its own and ends the one before in that browser', async () => {
    const browser = await signIn(test.app, liu.login);
    const first = browser.cookies.get('session') ?? '';
    await browser.post(paths.login(), { account: 'liu', password: TEST_PASSWORD });
    expect(browser.cookies.get('session')).not.toBe(first);
    const thief = new Browser(test.app);
    thief.cookies.set('session', first);
    expect((await thief.get(paths.password())).status).toBe(303);
  });

  it('asks for what is missing and keeps what was typed', async () => {
    const answer = await new Browser(test.app).post(paths.login(), { account: 'liu', password: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="liu"');
    expect(answer.text).toContain('这里要填写');
  });
});

describe('wrong passwords', () => {
  const attempt = (account: string, password: string) =>
    new Browser(test.app).post(paths.login(), { account, password });

  it('sound the same for known and unknown logins, and lock both', async () => {
    await addPerson(test.services, head, 'hub_pharmacist', { login: 'wang' });
    for (const account of ['wang', 'nobody']) {
      for (let turn = 1; turn <= 4; turn += 1) {
        const answer = await attempt(account, 'wrong');
        expect(answer.status).toBe(422);
        expect(answer.text).toContain('工号或密码不对');
      }
      expect((await attempt(account, 'wrong')).text).toContain('请过1分钟再试');
      expect((await attempt(account, TEST_PASSWORD)).text).toContain('请过1分钟再试');
    }
    const row = await lastAct('session.fail');
    expect(row?.subject).toBe('unknown');
    expect(JSON.stringify(row)).not.toContain('nobody');
  });

  it('wait longer each time after that, and a right one starts anew', async () => {
    test.clock.set(test.clock.now() + 61_000);
    expect((await attempt('wang', 'wrong')).text).toContain('请过2分钟再试');
    test.clock.set(test.clock.now() + 121_000);
    expect((await attempt('wang', TEST_PASSWORD)).status).toBe(303);
    expect((await attempt('wang', 'wrong')).text).toContain('工号或密码不对');
  });

  it('are slowed down by login before any password is checked', async () => {
    let last = 0;
    for (let turn = 0; turn < 11; turn += 1) last = (await attempt('someone-else', '')).status;
    expect(last).toBe(422);
    for (let turn = 0; turn < 11; turn += 1) last = (await attempt('someone-else', 'x')).status;
    expect(last).toBe(429);
  });
});

describe('demo sessions', () => {
  it('do not exist where the data is real', async () => {
    expect((await new Browser(test.app).post(paths.demoSession(), { account: 'liu' })).status).toBe(404);
  });
});

describe('logout', () => {
  it('ends the session on the server', async () => {
    const browser = await signIn(test.app, liu.login);
    const id = browser.cookies.get('session') ?? '';
    expect((await browser.post(paths.logout())).location).toBe('/login');
    const again = new Browser(test.app);
    again.cookies.set('session', id);
    expect((await again.get(paths.password())).status).toBe(303);
    expect((await lastAct('session.close'))?.subject).toBe('liu');
  });
});
