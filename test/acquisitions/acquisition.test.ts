/** Applying for equipment: idle equipment first, two people, tiers, the licence; and its pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquisitionFor } from '../../src/acquisitions/acquisition-queries.ts';
import { type ApplicationInput, openAcquisition, submitAcquisition } from '../../src/acquisitions/apply-commands.ts';
import { approveAcquisition, declineAcquisition } from '../../src/acquisitions/decide-commands.ts';
import { levelFor, paybackOf } from '../../src/acquisitions/rules.ts';
import { paths } from '../../src/paths.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let president: TestPerson;
beforeAll(async () => {
  world = await openAssetWorld();
  president = await addPerson(world.services, world.head, 'vice_president');
});
afterAll(() => endWhole(world));

const input = (more: Partial<ApplicationInput> = {}): ApplicationInput => ({
  organisationCode: world.branch.code,
  name: '半自动生化分析仪',
  classCode: 'laboratory',
  quantity: 2,
  unitFen: 2_000_000,
  funds: { fiscal: 3_000_000, own: 1_000_000 },
  necessity: '现有设备已报废',
  feasibility: '检验室已留位置',
  benefit: '方便群众就近检验',
  casesMonth: 400,
  chargeFen: 2_000,
  costFen: 500,
  budgetLine: '设备购置',
  largeKind: null,
  licenceNumber: null,
  ...more,
});
const open = async (more: Partial<ApplicationInput> = {}) =>
  accepted(await openAcquisition(world.services, world.custodian, key(), input(more)));
const loaded = async (number: string) => {
  const found = await acquisitionFor(world.services.db.read, '/', number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};
const submit = (number: string, reasons: Record<string, string> = {}) =>
  submitAcquisition(world.services, world.custodian, { key: key(), number }, { reasons });
const approve = (actor: TestPerson, number: string, meetingRecord: string | null = null) =>
  approveAcquisition(world.services, actor, { key: key(), number }, { meetingRecord });
const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'ok' : answer.reason);

describe('an application for equipment', () => {
  it('shows its payback with its parts, and whose word it needs', () => {
    const payback = paybackOf({ quantity: 2, unitFen: 2_000_000, casesMonth: 400, chargeFen: 2_000, costFen: 500 });
    expect(payback).toEqual({ amountFen: 4_000_000, monthFen: 600_000, months: 7 });
    expect(paybackOf({ ...input(), costFen: 2_000 }).months).toBeNull();
    const tiers = { office: 50_000, meeting: 500_000 };
    const level = (fen: number, kind = 'branch') => levelFor(fen, { kind }, tiers);
    expect([level(4_999_999), level(5_000_000), level(50_000_000)]).toEqual(['member', 'office', 'meeting']);
    expect(level(1, 'head')).toBe('office');
  });

  it('goes on past idle equipment only with a reason, and is approved by another person', async () => {
    const idle = await addCard(world, { classCode: 'laboratory', categoryCode: null, firstUsedOn: null });
    const { number, idle: found } = await open();
    expect(found).toBe(1);
    expect(reasonOf(await submit(number))).toBe('acquisition_idle');
    const [match] = (await loaded(number)).idle;
    expect(match?.number).toBe(idle);
    accepted(await submit(number, { [String(match?.id)]: '量程不够' }));
    expect(reasonOf(await approve(world.stranger, number))).toBe('forbidden');
    expect(reasonOf(await approve(world.custodian, number))).toBe('forbidden');
    accepted(await approve(world.branchHead, number));
    expect((await loaded(number)).document.status).toBe('approved');
    const late = await declineAcquisition(
      world.services,
      world.officer,
      { key: key(), number },
      { step: 'reject', why: 'x' },
    );
    expect(reasonOf(late)).toBe('wrong_state');
  });

  it('needs the asset office, or a meeting, where it is dear; and a licence where it is large', async () => {
    const dear = await open({ classCode: 'dental', quantity: 1, unitFen: 60_000_000, funds: { own: 60_000_000 } });
    accepted(await submit(dear.number));
    expect(reasonOf(await approve(world.branchHead, dear.number))).toBe('acquisition_level');
    expect(reasonOf(await approve(world.officer, dear.number))).toBe('acquisition_level');
    expect(reasonOf(await approve(president, dear.number))).toBe('acquisition_meeting');
    accepted(await approve(president, dear.number, '院长办公会2026年第9次'));
    const large = await open({ classCode: 'high_energy', largeKind: 'radiotherapy' });
    expect(reasonOf(await submit(large.number))).toBe('asset_licence');
  });

  it('refuses funds that are not the amount, other members, and the own word', async () => {
    const refused = (more: Partial<ApplicationInput>, by = world.custodian) =>
      openAcquisition(world.services, by, key(), input(more)).then(reasonOf);
    expect(await refused({ funds: { own: 1 } })).toBe('asset_funds_sum');
    expect(await refused({ unitFen: 0, funds: {} })).toBe('acquisition_price');
    expect(await refused({}, world.stranger)).toBe('asset_member_unknown');
    expect(await refused({}, world.engineer)).toBe('acquisition_not_here');
    const own = accepted(
      await openAcquisition(world.services, world.branchHead, key(), input({ classCode: 'dental' })),
    );
    accepted(await submit(own.number));
    expect(reasonOf(await approve(world.branchHead, own.number))).toBe('acquisition_own');
  });

  it('is decided once when two decide at the same time', async () => {
    const { number } = await open({ classCode: 'optical' });
    accepted(await submit(number));
    const both = await Promise.all([approve(world.branchHead, number), approve(world.officer, number)]);
    expect(both.map(reasonOf).sort()).toEqual(['ok', 'wrong_state']);
  });
});

describe('the pages of applications', () => {
  it('lead from the form over the list and the home page to the approval', async () => {
    const custodian = await signIn(world.app, world.custodian.login);
    const fields = {
      ...{ idempotency_key: key(), organisation: world.branch.code, name: '<b>裂隙灯</b>', classCode: 'laser' },
      ...{ quantity: '1', unit: '30000', 'fund.own': '1', necessity: '需要', feasibility: '可行', benefit: '有' },
      ...{ casesMonth: '10', charge: '100', cost: '20', budgetLine: '设备购置' },
    };
    const wrong = await custodian.post(paths.acquisitions(), fields);
    expect([wrong.status, wrong.text.includes('&lt;b&gt;裂隙灯')]).toEqual([422, true]);
    const good = { ...fields, idempotency_key: key(), 'fund.own': '30000' };
    const made = await custodian.post(paths.acquisitions(), good);
    expect(made.status).toBe(303);
    const number = /SG-\d{8}-\d{4,}/.exec(made.location ?? '')?.[0] ?? '';
    expect((await custodian.get(paths.acquisition(number))).text).toContain('38个月');
    expect((await custodian.get(paths.acquisitionEdit(number))).text).toContain('30000.00');
    const sent = { idempotency_key: key(), version: '1' };
    expect((await custodian.post(paths.acquisitionAct(number, 'submission'), sent)).status).toBe(303);
    expect((await custodian.get(paths.acquisitions({ q: 'lxd' }))).text).toContain(number);
    const head = await signIn(world.app, world.branchHead.login);
    expect((await head.get(paths.home())).text).toContain(number);
    const page = await head.get(paths.acquisition(number));
    expect(page.text).toContain(paths.acquisitionAct(number, 'approval'));
    const approval = { idempotency_key: key(), version: '2' };
    expect((await head.post(paths.acquisitionAct(number, 'approval'), approval)).status).toBe(303);
    const stranger = await signIn(world.app, world.stranger.login);
    expect((await stranger.get(paths.acquisition(number))).status).toBe(404);
    expect((await head.get(paths.acquisitionsExport('csv'))).text).toContain(number);
  });
});
