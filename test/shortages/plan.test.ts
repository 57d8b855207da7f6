/** What the desk is told about stock: at the hub by the journey's rule, at the destination by the treatment's alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { supplyPlan } from '../../src/shortages/plan-queries.ts';
import { addStock } from '../support/build.ts';
import { type County, openCounty, recordOf, registered, stockedItem } from './county.ts';

let county: County;
beforeAll(async () => {
  county = await openCounty();
});
afterAll(() => county.drop());

async function planFor(daysOfUse: number) {
  // 40 days of life: too few for a journey to a clinic, enough for a short treatment there
  const item = await stockedItem(county, { expiresOn: '2027-01-02' });
  const shelf = { item, quantityBase: 72, organisationId: county.clinic.id, expiresOn: '2027-01-02' };
  await addStock(county.services, county.clinicStore, shelf);
  const record = await recordOf(county, await registered(county, item, { daysOfUse }));
  if (record.item === null) throw new Error('the item is known');
  return supplyPlan(county.services.db.read, { ...record, item: record.item }, county.head.id, county.clock.now());
}

it('counts what lies at the destination by the treatment alone', async () => {
  const plan = await planFor(14);
  expect(plan.own[0]?.why?.why).toBe('short_life');
  expect(plan.suggestedBase).toBe(0);
  expect(plan.destination.usableBase).toBe(72);
});

it('does not count what the treatment outlives', async () => {
  const plan = await planFor(60);
  expect(plan.destination.usableBase).toBe(0);
});
