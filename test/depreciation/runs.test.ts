/** The month's run: posted once for every owner, into the books, taken back while the month is open. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialBalance } from '../../src/account/queries.ts';
import { correctAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { closeBooks } from '../../src/books/month-commands.ts';
import { accumulatedOf, chargedOf } from '../../src/depreciation/charged-queries.ts';
import type { AgeBand } from '../../src/depreciation/rules.ts';
import { postMonth, reverseRun } from '../../src/depreciation/run-commands.ts';
import { plannedRuns, standingRuns } from '../../src/depreciation/run-queries.ts';
import { totalOf, valuedCards, valuesBy } from '../../src/depreciation/value-queries.ts';
import { depreciationChecks } from '../../src/depreciation/verify.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { addCard, cardInput, key } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { openWornWorld, type WornWorld } from './worn-world.ts';

let world: WornWorld;
let scanner: string;
let ecg: string;
beforeAll(async () => {
  world = await openWornWorld();
  world.clock.set(startOfDay('2026-12-02'));
  scanner = await addCard(world);
  ecg = await addCard(world, {
    ...{ classCode: 'electronic', categoryCode: '07', registrationNumber: '国械注准20233070001', priceFen: 1_000_001 },
    ...{ funds: { own: 1_000_001 }, acquiredOn: '2026-11-05', acceptedOn: null, firstUsedOn: null },
    ...{ warrantyUntil: null, owner: world.branch.code, keeper: null, user: null },
  });
});
afterAll(() => endWhole(world));

const db = () => world.services.db.read;
const totals = async (month: string) => totalOf(await valuesBy(db(), '/', { month }, 'age'));
const post = (month: string, more: object = {}, actor = world.chief) =>
  postMonth(world.services, actor, key(), { month, ...more });
const idOf = async (number: string) => (await assetByNumber(db(), '/', number))?.asset.id ?? 0;
const holds = async () => {
  for (const { rule, find } of depreciationChecks) expect([rule, await find(db())]).toEqual([rule, []]);
};
const runOf = async (ownerId: number) => (await standingRuns(db())).find((run) => run.ownerId === ownerId)?.id ?? 0;

describe('a month', () => {
  it('is refused before it is over, without permission, and when cards changed since the preview', async () => {
    expect(reasonOf(await post('2026-12'))).toBe('depreciation_not_over');
    expect(reasonOf(await post('26-12'))).toBe('month_form');
    expect(reasonOf(await post('2026-11', {}, world.auditor))).toBe('forbidden');
    expect(reasonOf(await post('2026-11', { expectFen: 1 }))).toBe('depreciation_changed');
  });

  it('charges every owner once, takes over what was before, and tells the books', async () => {
    const planned = await plannedRuns(db(), '2026-11', '/', []);
    expect(planned.map(({ ownerId, lines }) => [ownerId, lines.length])).toEqual([
      [world.head.id, 2],
      [world.branch.id, 1],
    ]);
    const done = accepted(await post('2026-11', { expectFen: 12_000_000 + 16_667 }));
    expect(done).toMatchObject({ owners: 2, cards: 2, openingFen: 10_666_667, monthFen: 1_333_333 + 16_667 });
    expect(await accumulatedOf(db(), await idOf(scanner))).toEqual([
      { source: 'fiscal', accumulatedFen: 7_500_000 },
      { source: 'own', accumulatedFen: 4_500_000 },
    ]);
    const { lines: rows } = await trialBalance(db());
    const of = (code: string) => {
      const row = rows.find((one) => one.code === code);
      return row === undefined ? undefined : row.debitsFen - row.creditsFen;
    };
    const { id } = world.head;
    expect([of(`DEPR-${id}`), of(`PAST-${id}`), of(`WORN-${id}-fiscal`)]).toEqual([1_333_333, 10_666_667, -7_500_000]);
    await holds();
  });

  it('is not charged twice, by anyone, and the same key gives the same answer', async () => {
    expect(reasonOf(await post('2026-11'))).toBe('depreciation_posted');
    const again = key();
    world.clock.set(startOfDay('2027-01-05'));
    const send = () => postMonth(world.services, world.officer, again, { month: '2026-12' });
    const [one, two] = [accepted(await send()), accepted(await send())];
    expect(two).toEqual(one);
    expect(one.openingFen).toBe(0);
    await holds();
  });

  it('goes to one of two who run it at once', async () => {
    world.clock.set(startOfDay('2027-02-03'));
    const both = await Promise.all([post('2027-01'), post('2027-01', {}, world.officer)]);
    expect(both.map((one) => (one.ok ? 'done' : one.reason)).sort()).toEqual(['depreciation_posted', 'done']);
    await holds();
  });

  it('is in turn', async () => {
    world.clock.set(startOfDay('2027-04-03'));
    expect(reasonOf(await post('2027-03'))).toBe('depreciation_order');
  });
});

describe('taking back', () => {
  it('gives the month of one owner back and lets it be run anew, the latest first', async () => {
    const before = await totals('2027-01');
    const id = await runOf(world.head.id);
    const back = (runId: number, reason = '卡片要先更正') =>
      reverseRun(world.services, world.chief, key(), { runId, reason });
    const earlier = (await standingRuns(db())).find((run) => run.ownerId === world.head.id && run.month === '2026-12');
    expect(reasonOf(await back(earlier?.id ?? 0))).toBe('depreciation_later');
    expect(reasonOf(await back(id, ' '))).toBe('reason_missing');
    expect(reasonOf(await back(999_999))).toBe('not_found');
    accepted(await back(id));
    expect(reasonOf(await back(id))).toBe('depreciation_reversed');
    expect((await totals('2027-01')).wornFen).toBe(before.wornFen - 1_333_334);
    await holds();
    expect(accepted(await post('2027-01'))).toMatchObject({ owners: 1 });
    expect(await totals('2027-01')).toEqual(before);
    await holds();
  });
});

describe('a correction of a card', () => {
  it('is caught up in the next run, and told', async () => {
    const card = await assetByNumber(db(), '/', scanner);
    const input = { ...cardInput(world), serialNumber: card?.asset.serialNumber ?? null };
    const facts = { ...input, priceFen: 48_000_000, funds: { own: 48_000_000 }, reason: '合同价写错' };
    accepted(await correctAsset(world.services, world.officer, { key: key(), number: scanner }, facts));
    await holds();
    accepted(await post('2027-02'));
    const lines = (await chargedOf(db(), await idOf(scanner))).filter(({ month }) => month === '2027-02');
    expect(lines.map(({ source, why, accumulatedFen }) => [source, why, accumulatedFen])).toEqual([
      ['fiscal', 'corrected', 0],
      ['own', 'corrected', 8_000_000],
    ]);
    await holds();
  });

  it('finds a card entered late', async () => {
    const late = await addCard(world, { acquiredOn: '2026-10-09', acceptedOn: null, firstUsedOn: null });
    accepted(await post('2027-03'));
    const [line] = await chargedOf(db(), await idOf(late));
    expect([line?.why, line?.openingFen, line?.elapsedMonths]).toEqual(['late', 0, 6]);
    await holds();
  });
});

describe('values', () => {
  it('of a past month keep what was charged to a source that a correction took off the card', async () => {
    const charged = async (source: string) =>
      (await chargedOf(db(), await idOf(scanner)))
        .filter((line) => line.source === source && line.month <= '2027-01')
        .reduce((sum, line) => sum + line.amountFen, 0);
    expect(await charged('fiscal')).toBeGreaterThan(0);
    const worn = async (source: 'fiscal' | 'own') =>
      (await valuedCards(db(), '/', { month: '2027-01', source }, { size: 50 })).find((one) => one.number === scanner);
    expect((await worn('fiscal'))?.wornFen).toBe(await charged('fiscal'));
    expect((await worn('own'))?.wornFen).toBe(await charged('own'));
    const [card] = (await valuedCards(db(), '/', { month: '2027-01' }, { size: 50 })).filter(
      ({ number }) => number === scanner,
    );
    expect(card?.wornFen).toBe((await charged('fiscal')) + (await charged('own')));
    const now = await valuedCards(db(), '/', { month: '2027-02', source: 'fiscal' }, { size: 50 });
    expect(now.find((one) => one.number === scanner)?.wornFen ?? 0).toBe(0);
  });

  it('at any month end are the sum of the lines, whatever they are grouped by', async () => {
    for (const month of ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03']) {
      const total = await totals(month);
      const cards = await valuedCards(db(), '/', { month }, { size: 50 });
      expect(cards.reduce((sum, one) => sum + one.wornFen, 0)).toBe(total.wornFen);
      for (const group of ['member', 'age', 'class', 'source', 'year'] as const) {
        const lines = await valuesBy(db(), '/', { month }, group);
        expect(lines.reduce((sum, one) => sum + one.wornFen, 0)).toBe(total.wornFen);
        expect(lines.reduce((sum, one) => sum + one.priceFen, 0)).toBe(total.priceFen);
      }
      for (const line of await valuesBy(db(), '/', { month }, 'age')) {
        const age = line.key as AgeBand;
        const found = await valuedCards(db(), '/', { month, age }, { size: 50 });
        expect([found.length, found.reduce((sum, one) => sum + one.wornFen, 0)]).toEqual([line.cards, line.wornFen]);
      }
    }
    expect(
      (await valuesBy(db(), world.branch.path, { month: '2027-03' }, 'member')).map(({ key: code }) => code),
    ).toEqual([world.branch.code]);
    expect(
      (await valuedCards(db(), '/', { month: '2026-10' }, { size: 50 })).map(({ number }) => number),
    ).not.toContain(ecg);
  });
});

it('a closed month takes no run and gives none back', async () => {
  world.clock.set(startOfDay('2027-05-03'));
  accepted(await closeBooks(world.services, world.chief, key(), { month: '2027-03' }));
  expect(reasonOf(await post('2027-03'))).toBe('depreciation_closed');
  const input = { runId: await runOf(world.head.id), reason: '迟了' };
  expect(reasonOf(await reverseRun(world.services, world.chief, key(), input))).toBe('depreciation_closed');
});
