/** A month of depreciation: taken back, previewed, posted, posted only once, and seen on the card. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, signIn } from './browser.ts';
import { expectCalm, look, press } from './steps.ts';

let browser: Browser;
let chief: Person;
beforeAll(async () => {
  browser = await launch();
  chief = await signIn(browser, 'huangkuaiji', 'desktop');
});
afterAll(() => browser.close());

it('goes from the preview into the books and onto the card, once', async () => {
  const { page } = chief;
  await look(chief, paths.depreciation());
  expect(await page.locator('main').textContent()).toContain('折旧都提过了');
  await page.locator('main table a').first().click();
  await page.waitForLoadState();
  const card = (await page.locator('main table tbody a').first().getAttribute('href')) ?? '';
  await page.locator('[name="reason"]').fill('先更正卡片再提');
  await press(page, page.getByRole('button', { name: '撤回这次折旧' }));
  await look(chief, paths.depreciation());
  expect(await page.locator('main').textContent()).toContain('折旧预览');
  const post = page.getByRole('button', { name: /^记.*折旧$/ });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await press(page, post);
  await expectCalm(chief);
  expect(await page.locator('main').textContent()).toContain('折旧都提过了');
  await other.getByRole('button', { name: /^记.*折旧$/ }).click();
  await other.waitForLoadState();
  expect(await other.locator('main').textContent()).toContain('没有重复记账');
  await other.close();
  await look(chief, card);
  expect(await page.locator('main').textContent()).toContain('折旧年限');
});
