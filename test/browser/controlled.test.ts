/** A controlled-drug day: two people, two windows, both passwords at each step, on a screen and on a phone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../seeds/demo/people.ts';
import { paths } from '../../src/paths.ts';
import { launch, type Person, signIn } from './browser.ts';
import { look, press, textOf } from './steps.ts';

const KEEPER = 'houkuguan';
const SECOND = 'liuyaoshi';
const BUYER = 'yecaigou';
let browser: Browser;
let keeper: Person;
let second: Person;
let chief: Person;

beforeAll(async () => {
  browser = await launch();
  keeper = await signIn(browser, KEEPER, 'desktop');
  second = await signIn(browser, SECOND, 'phone');
  chief = await signIn(browser, 'linzongyaoshi', 'desktop');
});
afterAll(() => browser.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Somebody types login and password beside whoever is signed in. */
async function stands(page: Page, form: string, login: string, password = DEMO_PASSWORD): Promise<void> {
  await page.locator(`${form} [name="witness"]`).fill(login);
  await page.locator(`${form} [name="witnessPassword"]`).fill(password);
}

/** What the register says is left of the item, in the smallest unit: the last balance of its page. */
async function left(person: Person, href: string): Promise<string> {
  await look(person, href);
  return textOf(person.page.locator('tbody tr:last-child td:nth-child(9)'));
}

describe('a controlled-drug day', () => {
  let href = '';
  let issue = '';

  it('begins with the page of today, where every lot has its balance', async () => {
    await look(keeper, paths.controlled());
    await look(second, paths.controlled());
    const link = keeper.page.locator('a[href^="/controlled/register/"]', { hasText: '枸橼酸芬太尼' }).first();
    href = (await link.getAttribute('href')) ?? '';
    expect(await left(keeper, href)).toMatch(/盒|支/);
  });

  it('issues only before a second, other person with the right password', async () => {
    const { page } = keeper;
    await look(keeper, paths.newIssue({ item: /register\/([A-Z0-9]+)/.exec(href)?.[1] ?? '' }));
    await page.locator('[name="purpose"][value="ward"]').check();
    await page.locator('[name="ward"]').fill('手术室');
    await page.locator('[name="taker"]').fill('麻醉科护士');
    await page.locator('[name="line.0.units"]').fill('2');
    const form = 'form:has([name="line.0.units"])';
    const submit = page.locator(`${form} button.primary`).last();
    for (const [login, password] of [
      [KEEPER, DEMO_PASSWORD],
      [SECOND, 'not-the-password'],
      [BUYER, DEMO_PASSWORD],
    ] as const) {
      await stands(page, form, login, password);
      await press(page, submit);
      expect(await page.locator('.error-summary, [aria-invalid="true"]').count(), login).toBeGreaterThan(0);
      expect(page.url()).not.toMatch(/CK-/);
    }
    await stands(page, form, SECOND);
    await press(page, submit);
    issue = /CK-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '';
    expect(issue, await textOf(page.locator('main'))).not.toBe('');
    await look(keeper, href);
    expect(await textOf(page.locator('tbody tr:last-child'))).toContain(issue);
  });

  it('takes the empty ampoules back on a phone, never more than went out, and pours the rest away', async () => {
    const { page } = second;
    await look(second, paths.ampoules({ q: issue }));
    await press(page, page.locator('main tbody a', { hasText: '收回' }).first());
    const [back, poured] = ['form[action$="/return"]', 'form[action$="/residue"]'];
    await page.locator(`${back} [name="pieces"]`).fill('3');
    await page.locator(`${back} [name="returnedBy"]`).fill('麻醉科护士');
    await stands(page, back, KEEPER);
    await press(page, button(page, '登记收回'));
    expect(await textOf(page.locator(back))).toContain('只差2支');
    await page.locator(`${back} [name="pieces"]`).fill('2');
    await stands(page, back, KEEPER);
    await press(page, button(page, '登记收回'));
    await page.locator(`${poured} [name="amount"]`).fill('0.5ml');
    await page.locator(`${poured} [name="method"]`).fill('倒入下水道冲净');
    await stands(page, poured, KEEPER);
    await press(page, button(page, '登记残液'));
    expect(await textOf(page.locator('main'))).toContain('0.5ml');
    await look(second, paths.ampoulesBack());
    await stands(page, 'form[action$="/destruction"]', KEEPER);
    await press(page, button(page, '两人当面销毁'));
    expect(await textOf(page.locator('main'))).toContain('侯库管');
  });

  it('ends with a handover: both count blind, a difference is said and goes to the chief pharmacist', async () => {
    const { page } = keeper;
    await look(keeper, paths.newHandover());
    const form = 'form:has([name="shift"])';
    const boxes = page.locator(`${form} [name^="lot."][name$=".units"]`);
    const names = await boxes.evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? ''));
    const typed = new Map<string, string>();
    await look(second, paths.controlled());
    const rows = second.page.locator('table tr:has(a[href^="/lots/"]) ');
    for (const row of await rows.all()) {
      const lot = /\/lots\/(\d+)/.exec((await row.locator('a[href^="/lots/"]').getAttribute('href')) ?? '')?.[1] ?? '';
      const [packs = '', units = ''] = await row.locator('.qty > span').allInnerTexts();
      const digits = (text: string) => text.replace(/\D/g, '') || '0';
      typed.set(`lot.${lot}.packs`, digits(packs));
      typed.set(`lot.${lot}.units`, digits(units));
    }
    const fields = page.locator(`${form} [name^="lot."]:is([name$=".packs"], [name$=".units"])`);
    for (const field of await fields.all()) {
      await field.fill(typed.get((await field.getAttribute('name')) ?? '') ?? '0');
    }
    const first = page.locator(`${form} [name="${names[0]}"]`);
    await first.fill(String(Number(await first.inputValue()) + 1));
    await stands(page, form, SECOND);
    await press(page, button(page, '两人点清，交接'));
    expect(await textOf(page.locator('main'))).toContain('与账面不符');
    const reason = page.locator(`${form} [name="${(names[0] ?? '').replace('units', 'reason')}"]`);
    await reason.fill('多出一支，待查');
    await stands(page, form, SECOND);
    await press(page, button(page, '两人点清，交接'));
    const number = /JB-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '';
    expect(number, await textOf(page.locator('main'))).not.toBe('');
    await look(chief, paths.home());
    expect(await textOf(chief.page.locator('main'))).toContain(number);
    await look(chief, paths.handover(number));
    await chief.page.locator('[name="finding"]').fill('前一日漏登一支退药，已补退');
    await press(chief.page, button(chief.page, '结案'));
    expect(await textOf(chief.page.locator('main'))).toContain('已结案');
    await look(second, paths.handovers());
    expect(await textOf(second.page.locator('main'))).toContain(number);
  });

  it('locks who guesses passwords, as at the door', async () => {
    const { page } = second;
    await look(second, paths.newHandover());
    const form = 'form:has([name="shift"])';
    let said = '';
    for (let turn = 0; turn < 8 && !/锁定|分钟后/.test(said); turn += 1) {
      await stands(page, form, 'zhongkuguan', `guess-${turn}`);
      await press(page, button(page, '两人点清，交接'));
      said = await textOf(page.locator('main'));
    }
    expect(said).toMatch(/锁定|分钟后/);
  });
});
