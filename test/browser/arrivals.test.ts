/** A receipt with two differences that both sides close; the wrong place is told, what is late is seen. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask } from './candidates.ts';
import { expectCalm, findDifference, look, textOf } from './steps.ts';

const BRANCH = '江背分院';

let browser: Browser;
let hub: Person;
let branch: Person;
let dark: Person;
let dispatch = '';
let elsewhere = '';
let numbers: string[] = [];

/** One on its way to the branch with two lines or more, and one on its way to somebody else. */
function onTheWay(here: boolean): string {
  const [row] = ask<{ number: string }>(
    `SELECT d.number FROM document d JOIN dispatch ON dispatch.document_id = d.id
     JOIN organisation r ON r.id = dispatch.to_organisation_id
     WHERE d.kind = 'dispatch' AND d.status = 'in_transit' AND r.short_name ${here ? '=' : '<>'} '${BRANCH}'
       AND r.path NOT LIKE (SELECT path FROM organisation WHERE short_name = '${BRANCH}') || '_%'
       AND (SELECT count(*) FROM dispatch_line l JOIN item ON item.id = l.item_id
         WHERE l.dispatch_id = d.id AND l.shipped_base >= 2 * item.pack_size) >= ${here ? 2 : 0}
     ORDER BY dispatch.posted_at LIMIT 1`,
  );
  if (row === undefined) throw new Error('nothing is on its way');
  return row.number;
}

beforeAll(async () => {
  browser = await launch();
  hub = await signIn(browser, 'zhongkuguan', 'desktop');
  branch = await signIn(browser, 'xieyaoshi', 'phone');
  dark = await signIn(browser, 'xieyaoshi', 'desktop', { colorScheme: 'dark' });
  dispatch = onTheWay(true);
  elsewhere = onTheWay(false);
});
afterAll(() => browser.close());

describe('an arrival', () => {
  it('is told by name where it belongs when it comes to the wrong place', async () => {
    await branch.visit(paths.dispatchReceipt(elsewhere));
    expect(await textOf(branch.page.locator('main'))).toContain(`不是${BRANCH}的货`);
    await picture(branch.page, 'arrival-wrong-place-390');
  });

  it('is counted by scan, with one box damaged and one not there', async () => {
    const { page } = branch;
    await look(branch, paths.dispatchReceipt(dispatch));
    await look(dark, paths.dispatchReceipt(dispatch));
    await picture(dark.page, 'arrival-receipt-dark-1440');
    await look(branch, `${paths.dispatchReceipt(dispatch)}?by=scan`);
    const lot = await textOf(page.locator('main tbody tr .lot .code').first());
    await page.locator('main input[name="code"]').fill(lot);
    await page.locator('main input[name="code"]').press('Enter');
    expect(await textOf(page.locator('.scan-result').first())).toContain(lot);
    await expectCalm(branch);
    await picture(page, 'arrival-scan-390');
    await look(branch, paths.dispatchReceipt(dispatch));
    const goods = await page.locator('main tbody input[name$=".good.packs"]').all();
    const kinds = ['damaged', 'missing'];
    for (const good of goods) {
      const packs = Number(await good.inputValue());
      const kind = packs >= 2 ? kinds.shift() : undefined;
      if (kind === undefined) continue;
      await good.fill(String(packs - 1));
      const name = (await good.getAttribute('name')) ?? '';
      await page.locator(`[name="${name.replace('good', kind)}"]`).fill('1');
      await page.locator(`[name="${name.replace('good.packs', 'note')}"]`).fill('开箱清点');
    }
    await page.locator('main form .submit-bar button.primary').click();
    await page.locator('#flash', { hasText: '有2件差异' }).waitFor();
    await look(branch, paths.dispatch(dispatch));
    numbers = (await page.locator('main a[href^="/discrepancies/CY-"]').allInnerTexts()).slice(0, 2);
    expect(numbers).toHaveLength(2);
  });

  it('is settled by both sides, the loss with who bears it', async () => {
    for (const number of numbers) {
      await look(hub, paths.discrepancy(number));
      await picture(hub.page, `difference-${numbers.indexOf(number)}-1440`);
      const finding = (await textOf(hub.page.locator('h1'))).includes('未到') ? 'lost' : 'write_off';
      await findDifference(hub, number, finding, '复核录像后同意');
      await findDifference(branch, number, finding, '箱内没有，或已压碎');
      expect(await textOf(branch.page.locator('main'))).toContain('损失承担');
    }
    await picture(branch.page, 'difference-closed-390');
    await look(hub, paths.dispatch(dispatch));
    expect(await textOf(hub.page.locator('.page-head'))).toContain('已签收');
    await look(hub, paths.charges());
    for (const number of numbers) expect(await textOf(hub.page.locator('main'))).toContain(number);
    await picture(hub.page, 'charges-1440');
  });

  it('is seen by age, with what is late', async () => {
    await look(hub, paths.transit());
    await picture(hub.page, 'transit-1440');
    await look(hub, paths.transit({ state: 'late' }));
    expect(await textOf(hub.page.locator('main'))).toContain('已超时');
    await look(branch, paths.transit());
    await picture(branch.page, 'transit-390');
    await look(dark, paths.discrepancies({ state: 'all' }));
    await picture(dark.page, 'differences-dark-1440');
  });
});
