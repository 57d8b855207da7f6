/** The permits' pages: recording, what is refused, what has left, revoking; and the block they put on answers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { recordPermit } from '../../src/preparations/commands.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson, addStock, addStore, type TestItem, type TestMember } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let branch: TestMember;
let preparation: TestItem;
let quality: Browser;
let storekeeper: Browser;
beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  const campus = await addMember(test.services, { kind: 'campus', parent: head, code: 'YQ', name: '中医院院区' });
  branch = await addMember(test.services, { kind: 'branch', parent: campus, code: 'FY', name: '江背分院' });
  await addMember(test.services, { kind: 'clinic', parent: branch, code: 'GZ', name: '高寨村卫生室' });
  const storeId = await addStore(test.services, head);
  preparation = await addItem(test.services, {
    kind: 'preparation',
    genericName: '复方黄柏液',
    code: 'ZJ1',
    packSize: 10,
  });
  await addItem(test.services, { code: 'AMX' });
  await addStock(test.services, storeId, { item: preparation, quantityBase: 500, organisationId: head.id });
  await addPerson(test.services, head, ['quality_officer'], { login: 'zhi' });
  await addPerson(test.services, head, ['storekeeper'], { login: 'ku' });
  quality = await signIn(test.app, 'zhi');
  storekeeper = await signIn(test.app, 'ku');
});
afterAll(() => test.drop());

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';

async function record(fields: Record<string, string> = {}): Promise<Answer> {
  const idempotency_key = keyOf(await quality.get(paths.newPermit()));
  const usual = {
    number: '赣药制调20260012',
    item: 'ZJ1',
    maker: 'ZY',
    recipient: 'FY',
    capPacks: '20',
    validFrom: '2026-11-01',
    validTo: '2027-04-30',
    authority: '江西省药品监督管理局',
  };
  return quality.post(paths.preparations(), { idempotency_key, ...usual, ...fields });
}

describe('permits', () => {
  it.each([
    ['截止日早于生效日', { validTo: '2026-10-01' }],
    ['超过3年', { validTo: '2030-01-01' }],
    ['ABC不是院内制剂', { item: 'ABC' }],
    ['AMX不是院内制剂', { item: 'AMX' }],
    ['没有NO这个机构', { recipient: 'NO' }],
    ['配制机构自己不用批件', { recipient: 'ZY' }],
    ['没有选调入机构', { recipient: '' }],
  ])('are refused: %s', async (sentence, fields) => {
    const refused = await record(fields as Record<string, string>);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('赣药制调20260012');
    if (sentence !== '没有选调入机构') expect(refused.text).toContain(sentence);
  });

  it('are recorded with the clinics under a branch, once by number and by time', async () => {
    const done = await record({ withClinics: '1' });
    expect(done.status).toBe(303);
    const page = await quality.follow(done);
    expect(page.text).toContain('江背分院、高寨村卫生室');
    expect(page.text).toContain('20盒');
    expect((await record()).text).toContain('已有批件赣药制调20260012');
    expect((await record({ validFrom: '2027-05-01', validTo: '2027-06-01' })).text).toContain('已经登记过');
  });

  it('are recorded once when two people record the same days at once', async () => {
    const actor = await addPerson(test.services, head, ['quality_officer']);
    const input = {
      itemCode: 'ZJ1',
      makerCode: 'ZY',
      recipientCodes: ['FY'],
      capPacks: 20,
      validFrom: '2028-01-01',
      validTo: '2028-02-01',
      authority: '江西省药品监督管理局',
    };
    const both = await Promise.all(
      ['甲', '乙'].map((number) =>
        recordPermit(test.services, actor, { key: null, input: { ...input, number }, withClinics: false }),
      ),
    );
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(both.find((each) => !each.ok)).toMatchObject({ reason: 'permit_overlaps' });
  });

  it('are found by pinyin and state, exported, and read by everyone', async () => {
    const found = await storekeeper.get(paths.preparations({ q: 'ffhby', state: 'valid' }));
    expect(found.text).toContain('赣药制调20260012');
    expect(found.text).not.toContain(paths.newPermit());
    expect((await storekeeper.get(paths.preparations({ state: 'expired' }))).text).toContain('没有批件');
    const sheet = await storekeeper.get(paths.preparationsExport('csv'));
    expect(sheet.text).toContain('复方黄柏液');
    expect((await storekeeper.get(paths.newPermit())).status).toBe(403);
    expect((await storekeeper.get(paths.permit(999))).status).toBe(404);
  });

  it('are revoked once, with a reason', async () => {
    const page = await quality.get(paths.permit(1));
    const idempotency_key = keyOf(page);
    expect((await quality.post(paths.permitRevocation(1), { idempotency_key, reason: '' })).status).toBe(422);
    const done = await quality.post(paths.permitRevocation(1), { idempotency_key, reason: '批件遗失' });
    expect((await quality.follow(done)).text).toContain('批件遗失');
    const again = await quality.post(paths.permitRevocation(1), {
      idempotency_key: `${idempotency_key}-2`.slice(-40),
      reason: 'x',
    });
    expect(again.text).toContain('这个批件已经撤销：批件遗失');
    expect((await record({ number: '赣药制调20260013' })).status).toBe(303);
  });

  it('are listed as of a day: revoked from the day of the revocation on, to come before the first', async () => {
    const listed = async (state: string, on: string) =>
      (await storekeeper.get(paths.preparations({ state, on }))).text.includes('20260012</a>');
    expect([await listed('valid', '2026-11-22'), await listed('revoked', '2026-11-22')]).toEqual([true, false]);
    expect([await listed('valid', '2026-11-23'), await listed('revoked', '2026-11-23')]).toEqual([false, true]);
    expect([await listed('coming', '2026-10-31'), await listed('valid', '2026-10-31')]).toEqual([true, false]);
    expect((await storekeeper.get(paths.preparations({ on: '2026-02-30', state: 'gone' }))).status).toBe(200);
    const sheet = await storekeeper.get(paths.preparationsExport('csv', { on: '2026-10-31', q: '20260012' }));
    expect(sheet.headers.get('content-disposition')).toContain('-2026-10-31.csv');
    expect(sheet.text).toMatch(/未生效,江西省药品监督管理局,2026-10-31\r\n$/);
  });
});
