/** Faults: reported, taken, diagnosed, paid for, repaired, accepted; what is refused, what two do at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnAsset } from '../../src/assets/commands.ts';
import { assetByNumber, eventsOf } from '../../src/assets/record-queries.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { faultByNumber, spansOf } from '../../src/faults/fault-record.ts';
import { faultFigures } from '../../src/faults/figure-queries.ts';
import { listFaults } from '../../src/faults/list-queries.ts';
import * as repairs from '../../src/faults/repair-commands.ts';
import { reopenFault, reportFault, withdrawFault } from '../../src/faults/report-commands.ts';
import { faultTasks } from '../../src/faults/task-queries.ts';
import { faultChecks } from '../../src/faults/verify.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let other: TestPerson;
beforeAll(async () => {
  world = await openAssetWorld();
  other = await addPerson(world.services, world.head, 'engineer');
});
afterAll(() => endWhole(world));

const DAY_MS = 86_400_000;
const report = (asset: string, more: object = {}, actor = world.custodian) =>
  reportFault(world.services, actor, key(), {
    ...{ asset, what: '开机无图像', urgency: 'urgent', usable: 'no', loaner: null, photo: null },
    ...more,
  });
const given = (number: string) => ({ key: key(), number });
const statusOf = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset.status;
const faultOf = async (number: string) => {
  const found = await faultByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no fault ${number}`);
  return found;
};
const engineer = () => world.engineer;

/** A fault of a new card, assigned and diagnosed. */
async function inWork(more: object = {}) {
  const asset = await addCard(world);
  const { number } = accepted(await report(asset, more));
  const login = engineer().login;
  accepted(await repairs.assignFault(world.services, engineer(), given(number), { engineer: login, outside: '' }));
  const said = { diagnosis: '电源板损坏', takeOut: false };
  accepted(await repairs.diagnoseFault(world.services, engineer(), given(number), said));
  return { asset, number };
}
const repair = (number: string, more: object = {}, actor = engineer()) =>
  repairs.repairFault(world.services, actor, given(number), {
    ...{ work: '换电源板', labourMinutes: 90, irreparable: false },
    ...more,
  });
const accept = (number: string, outcome: 'pass' | 'limited' | 'stopped' | 'fail' = 'pass', actor = world.custodian) =>
  repairs.acceptRepair(world.services, actor, given(number), { outcome, test: '试机正常' });
const cost = (number: string, unitFen: number, quantity = 1) =>
  repairs.addCost(world.services, engineer(), given(number), { kind: 'part', name: '电源板', quantity, unitFen });

describe('reporting a fault', () => {
  it('takes the thing out of use, counts from then on, and stands in the timeline of the card', async () => {
    const asset = await addCard(world);
    const { number } = accepted(await report(asset));
    expect(number).toMatch(/^BX-\d{8}-\d{4}$/);
    expect(await statusOf(asset)).toBe('repair');
    const found = await faultOf(number);
    expect([found.fault.takenFrom, found.fault.isOpen, found.asset.downBy]).toEqual([
      'in_use',
      true,
      found.document.id,
    ]);
    expect(found.fault.dueAt - found.fault.reportedAt).toBe(3 * DAY_MS);
    const [event] = await eventsOf(world.services.db.read, found.asset.id, { size: 1 });
    expect([event?.act, event?.documentNumber]).toEqual(['report_fault', number]);
    expect(await spansOf(world.services.db.read, found.document.id)).toHaveLength(1);
  });

  it('leaves what can still be used where it is, until the engineer takes it out', async () => {
    const asset = await addCard(world);
    const { number } = accepted(await report(asset, { usable: 'yes' }));
    expect(await statusOf(asset)).toBe('in_use');
    const login = engineer().login;
    accepted(await repairs.assignFault(world.services, engineer(), given(number), { engineer: login, outside: '' }));
    const said = { diagnosis: '探头漏电', takeOut: true };
    accepted(await repairs.diagnoseFault(world.services, engineer(), given(number), said));
    expect(await statusOf(asset)).toBe('repair');
    expect(await spansOf(world.services.db.read, (await faultOf(number)).document.id)).toHaveLength(1);
  });

  it('refuses strangers, a second report, what is away, and what nobody knows', async () => {
    const asset = await addCard(world);
    expect(reasonOf(await report(asset, {}, world.stranger))).toBe('not_found');
    const far = await addCard(world, { user: world.otherBranch.code, keeper: world.otherBranch.code });
    expect(reasonOf(await report(far, {}, engineer()))).toBe('asset_not_here');
    expect(reasonOf(await report('SB-20260101-9999'))).toBe('not_found');
    accepted(await report(asset));
    expect(reasonOf(await report(asset))).toBe('fault_known');
  });

  it('lets nobody use what is down before its fault is settled', async () => {
    const asset = await addCard(world);
    accepted(await report(asset));
    const turn = (to: 'stop' | 'resume') =>
      turnAsset(world.services, world.officer, given(asset), { turn: to, why: '试试' });
    accepted(await turn('stop'));
    expect(reasonOf(await turn('resume'))).toBe('asset_down');
  });
});

describe('repairing', () => {
  it('goes from the report to the acceptance, with parts, labour and the time that was lost', async () => {
    const { asset, number } = await inWork();
    accepted(await cost(number, 30_000, 2));
    world.clock.set(world.clock.now() + DAY_MS);
    accepted(await repair(number));
    accepted(await accept(number));
    const found = await faultOf(number);
    expect([found.document.status, found.fault.outcome, found.costFen]).toEqual(['closed', 'pass', 60_000]);
    expect(await statusOf(asset)).toBe('in_use');
    const [span] = await spansOf(world.services.db.read, found.document.id);
    expect((span?.untilAt ?? 0) - (span?.fromAt ?? 0)).toBe(DAY_MS);
    const today = dayOf(world.clock.now());
    const figures = await faultFigures(
      world.services.db.read,
      '/',
      { by: 'asset', from: '2020-01-01', until: today },
      world.clock.now(),
    );
    const own = figures.find((one) => one.key === asset);
    expect(own).toMatchObject({ faults: 1, downMs: DAY_MS, mttrTenths: 240, costFen: 60_000, labourMinutes: 90 });
  });

  it('needs the word of another from the amount of the rule', async () => {
    const { number } = await inWork();
    const ask = () => repairs.askForCost(world.services, world.officer, given(number), { why: '换板' });
    accepted(await cost(number, 150_000));
    expect(reasonOf(await ask())).toBe('fault_needs_no_word');
    accepted(await cost(number, 50_000));
    expect(reasonOf(await repair(number))).toBe('fault_unapproved');
    accepted(await ask());
    const decide = (actor: TestPerson, agreed: boolean) =>
      repairs.decideCost(world.services, actor, given(number), { agreed, why: '看过报价' });
    expect(reasonOf(await decide(world.officer, true))).toBe('fault_own_cost');
    expect(reasonOf(await decide(engineer(), true))).toBe('forbidden');
    const president = await addPerson(world.services, world.head, 'vice_president');
    accepted(await decide(president, true));
    accepted(await repair(number));
  });

  it('is not accepted by whoever repaired it, comes back when it fails, and is stopped when it cannot be', async () => {
    const { asset, number } = await inWork();
    accepted(await repair(number, {}, world.officer));
    expect(reasonOf(await accept(number, 'pass', world.officer))).toBe('fault_own_repair');
    accepted(await accept(number, 'fail'));
    accepted(await repair(number, { irreparable: true }));
    expect(reasonOf(await accept(number, 'pass'))).toBe('fault_irreparable');
    accepted(await accept(number, 'stopped'));
    expect(await statusOf(asset)).toBe('stopped');
  });

  it('is withdrawn by mistake and opened again within the days of the rule', async () => {
    const asset = await addCard(world);
    const { number } = accepted(await report(asset));
    accepted(await withdrawFault(world.services, world.custodian, given(number), { why: '插头松了' }));
    expect(await statusOf(asset)).toBe('in_use');
    const done = await inWork();
    accepted(await repair(done.number));
    accepted(await accept(done.number));
    const reopen = () => reopenFault(world.services, world.custodian, given(done.number), { why: '又坏了' });
    accepted(await reopen());
    expect(await statusOf(done.asset)).toBe('repair');
    const again = await inWork();
    accepted(await repair(again.number));
    accepted(await accept(again.number));
    world.clock.set(world.clock.now() + 31 * DAY_MS);
    const late = reopenFault(world.services, world.custodian, given(again.number), { why: '又坏了' });
    expect(reasonOf(await late)).toBe('fault_reopen_late');
  });
});

describe('two at once', () => {
  it('gives a fault to one of two engineers', async () => {
    const { number } = accepted(await report(await addCard(world)));
    const seenVersion = (await faultOf(number)).document.version;
    const take = (actor: TestPerson) =>
      repairs.assignFault(
        world.services,
        actor,
        { ...given(number), seenVersion },
        { engineer: actor.login, outside: '' },
      );
    const both = await Promise.all([take(engineer()), take(other)]);
    expect(both.map((one) => one.ok).sort()).toEqual([false, true]);
    expect(both.map(reasonOf).filter(Boolean)).toContain('stale');
  });

  it('accepts once, and reports once', async () => {
    const { number } = await inWork();
    accepted(await repair(number));
    const both = await Promise.all([accept(number), accept(number, 'limited', world.branchHead)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const asset = await addCard(world);
    const reports = await Promise.all([report(asset), report(asset, {}, world.branchHead)]);
    expect(reports.filter((one) => one.ok)).toHaveLength(1);
  });
});

describe('what waits and what holds', () => {
  it('tells engineers and users what waits for them, and finds faults by pinyin', async () => {
    const { number } = await inWork();
    accepted(await repair(number));
    const now = world.clock.now();
    const asks = async (person: TestPerson) =>
      (await faultTasks(world.services.db.read, person as unknown as Viewer, now)).map((task) => task.code);
    expect(await asks(world.custodian)).toContain('fault_accept');
    expect(await asks(engineer())).toContain('fault_take');
    const ask = { scopePath: '/', userId: engineer().userId, now };
    const rows = await listFaults(world.services.db.read, ask, { tab: 'all', q: 'csdpl' }, { size: 50 });
    expect(rows.map((row) => row.number)).toContain(number);
  });

  it('holds after all of it', async () => {
    for (const check of faultChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  });
});
