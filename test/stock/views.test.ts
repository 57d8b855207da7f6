/** The wider stock pages as people get them: near expiry, slow stock, value, past days; who sees what, and files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { TEST_NOW } from '../support/app.ts';
import { type Browser, signIn } from '../support/login.ts';
import { postAt, type StockCounty, stockAt, stockCounty, TODAY } from './county.ts';

let county: StockCounty;
let hub: Browser;
let branch: Browser;
let doctor: Browser;

beforeAll(async () => {
  county = await stockCounty();
  const { branchStore, clinicStore, otherStore, consumed, hubStore } = county;
  await stockAt(county, hubStore, county.hub.id, 2400, { lot: 'HUBLOT', pricePack: 100_000 });
  const used = await stockAt(county, branchStore, county.branch.id, 240, { lot: 'USEDLOT', expiresInDays: 20 });
  await stockAt(county, branchStore, county.branch.id, 48, { lot: 'OLDLOT', expiresInDays: -3 });
  const other = await stockAt(county, otherStore, county.other.id, 4800, { lot: 'OTHERLOT', expiresInDays: 80 });
  await stockAt(county, clinicStore, county.clinic.id, 12, { lot: 'CLINICLOT', expiresInDays: 150 });
  const issue = { kind: 'issue' as const };
  await postAt(county, 20, { lotId: other, fromId: otherStore, toId: consumed, quantityBase: 2400 }, issue);
  // Written down today, though it happened ten days ago
  county.test.clock.set(TEST_NOW);
  await postAt(county, 10, { lotId: used, fromId: branchStore, toId: consumed, quantityBase: 24 });
  const { app } = county.test;
  hub = await signIn(app, county.pharmacist.login);
  branch = await signIn(app, county.branchPharmacist.login);
  doctor = await signIn(app, county.doctor.login);
});
afterAll(() => county.test.drop());

test('the board shows each lot in its nearest band with what to do, and leads to the months ahead', async () => {
  const page = await hub.get(paths.stockExpiry());
  expect(page.status).toBe(200);
  for (const text of ['USEDLOT', 'OLDLOT', 'OTHERLOT', 'CLINICLOT', paths.stockExpiryCalendar()]) {
    expect(page.text).toContain(text);
  }
  expect(page.text).not.toContain('HUBLOT');
  expect(page.text).toContain('已过期：移入不合格区，报损');
  // 216 left of which 24 are used in a month: the other branch uses 100 boxes
  expect(page.text).toContain('调给社富分院，近30天用100盒');
  expect(page.text).not.toContain('style=');
});

test('bands, members and months narrow the board, and each number opens', async () => {
  const expired = await hub.get(paths.stockExpiry({ band: 'expired' }));
  expect(expired.text).toContain('OLDLOT');
  expect(expired.text).not.toContain('USEDLOT');
  const month = addDays(TODAY, 80).slice(0, 7);
  const inMonth = await hub.get(paths.stockExpiry({ month }));
  expect(inMonth.text).toContain('OTHERLOT');
  expect(inMonth.text).not.toContain('CLINICLOT');
  const calendar = await hub.get(paths.stockExpiryCalendar());
  for (const text of ['role="img"', '未来12个月到期', month]) expect(calendar.text).toContain(text);
  const nextYear = await hub.get(paths.stockExpiryCalendar({ years: 1 }));
  expect(nextYear.text).toContain('2027-11至2028-10到期');
  expect(nextYear.text).toContain(paths.stockExpiryCalendar({ years: 2 }));
  expect(nextYear.text).toContain(`href="${paths.stockExpiryCalendar()}"`);
  expect((await hub.get(paths.stockExpiryCalendar({ years: 9 }))).text).not.toContain('再往后12个月');
  expect((await hub.get(paths.stockExpiryCalendar({ years: 99 }))).text).toContain('未来12个月到期');
  const ofBranch = await hub.get(paths.stockExpiry({ org: 'JB' }));
  expect(ofBranch.text).not.toContain('OTHERLOT');
  const none = await hub.get(paths.stockExpiry({ control: 'narcotic' }));
  expect(none.text).toContain('没有近效期库存');
});

test('a village sees its own and no prices; what lies outside is not found', async () => {
  const page = await doctor.get(paths.stockExpiry());
  expect(page.text).toContain('CLINICLOT');
  for (const hidden of ['OTHERLOT', 'USEDLOT', '金额（元）']) expect(page.text).not.toContain(hidden);
  for (const address of [
    paths.stockExpiry({ org: 'JB' }),
    paths.stockSlow({ org: 'SF' }),
    paths.stockThen({ org: 'SF' }),
    paths.stockExpiryExport('csv', { org: 'JB' }),
    paths.stockThen({ item: 'NOTHING' }),
  ]) {
    expect([address, (await doctor.get(address)).status]).toEqual([address, 404]);
  }
  expect((await doctor.get(paths.stockValue())).status).toBe(403);
  expect((await branch.get(paths.stockValue({ keeper: 'SF' }))).status).toBe(404);
});

test('slow stock is what did not go out for the days of the rule', async () => {
  const own = await hub.get(paths.stockSlow());
  expect(own.text).toContain('从未发出');
  expect(own.text).toContain('1,000.00');
  const other = await hub.get(paths.stockSlow({ org: 'SF' }));
  expect(other.text).toContain('没有呆滞库存');
  expect((await hub.get(paths.stockSlow({ grade: 'dead' }))).text).toContain('没有呆滞库存');
});

test('slow stock of all members counts what the list of each shows', async () => {
  const page = await hub.get(paths.stockSlowMembers());
  expect(page.status).toBe(200);
  expect(page.text).toContain('1,000.00');
  expect(page.text).toContain(paths.stockSlow({ org: 'ZY', grade: 'slow' }).replace('&', '&amp;'));
  const none = await hub.get(paths.stockSlowMembers({ q: '没有这样的机构' }));
  expect(none.text).toContain('没有呆滞库存');
  const file = await hub.get(paths.stockSlowMembersExport('csv'));
  expect(file.text).toContain('1000');
  expect((await hub.get(paths.stockSlowMembersExport('csv', { q: '没有这样的机构' }))).text).not.toContain('1000');
});

test('value by keeper equals the books, and a sum opens into its lots', async () => {
  const page = await hub.get(paths.stockValue());
  expect(page.text).toContain('账实相符');
  expect(page.text).toContain('1,000.00');
  const lots = await hub.get(paths.stockValue({ keeper: 'JB' }));
  expect(lots.text).toContain('USEDLOT');
  expect(lots.text).not.toContain('OTHERLOT');
});

test('a past day is told by when things happened or were written down, and a future one refused', async () => {
  const day = addDays(TODAY, -5);
  const opened = { on: day, org: 'JB', item: 'TAB-1' };
  const happened = await hub.get(paths.stockThen(opened));
  expect(happened.text).toContain('事后补记的也算进来');
  expect(happened.text).toMatch(/USEDLOT[\s\S]*?9<small>盒/);
  const posted = await hub.get(paths.stockThen({ ...opened, basis: 'posted' }));
  expect(posted.text).toContain('事后补记的不算');
  expect(posted.text).toMatch(/USEDLOT[\s\S]*?10<small>盒/);
  const future = await hub.get(paths.stockThen({ on: addDays(TODAY, 1) }));
  expect([future.status, future.text.includes('还没有到')]).toEqual([422, true]);
  expect((await hub.get(paths.stockThenExport('csv', { on: addDays(TODAY, 1) }))).status).toBe(404);
  const items = await hub.get(paths.stockThen({ on: day }));
  expect(items.text).toContain('盐酸二甲双胍缓释片');
  const members = await hub.get(paths.stockThen({ on: day, item: 'TAB-1' }));
  for (const name of ['江背分院', '社富分院', '总院', '华坪村卫生室']) expect(members.text).toContain(name);
  const before = await hub.get(paths.stockThen({ on: addDays(TODAY, -200) }));
  expect(before.text).toContain('这一天没有库存');
});

test('nonsense in an address is no error, and files hold the rows of the page', async () => {
  for (const address of [
    paths.stockExpiry({ band: 'x', month: '2026-99', kind: '!', after: '!!' }),
    paths.stockSlow({ grade: 'x', after: 'zz' }),
    paths.stockValue({ after: '??' }),
    paths.stockThen({ on: 'yesterday', basis: 'x', after: '-' }),
  ]) {
    expect([address, (await hub.get(address)).status]).toEqual([address, 200]);
  }
  const expiry = await hub.get(paths.stockExpiryExport('csv', { band: 'expired' }));
  expect(expiry.text.trim().split('\r\n')).toHaveLength(2);
  expect((await doctor.get(paths.stockExpiryExport('csv'))).text).not.toContain('金额');
  expect((await hub.get(paths.stockSlowExport('csv'))).text).toContain('TAB-1');
  expect((await hub.get(paths.stockValueExport('csv'))).text).toContain('1000');
  expect((await hub.get(paths.stockValueExport('csv', { keeper: 'JB' }))).text).toContain('USEDLOT');
  const then = await hub.get(paths.stockThenExport('csv', { on: addDays(TODAY, -5), basis: 'posted' }));
  expect(then.text).toContain('记账时间');
  const book = await hub.get(paths.stockThenExport('xlsx', { on: addDays(TODAY, -5) }));
  expect(book.headers.get('content-disposition')).toContain('.xlsx');
});
