/** A round driven: planned at the desk, left, told on a phone with a signature, refused twice, and home. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask } from './candidates.ts';
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

/** A route along which a dispatch waits that was sent already, and its number. */
function sentAlong(): { route: number; number: string } {
  const [row] = ask<{ route: number; number: string }>(
    `SELECT stop.route_id AS route, d.number FROM document d JOIN dispatch ON dispatch.document_id = d.id
     JOIN organisation house ON house.id = dispatch.from_organisation_id AND house.kind = 'head'
     JOIN route_stop stop ON stop.organisation_id = dispatch.to_organisation_id
     WHERE d.kind = 'dispatch' AND d.status = 'in_transit'
       AND NOT EXISTS (SELECT 1 FROM round_load l WHERE l.dispatch_id = d.id
         AND (l.outcome IS NULL OR l.outcome = 'handed'))
     ORDER BY d.id LIMIT 1`,
  );
  if (row === undefined) throw new Error('nothing that was sent waits along a route');
  return row;
}

/** The one stop of the round, whose form stands open. */
const handForm = (page: Page): Locator => page.locator('form[data-told]:has(input[name="outcome"][value="handed"])');

async function sign(page: Page): Promise<void> {
  const canvas = handForm(page).locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('there is nothing to sign on');
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [
    [60, 80],
    [110, 30],
    [160, 90],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
}

async function fillHand(page: Page, name: string): Promise<void> {
  const form = handForm(page);
  await form.locator('[name="receiver"]').fill(name);
  const degrees = form.locator('[name="degrees"]');
  if ((await degrees.count()) > 0) await degrees.fill('5.2');
}

describe('a round', () => {
  it('is planned along its route, and does not leave with a warm box', async () => {
    const chosen = sentAlong();
    dispatch = chosen.number;
    const { page } = keeper;
    await look(keeper, paths.newRound({ route: chosen.route }));
    for (const box of await page.locator('input[name="dispatch"]').all()) {
      await box.setChecked((await box.getAttribute('value')) === dispatch);
    }
    await page.locator('select[name="driver"]').selectOption({ label: '马师傅' });
    await page.locator('input[name="coldBox"]').first().check();
    await press(page, page.locator('.submit-bar button.primary'));
    round = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(round).toMatch(/^PC-\d{8}-\d{4,}$/);
    expect(await textOf(page.locator('main'))).toContain(dispatch);
    await page.locator('#departure [name^="chill."]').fill('很凉');
    await press(page, page.locator('#departure button.primary'));
    expect(await textOf(page.locator('#departure'))).toContain('读不懂这个数');
    expect(await page.locator('#departure [name^="chill."]').inputValue()).toBe('很凉');
    await page.locator('#departure [name^="chill."]').fill('4.8');
    await press(page, page.locator('#departure button.primary'));
    expect(await textOf(page.locator('#flash'))).toContain('已发车');
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
    await sign(page);
    await picture(page, 'drive-signed-390');
    await handForm(page).locator('button.primary').click();
    await page.locator('#flash', { hasText: '已交接' }).waitFor();
    await expectCalm(driver);
    await fillHand(late, '别的人');
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
