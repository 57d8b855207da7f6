/** The list of suppliers: found in every way people type, narrowed by papers, exported as shown, turned by key. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { party } from '../../db/schema/parties.ts';
import { makeCreditCode } from '../../src/kernel/codes/credit-code.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addParty } from '../support/parties.ts';

const CREDIT = makeCreditCode('91', '360732', '12345678');
let test: TestApp;
let reader: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  const person = await addPerson(test.services, head, 'storekeeper');
  reader = await signIn(test.app, person.login);
  await addParty(test.services, { code: 'S012', name: '赣南医药' });
  await test.services.db.transaction((tx) => tx.update(party).set({ creditCode: CREDIT }));
  await addParty(test.services, { code: 'S013', name: '康宁器械', without: ['business'] });
  for (let index = 0; index < 55; index += 1) {
    await addParty(test.services, { code: `T${String(index).padStart(3, '0')}` });
  }
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

describe('the list', () => {
  it.each(['gnyy', 'S012', '赣南'])('finds by %s', async (q) => {
    const { text } = await reader.get(paths.parties({ q }));
    expect(text).toContain('赣南医药');
    expect(text).not.toContain('康宁器械');
  });

  it('is turned by key and counts everything', async () => {
    const first = await reader.get(paths.parties());
    expect(first.text).toContain('共57行');
    const next = /href="(\/parties\?after=[^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await reader.get(next);
    expect(second.text).toContain('T054');
    expect(second.text).not.toContain('S012<');
  });

  it('is narrowed by what the papers ask for', async () => {
    const { text } = await reader.get(paths.parties({ standing: 'missing' }));
    expect(text).toContain('康宁器械');
    expect(text).not.toContain('赣南医药');
    expect((await reader.get(paths.parties({ q: 'nothing' }))).text).toContain('没有符合条件的供应商');
    expect((await reader.get(paths.parties({ after: 'nonsense', kind: 'x' }))).status).toBe(200);
  });

  it('is exported as it is shown', async () => {
    const sheet = await reader.get(paths.partiesExport('csv', { q: 'gnyy' }));
    expect(sheet.text).toContain(CREDIT);
    expect(sheet.text).toContain('齐全有效');
    expect(sheet.text).not.toContain('康宁器械');
  });
});
