/** Sessions under attack: stolen, fixed, outlived ones; the lock; what the door's answers give away. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { session } from '../../db/schema/users.ts';
import { createApp } from '../../src/app.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, nextNumber, TEST_PASSWORD, type TestMember, type TestPerson } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let liu: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  admin = await addPerson(test.services, head, 'administrator');
});
/** Each attack has a person of its own, and the brakes of the one before have cooled down. */
beforeEach(async () => {
  test.clock.set(test.clock.now() + 3_600_000);
  liu = await addPerson(test.services, head, 'hub_pharmacist', { name: '刘药师' });
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const key = () => `door-${process.pid}-${nextNumber()}`;
const NEW_PASSWORD = 'quiet-otter-42-lamp';

function withSession(id: string | undefined): Browser {
  const browser = new Browser(test.app);
  if (id !== undefined) browser.cookies.set('session', id);
  return browser;
}

const isIn = async (browser: Browser) => (await browser.get(paths.password())).status === 200;
const attempt = (account: string, password: string) => new Browser(test.app).post(paths.login(), { account, password });

describe('the cookie', () => {
  it('is out of reach for scripts and other sites, and ends with the browser', async () => {
    const answer = await attempt(liu.login, TEST_PASSWORD);
    const [line = ''] = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('session='));
    expect(line).toMatch(/^session=[a-z0-9]{40}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.text).toBe('');
  });

  it('is bound to the host and to https where the address is https', async () => {
    const settings = { ...test.services.settings, publicUrl: 'https://yao.example.cn' };
    const browser = new Browser(createApp({ ...test.services, settings }));
    const from = { Origin: 'https://yao.example.cn', 'Sec-Fetch-Site': 'same-origin' };
    const answer = await browser.post(paths.login(), { account: liu.login, password: TEST_PASSWORD }, from);
    const [line = ''] = answer.headers.getSetCookie();
    expect(line).toMatch(/^__Host-session=[a-z0-9]{40}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers.get('Strict-Transport-Security')).toMatch(/max-age=31536000/);
    const plain = new Browser(createApp({ ...test.services, settings }));
    plain.cookies.set('session', /session=([a-z0-9]+)/.exec(line)?.[1] ?? '');
    expect((await plain.get('/')).status).toBe(303);
  });

  it('holds an id that the table does not', async () => {
    const browser = await signIn(test.app, liu.login);
    const id = browser.cookies.get('session') ?? '';
    const rows = await test.services.db.read.select().from(session);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.id)).not.toContain(id);
    // What a leaked table says opens no door
    for (const row of rows) expect(await isIn(withSession(row.id))).toBe(false);
  });
});

describe('a session', () => {
  it('is not the one that an attacker planted before the login', async () => {
    const planted = 'a'.repeat(40);
    const victim = withSession(planted);
    await victim.post(paths.login(), { account: liu.login, password: TEST_PASSWORD });
    expect(victim.cookies.get('session')).not.toBe(planted);
    expect(await isIn(withSession(planted))).toBe(false);
  });

  it('ends everywhere at logout, and a second logout harms nobody', async () => {
    const browser = await signIn(test.app, liu.login);
    const stolen = browser.cookies.get('session');
    expect((await browser.post(paths.logout())).status).toBe(303);
    expect(await isIn(withSession(stolen))).toBe(false);
    expect((await withSession(stolen).post(paths.logout())).status).toBe(303);
  });

  it('ends after 30 minutes without use and after 12 hours of use', async () => {
    const idle = await signIn(test.app, liu.login);
    test.clock.set(test.clock.now() + 31 * 60_000);
    expect(await isIn(idle)).toBe(false);
    const busy = await signIn(test.app, liu.login);
    const end = test.clock.now() + 12 * 3_600_000;
    let alive = true;
    while (test.clock.now() < end - 20 * 60_000 && alive) {
      test.clock.set(test.clock.now() + 20 * 60_000);
      alive = await isIn(busy);
    }
    expect(alive).toBe(true);
    test.clock.set(end + 1000);
    expect(await isIn(busy)).toBe(false);
  });

  it('ends at once when the person is disabled, and the right password opens no more', async () => {
    const victim = await signIn(test.app, liu.login);
    const manager = await signIn(test.app, admin.login);
    const disabling = await manager.post(paths.userDisabling(liu.userId), { idempotency_key: key() });
    expect(disabling.status).toBe(303);
    expect(await isIn(victim)).toBe(false);
    const known = await attempt(liu.login, TEST_PASSWORD);
    expect(known.status).toBe(422);
    expect(known.text).toContain('工号或密码不对');
  });

  it('ends in every other browser when the password changes, and that browser gets a new one', async () => {
    const here = await signIn(test.app, liu.login);
    const there = await signIn(test.app, liu.login);
    const before = here.cookies.get('session');
    const fields = { current: TEST_PASSWORD, password: NEW_PASSWORD, again: NEW_PASSWORD };
    expect((await here.post(paths.password(), fields)).status).toBe(303);
    expect(await isIn(here)).toBe(true);
    expect(here.cookies.get('session')).not.toBe(before);
    expect(await isIn(withSession(before))).toBe(false);
    expect(await isIn(there)).toBe(false);
  });
});

describe('a one-time password', () => {
  it('opens nothing but its own change', async () => {
    const person = await addPerson(test.services, head, 'hub_pharmacist', { mustChangePassword: true });
    const browser = await signIn(test.app, person.login);
    for (const path of ['/', '/stock', '/dispatches/export.csv', '/find?q=x', '/audit', '/nothing']) {
      expect([path, (await browser.get(path)).location]).toEqual([path, '/password']);
    }
    const act = await browser.post(paths.newShortage(), {});
    expect([act.status, act.location]).toEqual([303, '/password']);
    expect((await browser.get('/events')).status).toBe(204);
    expect((await browser.get('/stock', { 'HX-Request-Type': 'partial' })).status).toBe(401);
    const same = { current: TEST_PASSWORD, password: TEST_PASSWORD, again: TEST_PASSWORD };
    expect((await browser.post(paths.password(), same)).status).toBe(422);
    const fresh = { current: TEST_PASSWORD, password: NEW_PASSWORD, again: NEW_PASSWORD };
    expect((await browser.post(paths.password(), fresh)).status).toBe(303);
    expect((await browser.get('/')).status).toBe(200);
  });
});

describe('guessing', () => {
  it('locks the login, does not open it before its time, and opens it after', async () => {
    for (let turn = 0; turn < 5; turn += 1) await attempt(liu.login, 'wrong');
    expect((await attempt(liu.login, TEST_PASSWORD)).text).toContain('请过1分钟再试');
    test.clock.set(test.clock.now() + 59_000);
    expect((await attempt(liu.login, TEST_PASSWORD)).status).toBe(422);
    test.clock.set(test.clock.now() + 2_000);
    expect((await attempt(liu.login, TEST_PASSWORD)).status).toBe(303);
    // The count began anew: four more mistakes lock nothing
    for (let turn = 0; turn < 4; turn += 1) await attempt(liu.login, 'wrong');
    expect((await attempt(liu.login, TEST_PASSWORD)).status).toBe(303);
  });

  it('side by side counts every guess', async () => {
    await Promise.all(Array.from({ length: 8 }, () => attempt(liu.login, 'wrong')));
    expect((await attempt(liu.login, TEST_PASSWORD)).status).toBe(422);
  });

  it('at the own password counts as well, so that a borrowed screen does not tell it', async () => {
    const browser = await signIn(test.app, liu.login);
    const guess = { current: 'wrong', password: NEW_PASSWORD, again: NEW_PASSWORD };
    for (let turn = 0; turn < 5; turn += 1) expect((await browser.post(paths.password(), guess)).status).toBe(422);
    const right = { current: TEST_PASSWORD, password: NEW_PASSWORD, again: NEW_PASSWORD };
    expect((await browser.post(paths.password(), right)).status).toBe(422);
  });

  it('sounds alike for unknown, known and disabled logins, and costs the same work', async () => {
    const disabled = await addPerson(test.services, head, 'hub_pharmacist');
    const manager = await signIn(test.app, admin.login);
    await manager.post(paths.userDisabling(disabled.userId), { idempotency_key: key() });
    const bare = (text: string) => text.replaceAll(/value="[^"]*"/g, '');
    const seen: { status: number; text: string; ms: number }[] = [];
    for (const account of ['nobody-here', liu.login, disabled.login]) {
      // The quickest of three: a busy machine holds up one answer, not all of them
      for (let turn = 0; turn < 3; turn += 1) {
        const began = performance.now();
        const { status, text } = await attempt(account, 'wrong-password');
        const ms = performance.now() - began;
        if (turn === 0) seen.push({ status, text: bare(text), ms });
        else seen.push({ status, text: bare(text), ms: Math.min(ms, seen.pop()?.ms ?? ms) });
      }
    }
    expect(new Set(seen.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    // Not a matter of milliseconds but of kind: without the hash an answer takes less than a tenth
    const times = seen.map(({ ms }) => ms);
    expect(Math.min(...times) * 10).toBeGreaterThan(Math.max(...times));
  });

  it('from one address at many logins is slowed down', async () => {
    let last = 0;
    let tries = 0;
    while (last !== 429 && tries < 70) {
      last = (await attempt(`guess-${nextNumber()}`, 'x')).status;
      tries += 1;
    }
    expect(last).toBe(429);
    expect(tries).toBe(61);
    const answer = await attempt(liu.login, TEST_PASSWORD);
    expect(answer.status).toBe(429);
    expect(answer.text).toMatch(/请过\d+秒再试|再试/);
    const forged = await new Browser(test.app).post(
      paths.login(),
      { account: liu.login, password: TEST_PASSWORD },
      { 'X-Forwarded-For': '9.9.9.9' },
    );
    expect(forged.status).toBe(429);
  });
});
