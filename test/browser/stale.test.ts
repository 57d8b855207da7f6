/** Two people at one request, two presses of one button, one form sent again: one posting, and everyone is told. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, signIn } from './browser.ts';
import { type Candidate, dayFromNow, drugs } from './candidates.ts';
import { answerButton, choosePacks, findDrug, look, offeredLots, press, registerChosen, textOf } from './steps.ts';

let browser: Browser;
let doctor: Person;
let first: Person;
let second: Person;
const free: Candidate[] = [];

beforeAll(async () => {
  browser = await launch();
  doctor = await signIn(browser, 'yuanyisheng', 'phone');
  first = await signIn(browser, 'liuyaoshi', 'desktop');
  second = await signIn(browser, 'wangyaoshi', 'desktop');
  free.push(...drugs().slice(3));
});
afterAll(() => browser.close());

/** A new request for a drug that nothing waits for. */
async function register(packs: number): Promise<string> {
  const drug = free.shift();
  if (drug === undefined) throw new Error('no drug is left to ask for');
  await look(doctor, paths.newShortage());
  await (await findDrug(doctor.page, drug.initials, drug.code)).check();
  await doctor.page.locator('#chosen-part h2', { hasText: drug.name }).waitFor();
  return registerChosen(doctor.page, packs, dayFromNow(4));
}

async function accept(person: Person, shortage: string): Promise<void> {
  await person.visit(paths.shortage(shortage));
  await press(person.page, person.page.locator('form[action$="/acceptance"] button.primary'));
}

describe('two pharmacists at one request', () => {
  it('tells the second who was quicker, and keeps what was typed', async () => {
    const shortage = await register(6);
    await accept(first, shortage);
    await second.visit(paths.shortage(shortage));
    const offered = await offeredLots(first.page);
    const choice = { [offered[0]?.name ?? '']: 1 };
    await choosePacks(first.page, choice);
    await choosePacks(second.page, choice);
    await second.page.locator('[name="overrideReason"]').fill('按电话约定');
    await press(first.page, answerButton(first.page));
    await press(second.page, answerButton(second.page));
    const told = await textOf(second.page.locator('[data-error-summary]'));
    expect(told).toContain('刘药师');
    expect(await second.page.locator('[name="overrideReason"]').inputValue()).toBe('按电话约定');
    expect(await second.page.locator(`[name="${offered[0]?.name}.packs"]`).inputValue()).toBe('1');
    await first.visit(paths.shortage(shortage));
    expect(await first.page.locator('main a[href^="/dispatches/PS-"]:visible').count()).toBeGreaterThan(0);
    expect((await textOf(first.page.locator('main'))).match(/安排货源/g)?.length).toBeGreaterThan(0);
  });
});

describe('one form sent twice', () => {
  it('registers one request for a double press', async () => {
    const before = await numbersOf(doctor);
    const drug = free.shift();
    if (drug === undefined) throw new Error('no drug is left to ask for');
    const { page } = doctor;
    await look(doctor, paths.newShortage());
    await (await findDrug(page, drug.initials, drug.code)).check();
    await page.locator('#chosen-part h2', { hasText: drug.name }).waitFor();
    await page.locator('[name="quantity.packs"]').fill('2');
    await page.locator('[name="neededBy"]').fill(dayFromNow(5));
    await page.locator('#new-shortage button.primary').dblclick({ noWaitAfter: true });
    // The second press may abort the first one's navigation: only where it ends counts
    await expect.poll(() => page.url(), { timeout: 10_000 }).toMatch(/\/shortages\/QY-/);
    await page.waitForLoadState('load');
    const added = (await numbersOf(doctor)).filter((number) => !before.includes(number));
    expect(added).toHaveLength(1);
  });

  it('gives a form that is sent again the first result and says so, and Back shows what happened', async () => {
    const shortage = await register(4);
    await accept(first, shortage);
    const { page, context } = first;
    await page.locator('form[action$="/answer"]').evaluate((form) => form.setAttribute('target', '_blank'));
    const told: string[] = [];
    for (const _time of ['first', 'again']) {
      const [opened] = await Promise.all([context.waitForEvent('page'), answerButton(page).click()]);
      await opened.waitForLoadState('load');
      told.push(await textOf(opened.locator('#flash')));
      expect(await opened.locator(`main a[href^="/dispatches/PS-"]`).count()).toBeGreaterThan(0);
      await opened.close();
    }
    expect(told[0]).toContain('已安排4');
    expect(told[1]).toContain('已经提交过');
    await page.goto(paths.shortages());
    await page.goBack();
    expect(await page.locator('form[action$="/answer"]').count(), 'nothing is left to send').toBe(0);
    expect(await textOf(page.locator('main'))).toContain('已安排');
  });
});

async function numbersOf(person: Person): Promise<string[]> {
  await person.visit(paths.shortages());
  const links = await person.page
    .locator('main a[href^="/shortages/QY-"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(links)];
}
