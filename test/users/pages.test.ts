/**
 * The users' pages through the real forms: one-time passwords, refusals, disabling, exports, who may come in at all.
 */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { requestKey } from '../../db/schema/users.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, TEST_PASSWORD, type TestMember, type TestPerson } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let branch: TestMember;
let admin: TestPerson;
let browser: Browser;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY' });
  branch = await addMember(test.services, { kind: 'branch', parent: head, code: 'FY', name: '江背分院' });
  admin = await addPerson(test.services, head, 'administrator', { login: 'deng', name: '邓管理员' });
  browser = await signIn(test.app, admin.login);
});
afterAll(() => test.drop());

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
const passwordOf = (answer: Answer): string => /([a-z0-9]{4}(?:-[a-z0-9]{4}){3})<\/span>/.exec(answer.text)?.[1] ?? '';

async function newUser(fields: Record<string, string | string[]>): Promise<Answer> {
  const idempotency_key = keyOf(await browser.get(paths.newUser()));
  const usual = { name: '谢药师', title: '', organisationId: String(branch.id), roles: ['branch_pharmacist'] };
  return browser.post(paths.users(), { idempotency_key, ...usual, ...fields });
}

describe('a new user', () => {
  it('is given an organisation that is looked up by name, pinyin or code, without script and with it', async () => {
    const page = await browser.get(paths.newUser());
    expect(page.text).toContain(`name="organisationId" value="${branch.id}"`);
    for (let turn = 0; turn < 15; turn += 1) {
      await addMember(test.services, { kind: 'clinic', parent: branch, name: `高寨${turn}村卫生室` });
    }
    expect((await browser.get(paths.newUser())).text).not.toContain('name="organisationId"');
    for (const q of ['jbfy', '江背', 'fy', 'jiangbei']) {
      const typed = { place: q, name: '谢<b>药师', login: 'xie', roles: 'branch_pharmacist' };
      const found = await browser.get(`${paths.newUser()}?${new URLSearchParams(typed)}`);
      expect(found.text).toMatch(new RegExp(`name="organisationId" value="${branch.id}"[^>]*checked|${branch.id}`));
      expect(found.text).toContain('value="谢&lt;b&gt;药师"');
      expect(found.text).toMatch(/value="branch_pharmacist" checked/);
    }
    const many = await browser.get(`${paths.newUser()}?place=gz&name=x&organisationId=${branch.id}`);
    expect(many.text).toContain('找到15个。 没有全部列出');
    expect(many.text).toMatch(new RegExp(`value="${branch.id}" checked`));
    expect(many.text.match(/name="organisationId"/g)).toHaveLength(13);
    const none = await browser.get(`${paths.newUser()}?place=zzz&name=x`, { 'HX-Request-Type': 'partial' });
    expect(none.text).toContain('没有找到');
    expect(none.text).not.toContain('<html');
    expect(page.text).toContain('&quot;defaultSettleDelay&quot;:0');
  });

  it('gets a one-time password that is shown once and opens only the change of password', async () => {
    const form = { idempotency_key: keyOf(await browser.get(paths.newUser())), login: 'XieYaoshi', name: '谢药师' };
    const fields = { ...form, title: '药师', organisationId: String(branch.id), roles: ['branch_pharmacist'] };
    const made = await browser.post(paths.users(), fields);
    expect(made.status).toBe(200);
    const password = passwordOf(made);
    expect(password).not.toBe('');
    const again = await browser.post(paths.users(), fields);
    expect(again.text).toContain('已经显示过');
    expect(again.text).not.toContain(password);

    const own = await signIn(test.app, 'xieyaoshi', password);
    expect((await own.get(paths.catalogue())).location).toBe(paths.password());
    const first = await own.get(paths.password());
    expect(first.text).toContain('首次登录');
    const change = { current: password, password: 'three quiet rivers', again: 'three quiet rivers' };
    expect((await own.post(paths.password(), change)).status).toBe(303);
    expect((await own.get(paths.catalogue())).status).toBe(200);
    await expect(signIn(test.app, 'xieyaoshi', password)).rejects.toThrow('422');
  });

  it('leaves no password in any table', async () => {
    const made = await newUser({ login: 'secret1' });
    const password = passwordOf(made);
    const rows = JSON.stringify([
      await test.services.db.read.select().from(requestKey),
      await test.services.db.read.select().from(auditRow),
    ]);
    expect(password).not.toBe('');
    expect(rows).not.toContain(password);
  });

  it('is refused with a used login, a role of another kind of place, or none, and keeps what was typed', async () => {
    const used = await newUser({ login: 'DENG', name: '邓二' });
    expect(used.status).toBe(422);
    expect(used.text).toContain('登录名deng已有人用');
    expect(used.text).toContain('value="邓二"');
    expect((await newUser({ login: 'a1', roles: ['storekeeper'] })).text).toContain('没有“库管”这个岗位');
    expect((await newUser({ login: 'a2', roles: [] })).text).toContain('至少选一个岗位');
    const both = await newUser({ login: 'a3', organisationId: String(head.id), roles: ['buyer', 'storekeeper'] });
    expect(both.text).toContain('不能由同一人担任');
    expect((await newUser({ login: '药 师' })).text).toContain('登录名要2至64位');
  });
});

describe('the acts on a user', () => {
  it('reset the password and end the sessions', async () => {
    const liu = await addPerson(test.services, head, 'hub_pharmacist', { login: 'liu', name: '刘药师' });
    const own = await signIn(test.app, liu.login);
    const page = await browser.get(paths.userPassword(liu.userId));
    const made = await browser.post(paths.userPassword(liu.userId), { idempotency_key: keyOf(page) });
    expect(passwordOf(made)).not.toBe('');
    expect((await own.get(paths.catalogue())).location).toContain('/login');
    await expect(signIn(test.app, 'liu', TEST_PASSWORD)).rejects.toThrow('422');
  });

  it('disable at once, and enable again', async () => {
    const wang = await addPerson(test.services, head, 'hub_pharmacist', { login: 'wang' });
    const own = await signIn(test.app, wang.login);
    const page = await browser.get(paths.userDisabling(wang.userId));
    const done = await browser.post(paths.userDisabling(wang.userId), { idempotency_key: keyOf(page) });
    expect(done.location).toBe(paths.user(wang.userId));
    expect((await own.get(paths.catalogue())).status).toBe(303);
    await expect(signIn(test.app, 'wang')).rejects.toThrow('422');
    const record = await browser.get(paths.user(wang.userId));
    await browser.post(paths.userEnabling(wang.userId), { idempotency_key: keyOf(record) });
    await signIn(test.app, 'wang');
  });

  it('spare oneself and the last administrator', async () => {
    const page = await browser.get(paths.userDisabling(admin.userId));
    const refused = await browser.post(paths.userDisabling(admin.userId), { idempotency_key: keyOf(page) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('不能停用自己');
    const record = await browser.get(paths.user(admin.userId));
    const fields = { name: '邓', title: '', organisationId: String(head.id), roles: ['buyer'] };
    const change = await browser.post(paths.user(admin.userId), { idempotency_key: keyOf(record), ...fields });
    expect(change.text).toContain('最后一位系统管理员');
    // A refused act stands under the person it was about
    const rows = await test.services.db.read.select().from(auditRow).where(eq(auditRow.outcome, 'refused'));
    const about = rows.filter((row) => row.act.startsWith('person.')).map((row) => [row.act, row.subject]);
    expect(about).toEqual(
      expect.arrayContaining([
        ['person.disable', 'deng'],
        ['person.change', 'deng'],
      ]),
    );
  });

  it('change roles with the old and the new ones written down', async () => {
    const pan = await addPerson(test.services, head, 'buyer', { login: 'pan', name: '潘' });
    const record = await browser.get(paths.user(pan.userId));
    const fields = { name: '潘质检', title: '', organisationId: String(head.id), roles: ['quality_officer'] };
    const done = await browser.post(paths.user(pan.userId), { idempotency_key: keyOf(record), ...fields });
    expect(done.location).toBe(paths.user(pan.userId));
    const rows = await test.services.db.read.select().from(auditRow).where(eq(auditRow.act, 'person.change'));
    expect(rows.at(-1)?.before).toContain('buyer');
    expect(rows.at(-1)?.after).toContain('quality_officer');
  });
});

describe('the list', () => {
  it('finds by pinyin, role and organisation, and answers unknown people with 404', async () => {
    const found = await browser.get(paths.users({ q: 'xys', organisation: 'FY', role: 'branch_pharmacist' }));
    expect(found.text).toContain('谢药师');
    expect(found.text).not.toContain('邓管理员</a>');
    expect((await browser.get(paths.user(999_999))).status).toBe(404);
  });

  it('is exported as shown, and the export is written down', async () => {
    const file = await browser.get(paths.usersExport('csv', { role: 'administrator' }));
    expect(file.text).toContain('邓管理员');
    expect(file.text).not.toContain('谢药师');
    expect((await browser.get(paths.usersExport('xlsx'))).headers.get('content-type')).toContain('spreadsheetml');
    const rows = await test.services.db.read.select().from(auditRow).where(eq(auditRow.act, 'export.make'));
    expect(rows[0]?.subject).toBe('/users/export.csv');
  });

  it('is closed to everyone else', async () => {
    await addPerson(test.services, branch, 'branch_pharmacist', { login: 'zhong' });
    const other = await signIn(test.app, 'zhong');
    for (const path of [paths.users(), paths.newUser(), paths.user(admin.userId), paths.usersExport('csv')]) {
      expect((await other.get(path)).status).toBe(403);
    }
    const act = await other.post(paths.userDisabling(admin.userId), { idempotency_key: 'abcdefgh-1' });
    expect(act.status).toBe(403);
  });
});

describe('the log', () => {
  it('stays empty', () => expect(test.log).toEqual([]));
});
