/** Where an item can be had, judged by the one usability rule, and how fast members use it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freezeLots } from '../../src/ledger/lots.ts';
import { lotsAt, stockAndUse, supplyOf, transitTo } from '../../src/stock/supply-queries.ts';
import { postAt, type StockCounty, stockAt, stockCounty, TODAY } from './county.ts';

let county: StockCounty;

beforeAll(async () => {
  county = await stockCounty();
  await stockAt(county, county.hubStore, county.hub.id, 2400, { lot: 'HUB' });
  const good = await stockAt(county, county.branchStore, county.branch.id, 240, { lot: 'GOOD' });
  await stockAt(county, county.branchStore, county.branch.id, 48, { lot: 'OLD', expiresInDays: -1 });
  const frozen = await stockAt(county, county.branchStore, county.branch.id, 24, { lot: 'ICE' });
  await stockAt(county, county.branchRejected, county.branch.id, 12, { lot: 'BAD' });
  await county.test.services.db.transaction((tx) => freezeLots(tx, [frozen], 'recall'));
  const out = { lotId: good, fromId: county.branchStore, toId: county.consumed };
  await postAt(county, 40, { ...out, quantityBase: 10 });
  await postAt(county, 20, { ...out, quantityBase: 20 });
  await postAt(county, 0, { ...out, quantityBase: 4 });
  await postAt(county, 0, { ...out, toId: county.clinic.transitId, quantityBase: 24 }, { kind: 'dispatch' });
});
afterAll(() => county.test.drop());

const read = () => county.test.services.db.read;

test('every lot in every member is there, transit included, with the member that holds it', async () => {
  const { lots, useByOrganisation } = await supplyOf(read(), county.tablets.id, TODAY);
  const said = lots.map((lot) => `${lot.lotNumber} ${lot.organisation.code} ${lot.locationKind} ${lot.onHand}`);
  expect(said[0]).toBe('OLD JB store 48');
  expect(said.sort()).toEqual([
    'BAD JB store 12',
    'GOOD JB store 182',
    'GOOD JB01 transit 24',
    'HUB ZY store 2400',
    'ICE JB store 24',
    'OLD JB store 48',
  ]);
  expect(useByOrganisation.get(county.branch.id)).toBe(48);
  expect(useByOrganisation.has(county.hub.id)).toBe(false);
});

test('the lots of one member are those in its stores alone', async () => {
  const lots = await lotsAt(read(), { organisationId: county.branch.id, itemId: county.tablets.id });
  expect(lots.map((lot) => lot.lotNumber).sort()).toEqual(['BAD', 'GOOD', 'ICE', 'OLD']);
  expect(await transitTo(read(), { organisationId: county.clinic.id, itemId: county.tablets.id })).toBe(24);
});

test('only usable stock counts, and use is that of 30 days', async () => {
  const found = await stockAndUse(read(), county.branch.id, county.tablets.id, TODAY);
  expect(found).toEqual({ usableBase: 182, use30Base: 48 });
});

test('a member without the item has nothing and used nothing', async () => {
  const found = await stockAndUse(read(), county.other.id, county.tablets.id, TODAY);
  expect(found).toEqual({ usableBase: 0, use30Base: 0 });
});
