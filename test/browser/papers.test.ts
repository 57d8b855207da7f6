/** From a new layout to a stranger's telephone: seen as a sample, laid down, printed, scanned, and checked. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { scanPages } from '../print/read-pdf.ts';
import { arrive, launch, type Person, picture, sidewaysOverflow, signIn, WIDTHS, type Width } from './browser.ts';
import { pdfText, slipFile } from './slip-paper.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const CHIEF = 'linzongyaoshi';
const widths = Object.keys(WIDTHS) as Width[];

/** A dispatch that is on its way. */
async function onItsWay(person: Person): Promise<string> {
  await look(person, paths.dispatches({ state: 'in_transit' }));
  const href = await person.page.locator('main a[href^="/dispatches/PS-"]').first().getAttribute('href');
  return href?.split('/').at(-1) ?? '';
}

describe.each(widths)('on a %s', (width) => {
  let chief: Person;
  let dispatch: string;
  let file: Buffer;
  const title = `配送凭单${width === 'phone' ? '乙' : '甲'}`;
  beforeAll(async () => {
    chief = await signIn(browser, CHIEF, width);
  });

  it('a layout is seen as a sample before it counts, and says what is wrong with it', async () => {
    const { page, context } = chief;
    await look(chief, paths.layouts());
    await press(page, page.locator('main a[href^="/layouts/dispatch_slip"]').first());
    await expectCalm(chief);
    await page.locator('[name="title"]').fill(title);
    await page.locator('[name="size"]').selectOption('a5');
    await page.locator('[name="at.maker"]').fill('');
    await page.locator('[name="footer"]').fill('请当面点清');
    const sample = context.waitForEvent('response', (answer) => answer.url().includes('preview.pdf'));
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.locator('button[formaction$="preview.pdf"]').click(),
    ]);
    const answer = await sample;
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await opened.close();
    await page.locator('[name="reason"]').fill('分院要小张');
    await page.locator('[name="width.item"]').fill('119');
    await press(page, page.locator('.submit-bar button.primary'));
    await expectCalm(chief);
    expect(await textOf(page.locator('main'))).toContain('超过这种纸的186毫米');
    await page.locator('[name="width.item"]').fill('50');
    await press(page, page.locator('.submit-bar button.primary'));
    await expectCalm(chief);
    expect(await textOf(page.locator('#flash'))).toContain('起有效');
    await picture(page, `layout-${width}`);
  });

  it('the slip is printed in it and says its version, and again says that it is a reprint', async () => {
    dispatch = await onItsWay(chief);
    await look(chief, paths.dispatch(dispatch));
    file = await slipFile(chief, dispatch, 'a5');
    const text = pdfText(file).replaceAll(' ', '');
    expect(text).toContain(title);
    expect(text).toContain('请当面点清');
    expect(text).not.toContain('生产企业');
    for (const size of ['a4', '241'] as const) {
      const again = await slipFile(chief, dispatch, size);
      expect(pdfText(again).replaceAll(' ', '')).toMatch(/补打第\d+次/);
      const [bars, square] = scanPages(again, 200)[0] ?? [];
      expect(bars).toBe(`CODE-128:${dispatch}`);
      expect(square).toMatch(new RegExp(`^QR-Code:http.+/check/${dispatch}/`));
    }
    await look(chief, paths.dispatch(dispatch));
    expect(await textOf(chief.page.locator('#prints'))).toMatch(/第\d+次（补打）/);
  });

  it('whoever holds the paper reads what it is worth, without a session, and learns nothing by trying', async () => {
    const codes = scanPages(file, 200)[0] ?? [];
    expect(codes[0]).toBe(`CODE-128:${dispatch}`);
    const address = new URL((codes[1] ?? '').replace('QR-Code:', ''));
    const holder = await arrive(browser, width);
    const { page } = holder;
    await look(holder, address.pathname);
    const said = await textOf(page.locator('main'));
    for (const part of [title, dispatch, '有效，与账一致']) expect(said).toContain(part);
    await picture(page, `paper-check-${width}`);
    expect(await holder.context.cookies()).toEqual([]);
    await page.locator('[name="number"]').fill(dispatch);
    await page.locator('[name="code"]').fill('AAAAA-AAAAA');
    await press(page, page.locator('form[action="/check"] button'));
    expect(await textOf(page.locator('main'))).toContain('单号与核验码对不上');
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});
