/** A drill and a recall in a real browser: part of a number, one freeze, a village on a phone, destruction, the end. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../seeds/demo/data/users.ts';
import { DEMO_PASSWORD } from '../../seeds/demo/people.ts';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { look, press, textOf } from './steps.ts';

const CLINIC = 'XG1801';
const KEEPERS = ['village_doctor', 'branch_pharmacist', 'storekeeper'];
/** Who keeps the store of a member; colleagues without a name in the demonstration sign in by its code. */
const loginAt = (code: string) =>
  users.find((one) => one.organisation === code && one.roles.some((role) => KEEPERS.includes(role)))?.login ??
  code.toLowerCase();

let browser: Browser;
let quality: Person;
let doctor: Person;
beforeAll(async () => {
  browser = await launch();
  quality = await signIn(browser, 'panzhijian', 'desktop');
  doctor = await signIn(browser, 'laiyisheng', 'phone');
});
afterAll(() => browser.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Chosen {
  itemCode: string;
  lotNumber: string;
  lotPath: string;
}

/** A lot that lies in the village and that nobody has stopped. */
async function lotOfVillage(): Promise<Chosen> {
  const { page } = quality;
  await look(quality, paths.stockOf(CLINIC));
  let itemCode = '';
  for (const row of await page.locator('tbody tr').all()) {
    const card = row.locator(`a[href^="/stock/${CLINIC}/"]`);
    if ((await card.count()) > 0) {
      const href = (await card.first().getAttribute('href')) ?? '';
      itemCode = new URL(href, 'http://x').pathname.split('/').at(-1) ?? '';
    }
    const lot = row.locator('a[href^="/lots/"]');
    const said = await textOf(row);
    if (itemCode === '' || (await lot.count()) === 0 || /召回|冻结|过期/.test(said)) continue;
    const lotPath = (await lot.first().getAttribute('href')) ?? '';
    return { itemCode, lotNumber: (await textOf(lot)).trim(), lotPath };
  }
  throw new Error('the village has no usable lot');
}

/** Enters a notice that knows the lot only in part, and confirms the one that is meant; gives its number. */
async function enter(of: Chosen, drill: boolean): Promise<string> {
  const { page } = quality;
  await look(quality, paths.newRecall(drill ? { drill: '1' } : {}));
  await page.locator('[name="title"]').fill('含量测定不合格');
  await page.locator('[name="level"][value="1"]').check();
  await page.locator('[name="source"]').fill('某药业');
  await page.locator('[name="reason"]').fill('含量测定不合格');
  await page.locator('[name="handling"][value="destroy"]').check();
  await page.locator('[name="item"]').fill(of.itemCode);
  await page.locator('[name="lots"]').fill(of.lotNumber.slice(0, -1));
  await page.locator('[name="match"][value="part"]').check();
  await press(page, button(page, '下一步，确认批次'));
  const number = /ZH-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '';
  const row = page.locator('#confirmation tbody tr', { hasText: of.lotNumber }).first();
  expect(await textOf(row)).toContain('部分相同');
  expect(await row.locator('input[name="lot"]').isChecked()).toBe(false);
  await row.locator('input[name="lot"]').check();
  await press(page, button(page, '确认是召回的批次'));
  return number;
}

/** Answers for a member: everything was found, or nothing. */
async function answer(person: Person, number: string, code: string, packs: string): Promise<void> {
  const { page } = person;
  await look(person, paths.recallMember(number, code));
  for (const box of await page.locator('[name^="found."]').all()) {
    const name = (await box.getAttribute('name')) ?? '';
    await box.fill(name.endsWith('.packs') ? packs : '0');
  }
  await page.locator('[name="patients"]').fill('1');
  await press(page, page.locator('#answer button.primary'));
  expect(await textOf(page.locator('main'))).toContain('已回复');
}

const codesWaiting = async (page: Page, number: string) => {
  await page.goto(paths.recall(number, { part: 'members' }));
  const rows = page.locator('tbody tr', { hasText: '未回复' });
  return (await rows.locator('.item small').allInnerTexts()).map((text) => text.trim());
};

/** Writes off what lies in the village and destroys it before the head of the branch. */
async function destroy(number: string): Promise<void> {
  const { page } = doctor;
  await look(doctor, paths.recallMember(number, CLINIC));
  await press(page, button(page, '开报损单'));
  const loss = /BS-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '';
  const row = page.locator('#lots tbody tr', { hasText: '召回' }).first();
  const [packs = '', units = ''] = await row.locator('.qty').first().locator('> span').allInnerTexts();
  const fill = async (part: string, text: string) => {
    const box = row.locator(`[name$=".${part}"]`);
    if ((await box.count()) > 0) await box.fill(text.replace(/\D/g, '') || '0');
  };
  await fill('packs', packs);
  await fill('units', units);
  await press(page, page.locator('#lots .submit-bar button'));
  await press(page, page.locator('#submission button'));
  const head = await signIn(browser, 'lvyuanzhang', 'desktop');
  await look(head, paths.loss(loss));
  await press(head.page, head.page.locator('#approval button'));
  await look(doctor, paths.newDestruction({ organisation: CLINIC }));
  const line = page.locator('tbody tr', { hasText: loss }).first();
  for (const box of await line.locator('input[name^="line."]').all()) {
    const name = (await box.getAttribute('name')) ?? '';
    await box.fill((name.endsWith('.packs') ? packs : units).replace(/\D/g, '') || '0');
  }
  await page.locator('[name="method"][value="incineration"]').check();
  await page.locator('[name="place"]').fill('医疗废物暂存间');
  await page.locator('[name="witness"]').fill('lvyuanzhang');
  await page.locator('[name="witnessPassword"]').fill(DEMO_PASSWORD);
  await press(page, page.locator('main form.form .submit-bar button'));
  expect(page.url()).toMatch(/XH-\d{8}/);
}

describe('a recall', () => {
  it('is exercised without freezing, then frozen, answered on a phone, destroyed and closed', async () => {
    const of = await lotOfVillage();
    const drill = await enter(of, true);
    await press(quality.page, button(quality.page, '开始演练'));
    expect(await textOf(quality.page.locator('main'))).toContain('召回演练，不是真实召回');
    await answer(doctor, drill, CLINIC, '0');
    expect(await textOf(doctor.page.locator('main'))).toContain('【演练】');
    await look(quality, of.lotPath);
    expect(await textOf(quality.page.locator('main h1').locator('..'))).not.toContain('召回');

    const number = await enter(of, false);
    await press(quality.page, button(quality.page, '冻结并通知'));
    expect(await textOf(quality.page.locator('main'))).toContain('已冻结，不得使用');
    await picture(quality.page, 'recall');
    await look(quality, of.lotPath);
    expect(await textOf(quality.page.locator('main h1').locator('..'))).toContain('召回');
    // Nothing of it is offered for use any more
    await look(doctor, paths.stockCard(CLINIC, of.itemCode));
    expect(await textOf(doctor.page.locator('main'))).toContain('召回');

    await look(doctor, paths.home());
    expect(await textOf(doctor.page.locator('main'))).toContain(number);
    await answer(doctor, number, CLINIC, '0');
    await picture(doctor.page, 'recall-answered-phone');
    await look(quality, paths.recall(number, { part: 'members' }));
    for (const code of await codesWaiting(quality.page, number)) {
      const person = await signIn(browser, loginAt(code), 'phone');
      await answer(person, number, code, '0');
      await person.context.close();
    }
    expect(await codesWaiting(quality.page, number)).toEqual([]);
    await destroy(number);

    const chief = await signIn(browser, 'linzongyaoshi', 'desktop');
    await look(chief, paths.recall(number, { part: 'report' }));
    await chief.page.locator('#closing [name="why"]').fill('其余封存品由公司统一收回');
    await press(chief.page, button(chief.page, '关闭'));
    const said = await textOf(chief.page.locator('main'));
    expect(said).toContain('已关闭');
    expect(said).toContain('关闭时保存的数字');
    await picture(chief.page, 'recall-report');
  }, 240_000);
});
