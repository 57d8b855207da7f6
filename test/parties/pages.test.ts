/** The pages of suppliers: found, added, changed by version, retired and back; licences recorded, renewed and ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCreditCode } from '../../src/kernel/codes/credit-code.ts';
import { whyNotOrder } from '../../src/parties/licence-queries.ts';
import { partyByCode } from '../../src/parties/queries.ts';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addItem, addMember, addPerson, nextNumber, type TestItem, type TestMember } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';

let test: TestApp;
let head: TestMember;
let tablet: TestItem;
let buyer: Browser;
let quality: Browser;
let reader: Browser;
const CREDIT = makeCreditCode('91', '360732', '12345678');

beforeAll(async () => {
  test = await createTestApp();
  head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  await addMember(test.services, { kind: 'company', parent: head, code: 'YYGS', name: '县医药总公司' });
  tablet = await addItem(test.services);
  for (const [role, login] of [
    ['buyer', 'cai'],
    ['quality_officer', 'zhi'],
    ['storekeeper', 'ku'],
  ] as const) {
    await addPerson(test.services, head, role, { login });
  }
  buyer = await signIn(test.app, 'cai');
  quality = await signIn(test.app, 'zhi');
  reader = await signIn(test.app, 'ku');
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
const key = () => `parties-${process.pid}-${nextNumber()}`;
const today = '2026-11-23';

async function add(fields: Record<string, string> = {}): Promise<Answer> {
  const usual = {
    code: 'S012',
    name: '江西赣南医药有限公司',
    shortName: '赣南医药',
    kind: 'supplier',
    creditCode: CREDIT,
  };
  return buyer.post(paths.parties(), {
    idempotency_key: key(),
    ...usual,
    memberCode: '',
    address: '',
    note: '',
    ...fields,
  });
}

async function record(code: string, fields: Record<string, string | string[]>): Promise<Answer> {
  const usual = { validFrom: '2026-01-01', validTo: '2027-12-31', issuedBy: '', number: `N${nextNumber()}` };
  return quality.post(paths.newLicence(code), { idempotency_key: key(), ...usual, ...fields });
}

async function mayOrder(code: string): Promise<string> {
  const db = test.services.db.read;
  const id = (await partyByCode(db, code))?.id ?? 0;
  return (await whyNotOrder(db, [{ partyId: id, itemId: tablet.id }], today)).get(id)?.reason ?? 'yes';
}

describe('a new supplier', () => {
  it.each([
    ['校验', { creditCode: `${CREDIT.slice(0, 17)}${CREDIT.endsWith('0') ? '1' : '0'}` }],
    ['供货的企业必须填', { creditCode: '' }],
    ['代码要字母开头', { code: '12' }],
    ['没有这个成员机构', { memberCode: 'NONE' }],
  ])('is refused and keeps what was typed: %s', async (sentence, fields) => {
    const refused = await add(fields as Record<string, string>);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('江西赣南医药有限公司');
    if (sentence !== '校验') expect(refused.text).toContain(sentence);
  });

  it('is added once by code and credit code, and a repeated form gives the first answer', async () => {
    const page = await buyer.get(paths.newParty());
    expect(page.text).toContain('value="S001"');
    const form = { idempotency_key: keyOf(page), code: 's012', name: '江西赣南医药有限公司', shortName: '赣南医药' };
    const fields = { ...form, kind: 'supplier', creditCode: CREDIT, memberCode: '', address: '赣州', note: '' };
    expect((await buyer.post(paths.parties(), fields)).location).toBe(paths.party('S012'));
    expect((await buyer.post(paths.parties(), fields)).location).toBe(paths.party('S012'));
    expect((await add()).text).toContain('已登记为赣南医药（S012）');
    expect((await add({ creditCode: makeCreditCode('91', '360732', '87654321') })).text).toContain('代码S012已经用过');
  });

  it('cannot be ordered from before its licences are recorded, and its page says so', async () => {
    expect(await mayOrder('S012')).toBe('party_missing');
    const page = await quality.get(paths.party('S012'));
    expect(page.text).toContain('还没有证照，不能下单');
    expect((await reader.get(paths.parties({ standing: 'missing' }))).text).toContain('赣南医药');
  });
});

describe('licences', () => {
  it.each([
    ['截止日不能早于起始日', { kind: 'business', validTo: '2025-01-01' }],
    ['已过', { kind: 'business', validFrom: '2020-01-01', validTo: '2026-11-22' }],
    ['请勾选许可范围', { kind: 'drug_distribution' }],
    ['不含第三类医用耗材', { kind: 'drug_distribution', scope: ['drug', 'consumable_3'] }],
  ])('are refused: %s', async (sentence, fields) => {
    const refused = await record('S012', fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
  });

  it('open the way when the last one is there', async () => {
    for (const kind of ['business', 'salesperson', 'quality_agreement']) {
      expect((await record('S012', { kind })).status).toBe(303);
    }
    expect(await mayOrder('S012')).toBe('party_missing');
    expect((await reader.get(paths.party('S012'))).text).toContain('没有登记药品或医疗器械的许可证');
    const fields = { kind: 'drug_distribution', number: '赣AA7970012', scope: ['drug'], validTo: '2026-12-10' };
    expect((await record('S012', fields)).status).toBe(303);
    expect(await mayOrder('S012')).toBe('yes');
    expect((await record('S012', fields)).text).toContain('已登记到同样或更晚的日期');
  });

  it('are said when they end soon: on the list, the page and the home page of buyer and quality officer', async () => {
    expect((await reader.get(paths.parties({ standing: 'danger' }))).text).toContain('赣南医药');
    expect((await reader.get(paths.party('S012'))).text).toContain('剩17天');
    for (const browser of [buyer, quality]) expect((await browser.get(paths.home())).text).toContain('赣南医药');
    expect((await reader.get(paths.home())).text).not.toContain('赣南医药');
  });

  it('are renewed by a new row, and then nobody is called', async () => {
    const renewal = { kind: 'drug_distribution', number: '赣AA7970012', scope: ['drug', 'biological'] };
    expect((await record('S012', { ...renewal, validFrom: '2026-12-11' })).status).toBe(303);
    expect((await reader.get(paths.party('S012'))).text).toContain('已续');
    expect((await quality.get(paths.home())).text).not.toContain('赣南医药');
  });

  it('are ended once with a reason, which blocks orders from that day', async () => {
    const page = await quality.get(paths.party('S012'));
    const endings = [...page.text.matchAll(/href="(\/parties\/S012\/licences\/\d+\/ending)"/g)].map(
      ([, href]) => href ?? '',
    );
    const asks = await Promise.all(endings.map((href) => quality.get(href)));
    const at = endings[asks.findIndex((ask) => ask.text.includes('终止营业执照'))] ?? '';
    expect((await quality.post(at, { idempotency_key: key(), reason: '' })).status).toBe(422);
    expect((await quality.post(at, { idempotency_key: key(), reason: '吊销' })).status).toBe(303);
    expect((await quality.post(at, { idempotency_key: key(), reason: '吊销' })).text).toContain('已经终止：吊销');
    expect(await mayOrder('S012')).toBe('party_revoked');
    expect((await reader.get(paths.party('S012'))).text).toContain('自2026-11-23起被终止，不能下单');
    expect((await record('S012', { kind: 'business', validFrom: today })).status).toBe(303);
    expect(await mayOrder('S012')).toBe('yes');
  });

  it('are the quality officer’s: the buyer records none', async () => {
    expect((await buyer.get(paths.newLicence('S012'))).status).toBe(403);
    expect((await buyer.post(paths.newLicence('S012'), { idempotency_key: key() })).status).toBe(403);
    expect((await quality.get(paths.partyEdit('S012'))).status).toBe(403);
  });
});

describe('a supplier', () => {
  const fields = (version: string, more: Record<string, string> = {}) => ({
    idempotency_key: key(),
    version,
    name: '江西赣南医药有限公司',
    shortName: '赣南医药',
    kind: 'both',
    creditCode: CREDIT,
    memberCode: '',
    address: '赣州经开区',
    note: '',
    ...more,
  });

  it('is changed by one of two at once; the other is told and keeps what was typed', async () => {
    const version = /name="version" value="(\d+)"/.exec((await buyer.get(paths.partyEdit('S012'))).text)?.[1] ?? '';
    expect((await buyer.post(paths.partyEdit('S012'), fields(version))).status).toBe(303);
    const stale = await buyer.post(paths.partyEdit('S012'), fields(version, { address: '南昌' }));
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('南昌');
    expect((await reader.get(paths.party('S012'))).text).toContain('赣州经开区');
  });

  it('may be a member too, which every page about it says', async () => {
    const code = makeCreditCode('91', '360732', '11112222');
    expect(
      (await add({ code: 'S030', name: '县医药总公司', shortName: '医药总公司', creditCode: code, memberCode: 'YYGS' }))
        .status,
    ).toBe(303);
    const page = await reader.get(paths.party('S030'));
    expect(page.text).toContain('县医药总公司是成员机构');
    expect(page.text).toContain('不得审批涉及它的单据');
    const again = makeCreditCode('91', '360732', '33334444');
    expect((await add({ code: 'S031', creditCode: again, memberCode: 'YYGS' })).text).toContain('已登记为医药总公司');
  });

  it('is retired and reinstated with a reason, once', async () => {
    expect((await buyer.post(paths.partyRetirement('S012'), { idempotency_key: key(), reason: '' })).status).toBe(422);
    expect((await buyer.post(paths.partyRetirement('S012'), { idempotency_key: key(), reason: '停业' })).status).toBe(
      303,
    );
    expect(await mayOrder('S012')).toBe('party_inactive');
    const twice = await buyer.post(paths.partyRetirement('S012'), { idempotency_key: key(), reason: '停业' });
    expect(twice.text).toContain('赣南医药已经停用');
    expect((await reader.get(paths.parties({ active: 'retired' }))).text).toContain('赣南医药');
    expect(
      (await buyer.post(paths.partyReinstatement('S012'), { idempotency_key: key(), reason: '复业' })).status,
    ).toBe(303);
    expect(await mayOrder('S012')).toBe('yes');
  });

  it('has contacts, added once and taken off', async () => {
    const person = { name: '王业务', duty: '销售', phone: '0797-1234567', email: '' };
    const refused = await buyer.post(paths.contacts('S012'), { idempotency_key: key(), ...person, phone: '' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('王业务');
    expect((await buyer.post(paths.contacts('S012'), { idempotency_key: key(), ...person })).status).toBe(303);
    const twice = await buyer.post(paths.contacts('S012'), { idempotency_key: key(), ...person });
    expect(twice.text).toContain('王业务已在联系人里');
    const page = await buyer.get(paths.party('S012'));
    const ending = /action="(\/parties\/S012\/contacts\/\d+\/ending)"/.exec(page.text)?.[1] ?? '';
    expect((await buyer.post(ending, { idempotency_key: key() })).status).toBe(303);
    expect((await buyer.get(paths.party('S012'))).text).not.toContain('0797-1234567');
  });
});
