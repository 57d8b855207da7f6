/** An implant in a browser: consigned, used, counted by scan on a phone, recalled by identifier, its patient told. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask, dayFromNow } from './candidates.ts';
import { act, actForm, fillFields } from './equipment-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

const PATIENT = 'ZY26120077';
const LOT = `B${Date.now() % 1_000_000}`;

let browser: Browser;
let keeper: Person;
let ward: Person;
let quality: Person;
let money: Person;
let chief: Person;
let di = '';
beforeAll(async () => {
  browser = await launch();
  keeper = await signIn(browser, 'houkuguan', 'desktop');
  ward = await signIn(browser, 'houkuguan', 'phone');
  quality = await signIn(browser, 'panzhijian', 'desktop');
  money = await signIn(browser, 'zhoukuaiji', 'desktop');
  chief = await signIn(browser, 'linzongyaoshi', 'desktop');
  const [known] = ask<{ value: string }>("SELECT value FROM item_code WHERE type = 'udi_di' ORDER BY item_id LIMIT 1");
  di = known?.value ?? '';
});
afterAll(() => browser.close());

const scanOf = (serial: string) =>
  `(01)${di}(17)${dayFromNow(400).slice(2).replaceAll('-', '')}(10)${LOT}(21)${serial}`;

async function send(person: Person, page: Page, name: string, fields: Record<string, string>): Promise<void> {
  const form = actForm(page, name);
  await fillFields(form, fields);
  await press(page, form.locator('.submit-bar button').first());
  await expectCalm(person);
}

describe('an implant', () => {
  const [used, kept] = [`${LOT}1`, `${LOT}2`];

  it('is the supplier’s on the shelf, and owed for once it is used by scan', async () => {
    await look(keeper, paths.newImplants());
    const list = { supplier: 'S001', shelf: '导管室B层', noteNumber: 'JS-T1', supplierPerson: '王业务员' };
    await send(keeper, keeper.page, 'implants', { ...list, scans: `${scanOf(used)}\n${scanOf(kept)}` });
    expect(await textOf(keeper.page.locator('#flash'))).toContain('已上架2件');
    await look(ward, paths.newImplantUse());
    const facts = { doctor: '彭主任', department: '心血管内科', operatedOn: dayFromNow(0) };
    await send(ward, ward.page, 'uses', { ...facts, scan: scanOf(used), patientRef: '张三' });
    expect(await textOf(ward.page.locator('[data-error-summary]'))).toContain('患者号');
    await send(ward, ward.page, 'uses', { patientRef: PATIENT });
    expect(await textOf(ward.page.locator('main'))).toContain('798.00');
    await picture(ward.page, 'implant-used-390');
    await look(money, paths.implants({ q: used }));
    expect(await textOf(money.page.locator('main'))).not.toContain(PATIENT);
  });

  it('is looked for by scan on a phone, missing once another person says so, and found again', async () => {
    const [here, lost] = [`${LOT}7`, `${LOT}8`];
    const shelf = `复合手术间${LOT}`;
    await look(keeper, paths.newImplants());
    const list = { supplier: 'S001', shelf, noteNumber: 'JS-T9', supplierPerson: '王业务员' };
    await send(keeper, keeper.page, 'implants', { ...list, scans: `${scanOf(here)}\n${scanOf(lost)}` });
    await look(ward, paths.newShelfCount());
    await send(ward, ward.page, 'counts', { shelf });
    const count = new URL(ward.page.url()).pathname;
    // The scan box sends by itself and lays the answer into the page
    const scanned = async (code: string, said: string) => {
      await ward.page.locator('#scan input[name="code"]').fill(code);
      await ward.page.locator('#scan [data-scan-send]').click();
      await ward.page.locator('main, #flash').filter({ hasText: said }).first().waitFor();
      await expectCalm(ward);
    };
    await scanned(scanOf(here), '已扫到1件');
    await scanned(scanOf(`${LOT}9`), '没有登记过');
    await picture(ward.page, 'shelf-count-390');
    await press(ward.page, ward.page.locator('#finish button'));
    await expectCalm(ward);
    expect(await textOf(ward.page.locator('main'))).toContain('须由别人复核');
    await look(chief, count);
    await chief.page.locator('#close input[name="missing"]').check();
    await press(chief.page, chief.page.locator('#close button').last());
    await expectCalm(chief);
    expect(await textOf(chief.page.locator('#flash'))).toContain('缺失1件');
    await picture(chief.page, 'shelf-count-closed-1440');
    await look(ward, paths.implants({ q: lost }));
    await press(ward.page, ward.page.locator('main table a').first());
    await act(ward, 'finding', { shelf });
    expect(await textOf(ward.page.locator('main'))).toContain('找回');
  });

  it('is recalled: frozen at once, refused when it comes again, its patient told, and free at the end', async () => {
    await look(quality, paths.newImplantRecall());
    const notice = { di, lotNumber: LOT, why: '厂家一级召回：涂层脱落' };
    await send(quality, quality.page, 'recalls', notice);
    const recall = new URL(quality.page.url()).pathname;
    expect(await textOf(quality.page.locator('main'))).toContain(PATIENT);
    await look(ward, paths.newImplantUse());
    const facts = { patientRef: PATIENT, doctor: '彭', department: '心内', operatedOn: dayFromNow(0) };
    await send(ward, ward.page, 'uses', { ...facts, scan: scanOf(kept) });
    expect(await textOf(ward.page.locator('[data-error-summary]'))).toContain('召回冻结');
    await look(keeper, paths.newImplants());
    const list = { supplier: 'S001', shelf: '导管室B层', noteNumber: 'JS-T2', supplierPerson: '王业务员' };
    await send(keeper, keeper.page, 'implants', { ...list, scans: scanOf(`${LOT}3`) });
    expect(await textOf(keeper.page.locator('[data-error-summary]'))).toContain('正在召回');
    await look(ward, recall);
    const [option] = await ward.page.locator('select[name="unit"] option', { hasText: used }).all();
    const unit = (await option?.getAttribute('value')) ?? '';
    await act(ward, 'follow-ups', { unit, outcome: '当面告知，复查造影正常' });
    await picture(ward.page, 'implant-recall-told-390');
    expect(await textOf(ward.page.locator('main'))).toContain('当面告知');
    await look(quality, recall);
    await picture(quality.page, 'implant-recall-1440');
    await act(quality, 'ending', { why: '复检合格，厂家撤回通知' });
    expect(await textOf(quality.page.locator('.page-head'))).toContain('已结束');
    await look(ward, paths.newImplantUse());
    await send(ward, ward.page, 'uses', { ...facts, scan: scanOf(kept) });
    expect(await textOf(ward.page.locator('main'))).toContain(kept);
  });
});
