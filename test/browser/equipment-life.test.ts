/** The life of one thing in a browser: bought, accepted, labelled, shared, broken, repaired, barred, moved, gone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { dayFromNow } from './candidates.ts';
import {
  breakAndRepair,
  chargeMonth,
  chargeNewMonth,
  disposeOf,
  giveAway,
  lastOf,
  outliveItsTest,
  send,
  useAndReturn,
} from './equipment-life-steps.ts';
import { act, actForm } from './equipment-steps.ts';
import { type LaterCounty, openLater } from './later.ts';
import { look, textOf } from './steps.ts';

const BRANCH = 'XG18';
const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => `${weekday} 08:00-18:00`).join('\n');
const DAY_MS = 86_400_000;

/** From now to the second day of the next month. */
function untilNextMonth(): number {
  const [year = 0, month = 0] = dayFromNow(0).split('-').map(Number);
  return Date.UTC(year, month, 2) - Date.now();
}

let browser: Browser;
let officer: Person;
let custodian: Person;
let buyer: Person;
let engineer: Person;
let head: Person;
let vice: Person;
let chief: Person;
let application = '';
let contract = '';
let acceptance = '';
let card = '';
let booking = '';

async function signAllIn(baseURL: string): Promise<void> {
  officer = await signIn(browser, 'jianggong', 'desktop', { baseURL });
  custodian = await signIn(browser, 'kuangbaoguan', 'phone', { baseURL });
  buyer = await signIn(browser, 'yecaigou', 'desktop', { baseURL });
  engineer = await signIn(browser, 'weigong', 'desktop', { baseURL });
  head = await signIn(browser, 'lvyuanzhang', 'phone', { baseURL });
  vice = await signIn(browser, 'fuyuanzhang', 'desktop', { baseURL });
  chief = await signIn(browser, 'huangkuaiji', 'desktop', { baseURL });
}

let nextDay: LaterCounty;
let nextMonth: LaterCounty;
beforeAll(async () => {
  browser = await launch();
  await signAllIn(inject('baseUrl'));
});
afterAll(async () => {
  await browser.close();
  const disagreed = [await nextDay.end(), await nextMonth.end()];
  expect(disagreed).toEqual(['', '']);
});

describe('a thing that is bought', () => {
  it('is applied for on a phone and agreed to by another', async () => {
    const { page } = custodian;
    await look(custodian, paths.newAcquisition());
    await send(custodian, 'acquisitions', {
      ...{ organisation: BRANCH, name: '心电监护仪', classCode: 'electronic' },
      ...{ quantity: '1', unit: '18000', 'fund.fiscal': '18000', budgetLine: '基层能力提升' },
      ...{ necessity: '抢救室只有一台', feasibility: '位置电源已落实', benefit: '夜间抢救不再借用' },
      ...{ casesMonth: '40', charge: '30', cost: '4' },
    });
    application = lastOf(custodian);
    expect(application).toMatch(/^SG-\d{8}-\d{4}$/);
    const reasons = await actForm(page, 'submission').locator('[name^="reason."]').all();
    for (const reason of reasons) await reason.fill('型号旧，附件不全');
    await act(custodian, 'submission');
    await picture(page, 'acquisition-handed-in-390');
    expect(await actForm(page, 'approval').count()).toBe(0);
    await look(officer, paths.acquisition(application));
    await act(officer, 'approval');
    expect(await textOf(officer.page.locator('.page-head'))).toContain('已批准');
  });

  it('is signed for by the buyer within what was agreed to', async () => {
    const { page } = buyer;
    await look(buyer, paths.newAssetPurchase({ acquisition: application }));
    const terms = {
      ...{ supplier: 'S001', method: 'negotiation', contractNumber: '县医采〔2026〕77号', contractOn: dayFromNow(0) },
      ...{ quantity: '1', warrantyMonths: '36', deliverOn: dayFromNow(20), paymentTerms: '验收后30日付95%' },
    };
    await send(buyer, 'purchases', { ...terms, unit: '19000' });
    expect(await textOf(page.locator('[data-error-summary]'))).not.toBe('');
    await send(buyer, 'purchases', { unit: '17500' });
    contract = lastOf(buyer);
    expect(contract).toMatch(/^SC-\d{8}-\d{4}$/);
    await picture(page, 'asset-purchase-1440');
  });

  it('arrives and gets its card when user and office have both accepted it', async () => {
    const { page } = custodian;
    await look(custodian, paths.assetPurchaseAct(contract, 'delivery'));
    await send(custodian, 'delivery', {
      ...{ arrivedOn: dayFromNow(0), brand: '迈瑞', model: 'uMEC10', maker: '深圳迈瑞生物医疗电子股份有限公司' },
      ...{ categoryCode: '07', registrationNumber: '粤械注准20212071313', room: '抢救室' },
      'unit.0.serialNumber': `SN${Date.now()}`,
    });
    acceptance = lastOf(custodian);
    expect(acceptance).toMatch(/^SY-\d{8}-\d{4}$/);
    await act(custodian, 'user', {}, ['[name="powered"]', '[name="functional"]', '[name="trained"]']);
    expect(await page.locator('main a[href^="/equipment/SB-"]').count()).toBe(0);
    await look(officer, paths.assetAcceptance(acceptance));
    await act(officer, 'office', { supplierPerson: '郭经理' }, ['[name="complete"]', '[name="documents"]']);
    await picture(officer.page, 'asset-accepted-1440');
    card = (await textOf(officer.page.locator('main a[href^="/equipment/SB-"]').first())).trim();
    expect(card).toMatch(/^SB-\d{8}-\d{4}$/);
    const paper = await officer.page.context().request.get(paths.assetAcceptancePaper(acceptance));
    expect(paper.headers()['content-type']).toContain('pdf');
  });

  it('has a label, is put into use, and shared by the hour with another member', async () => {
    await look(officer, paths.equipmentLabels({ number: card }));
    expect(await textOf(officer.page.locator('main'))).toContain(card);
    await look(officer, paths.equipmentCard(card));
    await send(officer, 'commission', { day: dayFromNow(0) });
    await look(custodian, paths.share(card));
    await act(custodian, 'offer', { slot: '60', hours: ALL_DAY, note: '自带电极片' });
    await act(custodian, 'rate', { from: dayFromNow(0), per: 'hour', rate: '12.50' });
    await look(officer, paths.newBooking({ asset: card }));
    const { page } = officer;
    const wish = { to: 'XG00', day: dayFromNow(1), starts: '09:00', slots: '2', purpose: '义诊' };
    await send(officer, 'bookings', wish);
    booking = lastOf(officer);
    expect(booking).toMatch(/^YY-\d{8}-\d{4}$/);
    await look(officer, paths.newBooking({ asset: card }));
    await send(officer, 'bookings', { ...wish, starts: '10:00', slots: '1' });
    expect(await textOf(page.locator('[data-error-summary]'))).toContain(booking);
    await look(custodian, paths.booking(booking));
    await act(custodian, 'agreement');
    await look(custodian, paths.share(card, { from: dayFromNow(1) }));
    expect(await textOf(custodian.page.locator('#week'))).toContain('09:00 总院');
    await picture(custodian.page, 'share-week-390');
  });

  it('breaks, does not move while it is broken, is repaired and accepted', async () => {
    await breakAndRepair(custodian, engineer, card);
  });

  it('cannot be booked while its compulsory test is overdue', async () => {
    await outliveItsTest(engineer, officer, card);
  });

  it('is not charged in months before it was there: taken back, they are charged again without it, once', async () => {
    const other = await chargeMonth(chief);
    await look(chief, other);
    expect(await textOf(chief.page.locator('main'))).toContain('折旧年限');
    await look(chief, paths.equipmentWorn(card));
    expect(await textOf(chief.page.locator('main'))).toContain('还没有提过折旧');
  });
});

describe('the day after', () => {
  beforeAll(async () => {
    nextDay = await openLater(inject('dataDir'), DAY_MS);
    await signAllIn(nextDay.baseURL);
  });

  it('is used as booked and looked at when it comes back: who used it owes by the rate', async () => {
    await useAndReturn(officer, custodian, { card, booking });
  });

  it('moves to the head hospital once it is shared no more', async () => {
    await look(custodian, paths.share(card));
    await act(custodian, 'end', { why: '机器调出' });
    await giveAway(custodian, [head, officer], officer, card);
  });
});

describe('the month after', () => {
  beforeAll(async () => {
    nextMonth = await openLater(nextDay.dataDir, untilNextMonth());
    await signAllIn(nextMonth.baseURL);
  });

  it('is charged from the month of its acquisition, in the books of its owner', async () => {
    await chargeNewMonth(chief, card);
  });

  it('leaves all books at last', async () => {
    await disposeOf(officer, engineer, vice, card);
    await look(officer, paths.equipmentWorn(card));
    expect(await textOf(officer.page.locator('main'))).toContain('17,208.33');
  });
});
