/** Rounds of maintenance: planned, done, stopping what is unsafe, taken back, confirmed by the department. */
import { like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { turnAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { addDays, dayOf, startOfDay } from '../../src/kernel/clock.ts';
import { endPlan, planCards } from '../../src/maintenance/plan-commands.ts';
import { roundsOf } from '../../src/maintenance/record-queries.ts';
import { confirmResult, enterResult, type ResultInput, reverseResult } from '../../src/maintenance/result-commands.ts';
import { type Check, chosenItems, type PlanKind } from '../../src/maintenance/rules.ts';
import { maintenanceTasks } from '../../src/maintenance/task-queries.ts';
import { maintenanceChecks } from '../../src/maintenance/verify.ts';
import { useBlockedBy } from '../../src/safety-of-use/queries.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let today: string;
beforeAll(async () => {
  world = await openAssetWorld();
  world.clock.set(startOfDay('2026-11-23') + 3_600_000 * 9);
  today = dayOf(world.services.clock.now());
});
afterAll(() => endWhole(world));

const cardOf = async (number: string) => {
  const card = await assetByNumber(world.services.db.read, '/', number);
  if (card === undefined) throw new Error(`no card ${number}`);
  return card.asset;
};
const recordOf = async (number: string) => {
  const [record] = await roundsOf(world.services.db.read, (await cardOf(number)).id);
  if (record === undefined) throw new Error(`${number} has no plan`);
  return record;
};
const plan = (number: string, kind: PlanKind = 'pm', more: object = {}, by: TestPerson = world.officer) =>
  planCards(world.services, by, key(), { lines: [{ number, kind }], dueOn: null, items: null, ...more });
async function planned(kind: PlanKind = 'pm', more: object = {}): Promise<string> {
  const number = await addCard(world, { name: '除颤仪', classCode: 'surgery_emergency', categoryCode: null });
  accepted(await plan(number, kind, more));
  return number;
}
const checksOf = (kind: PlanKind, failed: string[] = []): Check[] =>
  chosenItems(kind, null).map(({ code }) => ({
    item: code,
    found: failed.includes(code) ? 'fail' : 'pass',
    value: '1',
  }));
async function enter(number: string, more: Partial<ResultInput> = {}, by: TestPerson = world.engineer) {
  const { plan: of } = await recordOf(number);
  return enterResult(world.services, by, key(), {
    ...{ planId: of.id, version: of.version, doneOn: today, checks: checksOf(of.kind), parts: '' },
    ...{ outcome: 'pass', limits: '', engineer: '工程师甲', note: '', ...more },
  });
}
const lastOf = async (number: string) => (await recordOf(number)).results[0]?.id ?? 0;
const confirm = async (number: string, by: TestPerson) =>
  reasonOf(await confirmResult(world.services, by, key(), { resultId: await lastOf(number), note: '' }));
const barsOf = async (number: string) => {
  const { id } = await cardOf(number);
  return ((await useBlockedBy(world.services.db.read, [id], today)).get(id) ?? []).map(({ why }) => why);
};
const resume = async (number: string) =>
  reasonOf(await turnAsset(world.services, world.branchHead, { key: key(), number }, { turn: 'resume', why: '试' }));

describe('a plan', () => {
  it('is due after a cycle of its risk, or on the day that was named', async () => {
    const { plan: pm } = await recordOf(await planned());
    expect([pm.cycleMonths, pm.dueOn, pm.outcome]).toEqual([3, '2027-02-23', null]);
    const { plan: test } = await recordOf(await planned('self_test', { dueOn: today, items: ['output', 'place'] }));
    expect([test.cycleMonths, test.dueOn, test.items]).toEqual([1, today, ['place', 'output']]);
  });

  it('is refused twice, without items, out of its cycle, and to those who do not plan', async () => {
    const number = await planned();
    const second = await addCard(world);
    expect(reasonOf(await plan(number))).toBe('maintenance_known');
    expect(reasonOf(await plan(second, 'pm', { items: ['place'] }))).toBe('maintenance_no_items');
    expect(reasonOf(await plan(second, 'pm', { dueOn: addDays(today, -1) }))).toBe('maintenance_due_range');
    expect(reasonOf(await plan(second, 'self_test', { dueOn: '2026-12-24' }))).toBe('maintenance_due_range');
    expect(reasonOf(await plan('SB-20261123-9999'))).toBe('not_found');
    expect(reasonOf(await plan(second, 'pm', { lines: [] }))).toBe('maintenance_none_chosen');
    expect(reasonOf(await plan(second, 'pm', {}, world.engineer))).toBe('forbidden');
  });

  it('is made once by two people at once', async () => {
    const number = await addCard(world);
    const answers = await Promise.all([plan(number), plan(number)]);
    expect(answers.map(reasonOf).sort()).toEqual(['maintenance_known', 'ok']);
  });

  it('ends with a reason, takes no more rounds and may be made anew', async () => {
    const number = await planned();
    const { plan: of } = await recordOf(number);
    const end = (by: TestPerson) => endPlan(world.services, by, key(), { planId: of.id, reason: '厂家全保' });
    expect(reasonOf(await end(world.custodian))).toBe('forbidden');
    accepted(await end(world.officer));
    expect([reasonOf(await end(world.officer)), reasonOf(await enter(number))]).toEqual(['not_found', 'not_found']);
    accepted(await plan(number));
  });
});

describe('a round', () => {
  it('leads to the next day, and is entered once by two people at once', async () => {
    const number = await planned();
    accepted(await enter(number, { doneOn: '2026-11-20', parts: '电池' }));
    expect((await recordOf(number)).plan).toMatchObject({ outcome: 'pass', doneOn: '2026-11-20', dueOn: '2027-02-20' });
    const { version } = (await recordOf(number)).plan;
    const answers = await Promise.all([enter(number, { version }), enter(number, { version })]);
    expect(answers.map(reasonOf).sort()).toEqual(['ok', 'stale']);
    expect(reasonOf(await enter(number, { doneOn: '2026-11-21' }))).toBe('maintenance_before_last');
    expect(reasonOf(await enter(number, { doneOn: '2026-11-24' }))).toBe('maintenance_day_future');
    expect(reasonOf(await enter(number, { checks: checksOf('pm', ['alarm']) }))).toBe('maintenance_unsafe_pass');
  });

  it('stops what is unsafe until a round passes, or until it proves a mistake', async () => {
    const number = await planned();
    accepted(await enter(number, { doneOn: '2026-11-01' }));
    const stopped = accepted(
      await enter(number, { outcome: 'stopped', checks: checksOf('pm', ['electrical_safety']) }),
    );
    expect([stopped.stopped, (await cardOf(number)).status]).toEqual([true, 'stopped']);
    expect([await barsOf(number), await resume(number)]).toEqual([['status', 'pm_stopped'], 'use_pm_stopped']);
    const back = async () =>
      reverseResult(world.services, world.engineer, key(), { resultId: await lastOf(number), reason: '录错设备' });
    const resultId = await lastOf(number);
    accepted(await back());
    const again = await reverseResult(world.services, world.engineer, key(), { resultId, reason: '再撤' });
    expect(reasonOf(again)).toBe('maintenance_reversed');
    expect((await recordOf(number)).plan).toMatchObject({ outcome: 'pass', doneOn: '2026-11-01', dueOn: '2027-02-01' });
    expect(await resume(number)).toBe('ok');
    accepted(await enter(number, { outcome: 'stopped' }));
    expect(await resume(number)).toBe('use_pm_stopped');
    accepted(await enter(number, { outcome: 'downgraded', limits: '仅门诊使用' }));
    expect([await barsOf(number), await resume(number), await barsOf(number)]).toEqual([['status'], 'ok', []]);
  });

  it('of maintenance is done by engineers, a self-test by whoever keeps the thing too', async () => {
    const pm = await planned();
    expect(reasonOf(await enter(pm, {}, world.custodian))).toBe('forbidden');
    const self = await planned('self_test');
    expect(reasonOf(await enter(self, {}, world.stranger))).toBe('not_found');
    accepted(await enter(self, {}, world.custodian));
    expect((await recordOf(self)).plan.dueOn).toBe('2026-12-23');
  });

  it('is confirmed by the department, by somebody else, once', async () => {
    const number = await planned('self_test');
    accepted(await enter(number, {}, world.custodian));
    expect(await confirm(number, world.custodian)).toBe('maintenance_own_confirmation');
    expect(await confirm(number, world.stranger)).toBe('not_found');
    expect(await confirm(number, world.engineer)).toBe('asset_not_here');
    expect(await confirm(number, world.branchHead)).toBe('ok');
    expect(await confirm(number, world.branchHead)).toBe('maintenance_confirmed');
    expect((await recordOf(number)).results[0]?.confirmation?.by).toBe(world.branchHead.name);
  });
});

describe('what waits', () => {
  it('is told to engineers, and to the house that keeps the thing', async () => {
    const number = await planned('self_test', { dueOn: today });
    const viewer = (person: TestPerson) => person as unknown as Parameters<typeof maintenanceTasks>[1];
    const told = async (person: TestPerson) =>
      (await maintenanceTasks(world.services.db.read, viewer(person), world.clock.now())).map(({ code }) => code);
    expect(await told(world.custodian)).toContain('self_test_late');
    expect(await told(world.stranger)).not.toContain('self_test_late');
    accepted(await enter(number, {}, world.engineer));
    expect(await told(world.custodian)).toContain('maintenance_confirm');
    accepted(await enter(await planned(), { outcome: 'stopped' }));
    expect(await told(world.engineer)).toContain('maintenance_late');
  });

  it('is told by the trail in words', async () => {
    const rows = await world.services.db.read.select().from(auditRow).where(like(auditRow.act, 'maintenance.%'));
    const { acts, facts } = wordsOf('zh').audit;
    const keys = rows
      .filter(({ outcome }) => outcome !== 'refused')
      .flatMap(({ before, after }) => [before, after].flatMap((json) => Object.keys(JSON.parse(json ?? '{}'))));
    expect([...new Set(keys)].filter((one) => !Object.hasOwn(facts, one))).toEqual([]);
    expect(rows.map(({ act }) => act).filter((act) => !Object.hasOwn(acts, act))).toEqual([]);
    expect(rows.length).toBeGreaterThan(20);
  });

  it('holds what verify asks', async () => {
    const found = await Promise.all(maintenanceChecks.map(({ find }) => find(world.services.db.read)));
    expect(found.flat()).toEqual([]);
  });
});
