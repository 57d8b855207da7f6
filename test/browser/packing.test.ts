/** Packing in a browser: boxes filled by scan, sealed, loaded, handed over with one missing, received by box. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask } from './candidates.ts';
import { kept, outbox } from './offline-steps.ts';
import { fillHand, handForm, planRound } from './round-steps.ts';
import { expectCalm, look, press, scan, textOf } from './steps.ts';

interface ToPack {
  number: string;
  route: number;
  receiver: string;
}

let browser: Browser;
let picker: Person;
let keeper: Person;
let driver: Person;
let receiver: Person;
let toPack: ToPack;
let lots: string[] = [];
let round = '';

/** A dispatch of ordinary goods that waits to be picked, to a branch on a route. */
function waiting(): ToPack {
  const [row] = ask<ToPack>(
    `SELECT d.number, stop.route_id AS route, who.login AS receiver FROM document d
     JOIN dispatch ON dispatch.document_id = d.id
     JOIN organisation house ON house.id = dispatch.from_organisation_id AND house.kind = 'head'
     JOIN route_stop stop ON stop.organisation_id = dispatch.to_organisation_id
     JOIN person who ON who.organisation_id = dispatch.to_organisation_id
     JOIN person_role role ON role.person_id = who.id AND role.role = 'branch_pharmacist'
     JOIN dispatch_line line ON line.dispatch_id = d.id JOIN item ON item.id = line.item_id
     WHERE d.kind = 'dispatch' AND d.status = 'picking'
       AND NOT EXISTS (SELECT 1 FROM packing_box b WHERE b.dispatch_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM round_load l WHERE l.dispatch_id = d.id)
     GROUP BY d.id HAVING count(DISTINCT line.lot_id) >= 2 AND count(line.picked_base) = 0
       AND sum(item.storage_zone IN ('cold', 'frozen')) = 0 AND sum(item.control_class <> 'none') = 0
     ORDER BY d.id LIMIT 1`,
  );
  if (row === undefined) throw new Error('nothing waits to be picked for a branch on a route');
  return row;
}

beforeAll(async () => {
  browser = await launch();
  toPack = waiting();
  lots = ask<{ lot: string }>(
    `SELECT DISTINCT lot.number AS lot FROM dispatch_line line JOIN lot ON lot.id = line.lot_id
     JOIN document d ON d.id = line.dispatch_id WHERE d.number = '${toPack.number}' ORDER BY line.line_number`,
  ).map((row) => row.lot);
  picker = await signIn(browser, 'houkuguan', 'desktop');
  keeper = await signIn(browser, 'zhongkuguan', 'desktop');
  driver = await signIn(browser, 'mashifu', 'phone');
  receiver = await signIn(browser, toPack.receiver, 'phone');
});
afterAll(() => browser.close());

const codeOf = (position: number): string => {
  const [box] = ask<{ id: number }>(
    `SELECT b.id FROM packing_box b JOIN document d ON d.id = b.dispatch_id
     WHERE d.number = '${toPack.number}' AND b.position = ${position}`,
  );
  return labelCode({ kind: 'carton', id: box?.id ?? 0 });
};

async function seal(page: Page, number: string): Promise<void> {
  const form = page.locator('form[action$="/sealing"]');
  await form.locator('[name="seal"]').fill(number);
  await press(page, form.locator('.submit-bar button'));
}

/** The scanner types the label; the page answers in place. */
async function load(page: Page, code: string, said: string): Promise<void> {
  const field = page.locator('#loading input[name="code"]');
  await field.fill(code);
  await field.press('Enter');
  await page.getByText(said).first().waitFor();
}

describe('a dispatch in boxes', () => {
  it('is picked and filled into two boxes by scan, each sealed, with labels', async () => {
    const { page } = picker;
    const { number } = toPack;
    await look(picker, paths.dispatch(number));
    for (const lot of lots) await scan(page, lot);
    await look(picker, paths.boxes(number));
    await press(page, page.locator('main button.primary').first());
    const [first = '', ...others] = lots;
    await scan(page, first);
    await expectCalm(picker);
    await picture(page, 'packing-1440');
    await seal(page, 'F-801');
    await press(page, page.locator(`form[action="${paths.boxes(number)}"] button`).first());
    for (const lot of others) await scan(page, lot);
    await seal(page, 'F-802');
    expect(await textOf(page.locator('main'))).toContain('F-802');
    await expectCalm(picker);
    const label = page.locator('form:has(input[name="kind"][value="box_label"]) button').first();
    await Promise.all([
      picker.context.waitForEvent('response', (answer) => new URL(answer.url()).pathname === paths.prints()),
      label.click(),
    ]);
    await look(picker, paths.boxes(number));
    expect(await textOf(page.locator('main'))).toContain('第1次');
    await look(receiver, paths.boxes(number));
    await picture(receiver.page, 'packing-390');
  });

  it('is sent by another, and loaded by scan: the vehicle does not leave while a box stands beside it', async () => {
    const { number } = toPack;
    await look(keeper, paths.dispatch(number));
    await press(keeper.page, keeper.page.locator('form[action$="/posting"] button.primary'));
    await expectCalm(keeper);
    round = await planRound(keeper, toPack);
    const { page } = driver;
    await look(driver, paths.drive(round));
    await load(page, codeOf(2), `${number}-2已装车，还有1件`);
    await expectCalm(driver);
    await picture(page, 'loading-390');
    await look(keeper, paths.drive(round));
    await picture(keeper.page, 'loading-1440');
    await page.locator('#departure [name^="chill."]').fill('4.6');
    await press(page, page.locator('#departure button.primary'));
    expect(await textOf(page.locator('#departure'))).toContain(`${number}-1`);
    expect(await textOf(page.locator('#departure'))).toContain('没扫到装车');
    await picture(page, 'loading-refused-390');
    await look(driver, paths.drive(round));
    await load(page, codeOf(1), '都装上了');
    await page.locator('#departure [name^="chill."]').fill('4.6');
    await press(page, page.locator('#departure button.primary'));
    await look(driver, paths.drive(round));
    await handForm(page).waitFor();
  });

  it('is handed over by scan where there is no network, with the box named that is missing', async () => {
    const { page, context } = driver;
    await kept(driver, paths.drive(round));
    await context.setOffline(true);
    await page.goto(paths.drive(round));
    await outbox(page).getByText('没有网络').waitFor();
    const form = handForm(page);
    await form.locator('input[name="code"]').fill(codeOf(1));
    await form.locator('input[name="code"]').press('Enter');
    await form.locator('[data-box-said]', { hasText: '已核对' }).waitFor();
    await form.locator('details summary', { hasText: '有箱子不在车上' }).click();
    await form.locator('[name="without"]').check();
    await form.locator('[name="reason"]').fill('第二箱在上一站卸错了');
    await fillHand(page, '药房小陈');
    await picture(page, 'hand-over-missing-390');
    await form.locator('.submit-bar button.primary').click();
    await outbox(page).getByText('1条等待发送').waitFor();
    await context.setOffline(false);
    await page.locator('#flash', { hasText: '已交接' }).waitFor();
    expect(await textOf(page.locator('#flash'))).toContain(`${toPack.number}-2`);
    driver.complaints.length = 0;
  });

  it('is received by the label of the box that came; the other is a case', async () => {
    const { page } = receiver;
    const { number } = toPack;
    await look(receiver, `${paths.dispatchReceipt(number)}?by=scan`);
    await page.locator('main input[name="code"]').fill(codeOf(1));
    await page.locator('main input[name="code"]').press('Enter');
    await page.locator('.scan-result', { hasText: '第2箱' }).waitFor();
    await expectCalm(receiver);
    await picture(page, 'receipt-by-box-390');
    await page.locator('main form .submit-bar button.primary').click();
    await page.locator('#flash', { hasText: '差异' }).waitFor();
    await look(keeper, paths.boxes(number));
    expect(await textOf(keeper.page.locator('main'))).toContain('F-802');
    await look(keeper, paths.dispatch(number));
    expect(await textOf(keeper.page.locator('main'))).toContain('CY-');
    await look(receiver, paths.dispatchUnlisted(number, { q: '阿莫西林' }));
    await picture(page, 'unlisted-search-390');
    await look(keeper, paths.dispatch(number));
    await picture(keeper.page, 'boxes-received-1440');
  });
});
