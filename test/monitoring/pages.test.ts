/** The pages of monthly returns: who sees them, forms that come back, stale pages, files in the order of the form. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { FILLED, key, loaded, MONTH, type MonitoringWorld, openMonitoringWorld, USED } from './monitoring-world.ts';

let world: MonitoringWorld;
beforeAll(async () => {
  world = await openMonitoringWorld();
});
afterAll(() => endWhole(world));

const version = async (number: string) => String((await loaded(world, number)).document.version);
const numberIn = (text: string | null) => /JC-\d{8}-\d{4,}/.exec(text ?? '')?.[0] ?? '';
const sends = async (number: string, more: Record<string, string> = {}) => ({
  idempotency_key: key(),
  version: await version(number),
  ...more,
});

describe('the pages of monthly returns', () => {
  let number = '';

  it('are not for members', async () => {
    const branch = await signIn(world.app, world.branchPharmacist.login);
    expect((await branch.get(paths.monitorings())).status).toBe(403);
    expect((await branch.get(paths.home())).text).not.toContain(paths.monitorings());
    const keeper = await signIn(world.app, (await addPerson(world.services, world.head, 'storekeeper')).login);
    expect((await keeper.get(paths.monitorings())).status).toBe(200);
    const asked = { idempotency_key: key(), month: MONTH };
    expect((await keeper.post(paths.monitorings(), asked)).status).toBe(403);
  });

  it('lead from what is owed to a draft', async () => {
    const pharmacist = await signIn(world.app, world.pharmacist.login);
    const list = await pharmacist.get(paths.monitorings());
    expect(list.text).toContain(`编制${MONTH}`);
    const wrong = await pharmacist.post(paths.monitorings(), { idempotency_key: key(), month: '2026-99' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('月份要写成');
    const form = { idempotency_key: key(), month: MONTH };
    const made = await pharmacist.post(paths.monitorings(), form);
    number = numberIn(made.location);
    expect((await pharmacist.post(paths.monitorings(), form)).location).toContain(number);
    const twice = await pharmacist.post(paths.monitorings(), { idempotency_key: key(), month: MONTH });
    expect(twice.text).toContain(number);
    const page = await pharmacist.get(paths.monitoring(number));
    for (const said of ['鱼精蛋白', '没有选短缺类型', '询问的配送企业不到2家']) expect(page.text).toContain(said);
    expect((await pharmacist.get(paths.monitoring('JC-20261103-9999'))).status).toBe(404);
    expect((await pharmacist.get(paths.monitoringLine(number, 999_999))).status).toBe(404);
    const refused = await pharmacist.post(paths.monitoringAct(number, 'submission'), await sends(number));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('没有提交');
  });

  it('fill a line in, keep what was typed when it is refused, and show what the numbers are made of', async () => {
    const pharmacist = await signIn(world.app, world.pharmacist.login);
    const [line] = (await loaded(world, number)).lines;
    const at = paths.monitoringLine(number, line?.id ?? 0);
    const page = await pharmacist.get(at);
    expect(page.text.match(/QY-\d{8}-\d{4}/g)?.length).toBeGreaterThanOrEqual(2);
    expect(page.text).toContain(world.branch.name.slice(0, 2));
    const fields = {
      ...FILLED,
      suppliers: '2',
      foundOn: '2026-10-12',
      approvalNumber: '国药准字H31022051',
      useBase: String(USED),
      stockBase: '0',
      members: '1',
      patients: '5',
      note: '',
    };
    const nonsense = await pharmacist.post(at, await sends(number, { ...fields, useBase: '很多', kind: 'x' }));
    expect(nonsense.status).toBe(422);
    expect(nonsense.text).toContain('很多');
    const silent = await pharmacist.post(at, await sends(number, { ...fields, patients: '9' }));
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('请写改数原因');
    const stale = await sends(number, { ...fields, reason: '门诊核对' });
    expect((await pharmacist.post(at, stale)).status).toBe(303);
    const late = await pharmacist.post(at, { ...stale, idempotency_key: key() });
    expect(late.status).toBe(409);
    expect((await pharmacist.get(at)).text).toContain('门诊核对');
    const removal = paths.monitoringLineRemoval(number, 999_999);
    expect((await pharmacist.post(removal, await sends(number, { why: '试' }))).status).toBe(404);
  });

  it('are signed by another person, filed with the receipt, and read as files', async () => {
    const pharmacist = await signIn(world.app, world.pharmacist.login);
    const chief = await signIn(world.app, world.chief.login);
    const plain = await pharmacist.post(paths.monitoringAct(number, 'note'), await sends(number, { note: '已核实' }));
    expect(plain.status).toBe(303);
    expect((await pharmacist.post(paths.monitoringAct(number, 'submission'), await sends(number))).status).toBe(303);
    expect((await chief.get(paths.home())).text).toContain(number);
    expect((await chief.post(paths.monitoringAct(number, 'approval'), await sends(number))).status).toBe(303);
    const filing = { reportedOn: '2026-11-03', receiptNumber: 'GJDQ-202610-0001' };
    const early = { ...filing, reportedOn: '2026-10-01' };
    const wrong = await pharmacist.post(paths.monitoringAct(number, 'report'), await sends(number, early));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('GJDQ-202610-0001');
    const filed = await pharmacist.post(paths.monitoringAct(number, 'report'), await sends(number, filing));
    expect(filed.status).toBe(303);
    const csv = (await chief.get(paths.monitoringExport(number, 'csv'))).text.split('\r\n');
    expect(csv[0]).toContain('药品通用名,剂型,规格,生产企业,批准文号,短缺类型,首次发现日期,当月用量');
    expect(csv[1]).toContain('鱼精蛋白,片剂,0.25g,江西制药,国药准字H31022051,断供,2026-10-12');
    expect((await chief.get(paths.monitoringExport(number, 'xlsx'))).status).toBe(200);
    expect((await chief.get(paths.monitorings({ q: 'yjdb' }))).text).toContain(number);
    expect((await chief.get(paths.monitorings({ q: 'GJDQ-2026' }))).text).toContain(number);
    expect((await chief.get(paths.monitorings({ year: '2025' }))).text).not.toContain(number);
    expect((await chief.get(paths.monitoringsExport('csv', { state: 'reported' }))).text).toContain(number);
    const why = await sends(number, { why: '日期有误' });
    const correction = await pharmacist.post(paths.monitoringAct(number, 'correction'), why);
    expect(correction.status).toBe(303);
    expect((await pharmacist.get(paths.monitoring(number))).text).toContain('第2版');
  });
});
