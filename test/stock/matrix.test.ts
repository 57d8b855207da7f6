/** The matrix agrees with the ledger: what counts as usable, cover, grades, columns, and the list of uneven items. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reserve } from '../../src/ledger/reserve.ts';
import { organisationsUnder } from '../../src/organisations/queries.ts';
import { columnGroups } from '../../src/stock/columns.ts';
import { type MatrixFilters, matrixItemIds, stockMatrix } from '../../src/stock/matrix-queries.ts';
import { storeKeepers } from '../../src/stock/place-queries.ts';
import { coverDays, heatOf } from '../../src/stock/rules.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted, addItem, type TestItem } from '../support/build.ts';
import { postAt, type StockCounty, stockAt, stockCounty, TODAY } from './county.ts';

let county: StockCounty;
let capsules: TestItem;

beforeAll(async () => {
  county = await stockCounty();
  capsules = await addItem(county.test.services, { code: 'CAP-1', genericName: '阿莫西林胶囊' });
  await addItem(county.test.services, { code: 'NEVER', genericName: '从未入库' });
  const { hub, branch, other, clinic } = county;
  await stockAt(county, county.hubStore, hub.id, 2400, { lot: 'HUB' });
  const atBranch = await stockAt(county, county.branchStore, branch.id, 240, { lot: 'NEAR', expiresInDays: 60 });
  await stockAt(county, county.branchStore, branch.id, 480, { lot: 'OLD', expiresInDays: -1 });
  await stockAt(county, county.branchRejected, branch.id, 100, { lot: 'BAD' });
  const atOther = await stockAt(county, county.otherStore, other.id, 720, { lot: 'MUCH' });
  const kept = await stockAt(county, county.hubStore, hub.id, 48, { lot: 'KEPT', item: capsules });
  const last = await stockAt(county, county.clinicStore, clinic.id, 10, { lot: 'LAST' });
  const use = (lotId: number, fromId: number, quantityBase: number) => ({
    lotId,
    fromId,
    toId: county.consumed,
    quantityBase,
  });
  await postAt(county, 10, use(last, county.clinicStore, 10));
  await postAt(county, 10, use(atBranch, county.branchStore, 60));
  await postAt(county, 10, use(atOther, county.otherStore, 60));
  county.test.clock.set(TEST_NOW);
  const out = { lotId: atBranch, fromId: county.branchStore, toId: county.clinic.transitId, quantityBase: 30 };
  await postAt(county, 0, out, { kind: 'dispatch' });
  const { db } = county.test.services;
  const hold = { lineId: null, locationId: county.hubStore, lotId: kept, itemId: capsules.id, quantityBase: 48 };
  accepted(await db.transaction((tx) => reserve(tx, { documentId: 1, at: TEST_NOW, lines: [hold] })));
});
afterAll(() => county.test.drop());

async function matrix(
  given: { path?: string; villages?: string; campus?: string; filters?: MatrixFilters; page?: number } = {},
) {
  const db = county.test.services.db.read;
  const path = given.path ?? '/';
  const scope = await organisationsUnder(db, path);
  const groups = columnGroups(scope, await storeKeepers(db), given);
  const columns = groups.flatMap((group) => group.columns);
  const asked = { scope, wholeCounty: path === '/', columns, filters: given.filters ?? {}, day: TODAY };
  const page = await stockMatrix(db, { ...asked, page: given.page ?? 1 });
  const codes = columns.map((column) => column.code);
  const cell = (item: string, code: string) =>
    page.rows.find((row) => row.item.code === item)?.cells[codes.indexOf(code)];
  return { page, codes, groups, cell, asked };
}

test('columns are the members that keep stores, campus by campus; a clinic only when its branch is open', async () => {
  expect((await matrix()).codes).toEqual(['ZY', 'ZYY', 'JB', 'SF']);
  expect((await matrix({ villages: 'JB' })).codes).toEqual(['ZY', 'ZYY', 'JB', 'JB01', 'SF']);
  expect((await matrix({ campus: 'ZYY' })).codes).toEqual(['ZYY', 'JB', 'SF']);
  expect((await matrix({ path: county.branch.path })).codes).toEqual(['JB', 'JB01']);
});

test('a cell counts what is usable and not reserved, and how long it lasts', async () => {
  const { cell } = await matrix({ villages: 'JB' });
  expect(cell('TAB-1', 'JB')).toMatchObject({ availableBase: 150, use30Base: 90, cover: 50, heat: 4, near: true });
  expect(cell('TAB-1', 'SF')).toMatchObject({ availableBase: 660, use30Base: 60, cover: 330, heat: 6, near: false });
  expect(cell('TAB-1', 'ZY')).toMatchObject({ availableBase: 2400, cover: null, heat: 4 });
  expect(cell('TAB-1', 'JB01')).toMatchObject({ availableBase: 30, cover: 90, heat: 4, near: true });
});

test('all reserved, not held and never in stock are told apart', async () => {
  const { cell, page } = await matrix();
  expect(cell('CAP-1', 'ZY')).toMatchObject({ availableBase: 0, onHandBase: 48, allReserved: true });
  expect(cell('CAP-1', 'JB')).toBeNull();
  expect(page.rows.map((row) => row.item.code)).toEqual(['TAB-1', 'CAP-1']);
});

test('the totals are those of the scope, goods on their way included, expired and rejected left out', async () => {
  const whole = (await matrix()).page.rows.find((row) => row.item.code === 'TAB-1');
  expect(whole?.totalBase).toBe(2400 + 150 + 660 + 30);
  const own = (await matrix({ path: county.branch.path })).page.rows.find((row) => row.item.code === 'TAB-1');
  expect(own?.totalBase).toBe(180);
});

test('search finds by pinyin; a page beyond the last is the last', async () => {
  const found = await matrix({ filters: { q: 'erjiashuanggua' }, page: 99 });
  expect(found.page).toMatchObject({ total: 1, page: 1 });
  expect((await matrix({ filters: { kind: 'consumable' } })).page.total).toBe(0);
  expect((await matrix({ filters: { q: '100%' } })).page.total).toBe(0);
});

test('the uneven list names the items whose cells say so, by the same rule', async () => {
  const db = county.test.services.db.read;
  const ids = async (only: 'gap' | 'surplus' | 'uneven', villages?: string) => {
    const { asked } = await matrix(villages === undefined ? {} : { villages });
    return matrixItemIds(db, { ...asked, filters: { only } });
  };
  expect(await ids('surplus')).toEqual([county.tablets.id]);
  expect(await ids('gap')).toEqual([]);
  expect(await ids('uneven')).toEqual([county.tablets.id]);
});

test('cover and its grades at their edges', () => {
  expect(coverDays(70, 300)).toBe(7);
  expect(coverDays(69, 300)).toBe(6);
  expect(coverDays(5, 0)).toBeNull();
  expect([0, 6, 7, 14, 15, 29, 30, 90, 91, 180, 181].map((days) => heatOf(1, days))).toEqual([
    1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6,
  ]);
  expect(heatOf(0, 0)).toBe(0);
  expect(heatOf(10, null)).toBe(4);
});

test('the totals are the same whichever members have a column', async () => {
  const totals = async (given: Parameters<typeof matrix>[0]) => {
    const row = (await matrix(given)).page.rows.find((one) => one.item.code === 'TAB-1');
    return { base: row?.totalBase, cover: row?.totalCover };
  };
  const whole = await totals({});
  // 3,240 are free; 160 were used in 30 days by branch, neighbour and clinic: what the hub sends out is theirs
  expect(whole).toEqual({ base: 3240, cover: 607 });
  expect(await totals({ villages: 'JB' })).toEqual(whole);
  expect(await totals({ campus: 'ZYY' })).toEqual(whole);
});

test('an item stands on the next page asked for after its first delivery', async () => {
  const codes = async () => (await matrix()).page.rows.map((row) => row.item.code);
  const fresh = await addItem(county.test.services, { code: 'FRESH', genericName: '新入库药品' });
  expect(await codes()).not.toContain('FRESH');
  await stockAt(county, county.otherStore, county.other.id, 5, { lot: 'FIRST', item: fresh });
  expect(await codes()).toContain('FRESH');
});
