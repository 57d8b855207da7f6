/** The overview of equipment: its numbers are those of the lists that they open, for whoever looks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnAsset } from '../../src/assets/commands.ts';
import { listAssets } from '../../src/assets/list-queries.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { isSound, STANDINGS, type Standing } from '../../src/assets/rules.ts';
import { standingSo } from '../../src/assets/standing-queries.ts';
import { dueSoon } from '../../src/equipment-overview/due-queries.ts';
import { addedUp, NO_EQUIPMENT, RATES, rateOf } from '../../src/equipment-overview/rules.ts';
import { memberSums } from '../../src/equipment-overview/sum-queries.ts';
import { assignFault } from '../../src/faults/repair-commands.ts';
import { reportFault } from '../../src/faults/report-commands.ts';
import { DAY_MS, dayOf, startOfDay } from '../../src/kernel/clock.ts';
import { listPlans } from '../../src/maintenance/list-queries.ts';
import { planCards } from '../../src/maintenance/plan-commands.ts';
import { roundsOf } from '../../src/maintenance/record-queries.ts';
import { enterResult } from '../../src/maintenance/result-commands.ts';
import { chosenItems } from '../../src/maintenance/rules.ts';
import { registerDuties } from '../../src/metrology/duty-commands.ts';
import { listDuties } from '../../src/metrology/list-queries.ts';
import { metrologyOf } from '../../src/metrology/record-queries.ts';
import { enterResults } from '../../src/metrology/result-commands.ts';
import { paths } from '../../src/paths.ts';
import { BAR_KINDS, kindOf } from '../../src/safety-of-use/rules.ts';
import { addCard, key } from '../assets/asset-world.ts';
import { openWornWorld, type WornWorld } from '../depreciation/worn-world.ts';
import { accepted } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: WornWorld;
let [broken, untested, tested, stopped, idle, ending]: string[] = [];
let fault: string;
const db = () => world.services.db.read;
const idOf = async (number = '') => (await assetByNumber(db(), '/', number))?.asset.id ?? 0;

async function stoppedByRound(): Promise<string> {
  const number = await addCard(world, { name: '除颤仪', classCode: 'surgery_emergency', categoryCode: null });
  const lines = [{ number, kind: 'pm' as const }];
  accepted(await planCards(world.services, world.officer, key(), { lines, dueOn: null, items: null }));
  const [record] = await roundsOf(db(), await idOf(number));
  const checks = chosenItems('pm', null).map(({ code }) => ({ item: code, found: 'fail' as const, value: '1' }));
  const round = { planId: record?.plan.id ?? 0, version: 1, doneOn: dayOf(world.services.clock.now()), checks };
  const said = { outcome: 'stopped' as const, limits: '', parts: '', engineer: '工程师甲', note: '' };
  accepted(await enterResult(world.services, world.engineer, key(), { ...round, ...said }));
  return number;
}

async function underTest(passes: boolean): Promise<string> {
  const number = await addCard(world, {});
  accepted(await registerDuties(world.services, world.engineer, key(), { lines: [{ number, item: 'ultrasound' }] }));
  if (!passes) return number;
  const [record] = await metrologyOf(db(), await idOf(number));
  const line = { dutyId: record?.duty.id ?? 0, outcome: 'pass' as const, validUntil: null, limits: '' };
  const lines = [{ ...line, certificateNumber: 'C1' }];
  const about = { institution: '计量所', testedOn: '2026-11-02', lines };
  accepted(await enterResults(world.services, world.engineer, key(), about));
  return number;
}

beforeAll(async () => {
  world = await openWornWorld();
  world.clock.set(startOfDay('2026-07-01') + 9 * 3_600_000);
  idle = await addCard(world, { warrantyUntil: null });
  const turn = { turn: 'rest' as const, why: '没有医生' };
  accepted(await turnAsset(world.services, world.branchHead, { key: key(), number: idle }, turn));
  world.clock.set(startOfDay('2026-11-20') + 9 * 3_600_000);
  broken = await addCard(world);
  const said = { what: '开机无图像', urgency: 'urgent' as const, usable: 'no' as const, loaner: null, photo: null };
  fault = accepted(await reportFault(world.services, world.custodian, key(), { asset: broken, ...said })).number;
  const given = { engineer: world.engineer.login, outside: '' };
  accepted(await assignFault(world.services, world.engineer, { key: key(), number: fault }, given));
  world.clock.set(startOfDay('2026-11-23') + 9 * 3_600_000);
  [untested, tested, stopped] = [await underTest(false), await underTest(true), await stoppedByRound()];
  ending = await addCard(world, { owner: world.head.code, user: null, keeper: null, warrantyUntil: '2027-01-22' });
  await planCards(world.services, world.officer, key(), {
    ...{ lines: [{ number: ending, kind: 'pm' }], dueOn: '2026-11-30', items: null },
  });
});
afterAll(() => endWhole(world));

const now = () => world.services.clock.now();
async function narrowed(scopePath: string, only: Standing): Promise<string[]> {
  const stands = await standingSo(db(), scopePath, only, now());
  return (await listAssets(db(), scopePath, { stands }, { size: 100 })).map(({ number }) => number).sort();
}

describe('rules', () => {
  it.each([
    [{ status: 'in_use', down: false, stoppedBy: null }, true],
    [{ status: 'moving', down: false, stoppedBy: null }, true],
    [{ status: 'in_use', down: true, stoppedBy: null }, false],
    [{ status: 'in_use', down: false, stoppedBy: 'pm' }, false],
    [{ status: 'repair', down: false, stoppedBy: null }, false],
    [{ status: 'to_scrap', down: false, stoppedBy: null }, false],
  ])('%j is sound: %s', (card, sound) => {
    expect(isSound(card)).toBe(sound);
  });

  it('counts a rate of its whole, and none of nothing', () => {
    const sums = { ...NO_EQUIPMENT, cards: 8, sound: 6, roundsDone: 3, roundsLeft: 1, duties: 5, valid: 4 };
    expect(RATES.map((name) => rateOf(name, sums))).toEqual([
      { part: 6, whole: 8 },
      { part: 3, whole: 4 },
      { part: 4, whole: 5 },
    ]);
    expect(rateOf('rounds', NO_EQUIPMENT)).toEqual({ part: 0, whole: 0 });
    expect(addedUp([sums, sums])).toMatchObject({ cards: 16, roundsLeft: 2 });
    expect(addedUp([])).toEqual(NO_EQUIPMENT);
  });
});

describe('the register narrowed', () => {
  it('to how cards stand', async () => {
    expect(await narrowed('/', 'barred')).toEqual([broken, untested, stopped].sort());
    expect(await narrowed('/', 'barred_test')).toEqual([untested]);
    expect(await narrowed('/', 'barred_pm')).toEqual([stopped]);
    expect(await narrowed('/', 'barred_fault')).toEqual([broken]);
    expect(await narrowed('/', 'barred_status')).toEqual([broken, stopped].sort());
    expect(await narrowed('/', 'unsound')).toEqual([broken, stopped].sort());
    expect(await narrowed('/', 'sound')).toEqual([untested, tested, idle, ending].sort());
    expect(await narrowed('/', 'warranty')).toEqual([ending]);
    expect(await narrowed('/', 'idle_long')).toEqual([idle]);
    expect((await narrowed('/', 'kept')).length).toBe(6);
    expect(await narrowed(world.otherBranch.path, 'kept')).toEqual([]);
  });
});

describe('the numbers', () => {
  it.each(['county', 'branch'])('are those of the lists they open: %s', async (who) => {
    const scopePath = who === 'county' ? '/' : world.branch.path;
    const { lines, barred } = await memberSums(db(), scopePath, now());
    const total = addedUp(lines);
    const only = async (standing: Standing) => (await narrowed(scopePath, standing)).length;
    expect(total).toMatchObject({ cards: await only('kept'), sound: await only('sound') });
    expect(total).toMatchObject({ barred: await only('barred'), warranty: await only('warranty') });
    expect(barred.length).toBe(total.barred);
    for (const kind of BAR_KINDS) {
      const found = barred.filter(({ bars }) => bars.some((bar) => kindOf(bar) === kind));
      expect(found.length).toBe(await only(`barred_${kind}`));
    }
    const days = { today: dayOf(now()), soon: dayOf(now()), size: 100 };
    const duties = async (valid?: 'yes' | 'no') => (await listDuties(db(), scopePath, { valid }, days)).length;
    expect([total.duties, total.valid]).toEqual([await duties(), await duties('yes')]);
    expect(await duties('no')).toBe(total.duties - total.valid);
    const rounds = async (month: 'done' | 'undone') =>
      (await listPlans(db(), scopePath, { kind: 'pm', month }, days)).length;
    expect([total.roundsDone, total.roundsLeft]).toEqual([await rounds('done'), await rounds('undone')]);
    expect(total).toMatchObject({ faults: 1, downMs: 3 * DAY_MS, roundsDone: 1 });
    expect((await dueSoon(db(), scopePath, now())).idleLong).toBe(await only('idle_long'));
    for (const line of lines) {
      const stands = await standingSo(db(), scopePath, 'kept', now());
      const found = await listAssets(db(), scopePath, { user: line.code, stands }, { size: 100 });
      expect(found.length).toBe(line.cards);
    }
  });
});

describe('the page', () => {
  it('shows each role its own', async () => {
    const pageFor = async (login: string) =>
      (await (await signIn(world.app, login)).get(paths.equipmentOverview())).text;
    const office = await pageFor(world.officer.login);
    for (const part of ['设备完好率', '66.7%', '4/6', '50.0%', '各单位', '原值', '闲置超期没放进调剂池']) {
      expect(office).toContain(part);
    }
    const auditor = await pageFor(world.auditor.login);
    expect([auditor.includes('各单位'), auditor.includes('派给我的报修')]).toEqual([true, false]);
    const engineer = await pageFor(world.engineer.login);
    for (const part of ['派给我的报修', '要做的保养', fault]) expect(engineer).toContain(part);
    expect(engineer).not.toContain('原值');
    const custodian = await pageFor(world.custodian.login);
    expect([custodian.includes('要做的自检'), custodian.includes('各单位')]).toEqual([true, false]);
    const head = await pageFor(world.branchHead.login);
    expect([head.includes('原值'), head.includes(ending ?? '')]).toEqual([true, false]);
    const stranger = await pageFor(world.stranger.login);
    expect([stranger.includes('没有不能使用的设备'), stranger.includes(broken ?? '')]).toEqual([true, false]);
  });

  it('lets ends of warranty and what lies idle wait for who keeps it, and for nobody else', async () => {
    const homeFor = async (login: string) => (await (await signIn(world.app, login)).get(paths.home())).text;
    const office = await homeFor(world.officer.login);
    for (const part of ['1台设备保修60天内到期', '1台设备闲置超期', 'only=idle_long']) expect(office).toContain(part);
    const custodian = await homeFor(world.custodian.login);
    expect([custodian.includes('保修60天内到期'), custodian.includes('1台设备闲置超期')]).toEqual([false, true]);
    const engineer = await homeFor(world.engineer.login);
    expect([engineer.includes('保修60天内到期'), engineer.includes('闲置超期')]).toEqual([true, false]);
    for (const login of [world.auditor.login, world.stranger.login]) {
      expect(await homeFor(login)).not.toMatch(/保修60天内到期|闲置超期/);
    }
    world.clock.set(now() + 90 * DAY_MS);
    expect(await homeFor(world.officer.login)).not.toContain('保修60天内到期');
    world.clock.set(now() - 90 * DAY_MS);
  });

  it('finds members by pinyin and is exported, prices only to who sees them', async () => {
    const office = await signIn(world.app, world.officer.login);
    const engineer = await signIn(world.app, world.engineer.login);
    expect((await office.get(paths.equipmentOverview({ q: 'zzzzzz' }))).text).toContain('没有这样的单位');
    expect((await office.get(paths.equipmentOverview({ q: '总院' }))).text).not.toContain('没有这样的单位');
    const file = await office.get(paths.equipmentOverviewExport('csv'));
    expect([file.status, file.text.includes('原值'), file.text.includes('设备完好率 %')]).toEqual([200, true, true]);
    expect((await engineer.get(paths.equipmentOverviewExport('csv'))).text).not.toContain('原值');
  });

  it('opens lists that narrow, and register files follow', async () => {
    const office = await signIn(world.app, world.officer.login);
    for (const only of STANDINGS) expect((await office.get(paths.equipment({ only }))).status).toBe(200);
    const page = await office.get(paths.equipment({ only: 'barred_test', user: world.branch.code }));
    expect([page.text.includes(untested ?? ''), page.text.includes(tested ?? '')]).toEqual([true, false]);
    const file = await office.get(paths.equipmentExport('csv', { only: 'warranty' }));
    expect([file.text.includes(ending ?? ''), file.text.includes(idle ?? '')]).toEqual([true, false]);
    const faults = async (member: string) => (await office.get(paths.faults({ member }))).text.includes(fault);
    expect([await faults(world.branch.code), await faults(world.head.code)]).toEqual([true, false]);
    expect((await office.get(paths.loans({ tab: 'all', due: '2026-12-23' }))).status).toBe(200);
  });
});
