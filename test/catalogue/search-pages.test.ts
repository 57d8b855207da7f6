/** The one search as pages use it: pickers, the list with its pages, the box above every page, stock and boards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemCode } from '../../db/schema/catalogue.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson, addStock, addStore, type TestMember } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let chief: Browser;
let doctor: Browser;
let head: TestMember;
let lotId: number;

const SCAN = '(01)06901234567892(17)280630(10)A2401';
const PARTIAL = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };

beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'XG01' });
  const campus = await addMember(test.services, { kind: 'campus', parent: head });
  const branch = await addMember(test.services, { kind: 'branch', parent: campus });
  const clinic = await addMember(test.services, { kind: 'clinic', parent: branch });
  await addPerson(test.services, head, ['chief_pharmacist'], { login: 'chief' });
  await addPerson(test.services, clinic, ['village_doctor'], { login: 'doctor' });
  const item = await addItem(test.services, { code: 'B001', genericName: '阿莫西林', form: '胶囊剂' });
  const foreign = { itemId: item.id, source: 'test' };
  const codes = [
    { ...foreign, type: 'gtin' as const, value: '6901234567892' },
    { ...foreign, type: 'base_code' as const, value: '86901110000020' },
  ];
  await test.services.db.transaction((tx) => tx.insert(itemCode).values(codes));
  const out = { countyTier: false, townshipTier: false, villageTier: false };
  await addItem(test.services, { code: 'B0012', genericName: '阿莫西林克拉维酸钾', ...out });
  for (let n = 0; n < 60; n += 1) await addItem(test.services, { genericName: '甘草片', strength: `${n + 1}mg` });
  const store = await addStore(test.services, head);
  const stock = { item, quantityBase: 50, organisationId: head.id, lot: 'A2401', expiresOn: '2028-06-30' };
  lotId = await addStock(test.services, store, stock);
  chief = await signIn(test.app, 'chief');
  doctor = await signIn(test.app, 'doctor');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

describe('the results of a picker', () => {
  const results = (q: string) => doctor.get(paths.itemSearch(q), PARTIAL);

  it.each(['amxl', 'amoxilin', 'anoxilin', '阿莫', '86901110000020', SCAN, 'b001'])(
    'hold 阿莫西林 for %s',
    async (q) => {
      const { status, text } = await results(q);
      expect(status).toBe(200);
      expect(text).toContain('value="B001"');
      expect(text.includes('拼写相近')).toBe(q === 'anoxilin');
    },
  );

  it('say strength, pack, maker, and whether the formulary holds the item', async () => {
    const { text } = await results('amxl');
    expect(text).toContain('0.25g×24片/盒');
    expect(text).toContain('目录内：县级、乡级、村级');
    expect(text).toContain('不在现行目录');
  });

  it('bear junk', async () => {
    for (const q of ['x'.repeat(200), '\u001d\u0007', "' or 1=1 --", ']d2', '(01)123']) {
      expect((await results(q)).status, q.slice(0, 20)).toBe(200);
    }
  });
});

describe('the box above every page', () => {
  it('goes to the lot of a scanned box, and to the item of a code', async () => {
    expect((await chief.get(paths.finder(SCAN))).location).toBe(paths.lot(lotId));
    expect((await chief.get(paths.finder('6901234567892'))).location).toBe(paths.item('B001'));
    expect((await chief.get(paths.finder('86901110000020'))).location).toBe(paths.item('B001'));
    expect((await chief.get(paths.finder('b001'))).location).toBe(paths.item('B001'));
    // The lot lies where the doctor may not look: the item is all there is to see
    expect((await doctor.get(paths.finder(SCAN))).location).toBe(paths.item('B001'));
  });

  it('lists what several items may be meant by', async () => {
    const { status, text } = await chief.get(paths.finder('amxl'));
    expect(status).toBe(200);
    expect(text).toContain(paths.item('B001'));
    expect(text).toContain(paths.item('B0012'));
  });
});

describe('lists', () => {
  it('page what was found without losing or doubling a row', async () => {
    const codesOn = async (page: number) => {
      const { text } = await chief.get(paths.catalogue({ q: 'gancaopian', page }));
      return [...text.matchAll(/href="\/catalogue\/(I\d+)"/g)].map((match) => match[1]);
    };
    const shown = new Set([...(await codesOn(1)), ...(await codesOn(2))]);
    expect(shown.size).toBe(60);
    const { text } = await chief.get(paths.catalogue({ q: 'gancaopian', kind: 'consumable' }));
    expect(text).not.toContain('甘草片');
  });

  it('find stock by the same words', async () => {
    for (const q of ['amxl', 'anoxilin', SCAN, '6901234567892']) {
      expect((await chief.get(paths.stockOf(head.code, { q }))).text, q).toContain('阿莫西林');
    }
    expect((await chief.get(paths.stockOf(head.code, { q: 'gancao' }))).text).not.toContain('阿莫西林');
  });

  it('choose in a new request what was scanned', async () => {
    const { text } = await doctor.get(paths.newShortage({ q: 'b001' }));
    expect(text).toMatch(/<input type="radio" name="itemCode" value="B001" checked=""/);
  });
});
