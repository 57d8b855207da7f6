/** The second person: proved by the own password, refused when wrong, when the same, when of another place. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person } from '../../db/schema/users.ts';
import { proveSecondPerson } from '../../src/auth/second-person.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, TEST_PASSWORD, type TestMember, type TestPerson } from '../support/build.ts';

let test: TestApp;
let branch: TestMember;
let other: TestMember;
let wang: TestPerson;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head' });
  branch = await addMember(test.services, { kind: 'branch', parent: head });
  other = await addMember(test.services, { kind: 'branch', parent: head });
  wang = await addPerson(test.services, branch, 'branch_pharmacist', { login: 'wang' });
});
afterAll(() => test.drop());

async function prove(login: string, password = TEST_PASSWORD, actor = 9_000_001) {
  const standsBy = { permissions: ['controlled.act'] as const, placePath: branch.path };
  const typed = { login, password, address: '::1' };
  return proveSecondPerson(test.services, { userId: actor }, typed, standsBy);
}

describe('proveSecondPerson', () => {
  it('gives who stands by and when, for the login in any case', async () => {
    const head = await addPerson(test.services, branch, 'branch_head', { login: 'zhao' });
    const answer = await prove(' ZHAO ');
    expect(answer).toMatchObject({ ok: true, value: { userId: head.userId, provedAt: expect.any(Number) } });
  });

  it('refuses nobody, an empty password, the actor, and a wrong password with one sentence', async () => {
    expect(await prove('')).toMatchObject({ reason: 'witness_missing', field: 'witness' });
    expect(await prove('wang', '')).toMatchObject({ reason: 'witness_password_missing' });
    expect(await prove('wang', TEST_PASSWORD, wang.userId)).toMatchObject({ reason: 'witness_same_person' });
    expect(await prove('wang', 'wrong-password')).toMatchObject({ reason: 'witness_wrong', field: 'witnessPassword' });
    expect(await prove('nobody', 'wrong-password')).toMatchObject({ reason: 'witness_wrong' });
  });

  it('refuses somebody of another place, without the permission, or with a one-time password', async () => {
    const far = await addPerson(test.services, other, 'branch_pharmacist');
    expect(await prove(far.login)).toMatchObject({ reason: 'witness_elsewhere' });
    const clerk = await addPerson(test.services, branch, 'village_doctor').catch(() => undefined);
    if (clerk !== undefined) expect(await prove(clerk.login)).toMatchObject({ reason: 'witness_may_not' });
    const fresh = await addPerson(test.services, branch, 'branch_pharmacist');
    await test.services.db.transaction((tx) =>
      tx.update(person).set({ mustChangePassword: true }).where(eq(person.id, fresh.userId)),
    );
    expect(await prove(fresh.login)).toMatchObject({ reason: 'witness_one_time' });
  });

  it('locks the login after wrong passwords, and brakes an actor who tries many', async () => {
    await addPerson(test.services, branch, 'branch_pharmacist', { login: 'locked' });
    for (let n = 0; n < 4; n += 1) expect((await prove('locked', 'wrong', 77)).ok).toBe(false);
    expect(await prove('locked', 'wrong', 77)).toMatchObject({ reason: 'login_locked', field: 'witnessPassword' });
    for (let n = 0; n < 5; n += 1) await prove('locked', 'wrong', 77);
    expect(await prove('wang', TEST_PASSWORD, 77)).toMatchObject({ reason: 'witness_often' });
    expect(await prove('wang', TEST_PASSWORD, 78)).toMatchObject({ ok: true });
  });
});
