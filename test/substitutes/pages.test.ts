/** Substitutes: what is offered in which order, recorded by decisions, ended, and shown where something is missing. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { therapeuticSubstitute } from '../../db/schema/substitutes.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { paths } from '../../src/paths.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { substitutesFor } from '../../src/substitutes/queries.ts';
import { substituteChecks } from '../../src/substitutes/verify.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  nextNumber,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';
import { decideMatter } from '../support/decisions.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

const TODAY = '2026-11-23';
let test: TestApp;
let head: TestMember;
let branch: TestMember;
let asked: TestItem;
let nifedipine: TestItem;
let person: TestPerson;
let pharmacist: TestPerson;
let chief: Browser;
let passed: number;
let rejected: number;

const decide = (outcome: 'passed' | 'rejected') =>
  decideMatter(test, { headId: head.id, actor: person }, { kind: 'substitute', outcome, text: '钙拮抗剂互换' });

beforeAll(async () => {
  test = await createTestApp();
  const { services } = test;
  head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  branch = await addMember(services, { kind: 'branch', parent: head, code: 'JB', name: '江背分院' });
  const headStore = await addStore(services, head);
  const branchStore = await addStore(services, branch);
  const drug = { genericName: '氨氯地平', strength: '5mg' };
  asked = await addItem(services, { ...drug, code: 'A0' });
  const make = (code: string, more: object) => addItem(services, { ...drug, code, ...more });
  await make('A1', { packSize: 7 });
  const otherMaker = await make('A2', { manufacturer: '浙江制药' });
  const stronger = await make('A3', { manufacturer: '浙江制药', strength: '0.01g' });
  await make('A4', { manufacturer: '浙江制药', strength: '复方' });
  await make('A5', { active: false });
  const countyOnly = { townshipTier: false, villageTier: false };
  const other = { genericName: '硝苯地平', form: '控释片', strength: '30mg', code: 'N1' };
  nifedipine = await addItem(services, { ...other, ...countyOnly });
  await addStock(services, headStore, { item: otherMaker, quantityBase: 48, organisationId: head.id });
  await addStock(services, branchStore, { item: stronger, quantityBase: 24, organisationId: branch.id });
  await addStock(services, headStore, { item: nifedipine, quantityBase: 24, organisationId: head.id });
  person = await addPerson(services, head, 'chief_pharmacist', { login: 'zong' });
  pharmacist = await addPerson(services, branch, 'branch_pharmacist', { login: 'jiang' });
  chief = await signIn(test.app, 'zong');
  passed = await decide('passed');
  rejected = await decide('rejected');
});
afterAll(() => test.drop());

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
const search = { from: 'aldp', to: 'xbdp' };
const idsIn = (page: Answer, name: string) =>
  [...page.text.matchAll(new RegExp(`name="${name}" value="(\\d+)"`, 'g'))].map((found) => found[1] ?? '');

async function record(fields: Record<string, string> = {}): Promise<Answer> {
  const form = await chief.get(paths.newSubstitute(search));
  const usual = {
    from: idsIn(form, 'from')[0] ?? '',
    to: idsIn(form, 'to')[0] ?? '',
    ways: 'both',
    guidance: '5mg相当于控释片30mg',
    matter: String(passed),
    validFrom: TODAY,
    validTo: '',
  };
  return chief.post(paths.newSubstitute(search), { idempotency_key: keyOf(form), ...usual, ...fields });
}
const offersOf = async (item: TestItem, day = TODAY) =>
  (await substitutesFor(test.services.db.read, item.id, day)).map(
    ({ item: other, relation, factor }) => `${other.code} ${relation} ${factor}`,
  );

describe('what is offered', () => {
  it('comes nearest first with its factor and where it lies', async () => {
    expect(await offersOf(asked)).toEqual(['A1 pack 1', 'A2 maker 1', 'A3 strength 0.5', 'A4 strength null']);
    const [, maker] = await substitutesFor(test.services.db.read, asked.id, TODAY);
    expect(maker?.stock).toMatchObject([{ code: 'ZY', availableBase: 48 }]);
    const inBranch = await substitutesFor(test.services.db.read, asked.id, TODAY, branch.path);
    expect(inBranch.filter((offer) => offer.availableBase > 0).map((offer) => offer.item.code)).toEqual(['A3']);
    expect(await substitutesFor(test.services.db.read, 999_999, TODAY)).toEqual([]);
  });

  it('is looked up by pinyin', async () => {
    expect((await chief.get(paths.substituteLookup({ q: 'aldp' }))).text).toContain('A0');
    const page = await chief.get(paths.substituteLookup({ item: 'A0' }));
    expect(page.text).toContain('1片换0.5片');
    expect(page.text).toContain('不能自动换算');
    expect((await chief.get(paths.substituteLookup({ item: '<script>', q: '%\'"' }))).status).toBe(200);
  });
});

describe('approved substitutes', () => {
  it.each([
    ['不是关于替代的', () => ({ matter: String(rejected) })],
    ['生效日早于药事会决定', () => ({ validFrom: '2026-11-01' })],
    ['截止日早于生效日', () => ({ validTo: '2026-11-01' })],
    ['请写明剂量折算', () => ({ guidance: '略' })],
    ['没有这种药品', () => ({ to: '999999' })],
  ] as const)('are refused: %s', async (sentence, fields) => {
    const refused = await record(fields());
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
  });

  it('are refused for the same medicine, for nonsense and for others, with what was typed', async () => {
    const form = await chief.get(paths.newSubstitute(search));
    const same = await record({ to: idsIn(form, 'from')[0] ?? '' });
    expect(same.text).toContain('是同一种');
    expect(same.text).toContain('5mg相当于控释片30mg');
    expect((await record({ from: 'x', ways: 'three' })).status).toBe(422);
    const browser = await signIn(test.app, 'jiang');
    expect((await browser.get(paths.newSubstitute())).status).toBe(403);
    expect((await browser.post(paths.substituteEnding(1), {})).status).toBe(403);
  });

  it('are recorded once, shown on the list, on the item, and both ways', async () => {
    const done = await record({ guidance: '5mg相当于控释片30mg<b>' });
    expect(done.status).toBe(303);
    const page = await chief.follow(done);
    expect(page.text).toContain('氨氯地平 → 硝苯地平');
    expect(page.text).toContain('&lt;b&gt;');
    expect((await record({ ways: 'one' })).text).toContain('的替代已有登记');
    expect(await offersOf(asked)).toContain('N1 approved null');
    expect(await offersOf(nifedipine)).toContain('A2 approved null');
    expect(await offersOf(asked, '2026-11-22')).not.toContain('N1 approved null');
    expect((await chief.get(paths.substitutes({ q: 'xbdp', state: 'valid' }))).text).toContain('控释片');
    expect((await chief.get(paths.substitutes({ q: 'amxl' }))).text).toContain('没有登记替代');
    expect((await chief.get(paths.substitutesExport('csv'))).text).toContain('硝苯地平');
    expect((await chief.get(paths.item('A0'))).text).toContain('可替代的药品及库存');
    expect((await chief.get(paths.substitute(77))).status).toBe(404);
  });

  it('are offered where the clinic registers what it has none of, and to the hub that is short', async () => {
    const browser = await signIn(test.app, 'jiang');
    const form = await browser.get(paths.newShortage({ q: 'A0', itemCode: 'A0' }));
    expect(form.text).toContain('可以用这些代替');
    expect(form.text).toContain('江背分院1盒');
    // Only what the member may stock is offered for asking
    expect(form.text).not.toContain('硝苯地平');
    expect((await browser.get(paths.newShortage({ q: 'A3', itemCode: 'A3' }))).text).not.toContain('可以用这些代替');
    const input = {
      organisationCode: 'JB',
      itemCode: 'A0',
      wishName: null,
      wishDetail: null,
      wishUnit: null,
      quantityBase: 24,
      packs: null,
      urgency: 'routine' as const,
      neededBy: '2026-12-01',
      patients: null,
      daysOfUse: null,
      patientReference: null,
      reason: 'patient_need' as const,
      substituteAcceptable: true,
      note: null,
      again: false,
    };
    const registered = await registerShortage(test.services, pharmacist, `sub-${nextNumber()}-xxxxxxxx`, input);
    const { number } = accepted(registered);
    const record = await chief.get(paths.shortage(number));
    expect(record.text).toContain('申请方可以接受替代');
    expect(record.text).toContain('总院2盒');
    expect(record.text).toContain('硝苯地平');
  });

  it('end on a day, once', async () => {
    const end = async (fields: Record<string, string>) => {
      const idempotency_key = keyOf(await chief.get(paths.substitute(1)));
      return chief.post(paths.substituteEnding(1), { idempotency_key, lastDay: TODAY, reason: '召回', ...fields });
    };
    expect((await end({ reason: '' })).status).toBe(422);
    expect((await end({ lastDay: '2026-11-22' })).text).toContain('最后有效日早于生效日');
    expect((await end({ lastDay: 'x' })).status).toBe(422);
    const done = await end({});
    expect((await chief.follow(done)).text).toContain('替代有效到2026-11-23');
    expect((await end({ lastDay: '2026-12-31' })).text).toContain('这里只能提前');
    expect(await offersOf(asked, '2026-11-24')).not.toContain('N1 approved null');
    expect((await record({ validFrom: '2026-11-24' })).status).toBe(303);
  });

  it('are listed as of a day: valid then, ended since', async () => {
    const states = async (on: string) => (await chief.get(paths.substitutesExport('csv', { on }))).text;
    expect(await states('2026-11-22')).toMatch(/,未生效,.*,2026-11-22\r\n/);
    expect(await states('2026-11-23')).toMatch(/,有效,.*,2026-11-23\r\n/);
    expect(await states('2099-01-01')).toMatch(/,已结束,.*,2099-01-01\r\n/);
    const page = await chief.get(paths.substitutes({ on: '2026-11-22', state: 'coming' }));
    expect(page.text).toContain('name="on" type="date" value="2026-11-22"');
    expect(page.text).toContain(
      paths.substitutesExport('csv', { state: 'coming', on: '2026-11-22' }).replaceAll('&', '&amp;'),
    );
  });

  it('are recomputed: a decision that passed, one record at a time', async () => {
    const { db } = test.services;
    const found = async () =>
      (await findAll(substituteChecks, db.read)).map(
        ({ rule, subject, found: other }) => `${rule} ${subject} ${other}`,
      );
    expect(await found()).toEqual([]);
    const [first] = await db.read.select().from(therapeuticSubstitute).where(eq(therapeuticSubstitute.id, 1));
    if (first === undefined) throw new Error('the first substitute is gone');
    const { id: _id, ...copy } = first;
    const [added] = await db.transaction((tx) =>
      tx
        .insert(therapeuticSubstitute)
        .values({ ...copy, matterId: rejected })
        .returning({ id: therapeuticSubstitute.id }),
    );
    expect(await found()).toEqual([
      `substitute_decided ${added?.id} substitute rejected`,
      `substitute_once 1 ${added?.id}`,
    ]);
  });
});
