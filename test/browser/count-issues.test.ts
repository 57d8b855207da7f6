/** A count while the pharmacy issues: blind, at a desk and on a phone, asked again only where it conflicts. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { lotsThere, type Stocked, stockedAllMonth } from './candidates.ts';
import { expectCalm, look, press, textOf } from './steps.ts';
import { button, fillBoxes, standing } from './stock-steps.ts';

const BRANCH = 'XG18';
const ISSUED = 2;
const MISSING = 1;
let browser: Browser;
let counter: Person;
let issuer: Person;
let head: Person;
let chief: Person;
let calm: Stocked;
let wrong: Stocked;

beforeAll(async () => {
  browser = await launch();
  counter = await signIn(browser, 'xieyaoshi', 'desktop');
  issuer = await signIn(browser, 'xieyaoshi', 'desktop');
  head = await signIn(browser, 'lvyuanzhang', 'phone');
  chief = await signIn(browser, 'linzongyaoshi', 'desktop');
  // Those with most are taken by the road of the file of use
  const [first, second] = stockedAllMonth(BRANCH, 200).slice(3);
  if (first === undefined || second === undefined) throw new Error('the branch keeps too little to count');
  [calm, wrong] = [first, second];
});
afterAll(() => browser.close());

/** Hands packs of the drug out to a patient, from the lot that goes first. */
async function issue(drug: Stocked, packs: number): Promise<void> {
  const { page } = issuer;
  await look(issuer, paths.newIssue({ item: drug.code }));
  await page.locator('[name="purpose"][value="patient"]').check();
  await page.locator('[name="patient"]').fill('张三 0417');
  await fillBoxes(page, 'line.0', packs);
  await press(page, page.locator('form:has([name="line.0.packs"]) button.primary').last());
  expect(page.url(), await textOf(page.locator('main'))).toMatch(/CK-\d{8}-\d{4,}/);
}

/** Types what lies there of each lot of the page, nothing for the named lot; gives the number of that lot's line. */
async function countAll(number: string, empty: string): Promise<string> {
  const { page } = counter;
  const there = [calm, wrong].flatMap((drug) => lotsThere(BRANCH, drug.code).map((one) => ({ ...one, drug })));
  const rows = page.locator('#lines tbody tr:has(input[name$=".packs"])');
  expect(await rows.count()).toBe(there.length);
  let lineId = '';
  for (const row of await rows.all()) {
    const lot = (await textOf(row.locator('.lot .code'))).trim();
    const name = ((await row.locator('input[name$=".packs"]').getAttribute('name')) ?? '').replace(/\.packs$/, '');
    const found = there.find((one) => one.lot === lot);
    const { base = 0, drug = calm } = found ?? {};
    const lying = lot === empty ? 0 : base;
    await fillBoxes(page, name, Math.floor(lying / drug.packSize), lying % drug.packSize);
    if (lot === empty) lineId = name.slice('line.'.length);
  }
  await press(page, button(page, '登记实盘'));
  await expectCalm(counter);
  expect(await textOf(page.locator('#flash')), number).toContain('1行须另一人复点');
  return lineId;
}

describe('a count while goods are issued', () => {
  it('asks again only where it conflicts, and is posted by another person', async () => {
    const { page } = counter;
    const before = {
      calm: (await standing(counter, BRANCH, calm.code)).onHand,
      wrong: (await standing(counter, BRANCH, wrong.code)).onHand,
    };
    await look(counter, paths.newCount());
    await page.locator('[name="title"]').fill('门诊药房循环盘点');
    await page.locator('[name="organisation"]').selectOption(BRANCH);
    await page.locator('[name="scope"][value="items"]').check();
    await page.locator('[name="items"]').fill(`${calm.code} ${wrong.code}`);
    await press(page, button(page, '开盘点单'));
    const number = /PD-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '';
    // Blind: nothing on the sheet tells what the books have
    expect(await textOf(page.locator('#lines'))).not.toContain('账面');
    const lots = lotsThere(BRANCH, wrong.code);
    const lot = lots.reduce((most, one) => (one.base > most.base ? one : most), lots[0] ?? { lot: '', base: 0 });
    await look(head, paths.count(number, { line: 1 }));
    if ((await textOf(head.page.locator('#line'))).includes(lot.lot)) {
      await look(head, paths.count(number, { line: 2 }));
    }
    expect(await textOf(head.page.locator('#line'))).not.toContain('账面');

    await issue(calm, ISSUED);
    await look(counter, paths.count(number));
    const line = await countAll(number, lot.lot);
    await issue(calm, ISSUED);

    // The phone that had a line open before it was reported by the counter
    const boxes = head.page.locator('#line input[name$=".packs"]');
    const typed = ((await boxes.getAttribute('name')) ?? '').replace(/\.packs$/, '');
    await fillBoxes(head.page, typed, 1);
    await press(head.page, button(head.page, '登记实盘'));
    expect(await textOf(head.page.locator('[data-error-summary]'))).toContain('已由别人登记，没有覆盖');

    await look(head, paths.count(number, { tab: 'recount' }));
    const waiting = head.page.locator('#lines tbody tr');
    expect(await waiting.count()).toBe(1);
    const lying = lot.base - MISSING * wrong.packSize;
    await fillBoxes(head.page, `line.${line}`, Math.floor(lying / wrong.packSize), lying % wrong.packSize);
    await press(head.page, button(head.page, '登记实盘'));
    await expectCalm(head);
    await picture(head.page, 'count-recounted-phone');

    await look(counter, paths.count(number));
    expect(await page.locator(`[name^="reason."][name$=".code"]`).count()).toBe(1);
    await page.locator(`[name="reason.${line}.code"]`).selectOption('issue_unrecorded');
    await press(page, button(page, '提交盘点'));
    await expectCalm(counter);
    await look(chief, paths.count(number));
    expect(await textOf(chief.page.locator('table', { hasText: '差异金额' }))).toMatch(/−[\d,]+\.\d\d/);
    await picture(chief.page, 'count-approval');
    const late = await signIn(browser, 'linzongyaoshi', 'desktop');
    await look(late, paths.count(number));
    await press(chief.page, button(chief.page, '批准并入账'));
    expect(await textOf(chief.page.locator('main'))).toContain('已完成');
    await press(late.page, button(late.page, '批准并入账'));
    expect(await textOf(late.page.locator('[data-error-summary]'))).toMatch(/没有重复入账|什么都没有改|林总药师/);

    const after = {
      calm: await standing(counter, BRANCH, calm.code),
      wrong: await standing(counter, BRANCH, wrong.code),
    };
    expect(after.calm.onHand).toBe(before.calm - 2 * ISSUED * calm.packSize);
    expect(after.wrong.onHand).toBe(before.wrong - MISSING * wrong.packSize);
    expect(after.wrong.ledger).toContain(number);
  });
});
