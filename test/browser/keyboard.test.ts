/** The keys of the hub: find, walk the rows, open, go back, all without a mouse. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, signIn } from './browser.ts';
import { look } from './steps.ts';

let browser: Browser;
let hub: Person;
beforeAll(async () => {
  browser = await launch();
  hub = await signIn(browser, 'liuyaoshi', 'desktop');
});
afterAll(() => browser.close());

const focused = () => hub.page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');

it('a slash goes to the finder, and Escape leaves it', async () => {
  await look(hub, paths.dispatches());
  await hub.page.keyboard.press('/');
  expect(await hub.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
  await hub.page.keyboard.press('Escape');
  expect(await hub.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
});

it('J and K walk the rows, Enter opens, Escape goes back to the list', async () => {
  const { page } = hub;
  await look(hub, paths.dispatches());
  await page.keyboard.press('j');
  const one = await focused();
  expect(one).toMatch(/^\/dispatches\/PS-/);
  await page.keyboard.press('j');
  const two = await focused();
  expect(two).not.toBe(one);
  await page.keyboard.press('k');
  expect(await focused()).toBe(one);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${one}`);
  await page.locator('h1').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL(`**${paths.dispatches()}`);
});

it('G then S goes to the shortages, and a question mark lists the keys', async () => {
  const { page } = hub;
  await look(hub, paths.home());
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL(/\/shortages/);
  await page.keyboard.press('?');
  expect(await page.locator('#shortcuts').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await page.locator('#shortcuts').isVisible()).toBe(false);
});
