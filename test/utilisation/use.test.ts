/** Figures of use: entered, replaced, imported and summed; nothing over nothing is no figure. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postMonth } from '../../src/depreciation/run-commands.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { ratiosOf, type UseFigures } from '../../src/utilisation/rules.ts';
import { applyUses, previewUses, recordUse } from '../../src/utilisation/use-commands.ts';
import { usedBy } from '../../src/utilisation/use-queries.ts';
import { addCard, key } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { openWornWorld, type WornWorld } from '../depreciation/worn-world.ts';
import { accepted } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: WornWorld;
let number: string;
beforeAll(async () => {
  world = await openWornWorld();
  world.clock.set(startOfDay('2026-12-02') + 32_400_000);
  number = await addCard(world);
  accepted(await postMonth(world.services, world.chief, key(), { month: '2026-11' }));
});
afterAll(() => endWhole(world));

const figures = (more: Partial<UseFigures> = {}): UseFigures => ({
  ...{ openMinutes: 10_000, usedMinutes: 6_000, cases: 300, positives: 90, revenueFen: 4_000_000 },
  ...{ directCostFen: 1_000_000, ...more },
});
const put = (month: string, more: Partial<UseFigures> = {}, actor = world.custodian) =>
  recordUse(world.services, actor, key(), { number, month, ...figures(more) });

describe('a month of use', () => {
  it.each([
    ['asset_use_future', '2026-12', {}],
    ['asset_use_early', '2026-02', {}],
    ['asset_use_month', '2026-13', {}],
    ['asset_use_hours', '2026-11', { usedMinutes: 10_001 }],
    ['asset_use_month_hours', '2026-11', { openMinutes: 43_201 }],
    ['asset_use_positives', '2026-11', { positives: 301 }],
  ])('is refused: %s', async (reason, month, more) => {
    expect(reasonOf(await put(month, more))).toBe(reason);
  });

  it('is entered by who looks after the thing, replaced, and not entered again unchanged', async () => {
    expect(reasonOf(await put('2026-11', {}, world.stranger))).toBe('not_found');
    expect(reasonOf(await put('2026-11', {}, world.auditor))).toBe('forbidden');
    accepted(await put('2026-11', { cases: 1, positives: 0 }));
    accepted(await put('2026-11'));
    expect(reasonOf(await put('2026-11'))).toBe('asset_use_nothing');
    const [line] = await usedBy(world.services.db.read, '/', { from: '2026-01', until: '2026-12' }, 'asset');
    expect(line).toMatchObject({ key: number, months: 1, cases: 300, depreciationFen: 1_333_333, fiscalFen: 833_333 });
    if (line === undefined) throw new Error('no line');
    const ratios = ratiosOf(line);
    // 21 working days of eight hours
    expect([ratios.occupancy, ratios.positiveRate, ratios.rate]).toEqual([0.6, 0.3, 10_000 / (21 * 480)]);
    expect([ratios.resultFen, ratios.caseFen, ratios.caseNetFen]).toEqual([3_000_000, 4444, 1667]);
    expect(ratios.paybackYears).toBeCloseTo(96_000_000 / 36_000_000);
  });

  it('is no figure where there is no base', async () => {
    accepted(await put('2026-10', { ...figures(), openMinutes: 0, usedMinutes: 0, cases: 0, positives: null }));
    const [line] = await usedBy(world.services.db.read, '/', { from: '2026-10', until: '2026-10' }, 'member');
    if (line === undefined) throw new Error('no line');
    const nothing = { ...line, revenueFen: 0, directCostFen: 0 };
    const { occupancy, positiveRate, caseFen, paybackYears } = ratiosOf(nothing);
    expect([occupancy, positiveRate, caseFen, paybackYears]).toEqual([null, null, null, null]);
  });
});

describe('a file of figures', () => {
  const sheet = (rows: string[]) => ({
    fileName: 'use.csv',
    content: new TextEncoder().encode(
      ['设备编号,月份,开机小时,使用小时,检查量,阳性例数,收入,直接成本', ...rows].join('\n'),
    ),
  });
  const load = async (rows: string[]) => {
    const { draftId } = accepted(await previewUses(world.services, world.officer, key(), sheet(rows)));
    return accepted(await applyUses(world.services, world.officer, key(), draftId));
  };

  it('is written once, changed where it differs, and its bad rows are left out', async () => {
    const rows = [
      `${number},2026-09,160.5,100,200,20,20000.50,3000`,
      `${number},2026-08,160,170,200,,1,1`,
      `${number},2026/9,160,100,200,,1,1`,
      'SB-20260101-9999,2026-09,1,1,1,,1,1',
      `${number},2026-12,1,1,1,,1,1`,
      `${number},2026-07,-1,1,1,,1,1`,
    ];
    expect(await load(rows)).toEqual({ added: 1, changed: 0, known: 0, refused: 5 });
    expect(await load(rows)).toEqual({ added: 0, changed: 0, known: 1, refused: 5 });
    expect(await load([`${number},2026-09,160.5,100,201,20,20000.50,3000`])).toMatchObject({ changed: 1 });
    const [line] = await usedBy(world.services.db.read, '/', { from: '2026-09', until: '2026-09' }, 'class');
    expect(line).toMatchObject({ cases: 201, openMinutes: 9630, revenueFen: 2_000_050 });
  });
});

it('stands on its pages, money only for those who see prices', async () => {
  const custodian = await signIn(world.app, world.custodian.login);
  const auditor = await signIn(world.app, world.auditor.login);
  const page = await custodian.get(paths.equipmentUseOf(number));
  expect([page.status, page.text.includes('60.0%'), page.text.includes('每例使用成本')]).toEqual([200, true, false]);
  const seen = await auditor.get(paths.equipmentUseOf(number));
  for (const part of ['每例使用成本', '没有维修费记录']) expect(seen.text).toContain(part);
  for (const by of ['asset', 'class', 'member']) {
    expect((await auditor.get(paths.equipmentUse({ by }))).text).toContain('收支结余');
    expect((await custodian.get(paths.equipmentUse({ by }))).text).not.toContain('收支结余');
  }
  const use = await auditor.get(paths.equipmentUse());
  for (const part of ['逐月使用率', '各类别使用率', '2026-11 60%', '2026-02 –', 'from=2026-11&amp;until=2026-11']) {
    expect(use.text).toContain(part);
  }
  const month = await auditor.get(paths.equipmentUse({ from: '2026-11', until: '2026-11', by: 'member' }));
  expect([month.status, month.text.includes('各使用单位使用率'), month.text.includes('2026-09')]).toEqual([
    200,
    true,
    true,
  ]);
  expect((await auditor.get(paths.equipmentUseExport('csv'))).text).toContain(number);
  const fields = { month: '2026-06', open: '100', used: '50.5', cases: '10', positives: '', revenue: '100', cost: '5' };
  const sent = await custodian.post(paths.equipmentUseOf(number), { idempotency_key: key(), ...fields });
  expect(sent.status).toBe(303);
  const bad = await custodian.post(paths.equipmentUseOf(number), { idempotency_key: key(), ...fields, used: '101' });
  expect([bad.status, bad.text.includes('使用时间不能多于开机时间')]).toEqual([422, true]);
});
