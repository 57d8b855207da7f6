/** The pages of budgets: listed, opened, changed, given as a file; kept from people who only read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let other: TestMember;
let money: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  other = await addMember(test.services, { kind: 'branch', parent: head, code: 'GX', name: '高兴分院' });
  await addPerson(test.services, head, 'chief_accountant', { login: 'money' });
  await addPerson(test.services, head, 'buyer', { login: 'buyer' });
  money = await signIn(test.app, 'money');
});
afterAll(() => test.drop());

describe('pages', () => {
  it('list, open and change budgets, keep what was typed, and give a file', async () => {
    const form = await money.get(paths.newBudget());
    const key = /name="idempotency_key" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const fields = {
      idempotency_key: key,
      organisation: other.code,
      category: 'consumable',
      year: '2026',
      reason: '会议',
    };
    const refused = await money.post(paths.budgets(), { ...fields, amount: '12.345' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('value="12.345"');
    const done = await money.post(paths.budgets(), { ...fields, amount: '2,000.50' });
    expect(done.status).toBe(303);
    const page = await money.follow(done);
    expect(page.text).toContain('2,000.50');
    const list = await money.get(paths.budgets({ q: 'gx' }));
    expect(list.text).toContain('高兴分院');
    expect(list.text).not.toContain('>江背分院<');
    const file = (await money.get(paths.budgetsExport('csv', { year: 2026 }))).text;
    expect(file).toContain('高兴分院');
    expect(file).toContain('执行率');
    const reader = await signIn(test.app, 'buyer');
    expect((await reader.get(paths.newBudget())).status).toBe(403);
  });
});
