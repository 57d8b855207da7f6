/** Linkage through its pages: coverage, gaps with causes, the one act that proposes, scopes, days and bad input. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageLines, loadLinkage } from '../../src/formulary/linkage-queries.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { stockingMembers, usableStock } from '../../src/stock/usable-stock-queries.ts';
import { TEST_NOW, type TestApp } from '../support/app.ts';
import { addStock, addStore, type TestItem, type TestMember } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import { linkageWorld } from './linkage-world.ts';

const TODAY = '2026-11-23';
let test: TestApp;
let branch: TestMember;
let other: TestMember;
let amlodipine: TestItem;
let chief: Browser;
let branchPharmacist: Browser;
let doctor: Browser;

beforeAll(async () => {
  ({ test, branch, other, amlodipine } = await linkageWorld());
  chief = await signIn(test.app, 'zong');
  branchPharmacist = await signIn(test.app, 'jiang');
  doctor = await signIn(test.app, 'cun');
});
afterAll(() => test.drop());

const keyOf = (answer: Answer): string => /name="idempotency_key" value="([^"]+)"/.exec(answer.text)?.[1] ?? '';
const load = (day = TODAY) => loadLinkage(test.services.db.read, { scopePath: '/', day, today: TODAY });
const shares = async (day = TODAY) =>
  Object.fromEntries(
    coverageLines(await load(day)).map(({ member, coverage }) => [
      member.code,
      `${coverage.all.covered}/${coverage.all.listed}`,
    ]),
  );

describe('coverage', () => {
  it('counts any usable pack of the same name and form, and nothing that is past', async () => {
    expect(await shares()).toEqual({ JB: '1/3', FT: '0/3', SK: '0/2' });
    expect((await load()).held.get(branch.id)?.size).toBe(1);
  });

  it('is that of the day asked for: yesterday there was nothing, last year no list', async () => {
    expect(await shares('2026-11-22')).toEqual({ JB: '0/3', FT: '0/3', SK: '0/2' });
    expect(await shares('2025-12-31')).toEqual({ JB: '0/0', FT: '0/0', SK: '0/0' });
    expect(await shares('2099-01-01')).toEqual(await shares());
  });

  it('works back what went since, on later days', async () => {
    test.clock.set(TEST_NOW + DAY_MS);
    const asked = { itemIds: [amlodipine.id], scopePath: '/', today: '2026-11-24' };
    const storeId = await addStore(test.services, other);
    await addStock(test.services, storeId, { item: amlodipine, quantityBase: 24, organisationId: other.id });
    expect(await usableStock(test.services.db.read, { ...asked, day: TODAY })).toEqual([]);
    const [now] = await usableStock(test.services.db.read, { ...asked, day: '2026-11-24' });
    expect(now).toMatchObject({ keeperId: other.id, usableBase: 24, availableBase: 24, travellingBase: 0 });
    test.clock.set(TEST_NOW);
  });

  it('is shown with its picture, opens into villages and is exported', async () => {
    const page = await chief.get(paths.linkage({ on: '2026-11-23' }));
    expect(page.text).toContain('县乡用药衔接率');
    expect(page.text).toContain('<title id="coverage-chart">');
    expect(page.text).not.toContain('>水口村卫生室<');
    const opened = await chief.get(paths.linkage({ open: 'JB' }));
    expect(opened.text).toContain('>水口村卫生室<');
    expect((await chief.get(paths.linkage({ q: 'sk' }))).text).toContain('水口村卫生室');
    const sheet = await chief.get(paths.linkageExport('csv'));
    expect(sheet.text).toContain('江背分院');
    expect((await chief.get(paths.linkageExport('xlsx'))).status).toBe(200);
  });
});

describe('scopes', () => {
  it('show a branch itself and its clinics, a clinic itself', async () => {
    const own = await branchPharmacist.get(paths.linkage({ open: 'JB' }));
    expect(own.text).toContain('水口村卫生室');
    expect(own.text).not.toContain('方太分院');
    const gaps = await branchPharmacist.get(paths.linkageGaps({ member: 'FT' }));
    expect(gaps.text).toContain('没有缺口');
    const clinicOnly = await doctor.get(paths.linkage());
    expect(clinicOnly.text).toContain('水口村卫生室');
    expect(clinicOnly.text).not.toContain('江背分院</a>');
    expect((await doctor.get(paths.linkageItems({ open: 'AML2' }))).text).not.toContain('方太分院');
  });
});

describe('gaps', () => {
  it('name their cause, the packs, what there is instead, and where to ask', async () => {
    const page = await chief.get(paths.linkageGaps({ member: 'SK' }));
    expect(page.text).toContain('目录未放开到本级');
    expect(page.text).toContain('目录已放开，没有库存');
    expect(page.text).toContain('同药他剂型');
    expect(page.text).toContain('上级分院有：5mg 2盒');
    const ask = paths.newShortage({ q: 'AML1', itemCode: 'AML1', organisationCode: 'SK' });
    expect(page.text).toContain(ask.replaceAll('&', '&amp;'));
    const form = await chief.get(ask);
    expect(form.text).toMatch(/<option value="SK" selected/);
  });

  it('are narrowed by disease, cause, member and pinyin, and exported', async () => {
    const copd = await chief.get(paths.linkageGaps({ disease: 'copd' }));
    expect(copd.text).toContain('噻托溴铵');
    expect(copd.text).not.toContain('二甲双胍');
    expect((await chief.get(paths.linkageGaps({ q: 'ejsg', cause: 'stock' }))).text).toContain('二甲双胍');
    const villages = await chief.get(paths.linkageGaps({ member: 'JB', villages: '1' }));
    expect(villages.text).toContain('江背分院下属村卫生室的缺口');
    const sheet = await chief.get(paths.linkageGapsExport('csv', { cause: 'tier' }));
    expect(sheet.text.split('\r\n').length).toBe(1 + 3 + 1);
  });

  it.each([
    { member: "JB'; drop table item;--", disease: 'flu', cause: 'none', on: '2026-13-45' },
    { q: '%_!<script>alert(1)</script>', page: '-9', villages: 'yes' },
  ])('survive hostile addresses: %j', async (query) => {
    for (const path of [
      paths.linkage(query),
      paths.linkageGaps(query),
      paths.linkageItems({ ...query, open: '../x' }),
    ]) {
      const page = await chief.get(path);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('<script>alert(1)');
    }
  });
});

describe('items by tier', () => {
  it('are counted alike for a page and for all of them', async () => {
    const asked = { scopePath: '/', day: TODAY, today: TODAY };
    const few = await stockingMembers(test.services.db.read, { ...asked, itemIds: [1, 2, 3, 4, 5] });
    const many = Array.from({ length: 400 }, (_, index) => index + 1);
    const all = await stockingMembers(test.services.db.read, { ...asked, itemIds: many });
    expect([...all].sort(([a], [b]) => a - b)).toEqual([...few].sort(([a], [b]) => a - b));
    expect(few.size).toBeGreaterThan(1);
  });

  it('say who may and who does, and open into who that is', async () => {
    const page = await chief.get(paths.linkageItems({ disease: 'any', open: 'AML1' }));
    expect(page.text).toContain('氨氯地平：有库存的机构');
    const outside = await chief.get(paths.linkageItems({ q: 'AML2' }));
    expect(outside.text).toContain('目录外1家有');
    expect((await chief.get(paths.linkageItems({ unstocked: '1', tier: 'township' }))).text).toContain('二甲双胍');
    expect((await chief.get(paths.linkageItemsExport('csv'))).text).toContain('AML2');
  });

  it('say of tiers beyond the scope that they are, not that nobody is there', async () => {
    expect((await chief.get(paths.linkageItems())).text).not.toContain('不在查看范围');
    for (const browser of [branchPharmacist, doctor]) {
      const { text } = await browser.get(paths.linkageItems());
      expect([text.includes('不在查看范围'), text.includes('暂无')]).toEqual([true, false]);
      expect((await browser.get(paths.linkageItemsExport('csv'))).text).toContain('不在查看范围');
    }
  });
});

describe('proposals', () => {
  async function propose(fields: Record<string, string | string[]>): Promise<Answer> {
    const idempotency_key = keyOf(await chief.get(paths.linkageGaps({ cause: 'tier' })));
    return chief.post(paths.linkageProposals({ cause: 'tier' }), { idempotency_key, reason: '三病衔接', ...fields });
  }

  it('are for who drafts the formulary', async () => {
    const waiting = paths.linkageGaps({ cause: 'tier' });
    expect((await chief.get(paths.linkageGaps())).text).toContain(`${waiting}#propose`);
    expect((await chief.get(waiting)).text).toContain('value="TIO:township"');
    expect((await branchPharmacist.get(waiting)).text).not.toContain('value="TIO:township"');
    expect((await branchPharmacist.post(paths.linkageProposals(), {})).status).toBe(403);
  });

  it.each([
    ['没有勾选品规', {}],
    ['已经有这个层级', { pick: 'AML1:village' }],
    ['的上一级还没有放开', { pick: 'TIO:village' }],
    ['目录里没有NOPE', { pick: 'NOPE:township' }],
  ])('are refused: %s', async (sentence, fields) => {
    const refused = await propose(fields as Record<string, string>);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(sentence);
    expect(refused.text).toContain('value="三病衔接"');
  });

  it('are refused without a reason and with picks of another shape, keeping what was chosen', async () => {
    const missing = await propose({ pick: 'TIO:township', reason: '' });
    expect(missing.status).toBe(422);
    expect(missing.text).toMatch(/value="TIO:township" checked/);
    expect((await propose({ pick: 'TIO:county' })).status).toBe(422);
    expect((await propose({ pick: "TIO:township' or 1=1" })).status).toBe(422);
  });

  it('put many items into the draft at once, and show there that they wait', async () => {
    const done = await propose({ pick: ['TIO:township', 'MET:village'] });
    expect(done.status).toBe(303);
    const page = await chief.follow(done);
    expect(page.text).toContain('已写入草案：2项');
    expect(page.text).toContain('已在草案');
    expect(page.text).not.toContain('value="TIO:township"');
    // What is talked about is not decided: members do not read the draft here either
    for (const member of [branchPharmacist, doctor]) {
      const read = await member.get(paths.linkageGaps({ cause: 'tier' }));
      expect(read.text).toContain('目录未放开的品种');
      expect(read.text).not.toContain('已在草案');
      expect(read.text).not.toMatch(/ML-\d{8}/);
    }
    expect((await propose({ pick: 'TIO:township' })).text).toContain('已经有这个层级');
    // Once the draft gives the township the medicine, the village may be proposed as well
    expect((await propose({ pick: 'TIO:village' })).status).toBe(303);
  });
});
