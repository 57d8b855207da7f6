/** A fridge that grew warm: one reading by hand stops what lies in it, quality decides, and all is free again. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf, timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

const HUB = 'XG00';
const PROBE = 'ROAD-COLD';
const MINUTE_MS = 60_000;

let browser: Browser;
let keeper: Person;
let quality: Person;
beforeAll(async () => {
  browser = await launch();
  keeper = await signIn(browser, 'houkuguan', 'phone');
  quality = await signIn(browser, 'panzhijian', 'desktop');
});
afterAll(() => browser.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const formOf = (page: Page, act: string): Locator => page.locator(`form[action$="/${act}"]`);

/** A probe of its own in the cold store of the hub, so that the road meets no readings of others. */
async function register(): Promise<void> {
  const { page } = quality;
  await look(quality, paths.newLogger({ organisation: HUB }));
  const cold = page.locator('[name="location"] option', { hasText: '冷' }).first();
  const typed = { code: PROBE, name: '冷库复核', low: '2', high: '8', everyMinutes: '30', graceMinutes: '0' };
  for (const [name, value] of Object.entries(typed)) await page.locator(`main [name="${name}"]`).fill(value);
  await page.locator('[name="location"]').selectOption((await cold.getAttribute('value')) ?? '');
  await page.locator('[name="calibrationDueOn"]').fill(addDays(dayOf(Date.now()), 300));
  await press(page, button(page, '登记'));
  expect(new URL(page.url()).pathname).toBe(paths.logger(PROBE));
}

/** Somebody reads the thermometer; how many minutes ago, and what it said. */
async function read(minutesAgo: number, degrees: string): Promise<void> {
  const { page } = keeper;
  await look(keeper, paths.logger(PROBE));
  const at = Date.now() - minutesAgo * MINUTE_MS;
  const form = formOf(page, 'readings');
  await form.locator('[name="day"]').fill(dayOf(at));
  await form.locator('[name="time"]').fill(timeOf(at));
  await form.locator('[name="temperature"]').fill(degrees);
  await press(page, button(page, '登记读数'));
  await expectCalm(keeper);
}

async function decide(): Promise<void> {
  const { page } = quality;
  const form = formOf(page, 'decisions');
  await form.locator('[name="decision"][value="released"]').check();
  await form.locator('[name="reason"]').fill('说明书允许25℃以下短时存放，外观正常');
  await form.locator('[name="everything"]').check();
  await press(page, button(page, '保存裁定'));
}

describe('a fridge that grew warm', () => {
  let number = '';
  let lot = '';

  it('stops what lies in it with the first reading that says so', async () => {
    await register();
    await read(40, '4.8');
    await look(quality, paths.excursions());
    const before = await quality.page.locator('main a[href^="/excursions/WD-"]').allInnerTexts();
    await read(30, '15.6');
    await look(quality, paths.excursions());
    const now = await quality.page.locator('main a[href^="/excursions/WD-"]').allInnerTexts();
    const fresh = now.filter((one) => !before.includes(one));
    expect(fresh).toHaveLength(1);
    number = fresh[0]?.trim() ?? '';
    await look(quality, paths.excursion(number));
    const rows = quality.page.locator('#lots tbody tr');
    expect(await rows.count()).toBeGreaterThan(0);
    for (const said of await rows.allInnerTexts()) expect(said).toContain('暂停');
    lot = (await rows.first().locator('a[href^="/lots/"]').first().getAttribute('href')) ?? '';
    await picture(quality.page, 'excursion');
    await look(keeper, lot);
    expect(await textOf(keeper.page.locator('main'))).toContain('还在冻结');
  });

  it('is decided by quality, and not while it lasts', async () => {
    await look(quality, paths.home());
    expect(await textOf(quality.page.locator('main'))).toContain(number);
    await look(quality, paths.excursion(number));
    await decide();
    expect(await quality.page.locator('[role="alert"]').count()).toBeGreaterThan(0);
    expect(await quality.page.locator('[name="reason"]').inputValue()).toContain('外观正常');
    await read(20, '5.1');
    await look(keeper, paths.excursion(number));
    const explained = formOf(keeper.page, 'explanation');
    await explained.locator('[name="cause"]').fill('夜间停电');
    await explained.locator('[name="measures"]').fill('来电后恢复，已报修');
    await press(keeper.page, button(keeper.page, '保存'));
    await look(quality, paths.excursion(number));
    await decide();
    await expectCalm(quality);
    for (const said of await quality.page.locator('#lots tbody tr').allInnerTexts())
      expect(said).not.toContain('待裁定');
    await press(quality.page, button(quality.page, '结案'));
    await expectCalm(quality);
    expect(await textOf(quality.page.locator('main'))).toContain('已结案');
  });

  it('leaves everything free, and nothing to do', async () => {
    await look(keeper, lot);
    expect(await textOf(keeper.page.locator('main'))).not.toContain('还在冻结');
    await look(quality, paths.home());
    expect(await textOf(quality.page.locator('main'))).not.toContain(number);
  });
});
