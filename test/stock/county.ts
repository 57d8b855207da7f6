/**
 * A small county for the stock pages' tests: hub, campus, branch, two clinics, a neighbour; stock and movements of
 * theirs.
 */

import { type PostRequest, postGoods } from '../../src/books/goods-commands.ts';
import { addDays, DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  nextNumber,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';

export const TODAY = dayOf(TEST_NOW);

export interface StockCounty {
  test: TestApp;
  hub: TestMember;
  campus: TestMember;
  branch: TestMember;
  other: TestMember;
  clinic: TestMember;
  hubStore: number;
  branchStore: number;
  branchRejected: number;
  otherStore: number;
  clinicStore: number;
  consumed: number;
  /** 24 tablets a box. */
  tablets: TestItem;
  pharmacist: TestPerson;
  branchPharmacist: TestPerson;
  doctor: TestPerson;
}

export async function stockCounty(): Promise<StockCounty> {
  const test = await createTestApp({ now: TEST_NOW - 100 * DAY_MS });
  const { services } = test;
  const hub = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  const campus = await addMember(services, { kind: 'campus', parent: hub, code: 'ZYY', name: '中医院院区' });
  const branch = await addMember(services, { kind: 'branch', parent: campus, code: 'JB', name: '江背分院' });
  const other = await addMember(services, { kind: 'branch', parent: campus, code: 'SF', name: '社富分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, code: 'JB01', name: '华坪村卫生室' });
  const county = {
    test,
    hub,
    campus,
    branch,
    other,
    clinic,
    hubStore: await addStore(services, hub, 'room', { name: '中心药库' }),
    branchStore: await addStore(services, branch, 'room', { name: '药房' }),
    branchRejected: await addStore(services, branch, 'rejected', { name: '不合格区' }),
    otherStore: await addStore(services, other),
    clinicStore: await addStore(services, clinic, 'room', { name: '药柜' }),
    consumed: await outsideLocation(services.db.read, 'consumed'),
    tablets: await addItem(services, { code: 'TAB-1', genericName: '盐酸二甲双胍缓释片' }),
    pharmacist: await addPerson(services, hub, 'hub_pharmacist'),
    branchPharmacist: await addPerson(services, branch, 'branch_pharmacist'),
    doctor: await addPerson(services, clinic, 'village_doctor'),
  };
  await addStore(services, campus);
  return county;
}

/** A posting of the branch; `daysAgo` is business time, posted at the clock's now. */
export async function postAt(
  county: StockCounty,
  daysAgo: number,
  line: PostRequest['lines'][number],
  given: Partial<PostRequest> = {},
): Promise<number> {
  const { services, clock } = county.test;
  const occurredAt = TEST_NOW - daysAgo * DAY_MS;
  if (clock.now() < occurredAt) clock.set(occurredAt);
  const actor = { userId: county.branchPharmacist.userId, organisationId: county.branch.id };
  const header = { kind: 'issue' as const, documentId: null, actor, key: `stock-test-${nextNumber()}` };
  const posted = await services.db.transaction((tx) =>
    postGoods(tx, { ...header, occurredAt, postedAt: clock.now(), lines: [line], ...given }),
  );
  return accepted(posted).movementId;
}

/** Opening stock at the clock's now: 100 days ago until the clock is moved. */
export async function stockAt(
  county: StockCounty,
  storeId: number,
  organisationId: number,
  quantityBase: number,
  given: { lot?: string; expiresInDays?: number; pricePack?: number; item?: TestItem } = {},
): Promise<number> {
  return addStock(county.test.services, storeId, {
    item: given.item ?? county.tablets,
    quantityBase,
    organisationId,
    expiresOn: addDays(TODAY, given.expiresInDays ?? 400),
    ...(given.lot && { lot: given.lot }),
    ...(given.pricePack && { pricePack: given.pricePack }),
  });
}
