/** The stock pages as people get them: what each shows, what is refused, and the files that leave. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { freezeLots } from '../../src/ledger/lots.ts';
import { paths } from '../../src/paths.ts';
import { TEST_NOW } from '../support/app.ts';
import { addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { postAt, type StockCounty, stockAt, stockCounty } from './county.ts';

let county: StockCounty;
let hub: Browser;
let branch: Browser;
let doctor: Browser;
let lotId: number;

beforeAll(async () => {
  county = await stockCounty();
  await stockAt(county, county.hubStore, county.hub.id, 2400, { lot: 'HUBLOT' });
  lotId = await stockAt(county, county.branchStore, county.branch.id, 240, { lot: 'GOODLOT', pricePack: 54_000 });
  await stockAt(county, county.branchStore, county.branch.id, 48, { lot: 'OLDLOT', expiresInDays: -3 });
  const cold = await stockAt(county, county.branchStore, county.branch.id, 24, { lot: 'ICELOT' });
  await stockAt(county, county.otherStore, county.other.id, 24, { lot: 'OTHERLOT' });
  await stockAt(county, county.clinicStore, county.clinic.id, 12, { lot: 'CLINICLOT' });
  await county.test.services.db.transaction((tx) => freezeLots(tx, [cold], 'recall'));
  await postAt(county, 10, { lotId, fromId: county.branchStore, toId: county.consumed, quantityBase: 60 });
  county.test.clock.set(TEST_NOW);
  const { app } = county.test;
  hub = await signIn(app, county.pharmacist.login);
  branch = await signIn(app, county.branchPharmacist.login);
  doctor = await signIn(app, county.doctor.login);
});
afterAll(() => county.test.drop());

test('the overview has a row for the item, a column for each member and a link in each cell', async () => {
  const page = await hub.get(paths.stock());
  expect(page.status).toBe(200);
  expect(page.text).toContain('盐酸二甲双胍缓释片');
  for (const name of ['总院', '中医院院区', '江背分院', '社富分院'])
    expect(page.text).toContain(`aria-label="${name}"`);
  expect(page.text).not.toContain('aria-label="华坪村卫生室"');
  expect(page.text).toContain('open=JB&amp;item=TAB-1#open');
});

test('a cell opens into its lots, as a page and as the region alone', async () => {
  const address = paths.stock({ open: 'JB', item: 'TAB-1' });
  const page = await hub.get(address);
  expect(page.text).toContain('<!doctype html>');
  const region = await hub.get(address, { 'HX-Request': 'true', 'HX-Request-Type': 'partial' });
  expect(region.text).toMatch(/^<div id="matrix">/);
  for (const text of [page.text, region.text]) {
    expect(text).toContain('GOODLOT');
    expect(text).toContain('已过期3天');
    expect(text).toContain('召回，已冻结');
    expect(text).not.toContain('OTHERLOT');
  }
});

test('a branch sees its own subtree alone; a clinic is led to its own stock', async () => {
  const page = await branch.get(paths.stock());
  expect(page.text).toContain('aria-label="华坪村卫生室"');
  expect(page.text).not.toContain('社富分院');
  expect(page.text).not.toContain('aria-label="总院"');
  const led = await doctor.get(paths.stock());
  expect([led.status, led.location]).toEqual([303, paths.stockOf('JB01')]);
});

test('another organisation is not found, on every page and file', async () => {
  const otherLot = await hub.get(paths.stockOf('SF'));
  const id = /\/lots\/(\d+)/.exec(otherLot.text)?.[1];
  const addresses = [
    paths.stockOf('SF'),
    paths.stockOfExport('SF', 'csv'),
    paths.stockCard('SF', 'TAB-1'),
    paths.stockCardExport('SF', 'TAB-1', 'xlsx'),
    paths.lot(Number(id)),
    paths.stock({ open: 'SF', item: 'TAB-1' }),
    paths.stockOf('NOBODY'),
    paths.stockCard('JB', 'NOTHING'),
    paths.lot(999_999),
    '/lots/abc',
  ];
  for (const address of addresses) expect([address, (await branch.get(address)).status]).toEqual([address, 404]);
});

test('people without the right to see stock get nothing of it', async () => {
  const { services, app } = county.test;
  const administrator = await addPerson(services, county.hub, 'administrator');
  const browser = await signIn(app, administrator.login);
  for (const address of [
    paths.stock(),
    paths.stockOf('JB'),
    paths.stockCard('JB', 'TAB-1'),
    paths.stockExport('csv'),
  ]) {
    expect([address, (await browser.get(address)).status]).toEqual([address, 403]);
  }
});

test('a member page tells what is usable, why the rest is not, and costs to those who may see them', async () => {
  const page = await branch.get(paths.stockOf('JB'));
  for (const text of ['GOODLOT', '已过期3天', '召回，已冻结', '40.50']) expect(page.text).toContain(text);
  const clinic = await doctor.get(paths.stockOf('JB01'));
  expect(clinic.text).toContain('CLINICLOT');
  expect(clinic.text).not.toContain('金额');
  const expired = await branch.get(paths.stockOf('JB', { band: 'expired' }));
  expect(expired.text).toContain('OLDLOT');
  expect(expired.text).not.toContain('GOODLOT');
  const none = await branch.get(paths.stockOf('JB', { q: 'zzz', zone: 'cold' }));
  expect(none.text).toContain('没有符合条件的批次');
});

test('a card shows opening, lines, standing and equation; nonsense in the address is not an error', async () => {
  const page = await branch.get(paths.stockCard('JB', 'TAB-1'));
  expect(page.text).toContain('期初13盒 + 收入0盒 − 发出2盒12片 = 结存10盒12片');
  expect(page.text).toContain('发药领用');
  const odd = await branch.get(
    paths.stockCard('JB', 'TAB-1', { from: '2026-12-01', to: '2026-01-01', kind: 'x', lot: '-1', after: '!!' }),
  );
  expect(odd.status).toBe(200);
  expect(odd.text).toContain('日期有误');
  const english = await doctor.get(paths.stockCard('JB01', 'TAB-1'));
  expect(english.text).not.toContain('成本');
});

test('a lot page says where it is and every movement within the scope', async () => {
  const page = await branch.get(paths.lot(lotId));
  for (const text of ['批号GOODLOT', '江背分院', '期初入账', '发药领用', '5.4000']) expect(page.text).toContain(text);
});

test('files hold the rows of the page, leave a row in the audit trail, and hide costs as the page does', async () => {
  const csv = await branch.get(paths.stockOfExport('JB', 'csv', { band: 'expired' }));
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.text).toContain('OLDLOT');
  expect(csv.text).not.toContain('GOODLOT');
  expect((await doctor.get(paths.stockOfExport('JB01', 'csv'))).text).not.toContain('金额');
  const card = await branch.get(paths.stockCardExport('JB', 'TAB-1', 'csv'));
  expect(card.text.trim().split('\r\n')).toHaveLength(2);
  const matrix = await hub.get(paths.stockExport('csv'));
  expect(matrix.text).toContain('TAB-1');
  const book = await hub.get(paths.stockExport('xlsx'));
  expect(book.headers.get('content-disposition')).toContain('.xlsx');
  const rows = await county.test.services.db.read
    .select({ act: auditRow.act, subject: auditRow.subject })
    .from(auditRow)
    .where(eq(auditRow.actorId, county.branchPharmacist.userId));
  expect(rows).toContainEqual({ act: 'export.stock_member', subject: 'JB' });
  expect(rows).toContainEqual({ act: 'export.stock_card', subject: 'JB TAB-1' });
});

test('a search with signs of its own is taken as text', async () => {
  const page = await hub.get(paths.stock({ q: '"><script>%_' }));
  expect(page.status).toBe(200);
  expect(page.text).not.toContain('"><script>');
  expect(page.text).toContain('没有符合条件的品种');
});
