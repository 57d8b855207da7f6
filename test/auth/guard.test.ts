/** Who is refused learns which roles may, in the own language, and nothing else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rolesGranting } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY' });
  await addPerson(test.services, head, 'storekeeper', { login: 'zhong', name: '钟库管' });
  await addPerson(test.services, head, 'auditor', { login: 'luo', name: '罗审计' });
});
afterAll(() => test.drop());

it('names the roles of a permission, of any of several, in their order', () => {
  expect(rolesGranting('audit.read')).toEqual(['auditor', 'administrator']);
  expect(rolesGranting('committee.vote', 'formulary.publish')).toEqual(['chief_pharmacist', 'committee_member']);
  expect(rolesGranting()).toEqual([]);
});

it('tells them on the page of a refusal, but no names of people', async () => {
  const browser = await signIn(test.app, 'zhong');
  const refused = await browser.get(paths.audit());
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('需要的岗位：审计、系统管理员。');
  expect(refused.text).not.toMatch(/罗审计|audit\.read/);
  await browser.post(paths.preferences(), { language: 'en' });
  expect((await browser.get(paths.audit())).text).toContain('Roles that may: Auditor, ');
});
