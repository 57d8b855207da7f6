/** The organisations' pages: the tree, new members and stores, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, addStore, type TestMember } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let browser: Browser;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  const campus = await addMember(test.services, { kind: 'campus', parent: head, code: 'YQ', name: '中医院院区' });
  const branch = await addMember(test.services, { kind: 'branch', parent: campus, code: 'FY', name: '江背分院' });
  await addStore(test.services, branch, 'cold', { name: '冷藏柜' });
  await addPerson(test.services, head, 'administrator', { login: 'deng' });
  await addPerson(test.services, branch, 'branch_head', { login: 'lv' });
  browser = await signIn(test.app, 'deng');
});
afterAll(() => test.drop());

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';

async function newOne(fields: Record<string, string>): Promise<Answer> {
  const idempotency_key = keyOf(await browser.get(paths.newOrganisation()));
  const usual = { kind: 'campus', parentId: String(head.id), name: '妇幼保健院院区', shortName: '妇幼院区' };
  return browser.post(paths.organisations(), { idempotency_key, ...usual, ...fields });
}

describe('organisations', () => {
  it('are listed as a tree and found by pinyin', async () => {
    const list = await browser.get(paths.organisations());
    expect(list.text.indexOf('总院')).toBeLessThan(list.text.indexOf('江背分院'));
    const found = await browser.get(paths.organisations({ q: 'jbfy' }));
    expect(found.text).toContain('江背分院');
    expect(found.text).not.toContain('>中医院院区</a>');
  });

  it('show stores and people on their page, and unknown ones are 404', async () => {
    const page = await browser.get(paths.organisation('FY'));
    expect(page.text).toContain('冷藏柜');
    expect(page.text).toContain('分院负责人');
    expect((await browser.get(paths.organisation('NONE'))).status).toBe(404);
  });

  it('are added under a fitting parent only, with a code of their own', async () => {
    const added = await newOne({ code: 'yq2' });
    expect(added.location).toBe(paths.organisation('YQ2'));
    expect((await browser.follow(added)).text).toContain('还没有库房');
    expect((await newOne({ code: 'YQ2' })).text).toContain('机构代码YQ2已经用过');
    expect((await newOne({ code: 'V1', kind: 'clinic' })).text).toContain('上级不对');
    expect((await newOne({ code: '坏的' })).text).toContain('机构代码要2至12位');
    const wrong = await newOne({ code: 'YQ3', creditCode: '12360732492860130X' });
    expect(wrong.text).toContain('统一社会信用代码不对');
    expect(wrong.text).toContain('value="YQ3"');
  });

  it('get stores, each name once', async () => {
    const add = async (name: string) => {
      const idempotency_key = keyOf(await browser.get(paths.organisation('YQ2')));
      return browser.post(paths.organisationStores('YQ2'), { idempotency_key, name, zone: 'room' });
    };
    expect((await add('药房常温')).location).toBe(paths.organisation('YQ2'));
    expect((await add('药房常温')).text).toContain('已有叫“药房常温”的库房');
  });

  it('are exported, and closed to others', async () => {
    expect((await browser.get(paths.organisationsExport('csv'))).text).toContain('江背分院');
    const other = await signIn(test.app, 'lv');
    expect((await other.get(paths.organisations())).status).toBe(403);
    expect((await other.get(paths.organisation('FY'))).status).toBe(403);
    expect(test.log).toEqual([]);
  });
});
