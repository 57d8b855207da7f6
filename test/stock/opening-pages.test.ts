/** The import of opening stock by hand through HTTP, and who may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson, addStore } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let keeper: Browser;
let doctor: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'XG01', name: '总院' });
  await addStore(test.services, head, 'room', { name: '中心药库' });
  await addPerson(test.services, head, ['storekeeper'], { login: 'keeper' });
  await addPerson(test.services, head, ['hub_pharmacist'], { login: 'doctor' });
  await addItem(test.services, { code: 'B001', genericName: '阿莫西林胶囊' });
  keeper = await signIn(test.app, 'keeper');
  doctor = await signIn(test.app, 'doctor');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const key = () => crypto.randomUUID();
const file = (text: string) => new File([text], '期初.csv', { type: 'text/csv' });
const SHEET =
  '机构编码,药品编码,批号,有效期至,整包数,零散数,进价（元）\nXG01,B001,2501,2027-02,10,6,5.4\nXG09,B001,x,2027-02,1,,1\n';

describe('opening stock pages', () => {
  it('are for storekeepers', async () => {
    for (const path of [paths.openingImport(), paths.openingTemplate('csv'), paths.openingPreview(1)]) {
      expect((await doctor.get(path)).status).toBe(403);
    }
    expect((await doctor.post(paths.openingApplication(1), { idempotency_key: key() })).status).toBe(403);
  });

  it('offer a template and say what is wrong with a file', async () => {
    expect((await keeper.get(paths.openingImport())).text).toContain('有效期至');
    expect((await keeper.get(paths.openingTemplate('csv'))).text).toContain('机构编码');
    const wrong = await keeper.post(paths.openingImport(), { idempotency_key: key(), file: file('a,b\n1,2') });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('缺少这些列：机构编码');
    expect((await keeper.post(paths.openingImport(), { idempotency_key: key() })).status).toBe(422);
  });

  it('preview, post once, and refuse the second time', async () => {
    const uploaded = await keeper.post(paths.openingImport(), { idempotency_key: key(), file: file(SHEET) });
    const preview = await keeper.follow(uploaded);
    expect(preview.text).toContain('期初入账1个批次');
    expect(preview.text).toContain('金额55.35元');
    expect(preview.text).toContain('机构编码XG09不存在');
    const id = Number(/opening\/(\d+)/.exec(uploaded.location ?? '')?.[1]);
    const posted = await keeper.post(paths.openingApplication(id), { idempotency_key: key() });
    expect((await keeper.follow(posted)).text).toContain('期初库存已入账：1个批次');
    const again = await keeper.post(paths.openingApplication(id), { idempotency_key: key() });
    expect(again.status).toBe(422);
    expect(again.text).toContain('已经导入过');
    expect((await keeper.post(paths.openingApplication(id + 9), { idempotency_key: key() })).status).toBe(404);
  });
});
