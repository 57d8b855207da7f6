/** What the card, the lot, the matrix and a member's page say beyond their lists: one store, sums, levels, use. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stockTarget } from '../../db/schema/demand.ts';
import { reverseGoods } from '../../src/books/goods-commands.ts';
import { organisationsUnder } from '../../src/organisations/queries.ts';
import { paths } from '../../src/paths.ts';
import { stockCard } from '../../src/stock/card-queries.ts';
import { useByWeek } from '../../src/stock/item-use-queries.ts';
import { lotPage } from '../../src/stock/lot-queries.ts';
import { matrixItemIds, stockMatrix } from '../../src/stock/matrix-queries.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted, nextNumber } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { postAt, type StockCounty, stockAt, stockCounty, TODAY } from './county.ts';

let county: StockCounty;
let branch: Browser;
let lotId: number;

beforeAll(async () => {
  county = await stockCounty();
  const { branchStore, branchRejected, consumed, test: app } = county;
  lotId = await stockAt(county, branchStore, county.branch.id, 240, { lot: 'ONELOT' });
  await postAt(county, 40, { lotId, fromId: branchStore, toId: consumed, quantityBase: 60 });
  await postAt(county, 10, { lotId, fromId: branchStore, toId: branchRejected, quantityBase: 24 }, { kind: 'shelve' });
  const wrong = await postAt(county, 5, { lotId, fromId: branchStore, toId: consumed, quantityBase: 36 });
  const actor = { userId: county.branchPharmacist.userId, organisationId: county.branch.id };
  const red = { movementId: wrong, actor, at: TEST_NOW, key: `undo-${nextNumber()}`, reason: '开错' };
  app.clock.set(TEST_NOW);
  accepted(await app.services.db.transaction((tx) => reverseGoods(tx, red)));
  branch = await signIn(app.app, county.branchPharmacist.login);
});
afterAll(() => county.test.drop());

const read = () => county.test.services.db.read;

test('a card of one store opens, runs and closes with what lies in that store alone', async () => {
  const where = { organisationId: county.branch.id, itemId: county.tablets.id, now: TEST_NOW };
  const days = { from: '2026-01-01', to: TODAY };
  const room = await stockCard(read(), { ...where, ...days, placeId: county.branchStore });
  expect([room.openingBase, room.closingBase]).toEqual([0, 156]);
  expect(room.rows[0]?.standingBase).toBe(156);
  const rejected = await stockCard(read(), { ...where, ...days, placeId: county.branchRejected });
  expect([rejected.openingBase, rejected.closingBase, rejected.totals.lines]).toEqual([0, 24, 1]);
  const whole = await stockCard(read(), { ...where, ...days });
  expect(whole.closingBase).toBe(180);
  // Another member's store shows nothing of it
  const foreign = await stockCard(read(), { ...where, ...days, placeId: county.otherStore });
  expect([foreign.closingBase, foreign.rows]).toEqual([0, []]);
  const page = await branch.get(paths.stockCard('JB', 'TAB-1', { place: county.branchRejected }));
  expect(page.text).toContain('结存1盒');
});

test('a lot adds up: what came less what went is what is there, also within a reach', async () => {
  for (const scopePath of ['/', county.branch.path]) {
    const page = await lotPage(read(), { id: lotId, scopePath });
    const sums = page?.sums ?? [];
    const net = sums.reduce((sum, one) => sum + one.cameBase - one.wentBase, 0);
    expect(net).toBe(page?.places.reduce((sum, place) => sum + place.onHand, 0));
    expect(sums.find((one) => one.kind === 'shelve')).toMatchObject({ cameBase: 0, wentBase: 0, withinBase: 24 });
    expect(sums.find((one) => one.kind === 'reversal')).toMatchObject({ cameBase: 36, wentBase: 0, lines: 1 });
  }
  const page = await branch.get(paths.lot(lotId));
  expect(page.text).toContain('进来11盒12片 − 出去4盒 = 现在7盒12片');
  const issues = await branch.get(paths.lot(lotId, { kind: 'shelve' }));
  expect(issues.text.match(/移库/g)?.length).toBeGreaterThan(1);
  expect(await lotPage(read(), { id: lotId, scopePath: county.other.path })).toBeUndefined();
});

test('weeks of use end today, and what came back is taken from its week', async () => {
  const weeks = await useByWeek(read(), { itemId: county.tablets.id, organisationId: county.branch.id, day: TODAY });
  expect(weeks).toHaveLength(26);
  expect(weeks.at(-1)?.until).toBe(TODAY);
  expect(weeks.reduce((sum, week) => sum + week.quantityBase, 0)).toBe(60);
  const page = await branch.get(paths.stockCard('JB', 'TAB-1'));
  expect(page.text).toContain('近26周每周用量，共60片');
});

test('the matrix marks what lies under the least and over the most, and finds it', async () => {
  const scope = await organisationsUnder(read(), '/');
  const set = { organisationId: county.branch.id, itemId: county.tablets.id, setBy: 1, setAt: TEST_NOW };
  const marked = async (leastBase: number, mostBase: number) => {
    await county.test.services.db.transaction(async (tx) => {
      await tx.delete(stockTarget);
      await tx.insert(stockTarget).values({ ...set, leastBase, mostBase });
    });
    const asked = { scope, wholeCounty: true, columns: scope, filters: {}, day: TODAY };
    const { rows } = await stockMatrix(read(), { ...asked, page: 1 });
    const cell = rows[0]?.cells[scope.findIndex((one) => one.id === county.branch.id)];
    return cell?.level;
  };
  expect(await marked(157, 400)).toBe('under');
  expect(await marked(100, 155)).toBe('over');
  expect(await marked(100, 400)).toBeNull();
  await marked(157, 400);
  const asked = { scope, wholeCounty: true, columns: scope, day: TODAY };
  expect(await matrixItemIds(read(), { ...asked, filters: { only: 'under' } })).toEqual([county.tablets.id]);
  expect(await matrixItemIds(read(), { ...asked, filters: { only: 'over' } })).toEqual([]);
  const page = await branch.get(paths.stock());
  expect(page.text).toContain('低于下限');
});

test("a member's page says how long each item lasts, and is narrowed by category and control", async () => {
  const page = await branch.get(paths.stockOf('JB'));
  expect(page.text).toContain('ONELOT');
  expect(page.text).toContain('可供');
  const none = await branch.get(paths.stockOf('JB', { control: 'narcotic' }));
  expect(none.text).not.toContain('ONELOT');
  const some = await branch.get(paths.stockOf('JB', { kind: 'drug', control: 'none' }));
  expect(some.text).toContain('ONELOT');
});
