/** Finding a medicine by whatever is at hand, and importing sheets as they come, at both widths. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn, WIDTHS, type Width } from './browser.ts';
import { codesOf } from './candidates.ts';
import { formulaSheet, gbkSheet, mergedSheet } from './dirty-sheets.ts';
import { expectCalm, findDrug, look, press, rowsWith, textOf } from './steps.ts';

const AMOXICILLIN = 'KG001';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(Object.keys(WIDTHS) as Width[])('the catalogue, %s', (width) => {
  const mark = width === 'phone' ? 'SJ9' : 'ZM9';
  let village: Person;
  let chief: Person;

  beforeAll(async () => {
    village = await signIn(browser, 'laiyisheng', width);
    chief = await signIn(browser, 'linzongyaoshi', width);
  });
  afterAll(async () => {
    for (const person of [village, chief]) await person?.context.close();
  });

  it('finds 阿莫西林 by initials, misspelt pinyin, characters, 本位码 and a scanned box', async () => {
    const { baseCode, gtin } = codesOf(AMOXICILLIN);
    const scanned = `01${gtin.padStart(14, '0')}1728123110A2406`;
    await look(village, paths.newShortage());
    for (const typed of ['amxl', 'amoxilin', '阿莫', baseCode, scanned]) {
      await findDrug(village.page, typed, AMOXICILLIN);
      await expectCalm(village);
    }
    for (const typed of ['amxl', 'amoxilin', '阿莫', baseCode]) {
      await look(chief, paths.catalogue({ q: typed }));
      expect(await rowsWith(chief.page, AMOXICILLIN), typed).toHaveLength(1);
      await look(chief, paths.finder(typed));
      expect(await textOf(chief.page.locator('main')), typed).toContain('阿莫西林胶囊');
    }
    await look(chief, paths.finder(scanned));
    expect(await textOf(chief.page.locator('main'))).toContain('阿莫西林胶囊');
  });

  async function upload(name: string, mimeType: string, buffer: Buffer): Promise<void> {
    const { page } = chief;
    await look(chief, paths.catalogueImport());
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer });
    await press(page, page.locator('main form button.primary'));
    await page.waitForURL((url) => !url.pathname.includes('/runs/'), { timeout: 30_000 });
    await expectCalm(chief);
  }

  it('reads a GBK sheet, explains each bad row and imports the good ones', async () => {
    const { page } = chief;
    await upload(`目录${mark}.csv`, 'text/csv', gbkSheet(mark));
    await page.locator('main table', { hasText: mark }).first().waitFor();
    await picture(page, `import-preview-${width}`);
    const row = (code: string) => page.locator('main tbody tr', { hasText: code });
    expect(await textOf(row(`盐酸氨溴索缓释胶囊${mark}`))).toContain('新增');
    for (const name of ['枸橼酸莫沙必利片', '蒙脱石散', '还魂丹']) {
      const told = await textOf(row(`${name}${mark}`));
      expect(told, name).toMatch(/条码|包装数量|类别/);
    }
    await press(page, page.locator('main form[action$="/application"] button.primary'));
    await page.waitForURL((url) => !url.pathname.includes('/runs/'), { timeout: 30_000 });
    await expectCalm(chief);
    await look(chief, paths.catalogue({ q: `盐酸氨溴索缓释胶囊${mark}` }));
    expect(await rowsWith(page, `${mark}01`)).toHaveLength(1);
  });

  it('refuses a formula nobody calculated by its cell, and explains merged names row by row', async () => {
    const { page } = chief;
    const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await upload(`公式${mark}.xlsx`, XLSX, await formulaSheet(mark));
    expect(await textOf(page.locator('main'))).toMatch(/公式/);
    expect(await textOf(page.locator('main'))).toMatch(/H2|H列|2行/);
    await upload(`合并${mark}.xlsx`, XLSX, await mergedSheet(mark));
    expect(await textOf(page.locator('main tbody tr', { hasText: `${mark}22` }))).toContain('合并单元格');
    expect(await textOf(page.locator('main tbody tr', { hasText: `口服补液盐散${mark}` }))).toContain('新增');
  });
});
