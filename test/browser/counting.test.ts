/** A village cabinet counted on a phone, one line after the other, counted again and agreed by others. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, signIn } from './browser.ts';
import { look, press, textOf } from './steps.ts';

const CLINIC = 'XG1801';
let browser: Browser;
let doctor: Person;
let head: Person;

beforeAll(async () => {
  browser = await launch();
  doctor = await signIn(browser, 'laiyisheng', 'phone');
  head = await signIn(browser, 'lvyuanzhang', 'desktop');
});
afterAll(() => browser.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens a count of three items drawn at random, with the books shown so that the test knows them; gives its number. */
async function openCount(): Promise<string> {
  const { page } = doctor;
  await look(doctor, paths.newCount());
  await page.locator('[name="title"]').fill('卫生室抽盘');
  await page.locator('[name="organisation"]').selectOption(CLINIC);
  await page.locator('[name="scope"][value="random"]').check();
  await page.locator('[name="size"]').fill('3');
  await page.locator('[name="open"]').check();
  await press(page, button(page, '开盘点单'));
  return /PD-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '';
}

/** What the books have of the line on the page, as whole packs and loose units. */
async function booksOf(page: Page): Promise<{ packs: string; units: string }> {
  const shown = page.locator('#line .facts .qty').first();
  const [packs = '', units = ''] = await shown.locator('> span').allInnerTexts();
  const digits = (text: string) => text.replace(/\D/g, '');
  return { packs: digits(packs), units: digits(units) };
}

/** Reports the line as the books have it, `more` loose packs over. */
async function report(page: Page, more: number): Promise<void> {
  const books = await booksOf(page);
  const [packs, units] = [page.locator('#line [name$=".packs"]'), page.locator('#line [name$=".units"]')];
  if ((await packs.count()) > 0) await packs.fill(String(Number(books.packs || '0') + more));
  if ((await units.count()) > 0) await units.fill(books.units || '0');
  await press(page, button(page, '登记实盘'));
}

describe('a village cabinet', () => {
  it('is counted line after line on a phone, and only what conflicts is asked for again', async () => {
    const { page } = doctor;
    const number = await openCount();
    await look(doctor, paths.count(number, { line: 1 }));
    const total = Number(/共(\d+)行/.exec(await textOf(page.locator('#line h2')))?.[1] ?? '0');
    await report(page, 1);
    for (let line = 2; line <= total; line += 1) {
      // The next line follows by itself
      expect(await textOf(page.locator('#line h2'))).toContain(`第${line}行`);
      await report(page, 0);
    }
    await look(doctor, paths.count(number));
    const waits =
      (await textOf(page.locator('main'))).includes('待另一人复点') || (await page.getByText('行待复点').count()) > 0;
    if (waits) {
      // Another person: the head of the branch above the clinic finds the same
      await look(head, paths.count(number, { tab: 'recount' }));
      const link = head.page.locator('#lines tbody tr a').first();
      await press(head.page, link);
      await report(head.page, 1);
      expect(await textOf(head.page.locator('main'))).toContain('提交盘点');
    }
    await look(doctor, paths.count(number));
    await page.locator('[name$=".code"]').first().selectOption('receipt_unrecorded');
    await press(page, button(page, '提交盘点'));
    expect(await textOf(page.locator('main'))).toContain('待批准');
    await look(head, paths.count(number));
    const said = await textOf(head.page.locator('main'));
    // Who recounted may not approve the own finding: the chief pharmacist then does
    expect(said).toContain(waits ? '不能批准' : '批准并入账');
    const chief = waits ? await signIn(browser, 'linzongyaoshi', 'desktop') : head;
    await look(chief, paths.count(number));
    await press(chief.page, button(chief.page, '批准并入账'));
    expect(await textOf(chief.page.locator('main'))).toContain('已完成');
  });
});
