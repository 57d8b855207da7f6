/** A month of use out of a hospital system: GBK, its own headings and codes, given twice, given in part, and posted. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { gbk } from '../support/gbk.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { dayFromNow, type Stocked, stockedAllMonth } from './candidates.ts';
import { expectCalm, look, press, textOf } from './steps.ts';
import { button, standing } from './stock-steps.ts';

const BRANCH = 'XG18';
const ROWS = 540;
const OWN_CODE = '院内0417';
const OWN_ROWS = 6;
const HEAD = '发药日子,院内码,品名,发出数,计量,开单科室,就诊号,单子号';
let browser: Browser;
let pharmacist: Person;
let phone: Person;
let drugs: Stocked[];

beforeAll(async () => {
  browser = await launch();
  pharmacist = await signIn(browser, 'xieyaoshi', 'desktop');
  phone = await signIn(browser, 'xieyaoshi', 'phone');
  drugs = stockedAllMonth(BRANCH, ROWS).slice(0, 3);
  expect(drugs).toHaveLength(3);
});
afterAll(() => browser.close());

/** Days of this month before today; today alone on the first. */
const days = (): string[] => {
  const past = Number(dayFromNow(0).slice(8)) - 1;
  return past === 0 ? [dayFromNow(0)] : Array.from({ length: past }, (_, n) => dayFromNow(-1 - n));
};

/** The good rows in the order of the file, one unit each, typed as different clerks do. */
function goodRows(): string[] {
  const all = days();
  return Array.from({ length: ROWS }, (_, n) => {
    const drug = drugs[n % drugs.length] as Stocked;
    const day = all[n % all.length] ?? '';
    const typed = n % 2 === 0 ? day.replaceAll('-', '/') : day;
    const quantity = n % 5 === 0 ? '１' : '1';
    return `${typed}, ${drug.code} ,${drug.name},${quantity},${drug.baseUnit},内科门诊,M${n},CF${Math.floor(n / 3)}`;
  });
}

/** What no pharmacy can post, and a code that only this hospital knows. */
function dirtyRows(): string[] {
  const [day = ''] = days();
  const [first] = drugs;
  const row = (cells: (string | undefined)[]) => cells.join(',');
  const of = [first?.code, first?.name];
  return [
    row(['昨天', ...of, '1', first?.baseUnit, '', 'D1', 'D1']),
    row([dayFromNow(40), ...of, '1', first?.baseUnit, '', 'D2', 'D2']),
    row([day, ...of, '-2', first?.baseUnit, '', 'D3', 'D3']),
    row([day, ...of, '若干', first?.baseUnit, '', 'D4', 'D4']),
    row([day, '', first?.name, '1', first?.baseUnit, '', 'D5', 'D5']),
    ',,,,,,,',
    ...Array.from({ length: OWN_ROWS }, (_, n) =>
      row([day, OWN_CODE, first?.name, '1', first?.baseUnit, '', `W${n}`, `W${n}`]),
    ),
  ];
}

const DIRTY = 5;
const fileOf = (name: string, rows: readonly string[], head = HEAD) => {
  return { name, mimeType: 'text/csv', buffer: gbk([head, ...rows].join('\r\n')) };
};

async function give(page: Page, file: ReturnType<typeof fileOf>): Promise<string> {
  await page.locator('input[type="file"]').setInputFiles(file);
  await press(page, button(page, '读取文件'));
  return textOf(page.locator('main'));
}

/** How many rows of the file stand so, as its tabs say; 0 when none does. */
async function rowsSo(page: Page, verdict: string): Promise<number> {
  const tab = page.locator('main a[href*="verdict="]', { hasText: verdict });
  return (await tab.count()) === 0 ? 0 : Number((await textOf(tab)).replace(/\D/g, ''));
}

/** Smallest units of each drug that the stock cards say. */
async function onHandOfAll(): Promise<number[]> {
  const all: number[] = [];
  for (const drug of drugs) all.push((await standing(pharmacist, BRANCH, drug.code)).onHand);
  return all;
}

describe('a month of use', () => {
  const rows = () => [...goodRows(), ...dirtyRows()];
  let file = '';
  let before: number[];

  it('is read with the headings of the hospital, which are asked for once', async () => {
    const { page } = pharmacist;
    await look(pharmacist, paths.useFiles());
    expect(await give(page, fileOf('十一月.csv', rows()))).toContain('列名认不全');
    for (const [key, heading] of [
      ['day', '发药日子'],
      ['code', '院内码'],
      ['quantity', '发出数'],
      ['unit', '计量'],
      ['ward', '开单科室'],
      ['patient', '就诊号'],
      ['prescription', '单子号'],
    ]) {
      await page.locator(`[name="column.${key}"]`).selectOption(heading ?? '');
    }
    await give(page, fileOf('十一月.csv', rows()));
    await expectCalm(pharmacist);
    file = new URL(page.url()).pathname;
    expect(file).toMatch(/\/issues\/files\/\d+$/);
    expect(await rowsSo(page, '可过账')).toBe(ROWS);
    expect(await rowsSo(page, '编码不认得')).toBe(OWN_ROWS);
    for (const verdict of ['日期不对', '将来日期', '退药行', '数量不对', '缺编码']) {
      expect(await rowsSo(page, verdict), verdict).toBe(1);
    }
    await picture(page, 'use-file');
  });

  it('asks once what a code of the hospital means, and posts nothing before it is told to', async () => {
    const { page } = pharmacist;
    before = await onHandOfAll();
    await look(pharmacist, file);
    const form = page.locator('form[action$="/codes"]', { has: page.locator(`input[value="${OWN_CODE}"]`) });
    await form.locator('[name="item"]').fill(drugs[0]?.code ?? '');
    await form.locator('[name="means"]').selectOption('base');
    await press(page, form.locator('button'));
    await expectCalm(pharmacist);
    expect(await rowsSo(page, '可过账')).toBe(ROWS + OWN_ROWS);
    expect(await rowsSo(page, '编码不认得')).toBe(0);
  });

  it('posts every good row once and leaves the rest with its reason; the other window is told so', async () => {
    const { page } = pharmacist;
    await look(phone, file);
    await press(page, button(page, `过账${ROWS + OWN_ROWS}行`));
    // The page asks again by itself while it is watched
    await page.locator('main h1').locator('..').getByText('已过完').waitFor({ timeout: 60_000 });
    expect(await rowsSo(page, '已过账')).toBe(ROWS + OWN_ROWS);
    expect(await textOf(page.locator('main'))).toContain(`${DIRTY}行留下没有过账`);
    await press(phone.page, button(phone.page, `过账${ROWS + OWN_ROWS}行`));
    expect(await textOf(phone.page.locator('[data-error-summary]'))).toContain('状态已经变了');
    await look(phone, file);
    await picture(phone.page, 'use-file-phone');
    const after = await onHandOfAll();
    const each = ROWS / drugs.length;
    expect(after.map((now, n) => (before[n] ?? 0) - now)).toEqual([each + OWN_ROWS, each, each]);
  });

  it('is known when it is given again, whole or in part, and remembers headings and codes', async () => {
    const { page } = pharmacist;
    await look(pharmacist, paths.useFiles());
    expect(await textOf(page.locator('main details summary'))).toContain('沿用上次');
    expect(await give(page, fileOf('十一月.csv', rows()))).toContain('这个文件已经导入过');
    expect(new URL(page.url()).pathname).toBe(file);
    await look(pharmacist, paths.useFiles());
    const [day = ''] = days();
    const more = `${day},${OWN_CODE},${drugs[0]?.name},1,${drugs[0]?.baseUnit},,N1,N1`;
    await give(page, fileOf('十一月补.csv', [...goodRows().slice(0, 40), more]));
    expect(await rowsSo(page, '重复')).toBe(40);
    expect(await rowsSo(page, '可过账')).toBe(1);
    await press(page, button(page, '过账1行'));
    await page.locator('main h1').locator('..').getByText('已过完').waitFor({ timeout: 30_000 });
    const left = (await standing(pharmacist, BRANCH, drugs[0]?.code ?? '')).onHand;
    expect((before[0] ?? 0) - left).toBe(ROWS / drugs.length + OWN_ROWS + 1);
  });
});
