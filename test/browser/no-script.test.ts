/** Without JavaScript: a shortage is searched, refused with everything kept, and registered; a wish as well. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, signIn, WIDTHS, type Width } from './browser.ts';
import { type Candidate, dayFromNow, drugs } from './candidates.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(Object.keys(WIDTHS) as Width[])('without script, %s', (width) => {
  let doctor: Person;
  let drug: Candidate;
  beforeAll(async () => {
    doctor = await signIn(browser, width === 'desktop' ? 'zengyisheng' : 'huangyisheng', width, {
      javaScriptEnabled: false,
    });
    const found = drugs().at(width === 'desktop' ? -1 : -2);
    if (found === undefined) throw new Error('the demonstration has no drug to ask for');
    drug = found;
  });
  afterAll(() => doctor?.context.close());

  it('finds a drug, keeps what was typed over a refusal, and registers', async () => {
    const { page } = doctor;
    await look(doctor, paths.newShortage());
    await page.locator('#f-q').fill(drug.initials);
    await press(page, page.locator('.field-finder button'));
    await page.locator(`#drug-results input[value="${drug.code}"]`).check();
    await page.locator('[name="quantity.packs"]').fill('many');
    await page.locator('[name="neededBy"]').fill(dayFromNow(3));
    await page.locator('[name="note"]').fill('只要原包装');
    await press(page, page.locator('#new-shortage button.primary'));
    await expectCalm(doctor);
    expect(await textOf(page.locator('[data-error-summary]'))).not.toBe('');
    expect(await page.locator('[name="quantity.packs"]').inputValue()).toBe('many');
    expect(await page.locator('[name="quantity.packs"]').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[name="note"]').inputValue()).toBe('只要原包装');
    expect(await page.locator('[name="neededBy"]').inputValue()).toBe(dayFromNow(3));
    expect(await page.locator(`#drug-results input[value="${drug.code}"]`).isChecked()).toBe(true);
    await page.locator('[name="quantity.packs"]').fill('3');
    await press(page, page.locator('#new-shortage button.primary'));
    await expectCalm(doctor);
    expect(page.url()).toMatch(/\/shortages\/QY-\d{8}-\d{4}$/);
    expect(await textOf(page.locator('main'))).toContain(`3${drug.packUnit}`);
  });

  it('registers a drug that the catalogue does not have', async () => {
    const { page } = doctor;
    const wish = `苗药外洗方${width === 'desktop' ? '一' : '二'}号`;
    await look(doctor, paths.newShortage({ q: wish }));
    await page.locator('#drug-results input[value="off"]').check();
    await press(page, page.locator('.field-finder button'));
    await page.locator('[name="wishName"]').fill(wish);
    await page.locator('[name="quantity.packs"]').fill('5');
    await page.locator('select[name="wishUnit"]').selectOption('袋');
    await page.locator('[name="neededBy"]').fill(dayFromNow(9));
    await page.locator('select[name="reason"]').selectOption('not_in_formulary');
    await press(page, page.locator('#new-shortage button.primary'));
    await expectCalm(doctor);
    expect(page.url()).toMatch(/\/shortages\/QY-\d{8}-\d{4}$/);
    const told = await textOf(page.locator('main'));
    expect(told).toContain(wish);
    expect(told).toContain('目录外');
  });
});
