/** The pages of maintenance: what is due, what nobody planned, the checklist of a round on the page of the card. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { roundsOf } from '../../src/maintenance/record-queries.ts';
import { chosenItems } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { addPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

const TODAY = '2026-11-23';
let world: AssetWorld;
let officer: Browser;
let engineer: Browser;
let custodian: Browser;
let branchHead: Browser;
let auditor: Browser;
beforeAll(async () => {
  world = await openAssetWorld();
  world.clock.set(startOfDay(TODAY) + 3_600_000 * 9);
  officer = await signIn(world.app, world.officer.login);
  engineer = await signIn(world.app, world.engineer.login);
  custodian = await signIn(world.app, world.custodian.login);
  branchHead = await signIn(world.app, world.branchHead.login);
  auditor = await signIn(world.app, (await addPerson(world.services, world.head, 'auditor')).login);
});
afterAll(() => endWhole(world));

const defibrillator = () =>
  addCard(world, { name: '除颤监护仪', classCode: 'surgery_emergency', categoryCode: null, model: 'D6' });
async function recordOf(number: string) {
  const card = await assetByNumber(world.services.db.read, '/', number);
  const [record] = await roundsOf(world.services.db.read, card?.asset.id ?? 0);
  if (record === undefined) throw new Error(`${number} has no plan`);
  return record;
}
const act = (browser: Browser, number: string, name: Parameters<typeof paths.equipmentRoundAct>[1], more: object) =>
  browser.post(paths.equipmentRoundAct(number, name), { idempotency_key: key(), ...more });
async function roundFields(number: string, more: Record<string, string> = {}) {
  const { plan } = await recordOf(number);
  const checks = chosenItems(plan.kind, plan.items).flatMap(({ code }) => [
    [`check.${code}.found`, 'pass'],
    [`check.${code}.value`, '0.1'],
  ]);
  const own = { plan: String(plan.id), version: String(plan.version), doneOn: TODAY, outcome: 'pass', engineer: '甲' };
  return { ...own, ...Object.fromEntries(checks), ...more };
}

describe('the pages', () => {
  it('plan many cards that nobody planned, and list what is due', async () => {
    const number = await defibrillator();
    expect((await officer.get(paths.maintenanceProposals())).text).toContain(`${number} pm`);
    const proposals = paths.maintenanceProposals({ kind: 'self_test' });
    expect((await officer.get(proposals)).text).toContain(`${number} self_test`);
    const line = `${number} self_test`;
    expect((await officer.post(proposals, { idempotency_key: key() })).status).toBe(422);
    expect((await officer.post(proposals, { idempotency_key: key(), line, dueOn: '2027-11-01' })).status).toBe(422);
    expect((await officer.post(proposals, { idempotency_key: key(), line, dueOn: TODAY })).status).toBe(303);
    expect((await officer.get(proposals)).text).not.toContain(line);
    const list = await auditor.get(paths.maintenance({ q: 'ccjhy', kind: 'self_test', state: 'soon' }));
    expect([list.text.includes(number), list.text.includes(paths.maintenanceProposals())]).toEqual([true, false]);
    expect((await auditor.get(paths.maintenance({ kind: 'pm' }))).text).not.toContain(number);
    expect((await auditor.get(paths.maintenanceExport('csv', { q: 'ccjhy' }))).text).toContain('没有做过');
    expect((await custodian.get(paths.home())).text).toContain('应急设备自检到期或逾期');
    expect((await custodian.get(paths.equipmentCard(number))).text).toContain(paths.equipmentRounds(number));
  });

  it('carry a self-test of the custodian from the checklist to the confirmation', async () => {
    const number = await defibrillator();
    expect((await act(officer, number, 'plans', { kind: 'self_test' })).status).toBe(303);
    expect((await act(officer, number, 'plans', { kind: 'self_test' })).text).toContain('已有应急自检计划');
    const page = await custodian.get(paths.equipmentRounds(number));
    expect([page.text.includes('check.output.found'), page.text.includes('id="plans"')]).toEqual([true, false]);
    const paper = await auditor.get(paths.equipmentWorksheet(number));
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bare = await act(custodian, number, 'results', await roundFields(number, { 'check.output.found': '' }));
    expect([bare.status, bare.text.includes('没有填')]).toEqual([422, true]);
    const unsafe = await act(custodian, number, 'results', await roundFields(number, { 'check.alarm.found': 'fail' }));
    expect([unsafe.status, unsafe.text.includes('不能判合格')]).toEqual([422, true]);
    expect((await act(custodian, number, 'results', await roundFields(number, { parts: '电极片' }))).status).toBe(303);
    const result = String((await recordOf(number)).results[0]?.id);
    expect((await act(custodian, number, 'confirmation', { result })).text).toContain('结果是本人登记的');
    expect((await branchHead.get(paths.maintenance({ state: 'unconfirmed' }))).text).toContain(number);
    expect((await act(branchHead, number, 'confirmation', { result, note: '' })).status).toBe(303);
    const shown = await auditor.get(paths.equipmentRounds(number));
    expect([shown.text.includes('更换：电极片'), shown.text.includes(`${world.branchHead.name} ${TODAY}`)]).toEqual([
      true,
      true,
    ]);
    expect(shown.text.includes(paths.equipmentRoundAct(number, 'results'))).toBe(false);
  });

  it('stop what an engineer found unsafe, take it back and end the plan', async () => {
    const number = await defibrillator();
    expect((await act(officer, number, 'plans', { kind: 'pm', item: 'alarm' })).status).toBe(303);
    const fields = await roundFields(number, { outcome: 'stopped', 'check.alarm.found': 'fail' });
    expect((await act(custodian, number, 'results', fields)).status).toBe(403);
    expect((await act(engineer, number, 'results', fields)).status).toBe(303);
    expect((await act(engineer, number, 'results', fields)).status).toBe(409);
    expect((await officer.get(paths.equipmentRounds(number))).text).toContain('维护判定停用');
    expect((await auditor.get(paths.maintenance())).text).toContain(number);
    const { plan, results } = await recordOf(number);
    expect((await act(engineer, number, 'reversal', { result: String(results[0]?.id), reason: '' })).status).toBe(422);
    expect((await act(engineer, number, 'reversal', { result: String(results[0]?.id), reason: '录错' })).status).toBe(
      303,
    );
    expect((await act(officer, number, 'end', { plan: String(plan.id), reason: '厂家全保' })).status).toBe(303);
    expect((await officer.get(paths.equipmentRounds(number))).text).toContain('退出：厂家全保');
  });
});
