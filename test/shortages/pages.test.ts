/** The pages of shortages as a browser without script meets them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { paths } from '../../src/paths.ts';
import { accepted, addItem, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import {
  acceptedRequest,
  type County,
  key,
  openCounty,
  pick,
  recordOf,
  registered,
  stockedItem,
  versionOf,
} from './county.ts';

let county: County;
let doctor: Browser;
let hub: Browser;

beforeAll(async () => {
  county = await openCounty();
  doctor = await signIn(county.app, county.doctor.login);
  hub = await signIn(county.app, county.hub.login);
});
afterAll(async () => {
  expect(county.log).toEqual([]);
  await county.drop();
});

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

function filled(itemCode: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    idempotency_key: key(),
    organisationCode: county.clinic.code,
    itemCode,
    'quantity.packs': '2',
    'quantity.units': '0',
    urgency: 'chronic',
    reason: 'patient_need',
    neededBy: '2026-11-26',
    substitute: 'yes',
    ...more,
  };
}

describe('registering', () => {
  it('finds a drug by initials without script, keeps what was typed, and registers', async () => {
    const item = await addItem(county.services, { genericName: '盐酸氨溴索片' });
    const found = await doctor.get(
      paths.newShortage({ q: 'yszz', urgency: 'emergency', note: '周四<b>送</b>', 'quantity.packs': '7' }),
    );
    expect(found.status).toBe(200);
    const search = await doctor.get(paths.newShortage({ q: 'ysaxs', urgency: 'emergency', note: '周四<b>送</b>' }));
    expect(search.text).toContain(item.code);
    expect(search.text).toContain('周四&lt;b&gt;送&lt;/b&gt;');
    expect(search.text).not.toContain('<b>送</b>');
    expect(search.text).toMatch(/value="emergency" checked/);
    const sent = await doctor.post(paths.newShortage(), filled(item.code));
    expect(sent.status).toBe(303);
    const shown = await doctor.follow(sent);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('盐酸氨溴索片');
    expect(shown.text).toContain('等总院药师');
    const list = await doctor.get(paths.shortages());
    expect(list.text).toContain('盐酸氨溴索片');
    expect(list.text).toContain('待受理');
  });

  it('answers 422 with every typed value and a message at each field', async () => {
    const item = await addItem(county.services, { genericName: '布洛芬缓释胶囊' });
    const bad = filled(item.code, {
      'quantity.packs': '-3',
      neededBy: '2026-11-26',
      patients: '4',
      note: '“引号”<script>alert(1)</script>',
    });
    const refused = await doctor.post(paths.newShortage(), bad);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('数量不能是负数');
    expect(refused.text).toContain('value="-3"');
    expect(refused.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(refused.text).not.toContain('<script>alert');
    expect(refused.text).toMatch(/value="chronic" checked/);
    const late = await doctor.post(paths.newShortage(), filled(item.code, { neededBy: '2026-11-20' }));
    expect(late.status).toBe(422);
    expect(late.text).toContain('2026-11-20已经过去');
    const wrong = await doctor.post(paths.newShortage(), { idempotency_key: key() });
    expect(wrong.status).toBe(422);
  });

  it.each([
    ['1.5', '1.3', '除不尽'],
    ['9999999999', '', '太大'],
    ['abc', '', '要填数字'],
    ['', '', '请填数量'],
    ['0', '0', '请填数量'],
  ])('refuses the quantity %s and %s', async (packs, units, said) => {
    const item = await addItem(county.services);
    const typed = { 'quantity.packs': packs, 'quantity.units': units };
    const refused = await doctor.post(paths.newShortage(), filled(item.code, typed));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(said);
  });

  it('warns of the same need and takes it again when told to', async () => {
    const item = await addItem(county.services);
    const first = await registered(county, item);
    const twice = await doctor.post(paths.newShortage(), filled(item.code));
    expect(twice.status).toBe(422);
    expect(twice.text).toContain(first);
    const again = await doctor.post(paths.newShortage(), filled(item.code, { again: '1' }));
    expect(again.status).toBe(303);
  });

  it('takes a wish in words and refuses personal data', async () => {
    const wish = { wishName: '依库珠单抗', wishUnit: '支', wishDetail: '300mg' };
    const sent = await doctor.post(paths.newShortage(), filled('off', wish));
    expect(sent.status).toBe(303);
    const phone = await doctor.post(paths.newShortage(), filled('off', { ...wish, patientReference: '13970712345' }));
    expect(phone.status).toBe(422);
    expect(phone.text).toContain('13970712345');
    expect(phone.text).toContain('身份证号');
    const nothing = await doctor.post(paths.newShortage(), filled('', {}));
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('还没有选药');
  });

  it('gives the first answer to the same form sent twice', async () => {
    const item = await addItem(county.services);
    const form = filled(item.code);
    const first = await doctor.post(paths.newShortage(), form);
    const second = await doctor.post(paths.newShortage(), form);
    expect(second.location).toBe(first.location);
    const other = await doctor.post(paths.newShortage(), { ...form, 'quantity.packs': '9' });
    expect(other.status).toBe(409);
  });

  it('lets the hub register for a member, and nobody for one outside the scope', async () => {
    const item = await addItem(county.services);
    const form = filled(item.code, { organisationCode: county.otherBranch.code });
    expect((await hub.post(paths.newShortage(), form)).status).toBe(303);
    expect((await doctor.post(paths.newShortage(), { ...form, idempotency_key: key() })).status).toBe(422);
    const auditor = await signIn(county.app, county.auditor.login);
    expect((await auditor.get(paths.newShortage())).status).toBe(403);
    expect((await auditor.post(paths.newShortage(), { ...form, idempotency_key: key() })).status).toBe(403);
  });

  it('gives the fragments that the script swaps', async () => {
    const item = await stockedItem(county, { item: { genericName: '碳酸钙片' } });
    const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const url = paths.newShortage({ q: '碳酸钙', itemCode: item.code, urgency: 'routine' });
    const results = await doctor.get(url, { ...partial, 'HX-Target': 'div#drug-results' });
    expect(results.text).toContain('id="drug-results"');
    expect(results.text).not.toContain('<html');
    const chosen = await doctor.get(url, { ...partial, 'HX-Target': 'div#chosen-part' });
    expect(chosen.text).toContain('县内有货');
    expect(chosen.text).toContain('id="chosen-part"');
  });
});

describe('the board and one request', () => {
  it('shows the hub what arrives, and leads it from acceptance to an answer', async () => {
    const item = await stockedItem(county, { item: { genericName: '硝苯地平片' } });
    const number = await registered(county, item);
    const board = await hub.get(paths.shortages());
    expect(board.text).toContain('硝苯地平片');
    const page = await hub.get(paths.shortage(number));
    expect(page.status).toBe(200);
    expect(page.text).toContain('受理');
    const acceptedPage = await hub.post(paths.shortageAcceptance(number), {
      idempotency_key: key(),
      version: hidden(page.text, 'version'),
    });
    expect(acceptedPage.location).toBe(paths.shortage(number));
    const sources = await hub.follow(acceptedPage);
    const box = `pick.${county.headStore}-${item.lotId}`;
    expect(sources.text).toContain(`name="${box}.packs"`);
    const answer = {
      idempotency_key: key(),
      version: await versionOf(county, number).then(String),
      [`${box}.packs`]: '1',
      [`${box}.units`]: '12',
      ownDispatch: 'no',
    };
    const sum = await hub.post(paths.shortageAnswer(number), { ...answer, act: 'sum' });
    expect(sum.status).toBe(200);
    expect(sum.text).toContain('已安排1盒12片');
    const done = await hub.post(paths.shortageAnswer(number), { ...answer, act: 'answer' });
    expect(done.status).toBe(303);
    const record = await recordOf(county, number);
    expect(record.document.status).toBe('matched');
    expect(record.shortage.answeredBase).toBe(36);
    const after = await hub.follow(done);
    expect(after.text).toMatch(/PS-20261123-\d{4}/);
    expect(after.text).toContain('还有12片');
    const own = await doctor.get(paths.shortage(number));
    expect(own.text).toContain('PS-20261123-');
  });

  it('tells a stale page who did what, and keeps what was typed', async () => {
    const item = await stockedItem(county);
    const number = await acceptedRequest(county, item);
    const version = await versionOf(county, number);
    accepted(
      await answerShortage(county.services, county.hubTwo, key(), {
        number,
        version,
        picks: pick(county, item.lotId, 24),
        overrideReason: '',
        ownDispatch: false,
      }),
    );
    const late = await hub.post(paths.shortageAnswer(number), {
      idempotency_key: key(),
      version: String(version),
      [`pick.${county.headStore}-${item.lotId}.packs`]: '2',
      overrideReason: '我写的原因',
      act: 'answer',
    });
    expect(late.status).toBe(409);
    expect(late.text).toContain('钟药师');
    expect(late.text).toContain('安排了货源');
    expect(late.text).toContain('我写的原因');
    expect((await recordOf(county, number)).shortage.answeredBase).toBe(24);
  });

  it('hides another organisation’s request and refuses acts without the role', async () => {
    const item = await stockedItem(county);
    const number = await registered(county, item);
    const stranger = await signIn(county.app, county.stranger.login);
    expect((await stranger.get(paths.shortage(number))).status).toBe(404);
    const form = { idempotency_key: key(), version: '1', 'cancel.note': '不要了' };
    expect((await stranger.post(paths.shortageCancellation(number), form)).status).toBe(404);
    expect((await doctor.post(paths.shortageAcceptance(number), form)).status).toBe(403);
    const auditor = await signIn(county.app, county.auditor.login);
    const page = await auditor.get(paths.shortage(number));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(paths.shortageAcceptance(number));
    expect((await auditor.post(paths.shortageAcceptance(number), form)).status).toBe(403);
    expect((await hub.get(paths.shortage('QY-20261123-9999'))).status).toBe(404);
  });

  it('filters by pinyin, number, urgency and member, and exports what is shown', async () => {
    const item = await stockedItem(county, { item: { genericName: '格列美脲片' } });
    const number = await registered(county, item, { urgency: 'emergency', note: '=1+1' });
    for (const query of [
      { q: 'glmn' },
      { q: number },
      { urgency: 'emergency' },
      { organisation: county.clinic.code },
    ]) {
      const page = await hub.get(paths.shortages({ state: 'registered', ...query }));
      expect(page.text, JSON.stringify(query)).toContain('格列美脲片');
    }
    const none = await hub.get(paths.shortages({ state: 'registered', q: 'zzzz' }));
    expect(none.text).not.toContain('格列美脲片');
    const csv = await hub.get(paths.shortagesExport('csv', { state: 'registered', q: 'glmn' }));
    expect(csv.status).toBe(200);
    expect(csv.text).toContain(number);
    expect(csv.text).toContain("'=1+1");
    expect(csv.text.trim().split('\r\n')).toHaveLength(2);
    const xlsx = await hub.get(paths.shortagesExport('xlsx', { state: 'settled' }));
    expect(xlsx.status).toBe(200);
    const nonsense = await hub.get(paths.shortages({ state: 'nowhere', urgency: 'x', after: '!!', campus: 'NOPE' }));
    expect(nonsense.status).toBe(200);
  });

  it('answers the live list alone, in both languages', async () => {
    const partial = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };
    const list = await hub.get(paths.shortages(), partial);
    expect(list.text).toContain('id="board-list"');
    expect(list.text).not.toContain('<html');
    const own = await doctor.get(paths.shortages(), partial);
    expect(own.text).toContain('id="own-rows"');
    const english = await signIn(county.app, county.hubTwo.login);
    await english.post(paths.preferences(), { language: 'en' });
    const page = await english.get(paths.shortages());
    expect(page.text).toContain('Shortage requests');
  });

  it('rejects, cancels, identifies and settles through its forms', async () => {
    const item = await stockedItem(county);
    const form = (extra: Record<string, string>, version = '1') => ({ idempotency_key: key(), version, ...extra });
    const one = await registered(county, item);
    const silent = await hub.post(paths.shortageRejection(one), form({ 'reject.note': '  ' }));
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('请写');
    expect((await hub.post(paths.shortageRejection(one), form({ 'reject.note': '厂家停产' }))).status).toBe(303);
    const two = await registered(county, item);
    expect((await doctor.post(paths.shortageCancellation(two), form({ 'cancel.note': '已转诊' }))).status).toBe(303);
    const wish = await doctor.post(paths.newShortage(), filled('off', { wishName: '某新药', wishUnit: '支' }));
    const number = wish.location?.split('/').at(-1) ?? '';
    const search = await hub.get(`${paths.shortage(number)}?item=${item.code}`);
    expect(search.text).toContain(`value="${item.code}"`);
    const named = form({ 'identify.itemCode': item.code, 'identify.quantity.packs': '2' });
    expect((await hub.post(paths.shortageIdentification(number), named)).status).toBe(303);
    expect((await recordOf(county, number)).shortage.quantityBase).toBe(48);
  });

  it('shows other members’ lots read only, and skipped ones with reasons', async () => {
    const item = await stockedItem(county, { expiresOn: '2026-12-20' });
    await addStock(county.services, county.otherStore, {
      item,
      quantityBase: 96,
      organisationId: county.otherBranch.id,
    });
    const number = await acceptedRequest(county, item);
    const page = await hub.get(paths.shortage(number));
    expect(page.text).toContain('社富分院');
    expect(page.text).toContain('剩27天，短于要求的60天');
    expect(page.text).not.toContain(`name="pick.${county.otherStore}`);
  });
});
