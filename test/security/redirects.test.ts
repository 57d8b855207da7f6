/** The way back after the login leads into the house and nowhere else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, TEST_PASSWORD, type TestPerson } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';

let test: TestApp;
let liu: TestPerson;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  liu = await addPerson(test.services, head, 'hub_pharmacist');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

describe('the way back after the login', () => {
  const ELSEWHERE = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/a\r\nSet-Cookie: session=x',
    '/%0d%0aX: y\n',
    'evil',
    '',
    '/a\u0001b',
  ];

  it.each(ELSEWHERE)('never leaves the house: %j', async (next) => {
    // So many logins in a row would be braked
    test.clock.set(test.clock.now() + 60_000);
    const browser = new Browser(test.app);
    const answer = await browser.post(paths.login(), { account: liu.login, password: TEST_PASSWORD, next });
    expect([answer.status, answer.location]).toEqual([303, '/']);
    expect(answer.headers.get('X')).toBeNull();
    const again = await browser.get(paths.login(next));
    expect([again.status, again.location]).toEqual([303, '/']);
    const chosen = await browser.post(paths.preferences(), { theme: 'dark', next });
    expect([chosen.status, chosen.location]).toEqual([303, '/']);
    const page = await new Browser(test.app).get(paths.login(next));
    expect(page.status).toBe(200);
  });

  it('with U+0000 in it is no form', async () => {
    const fields = { account: liu.login, password: TEST_PASSWORD, next: '/a\u0000b' };
    const answer = await new Browser(test.app).post(paths.login(), fields);
    expect([answer.status, answer.location]).toEqual([422, null]);
    expect((await new Browser(test.app).get('/login?next=%00')).status).toBe(404);
  });

  it('may be an address in Chinese', async () => {
    const next = '/stock?q=阿莫西林';
    const browser = await signIn(test.app, liu.login);
    expect((await browser.get(paths.login(next))).location).toBe(encodeURI(next));
  });
});
