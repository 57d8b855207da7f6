/** The pages that keep items by hand, through HTTP: forms filled in, refused with what was typed, hostile input. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemByCode } from '../../src/catalogue/queries.ts';
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
  await addPerson(test.services, head, ['chief_pharmacist'], { login: 'chief', name: '钟药师' });
  await addPerson(test.services, head, ['hub_pharmacist'], { login: 'doctor' });
  const item = await addItem(test.services, { code: 'B001', genericName: '甲西林胶囊', form: '胶囊' });
  await addItem(test.services, { code: 'B002', genericName: '甲西林胶囊', form: '胶囊', strength: '0.5g' });
  const store = await addStore(test.services, head);
  await addStock(test.services, store, { item, quantityBase: 50, organisationId: head.id });
  chief = await signIn(test.app, 'chief');
  doctor = await signIn(test.app, 'doctor');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const key = () => crypto.randomUUID();
const post = (path: string, fields: Record<string, string>, who = chief) =>
  who.post(path, { idempotency_key: key(), ...fields });
const seenIn = (text: string) => /name="seen" value="([0-9a-f]{20})"/.exec(text)?.[1] ?? '';
const productId = async (code: string) => (await itemByCode(test.services.db.read, code))?.productId ?? 0;

const NEW = {
  kind: 'drug',
  genericName: '乙酚片',
  form: '片剂',
  route: 'oral',
  strength: '10mg',
  baseUnit: '片',
  manufacturer: '某某药业',
  approvalNumber: '国药准字H20184010',
  code: 'N0001',
  packUnit: '盒',
  packSize: '２４',
  pricePack: '12.5',
  storageZone: 'room',
  controlClass: 'none',
  essential: '1',
  countyTier: '1',
};

describe('a new item', () => {
  it('is searched for first, then written', async () => {
    const first = await chief.get(paths.newItem({ q: 'jxl' }));
    expect(first.text).toContain('甲西林胶囊');
    expect(first.text).toContain(paths.newItem({ product: await productId('B001') }).replace('&', '&amp;'));
    expect((await chief.get(paths.newItem({ kind: 'decoction_piece' }))).text).toContain('name="origin"');
    expect((await chief.get(paths.newItem({ kind: 'device' }))).text).not.toContain('name="origin"');
    const made = await post(paths.newItem(), NEW);
    expect([made.status, made.headers.get('location')]).toEqual([303, '/catalogue/N0001']);
    const shown = await chief.get(paths.item('N0001'));
    expect(shown.text).toContain('乙酚片');
    expect(shown.text).toContain('国药准字H20184010');
    expect((await itemByCode(test.services.db.read, 'N0001'))?.packSize).toBe(24);
  });

  it('takes another pack of a product without asking for its words', async () => {
    const product = await productId('B001');
    const page = await chief.get(paths.newItem({ product }));
    expect(page.text).not.toContain('name="genericName"');
    const { code: _code, packSize: _size, ...rest } = NEW;
    const made = await post(paths.newItem(), { ...rest, product: String(product), code: 'B003', packSize: '12' });
    expect(made.headers.get('location')).toBe('/catalogue/B003');
    expect((await chief.get(paths.item('B001'))).text).toContain('href="/catalogue/B003"');
    expect((await chief.get(paths.newItem({ product: 999_999 }))).status).toBe(404);
  });

  it('comes back with what was typed and why it was refused', async () => {
    const wrong = await post(paths.newItem(), {
      ...NEW,
      code: 'N0002',
      genericName: '<b>丙</b>',
      approvalNumber: '假1',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('&lt;b&gt;丙&lt;/b&gt;');
    expect(wrong.text).toContain('id="f-approvalNumber-error"');
    const empty = await post(paths.newItem(), { ...NEW, code: '', strength: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('f-strength-error');
    for (const hostile of ['-1', '1e9', '9'.repeat(30), '1.5']) {
      expect((await post(paths.newItem(), { ...NEW, code: 'N0003', packSize: hostile })).status).toBe(422);
      expect((await post(paths.newItem(), { ...NEW, code: 'N0003', pricePack: `${hostile}x` })).status).toBe(422);
    }
    expect((await post(paths.newItem(), {})).status).toBe(422);
    expect((await chief.get('/catalogue/new?concept=abc&kind=nonsense')).status).toBe(200);
    expect((await post(paths.newItem(), NEW, doctor)).status).toBe(403);
  });
});

describe('levels and packs', () => {
  it('say how many items change, change them, and explain a stale page', async () => {
    const path = paths.catalogueLevel('product', await productId('B001'));
    const page = await chief.get(path);
    expect(page.text).toContain('会同时改2个品种上的文字');
    const fields = { seen: seenIn(page.text), manufacturer: '新江西制药' };
    expect((await post(path, fields)).status).toBe(303);
    expect((await itemByCode(test.services.db.read, 'B003'))?.manufacturer).toBe('新江西制药');
    const stale = await post(path, { ...fields, manufacturer: '别人' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('钟药师');
    expect(stale.text).toContain('修改产品');
    expect(stale.text).toContain('value="别人"');
    for (const level of ['concept', 'specification'] as const) {
      expect((await chief.get(paths.catalogueLevel(level, 1))).status).toBe(200);
      expect((await chief.get(paths.catalogueLevel(level, 999_999))).status).toBe(404);
    }
  });

  it('keep the pack of what has stock', async () => {
    const page = await chief.get(paths.itemPack('B001'));
    expect(page.text).not.toContain('name="packSize"');
    const seen = seenIn(page.text);
    const refused = await post(paths.itemPack('B001'), { seen, packUnit: '盒', packSize: '10', pricePack: '1' });
    expect(refused.status).toBe(422);
    const saved = await post(paths.itemPack('B001'), { seen, packUnit: '瓶', pricePack: '13' });
    expect(saved.status).toBe(303);
  });

  it('go out of use after saying what is there, and come back', async () => {
    const page = await chief.get(paths.itemRetirement('B001'));
    expect(page.text).toContain('现存');
    expect((await post(paths.itemRetirement('B001'), { reason: '' })).status).toBe(422);
    expect((await post(paths.itemRetirement('B001'), { reason: '停产' })).status).toBe(303);
    expect((await chief.get(paths.item('B001'))).text).toContain('这个品种已停用');
    expect((await post(paths.itemRetirement('B001'), { reason: '停产' })).status).toBe(422);
    expect((await post(paths.itemReinstatement('B001'), {})).status).toBe(303);
  });
});

describe('codes', () => {
  it('are added and ended on the page of the item', async () => {
    const good = { type: 'base_code', value: '86901110000021', source: '扫盒' };
    const added = await post(paths.itemCodes('B001'), good);
    expect(added.status).toBe(303);
    const shown = await chief.get(paths.item('B001'));
    expect(shown.text).toContain('86901110000021');
    expect(shown.text).toContain('校验位不符');
    const wrong = await post(paths.itemCodes('B001'), { ...good, value: '<script>1' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('&lt;script&gt;1');
    const taken = await post(paths.itemCodes('B002'), good);
    expect(taken.text).toContain('甲西林胶囊');
    expect(taken.status).toBe(422);
    const end = { type: 'base_code', value: '86901110000021', validFrom: '', validTo: '2026-12-31' };
    expect((await post(paths.itemCodeEnds('B001'), end)).status).toBe(303);
    expect((await post(paths.itemCodeEnds('B001'), end)).status).toBe(422);
    expect((await post(paths.itemCodes('B001'), good, doctor)).status).toBe(403);
  });
});

describe('facts', () => {
  const fact = { value: 'b', effectiveFrom: '2026-11-23', legalBasis: '医保目录2026' };

  it('are recorded, shown as of a day, taken back and corrected', async () => {
    const path = paths.itemFact('B001', 'insurance');
    expect((await post(path, fact)).status).toBe(303);
    expect((await post(path, { ...fact, value: 'a', effectiveFrom: '2027-01-01' })).status).toBe(303);
    const page = await chief.get(path);
    expect(page.text).toContain('乙类');
    const withdrawal = /href="([^"]+\/withdrawal)"/.exec(page.text)?.[1] ?? '';
    const correction = [...page.text.matchAll(/href="([^"]+\/correction)"/g)].at(-1)?.[1] ?? '';
    expect((await chief.get(withdrawal)).text).toContain('撤回');
    expect((await post(withdrawal, {})).status).toBe(303);
    expect((await chief.get(correction)).status).toBe(200);
    expect((await post(correction, { value: 'b', legalBasis: 'x', reason: 'y' })).status).toBe(422);
    expect((await post(correction, { value: 'b_limited', legalBasis: 'x', reason: '<i>错' })).status).toBe(303);
    const after = await chief.get(path);
    expect(after.text).toContain('乙类（限定支付）');
    expect(after.text).toContain('&lt;i&gt;错');
    expect((await chief.get(`${paths.item('B001')}?on=2026-11-22`)).text).toContain('2026-11-22的属性');
    expect((await chief.get(`${paths.item('B001')}?on=never`)).status).toBe(200);
    expect((await doctor.get(path)).text).not.toContain('name="legalBasis"');
  });

  it('take doses, batches and diseases, and refuse nonsense at its field', async () => {
    const dose = { ...fact, value: '1.5', unit: 'g', route: 'oral', year: '2025' };
    expect((await post(paths.itemFact('B001', 'ddd'), dose)).status).toBe(303);
    const batch = { ...fact, value: 'selected', batch: '第10批' };
    expect((await post(paths.itemFact('B001', 'vbp'), batch)).status).toBe(303);
    expect((await post(paths.itemFact('B001', 'vbp'), { ...batch, batch: '' })).status).toBe(422);
    expect((await post(paths.itemFact('B001', 'chronic'), { ...fact, value: 'copd' })).status).toBe(303);
    const shown = await chief.get(paths.item('B001'));
    for (const text of ['1.5g，口服，2025年', '第10批中选', '慢阻肺']) expect(shown.text).toContain(text);
    const wrong = await post(paths.itemFact('B001', 'high_alert'), { ...fact, value: 'Z', legalBasis: '某文件' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="某文件"');
    expect(wrong.text).toContain('f-value-error');
    expect((await chief.get('/catalogue/B001/facts/nothing')).status).toBe(404);
  });

  it('filter the list and its export', async () => {
    const codes = async (query: Record<string, string>) => {
      const list = await chief.get(paths.catalogue(query));
      return ['B001', 'B002'].filter((code) => list.text.includes(`href="/catalogue/${code}"`));
    };
    expect(await codes({ insurance: 'b_limited' })).toEqual(['B001']);
    expect(await codes({ insurance: 'none' })).toEqual(['B002']);
    expect(await codes({ chronic: 'any' })).toEqual(['B001']);
    expect(await codes({ chronic: 'diabetes_2' })).toEqual([]);
    expect(await codes({ vbp: 'selected' })).toEqual(['B001']);
    expect(await codes({ antimicrobial: 'none', kind: 'drug' })).toEqual(['B001', 'B002']);
    const sheet = await chief.get(paths.catalogueExport('csv', { chronic: 'copd' }));
    expect(sheet.text).toContain('B001');
    expect(sheet.text).not.toContain('B002');
  });
});

describe('one fact for many', () => {
  const fact = { type: 'key_monitored', value: 'yes', effectiveFrom: '2026-11-23', legalBasis: '重点监控目录' };

  it('previews pasted codes, says what it does not know, and writes', async () => {
    expect((await chief.get(paths.factBatch({ type: 'vbp', kind: 'drug' }))).text).toContain('name="batch"');
    const preview = await post(paths.factBatchPreview(), { ...fact, codes: 'B001, b002\n没有123' });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('没有123');
    expect(preview.text).toContain('写入2个品种');
    const items = /name="items" value="([0-9 ]+)"/.exec(preview.text)?.[1] ?? '';
    const apply = { type: fact.type, stored: 'yes', effectiveFrom: fact.effectiveFrom, legalBasis: 'x', items };
    const sent = { idempotency_key: key(), ...apply };
    expect((await chief.post(paths.factBatchApplication(), sent)).status).toBe(303);
    expect((await chief.post(paths.factBatchApplication(), sent)).status).toBe(303);
    expect((await post(paths.factBatchApplication(), apply)).status).toBe(422);
    expect((await chief.get(paths.itemFact('B002', 'key_monitored'))).text).toContain('2026-11-23起');
  });

  it('previews the filtered catalogue, and refuses what is no choice', async () => {
    const filtered = { ...fact, type: 'insurance', value: 'a', choose: 'filter', 'filter.q': 'B002' };
    expect((await post(paths.factBatchPreview(), filtered)).text).toContain('写入1个品种');
    expect((await post(paths.factBatchPreview(), fact)).status).toBe(422);
    const wrong = await post(paths.factBatchPreview(), { ...fact, value: 'maybe', codes: 'B001' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('B001');
    expect((await post(paths.factBatchPreview(), { ...fact, type: 'price', codes: 'B001' })).status).toBe(422);
    expect((await post(paths.factBatchPreview(), { ...fact, codes: 'B001' }, doctor)).status).toBe(403);
  });
});
