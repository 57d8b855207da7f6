/** The board and the page of one request as a browser without script meets them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { paths } from '../../src/paths.ts';
import { listShortages } from '../../src/shortages/board-queries.ts';
import { accepted, addStock } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import {
  acceptedRequest,
  type County,
  filled,
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
    expect(sum.text).toContain('拟安排1盒12片');
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

  it('puts what the pharmacist must still arrange first in progress, page by page', async () => {
    const item = await stockedItem(county);
    const open: string[] = [];
    const arranged: string[] = [];
    for (let made = 0; made < 4; made += 1) {
      const number = await acceptedRequest(county, item, { again: true, quantityBase: 24 });
      const quantityBase = made < 2 ? 24 : 12;
      const version = await versionOf(county, number);
      const input = { number, version, picks: pick(county, item.lotId, quantityBase), overrideReason: '' };
      accepted(await answerShortage(county.services, county.hub, key(), { ...input, ownDispatch: false }));
      (made < 2 ? arranged : open).push(number);
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const filters = { tab: 'processing' as const, underPath: undefined };
      const page = await listShortages(county.services.db.read, '/', filters, { after, size: 1 });
      seen.push(...page.rows.map((line) => line.document.number));
      after = page.next;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((number) => [...open, ...arranged].includes(number))).toEqual([...open, ...arranged]);
    const nonsense = await hub.get(paths.shortages({ state: 'processing', after: 'WzEsMiwzXQ' }));
    expect(nonsense.status).toBe(200);
    expect(nonsense.text).toContain('待安排12片');
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
    const wish = await doctor.post(paths.newShortage(), filled(county, 'off', { wishName: '某新药', wishUnit: '支' }));
    const number = wish.location?.split('/').at(-1) ?? '';
    const search = await hub.get(`${paths.shortage(number)}?item=${item.code}`);
    expect(search.text).toContain(`value="${item.code}"`);
    expect(search.text).not.toMatch(new RegExp(`value="${item.code}"[^>]* checked`));
    expect(search.text.match(/class="button primary"/g)).toHaveLength(1);
    expect(search.text).toContain('登记机构要的是2支');
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
