/** The catalogue's pages through HTTP: who may, what is shown, uploads that go wrong, the whole import by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson, addStock, addStore } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let chief: Browser;
let doctor: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'XG01' });
  const campus = await addMember(test.services, { kind: 'campus', parent: head });
  const branch = await addMember(test.services, { kind: 'branch', parent: campus });
  const clinic = await addMember(test.services, { kind: 'clinic', parent: branch });
  await addPerson(test.services, head, ['chief_pharmacist'], { login: 'chief' });
  await addPerson(test.services, clinic, ['village_doctor'], { login: 'doctor' });
  const item = await addItem(test.services, { code: 'B001', genericName: '阿莫西林胶囊', form: '胶囊' });
  const store = await addStore(test.services, head);
  await addStock(test.services, store, { item, quantityBase: 50, organisationId: head.id });
  await addItem(test.services, { code: 'B002', genericName: '<b>尖括号片</b>', villageTier: false });
  chief = await signIn(test.app, 'chief');
  doctor = await signIn(test.app, 'doctor');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const TITLES = '编码,类别,通用名,剂型,规格,生产厂家,包装单位,包装数量,基本单位,包装价（元）\n';
const key = () => crypto.randomUUID();
const file = (text: string, name = '目录.csv') => new File([text], name, { type: 'text/csv' });

describe('list and item', () => {
  it('shows, filters and escapes', async () => {
    const list = await chief.get(paths.catalogue());
    expect(list.status).toBe(200);
    expect(list.text).toContain('阿莫西林胶囊');
    expect(list.text).toContain('&lt;b&gt;尖括号片&lt;/b&gt;');
    expect(list.text).toContain('12.5000');
    const found = await chief.get(paths.catalogue({ q: 'amxl' }));
    expect(found.text).toContain('B001');
    expect(found.text).not.toContain('B002');
    expect((await chief.get(paths.catalogue({ kind: 'nonsense', page: 'x', sort: 'y' }))).status).toBe(200);
  });

  it('shows one item, and 404 for a code that is not there', async () => {
    const shown = await chief.get(paths.item('b001'));
    expect(shown.text).toContain('阿莫西林胶囊');
    expect((await chief.get(paths.item('B999'))).status).toBe(404);
  });

  it('shows where an item lies, each to the members in reach', async () => {
    const shown = await chief.get(paths.item('B001'));
    expect(shown.text).toContain('哪里有货');
    expect(shown.text).toContain(paths.stockCard('XG01', 'B001'));
    const elsewhere = await doctor.get(paths.item('B001'));
    expect(elsewhere.text).toContain('您能看到的机构都没有这个品种');
    expect(elsewhere.text).not.toContain(paths.stockCard('XG01', 'B001'));
  });

  it('hides prices from those who may not see them, in list, item, order and export', async () => {
    const answers = await Promise.all([
      doctor.get(paths.catalogue({ sort: 'price' })),
      doctor.get(paths.item('B001')),
      doctor.get(paths.catalogueExport('csv')),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('12.5000');
      expect(answer.text).not.toContain('包装价');
    }
  });

  it('exports what the import reads', async () => {
    const csv = await chief.get(paths.catalogueExport('csv', { q: 'B001' }));
    expect(csv.headers.get('content-disposition')).toContain('attachment');
    const uploaded = await chief.post(paths.catalogueImport(), { idempotency_key: key(), file: file(csv.text) });
    expect((await chief.follow(uploaded)).text).toContain('没有可导入的行');
    const xlsx = await chief.get(paths.catalogueExport('xlsx'));
    expect(xlsx.text.slice(0, 2)).toBe('PK');
  });

  it('answers the picker with radio rows', async () => {
    const results = await doctor.get(paths.itemSearch('amxl'), { 'HX-Request-Type': 'partial' });
    expect(results.text).toContain('type="radio" name="item" value="B001"');
    expect(results.text).not.toContain('<html');
    const village = `${paths.itemSearch('尖括号')}&tier=village`;
    expect((await doctor.get(village, { 'HX-Request-Type': 'partial' })).text).toContain('目录里没有找到');
    expect((await doctor.get(paths.itemSearch('amxl'))).location).toBe(paths.catalogue({ q: 'amxl' }));
  });
});

describe('import', () => {
  it('is for those who may', async () => {
    for (const path of [paths.catalogueImport(), paths.catalogueTemplate('csv'), paths.cataloguePreview(1)]) {
      expect((await doctor.get(path)).status).toBe(403);
    }
    const posted = await doctor.post(paths.catalogueImport(), { idempotency_key: key(), file: file(TITLES) });
    expect(posted.status).toBe(403);
    expect((await chief.get(paths.catalogueTemplate('xlsx'))).status).toBe(200);
    expect((await chief.get(paths.catalogueTemplate('csv'))).text).toContain('编码');
  });

  it('says at the field why a file cannot be read', async () => {
    const wrong = await chief.post(paths.catalogueImport(), { idempotency_key: key(), file: file('甲,乙\n1,2') });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('缺少这些列：编码');
    const none = await chief.post(paths.catalogueImport(), { idempotency_key: key(), file: file('') });
    expect(none.status).toBe(422);
    const large = file('a'.repeat(12 * 1024 * 1024));
    expect((await chief.post(paths.catalogueImport(), { idempotency_key: key(), file: large })).status).toBe(413);
  });

  it('previews row by row, imports what is good, and says so when done again', async () => {
    const text = `${TITLES}C001,,丙片,片剂,1g,某厂,盒,10,片,3\nC002,,,片剂,1g,某厂,盒,0,片,3\n`;
    const uploaded = await chief.post(paths.catalogueImport(), { idempotency_key: key(), file: file(text) });
    expect(uploaded.status).toBe(303);
    const preview = await chief.follow(uploaded);
    expect(preview.text).toContain('导入1个品种');
    expect(preview.text).toContain('C列“通用名”：空着。请填写。');
    expect(preview.text).toContain('包装数量至少为1');
    const id = Number(/import\/(\d+)/.exec(uploaded.location ?? '')?.[1]);
    const used = key();
    const applied = await chief.post(paths.catalogueApplication(id), { idempotency_key: used });
    expect(applied.status).toBe(303);
    expect((await chief.follow(applied)).text).toContain('已导入：新增1个');
    expect((await chief.post(paths.catalogueApplication(id), { idempotency_key: used })).status).toBe(303);
    const again = await chief.post(paths.catalogueApplication(id), { idempotency_key: key() });
    expect(again.status).toBe(422);
    expect(again.text).toContain('这次预览已经导入过');
    expect((await chief.get(paths.item('C001'))).text).toContain('丙片');
    expect((await chief.get(paths.cataloguePreview(id, { verdict: 'refused' }))).text).not.toContain('丙片');
    expect((await chief.get(paths.cataloguePreview(id + 99))).status).toBe(404);
  });
});
