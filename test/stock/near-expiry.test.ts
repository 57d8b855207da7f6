/** Near expiry is what the rule of the day says: marks, filter, numbers and the matrix corner change with it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, startOfDay } from '../../src/kernel/clock.ts';
import { organisationsUnder } from '../../src/organisations/queries.ts';
import { paths } from '../../src/paths.ts';
import { ensureRule } from '../../src/settings/commands.ts';
import { cornerUntil, expiryRange } from '../../src/stock/expiry-bands.ts';
import { stockOfItems } from '../../src/stock/matrix-stock-queries.ts';
import { lotsByBand } from '../../src/stock/member-band-queries.ts';
import { memberStock } from '../../src/stock/member-queries.ts';
import { TEST_NOW } from '../support/app.ts';
import { type Browser, signIn } from '../support/login.ts';
import { type StockCounty, stockAt, stockCounty, TODAY } from './county.ts';

/** The day from which the other rule is in force. */
const LATER = addDays(TODAY, 1);
const OTHER = { danger: 10, warn: 20, caution: 40 };
/** Days left on `TODAY`, at the edges of the seeded 31, 92 and 182. */
const TODAYS = [0, 31, 32, 92, 93, 182, 183];
/** Days left on `LATER`, at the edges of 10, 20 and 40; none of them on an edge of `TODAY`. */
const LATERS = [10, 11, 20, 21, 40, 41];

let county: StockCounty;
let branch: Browser;

beforeAll(async () => {
  county = await stockCounty();
  const { services, clock, app } = county.test;
  const { branchStore, otherStore } = county;
  for (const left of TODAYS) {
    await stockAt(county, branchStore, county.branch.id, 24, { lot: `T${left}`, expiresInDays: left });
  }
  for (const left of LATERS) {
    await stockAt(county, branchStore, county.branch.id, 24, { lot: `L${left}`, expiresInDays: left + 1 });
  }
  await stockAt(county, otherStore, county.other.id, 24, { lot: 'EDGE', expiresInDays: 92 });
  await stockAt(county, county.clinicStore, county.clinic.id, 24, { lot: 'PAST', expiresInDays: 93 });
  const rule = { code: 'near_expiry_days' as const, legalBasis: 'test', effectiveFrom: LATER };
  await services.db.transaction((tx) => ensureRule(tx, { ...rule, value: OTHER }));
  clock.set(TEST_NOW);
  branch = await signIn(app, county.branchPharmacist.login);
});
afterAll(() => county.test.drop());

async function lotsIn(band: 'danger' | 'warn' | 'caution', day: string): Promise<string[]> {
  const asked = { organisationId: county.branch.id, band, day, page: 1 };
  const { items } = await memberStock(county.test.services.db.read, asked);
  return items.flatMap((item) => item.lots.map((lot) => lot.lotNumber));
}

const upTo = (days: number) => [
  ...TODAYS.filter((left) => left <= days).map((left) => `T${left}`),
  ...LATERS.filter((left) => left + 1 <= days).map((left) => `L${left}`),
];

it('filters by the bands of the day, to the exact day', async () => {
  for (const [band, days] of [
    ['danger', 31],
    ['warn', 92],
    ['caution', 182],
  ] as const) {
    expect([band, (await lotsIn(band, TODAY)).sort()]).toEqual([band, upTo(days).sort()]);
  }
  expect((await lotsIn('danger', LATER)).sort()).toEqual(['L10']);
  expect((await lotsIn('warn', LATER)).sort()).toEqual(['L10', 'L11', 'L20']);
  expect((await lotsIn('caution', LATER)).sort()).toEqual(['L10', 'L11', 'L20', 'L21', 'L40', 'T31', 'T32']);
});

it('counts in each band what its filter shows', async () => {
  const numbers = async (day: string) => {
    const found = await lotsByBand(county.test.services.db.read, county.branch.id, day);
    return Object.fromEntries(found.map(({ band, lots }) => [band, lots]));
  };
  const expected = { expired: 0, danger: upTo(31).length, warn: upTo(92).length, caution: upTo(182).length, frozen: 0 };
  expect(await numbers(TODAY)).toEqual(expected);
  const later = { expired: 1, danger: 1, warn: 3, caution: 7, frozen: 0 };
  expect(await numbers(LATER)).toEqual(later);
});

it('folds the corner of a cell on the last day of the rule and not on the one after', async () => {
  const corners = async (day: string) => {
    const { read } = county.test.services.db;
    const scope = await organisationsUnder(read, '/');
    const { cells } = await stockOfItems(read, { itemIds: [county.tablets.id], scope, day });
    const members = [county.branch, county.other, county.clinic];
    return members.map(({ id }) => cells.get(county.tablets.id)?.get(id)?.near);
  };
  expect(await corners(TODAY)).toEqual([true, true, false]);
  expect(await corners(LATER)).toEqual([true, false, false]);
  expect(cornerUntil(TODAY, OTHER)).toBe(addDays(TODAY, 20));
  expect(expiryRange('warn', TODAY, OTHER)).toEqual({ expiresFrom: TODAY, expiresTo: addDays(TODAY, 20) });
});

/** The tone beside a lot on the page, or undefined when nothing is marked. */
function toneOf(page: string, lot: string): string | undefined {
  const [, after = ''] = page.split(`>${lot}</a>`);
  return /^<span class="until">[^<]*<\/span><span class="left" data-tone="(\w+)"/.exec(after)?.[1];
}

it('marks lots and names the tabs by the rule of the day', async () => {
  const page = (await branch.get(paths.stockOf('JB'))).text;
  for (const days of [31, 92, 182]) expect(page).toContain(`${days}天内到期`);
  const tones = (text: string, lots: string[]) => lots.map((lot) => toneOf(text, lot));
  expect(tones(page, ['T0', 'T31', 'T32', 'T92', 'T93', 'T182', 'T183'])).toEqual([
    'danger',
    'danger',
    'warn',
    'warn',
    'caution',
    'caution',
    undefined,
  ]);
  county.test.clock.set(startOfDay(LATER) + 1);
  // A session does not last over night
  const again = await signIn(county.test.app, county.branchPharmacist.login);
  const later = (await again.get(paths.stockOf('JB'))).text;
  const matrix = (await again.get(paths.stock())).text;
  county.test.clock.set(TEST_NOW);
  for (const days of [10, 20, 40]) expect(later).toContain(`${days}天内到期`);
  expect(later).not.toContain('92天内到期');
  expect(matrix).toContain('有20天内到期');
  expect(tones(later, ['L10', 'L11', 'L20', 'L21', 'L40', 'L41', 'T92'])).toEqual([
    'danger',
    'warn',
    'warn',
    'caution',
    'caution',
    undefined,
    undefined,
  ]);
});

it('gives nothing without a rule, and takes no rule whose bands do not widen', async () => {
  const { db } = county.test.services;
  const before = '1999-01-01';
  await expect(lotsByBand(db.read, county.branch.id, before)).rejects.toThrow('no rule near_expiry_days');
  const asked = { organisationId: county.branch.id, day: before, page: 1 };
  await expect(memberStock(db.read, asked)).rejects.toThrow('no rule near_expiry_days');
  const wrong = { code: 'near_expiry_days' as const, legalBasis: 'test', effectiveFrom: '2031-01-01' };
  const value = { danger: 90, warn: 30, caution: 180 };
  await expect(db.transaction((tx) => ensureRule(tx, { ...wrong, value }))).rejects.toThrow('widen');
});
