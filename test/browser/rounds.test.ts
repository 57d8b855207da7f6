/** A round driven: planned at the desk, left, told on a phone with a signature, refused twice, and home. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { depart, fillHand, handForm, planRound, sentAlong, sign, tickBoxes } from './round-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

let browser: Browser;
let keeper: Person;
let driver: Person;
let round = '';
let dispatch = '';

beforeAll(async () => {
  browser = await launch();
  keeper = await signIn(browser, 'zhongkuguan', 'desktop');
  driver = await signIn(browser, 'mashifu', 'phone');
});
afterAll(() => browser.close());

describe('a round', () => {
  it('is planned along its route, and does not leave with a warm box', async () => {
    const chosen = await sentAlong(keeper);
    dispatch = chosen.number;
    const { page } = keeper;
    round = await planRound(keeper, chosen);
    await page.locator('#departure [name^="chill."]').fill('很凉');
    await press(page, page.locator('#departure button.primary'));
    expect(await textOf(page.locator('#departure'))).toContain('读不懂这个数');
    expect(await page.locator('#departure [name^="chill."]').inputValue()).toBe('很凉');
    await depart(keeper);
    await picture(page, 'round-under-way-1440');
  });

  it('is told once from the phone, with a name drawn by finger', async () => {
    const { page } = driver;
    await look(driver, paths.drives());
    await page.locator(`a[href="${paths.drive(round)}"]`).click();
    await handForm(page).waitFor();
    const late = await driver.context.newPage();
    await late.goto(paths.drive(round));
    await fillHand(page, '药房小李');
    await tickBoxes(page);
    await sign(page);
    await picture(page, 'drive-signed-390');
    await handForm(page).locator('button.primary').click();
    await page.locator('#flash', { hasText: '已交接' }).waitFor();
    await expectCalm(driver);
    await fillHand(late, '别的人');
    await tickBoxes(late);
    await handForm(late).locator('button.primary').click();
    await late.getByText('已经办过').first().waitFor();
    await late.close();
    await look(keeper, paths.round(round));
    const told = await textOf(keeper.page.locator('main'));
    expect(told).toContain('药房小李');
    expect(told).toContain('signature.png');
  });

  it('comes home, and its dispatch says who took it', async () => {
    const { page } = driver;
    await look(driver, paths.drive(round));
    await page.locator('#ending [name^="chill."]').fill('6.1');
    await press(page, page.locator('#ending button.primary'));
    expect(await textOf(page.locator('main'))).toContain('已收车');
    await look(keeper, paths.dispatch(dispatch));
    expect(await textOf(keeper.page.locator('main'))).toContain('药房小李');
  });
});
