/** The stock card: the running balance holds through reversals, back-dated lines, pages, filters and closed periods. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, DAY_MS } from '../../src/kernel/clock.ts';
import { closePeriod } from '../../src/ledger/periods.ts';
import { reverse } from '../../src/ledger/reverse.ts';
import {
  arrivalsOfSubject,
  type CardAsked,
  type CardRow,
  stockCard,
  subjectOf,
  wholeCard,
} from '../../src/stock/card-queries.ts';
import { dailyStandings, justBefore, standingAfter } from '../../src/stock/standing-queries.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { counterpartText } from '../../views/stock/line-words.tsx';
import { TEST_NOW } from '../support/app.ts';
import { accepted } from '../support/build.ts';
import { postAt, type StockCounty, stockAt, stockCounty, TODAY } from './county.ts';

let county: StockCounty;
let lotA: number;
let lotB: number;

/** The branch's history: 240 of A and 100 of B a hundred days ago, then what the tests below spell out. */
beforeAll(async () => {
  county = await stockCounty();
  lotA = await stockAt(county, county.branchStore, county.branch.id, 240, { lot: 'A' });
  lotB = await stockAt(county, county.branchStore, county.branch.id, 100, { lot: 'B' });
  const use = (lotId: number, quantityBase: number) => ({
    lotId,
    fromId: county.branchStore,
    toId: county.consumed,
    quantityBase,
  });
  await postAt(county, 80, use(lotA, 40));
  await postAt(county, 60, use(lotB, 10));
  const wrong = await postAt(county, 20, use(lotA, 56));
  const { db } = county.test.services;
  county.test.clock.set(TEST_NOW - 19 * DAY_MS);
  const actor = { userId: county.branchPharmacist.userId, organisationId: county.branch.id };
  const at = TEST_NOW - 19 * DAY_MS;
  const red = { movementId: wrong, actor, at, key: 'card-test-reversal', reason: '数量录错' };
  accepted(await db.transaction((tx) => reverse(tx, red)));
  await postAt(county, 18, use(lotA, 28));
  await postAt(
    county,
    5,
    { lotId: lotB, fromId: county.branchStore, toId: county.branchRejected, quantityBase: 6 },
    { kind: 'shelve' },
  );
  county.test.clock.set(TEST_NOW);
  // Back-dated: happened 30 days ago, written down today
  await postAt(county, 30, use(lotA, 5));
});
afterAll(() => county.test.drop());

const read = () => county.test.services.db.read;

function asked(given: Partial<CardAsked> = {}): CardAsked {
  const where = { organisationId: county.branch.id, itemId: county.tablets.id };
  return { ...where, from: addDays(TODAY, -90), to: TODAY, now: TEST_NOW, ...given };
}

const STANDINGS = [257, 257, 285, 229, 285, 290, 300];

test('each line carries what stood after it, newest first, down to the opening', async () => {
  const card = await stockCard(read(), asked());
  expect(card.rows.map((row) => row.standingBase)).toEqual(STANDINGS);
  expect(card.openingBase).toBe(340);
  expect(card.closingBase).toBe(257);
  expect(card.rows.at(-1)).toMatchObject({ kind: 'issue', outBase: 40, inBase: 0, lotNumber: 'A' });
  expect(card.next).toBeUndefined();
});

test('a reversal stands in the column of what it undoes, negative, and the sums follow', async () => {
  const card = await stockCard(read(), asked());
  const red = card.rows.find((row) => row.kind === 'reversal');
  expect(red).toMatchObject({ inBase: 0, outBase: -56, deltaBase: 56, reason: '数量录错' });
  expect(card.totals).toEqual({ inBase: 6, outBase: 89, lines: 7 });
  expect(card.openingBase + card.totals.inBase - card.totals.outBase).toBe(card.closingBase);
});

test('a back-dated line stands at its own time and says when it was written', async () => {
  const card = await stockCard(read(), asked());
  const late = card.rows[4];
  expect(late).toMatchObject({ outBase: 5, occurredAt: TEST_NOW - 30 * DAY_MS, postedAt: TEST_NOW });
});

test('a period that begins later opens with what stood then', async () => {
  const card = await stockCard(read(), asked({ from: addDays(TODAY, -25), to: addDays(TODAY, -10) }));
  expect(card.openingBase).toBe(285);
  expect(card.rows.map((row) => row.standingBase)).toEqual([257, 285, 229]);
  expect(card.closingBase).toBe(257);
});

test('pages continue where the one before ended', async () => {
  const first = await stockCard(read(), asked());
  const third = first.rows[2];
  const before = { at: third?.occurredAt ?? 0, lineId: third?.id ?? 0 };
  const rest = await stockCard(read(), asked({ before }));
  expect(rest.rows.map((row) => row.standingBase)).toEqual(STANDINGS.slice(3));
});

test('one lot has its own running balance; one kind of movement has none', async () => {
  const ofB = await stockCard(read(), asked({ lotId: lotB }));
  expect(ofB.rows.map((row) => row.standingBase)).toEqual([90, 90]);
  expect(ofB.openingBase).toBe(100);
  const issues = await stockCard(read(), asked({ kind: 'issue' }));
  expect(issues.rows).toHaveLength(5);
  expect(issues.rows.every((row) => row.standingBase === null)).toBe(true);
  expect(issues.totals).toEqual({ inBase: 0, outBase: 139, lines: 5 });
});

test('the daily standings end with today and pass through every change', async () => {
  const subject = await subjectOf(read(), asked());
  const days = await dailyStandings(read(), subject, TODAY, 90);
  const on = (daysAgo: number) => days.find((one) => one.day === addDays(TODAY, -daysAgo))?.onHand;
  expect(days).toHaveLength(90);
  expect([on(89), on(80), on(79), on(60), on(20), on(19), on(0)]).toEqual([340, 300, 300, 290, 229, 285, 257]);
});

test('a file has the whole period', async () => {
  const rows = await wholeCard(read(), asked());
  expect(rows.map((row) => row.standingBase)).toEqual(STANDINGS);
});

test('a closed period gives the same figures from its kept balances', async () => {
  const { db } = county.test.services;
  const before = await stockCard(read(), asked());
  const close = { endsOn: addDays(TODAY, -50), at: TEST_NOW, personId: county.pharmacist.userId };
  accepted(await db.transaction((tx) => closePeriod(tx, close)));
  const after = await stockCard(read(), asked());
  expect(after).toEqual({ ...before, closedTo: close.endsOn });
  const opened = await stockCard(read(), asked({ from: addDays(TODAY, -49) }));
  expect(opened.openingBase).toBe(290);
  const subject = await subjectOf(read(), asked());
  for (const daysAgo of [85, 70, 55, 45, 25, 3]) {
    const point = justBefore(TEST_NOW - daysAgo * DAY_MS);
    const expected = { 85: 340, 70: 300, 55: 290, 45: 290, 25: 285, 3: 257 }[daysAgo];
    expect(await standingAfter(read(), subject, point, TEST_NOW)).toBe(expected);
  }
});

test('damaged goods that were received say that they lie in the rejected area', async () => {
  const [row] = (await stockCard(read(), asked())).rows.filter((one) => one.kind === 'shelve');
  expect(row?.to.zone).toBe('rejected');
  const transit = { id: 0, kind: 'transit', name: '在途', zone: null, keeper: '江背分院', keeperId: county.branch.id };
  const line = { ...(row as CardRow), from: transit, documentFrom: '总院', documentTo: '江背分院' };
  const branch = { id: county.branch.id, shortName: '江背分院' };
  expect(counterpartText(wordsOf('zh'), line, branch)).toBe('总院（不合格区）');
  expect(counterpartText(wordsOf('en'), line, branch)).toBe('总院 (rejected area)');
  const usable = { ...line, to: { ...line.to, zone: 'room' } };
  expect(counterpartText(wordsOf('zh'), usable, branch)).toBe('总院');
});

test('a member that never had the item has an empty card', async () => {
  const card = await stockCard(read(), asked({ organisationId: county.other.id }));
  expect(card).toMatchObject({ rows: [], openingBase: 0, closingBase: 0, totals: { inBase: 0, outBase: 0, lines: 0 } });
});

test('a lot is dated by when it came to the member, not by its first receipt in the county', async () => {
  county.test.clock.set(TEST_NOW - 20 * DAY_MS);
  const lotId = await stockAt(county, county.hubStore, county.hub.id, 48, { lot: 'C' });
  county.test.clock.set(TEST_NOW);
  await postAt(county, 12, { lotId, fromId: county.hubStore, toId: county.otherStore, quantityBase: 24 });
  const of = async (organisationId: number) =>
    (await arrivalsOfSubject(read(), await subjectOf(read(), asked({ organisationId })), [lotId])).get(lotId);
  expect(await of(county.other.id)).toBe(addDays(TODAY, -12));
  expect(await of(county.branch.id)).toBeUndefined();
});
