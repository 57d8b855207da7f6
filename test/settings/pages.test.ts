/** The rules' pages: what holds when, laying down a later value, what is refused, and taking it back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { ruleOn } from '../../src/settings/queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let chief: Browser;
let admin: Browser;
let doctor: Browser;
let auditor: Browser;
beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  const campus = await addMember(test.services, { kind: 'campus', parent: head, code: 'YQ', name: '中医院院区' });
  const branch = await addMember(test.services, { kind: 'branch', parent: campus, code: 'FY', name: '江背分院' });
  const clinic = await addMember(test.services, { kind: 'clinic', parent: branch, code: 'GZ', name: '高寨村卫生室' });
  await addPerson(test.services, head, ['chief_pharmacist'], { login: 'zong' });
  await addPerson(test.services, head, ['administrator'], { login: 'guan' });
  await addPerson(test.services, head, ['auditor'], { login: 'shen' });
  await addPerson(test.services, clinic, ['village_doctor'], { login: 'cun' });
  chief = await signIn(test.app, 'zong');
  admin = await signIn(test.app, 'guan');
  auditor = await signIn(test.app, 'shen');
  doctor = await signIn(test.app, 'cun');
});
afterAll(() => test.drop());

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
const bands = { 'value.danger': '30', 'value.warn': '90', 'value.caution': '180' };

async function add(browser: Browser, code: string, fields: Record<string, string>): Promise<Answer> {
  const idempotency_key = keyOf(await browser.get(paths.rule(code)));
  const usual = { effectiveFrom: '2026-12-01', legalBasis: '药械〔2026〕18号' };
  return browser.post(paths.rule(code), { idempotency_key, ...usual, ...fields });
}

describe('what holds', () => {
  it('is read by everyone who works by it, in words, with its basis and day', async () => {
    const list = await doctor.get(paths.rules());
    expect(list.text).toContain('剩31天及以内红色，92天及以内橙色，182天及以内黄色');
    expect(list.text).toContain('到会不少于全体的2/3，赞成不少于到会的2/3');
    expect(list.text).toContain('70分及以上推荐，60分及以上弱推荐');
    expect(list.text).toContain('急救30分，慢病续方1天，普通1天');
    expect(list.text).toContain('《处方管理办法》第十六条');
    expect(list.text).toContain('2020-01-01');
    expect(list.text).not.toContain('demo.made');
    const one = await doctor.get(paths.rule('life_days_min'));
    expect(one.text).toContain('分院90天');
    expect(one.text).not.toContain('name="legalBasis"');
    expect((await doctor.get(paths.rule('demo'))).status).toBe(404);
  });

  it('is found by pinyin, asked for any day, and exported', async () => {
    const found = await doctor.get(paths.rules({ q: 'ypl' }));
    expect(found.text).toContain('一品两规');
    expect(found.text).not.toContain('近效期分级');
    expect((await doctor.get(paths.rules({ q: 'two products' }))).text).toContain('一品两规');
    expect((await doctor.get(paths.rules({ q: '没有的规则' }))).text).toContain('没有符合的规则');
    expect((await doctor.get(paths.rules({ day: '2019-12-31' }))).text).toContain('这一天还没有规定');
    const sheet = await doctor.get(paths.rulesExport('csv', { q: 'yplg' }));
    expect(sheet.text).toContain('two_products');
    expect(sheet.text).toContain('注射剂最多2个');
    expect((await doctor.get(paths.rulesExport('xlsx'))).status).toBe(200);
  });
});

describe('a later value', () => {
  it.each([
    ['today', 'near_expiry_days', { ...bands, effectiveFrom: '2026-11-23' }, '开始日要晚于今天'],
    ['yesterday', 'near_expiry_days', { ...bands, effectiveFrom: '2026-11-22' }, '开始日要晚于今天'],
    ['far away', 'near_expiry_days', { ...bands, effectiveFrom: '2062-11-24' }, '开始日在5年以后'],
    ['no basis', 'near_expiry_days', { ...bands, legalBasis: ' ' }, 'f-legalBasis-error'],
    ['narrowing bands', 'near_expiry_days', { ...bands, 'value.warn': '20' }, '天数要从红到黄越来越多'],
    ['a word', 'near_expiry_days', { ...bands, 'value.warn': '三个月' }, 'f-value-warn-error'],
    ['no number', 'selection_reviews', { 'value.least': '' }, 'f-value-least-error'],
    ['nobody', 'selection_reviews', { 'value.least': '0' }, 'f-value-least-error'],
    ['weak above', 'selection_bands', { 'value.recommended': '60', 'value.weak': '70' }, '弱推荐的分数线不能高于推荐'],
    ['third points', 'selection_bands', { 'value.recommended': '70.3', 'value.weak': '60' }, '可以有半分'],
    [
      'over the whole',
      'committee_majority',
      {
        'value.present.of': '3',
        'value.present.outOf': '2',
        'value.inFavour.of': '2',
        'value.inFavour.outOf': '3',
      },
      '比例不能大于1',
    ],
  ])('is refused: %s', async (_what, code, fields, sentence) => {
    const refused = await add(chief, code, fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
    for (const value of Object.values(fields)) if (value.trim() !== '') expect(refused.text).toContain(value);
  });

  it('is laid down by those who keep the rules, once a day, and holds from its day', async () => {
    const { db } = test.services;
    expect((await ruleOn(db.read, 'near_expiry_days', '2026-12-01')).danger).toBe(31);
    const done = await add(chief, 'near_expiry_days', bands);
    expect(done.status).toBe(303);
    const page = await chief.follow(done);
    expect(page.text).toContain('2026-12-01起：剩30天及以内红色，90天及以内橙色，180天及以内黄色');
    expect(page.text).toContain('药械〔2026〕18号');
    // What this process kept is not served after the act
    expect((await ruleOn(db.read, 'near_expiry_days', '2026-12-01')).danger).toBe(30);
    expect((await ruleOn(db.read, 'near_expiry_days', '2026-11-30')).danger).toBe(31);
    expect((await add(admin, 'near_expiry_days', bands)).text).toContain('2026-12-01已经登记过一个值');
    expect((await doctor.get(paths.rules({ day: '2026-12-02' }))).text).toContain('剩30天及以内红色');
    expect((await add(doctor, 'near_expiry_days', bands)).status).toBe(403);
    expect((await add(auditor, 'near_expiry_days', bands)).status).toBe(403);
  });

  it('takes half points and shares', async () => {
    const fields = { 'value.recommended': '69.5', 'value.weak': '60' };
    expect((await add(admin, 'selection_bands', fields)).status).toBe(303);
    const { db } = test.services;
    expect(await ruleOn(db.read, 'selection_bands', '2026-12-01')).toEqual({ recommended: 139, weak: 120 });
    const shares = {
      'value.present.of': '3',
      'value.present.outOf': '4',
      'value.inFavour.of': '1',
      'value.inFavour.outOf': '2',
    };
    const page = await admin.follow(await add(admin, 'committee_majority', shares));
    expect(page.text).toContain('到会不少于全体的3/4，赞成不少于到会的1/2');
  });

  it('is withdrawn before its day, with a reason, and not after', async () => {
    const { db } = test.services;
    const list = await chief.get(paths.rule('near_expiry_days'));
    const id = /\/rules\/near_expiry_days\/(\d+)\/withdrawal/.exec(list.text)?.[1] ?? '';
    const address = paths.ruleWithdrawal('near_expiry_days', id);
    const ask = await chief.get(address);
    expect(ask.text).toContain('撤回“近效期分级”2026-12-01起的值？');
    expect((await doctor.get(address)).status).toBe(403);
    expect((await chief.get(paths.ruleWithdrawal('two_products', id))).status).toBe(404);
    expect((await chief.post(address, { idempotency_key: keyOf(ask), reason: '' })).status).toBe(422);
    const first = await chief.post(address, { idempotency_key: keyOf(ask), reason: '院务会改期' });
    expect((await chief.follow(first)).text).toContain('已撤回2026-12-01起的值');
    expect((await ruleOn(db.read, 'near_expiry_days', '2026-12-01')).danger).toBe(31);
    expect((await chief.post(address, { idempotency_key: 'another-key', reason: 'x' })).status).toBe(404);

    await add(chief, 'near_expiry_days', { ...bands, effectiveFrom: '2026-11-24' });
    const again = await chief.get(paths.rule('near_expiry_days'));
    const next = /\/rules\/near_expiry_days\/(\d+)\/withdrawal/.exec(again.text)?.[1] ?? '';
    test.clock.set(Date.parse('2026-11-24T01:00:00Z'));
    chief = await signIn(test.app, 'zong');
    auditor = await signIn(test.app, 'shen');
    const late = await chief.post(paths.ruleWithdrawal('near_expiry_days', next), {
      idempotency_key: 'late-withdrawal',
      reason: '太晚',
    });
    expect(late.status).toBe(422);
    expect(late.text).toContain('这个值从2026-11-24起已经有效，不能撤回');
    expect((await ruleOn(db.read, 'near_expiry_days', '2026-11-24')).danger).toBe(30);
    expect((await chief.get(paths.rule('near_expiry_days'))).text).not.toContain(`/${next}/withdrawal`);
  });

  it('stands in the trail under the rule, done and refused', async () => {
    const trail = await auditor.get(paths.audit({ subject: 'near_expiry_days' }));
    expect(trail.text).toContain('登记规则新值');
    expect(trail.text).toContain('撤回规则新值');
    expect(trail.text).toContain('院务会改期');
    expect(trail.text).toContain('已经登记过一个值');
  });
});
