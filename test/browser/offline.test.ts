/** Without a network, on a phone: what was entered stays, is sent once, by who entered it, and refusals are told. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, sidewaysOverflow, signIn } from './browser.ts';
import { ask } from './candidates.ts';
import { comingOffRoutes, fillShortage, free, kept, outbox, send, withNote } from './offline-steps.ts';
import { depart, fillHand, handForm, planRound, sentAlong, sign, tickBoxes } from './round-steps.ts';
import { findDrug, look, textOf } from './steps.ts';

let browser: Browser;

async function come(login: string, width: 'phone' | 'desktop' = 'phone'): Promise<Person> {
  return signIn(browser, login, width);
}

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe('a shortage', () => {
  let doctor: Person;
  const [first, second] = ['断网登记一', '断网登记二'];

  it('that was entered without a network is kept, seen on every page, and sent once', async () => {
    doctor = await come('zengyisheng');
    const { page, context } = doctor;
    const [drug] = free();
    await kept(doctor, paths.home());
    await kept(doctor, paths.newShortage());
    await (await findDrug(page, drug?.initials ?? '', drug?.code ?? '')).check();
    await page.locator('#chosen-part h2', { hasText: drug?.name ?? '' }).waitFor();
    await fillShortage(page, first);
    await context.setOffline(true);
    await send(page);
    await outbox(page).getByText('1条等待发送').waitFor();
    expect(await textOf(outbox(page))).toContain(drug?.name);
    expect(await sidewaysOverflow(page)).toBe(0);
    await picture(page, 'outbox-waiting-390');
    await page.goto(paths.home());
    await outbox(page).getByText('没有网络').waitFor();
    await outbox(page).getByText('1条等待发送').waitFor();
    await picture(page, 'home-offline-390');
    expect(withNote(first)).toEqual([]);
    await context.setOffline(false);
    await outbox(page).getByText('已发送').waitFor();
    await page.reload();
    await outbox(page).getByText('等待发送').waitFor({ state: 'detached' });
    expect(withNote(first)).toHaveLength(1);
  });

  it('is entered on a page from the phone, and another one on the same page', async () => {
    const { page, context } = doctor;
    await kept(doctor, paths.newShortage());
    await context.setOffline(true);
    for (const note of [second, `${second}再`]) {
      await page.goto(paths.newShortage());
      await outbox(page).getByText('没有网络').waitFor();
      const usual = page.locator('#drug-results input[name="itemCode"]');
      await usual.nth(note === second ? 0 : 1).check();
      await fillShortage(page, note);
      await send(page);
      await outbox(page)
        .getByText(note === second ? '1条等待发送' : '2条等待发送')
        .waitFor();
    }
    await context.setOffline(false);
    await outbox(page).getByText('等待发送').waitFor({ state: 'detached' });
    // What is open already is asked for a second time: the server says so, and the entry stays with its words
    const refused = await outbox(page).getByRole('link', { name: '重新填写' }).count();
    expect(withNote(second).length + withNote(`${second}再`).length + refused).toBe(2);
    for (let left = refused; left > 0; left -= 1) {
      await outbox(page).getByRole('button', { name: '删除' }).first().click();
      await outbox(page).getByRole('button', { name: '确定删除' }).first().click();
      await expect.poll(() => outbox(page).getByRole('link', { name: '重新填写' }).count()).toBe(left - 1);
    }
  });

  it('that is refused later is told with its reason, opened again with what was typed, and sent', async () => {
    const { page, context } = doctor;
    const drug = free().at(1);
    const note = '断网登记三';
    await kept(doctor, paths.newShortage());
    await (await findDrug(page, drug?.initials ?? '', drug?.code ?? '')).check();
    await page.locator('#chosen-part h2', { hasText: drug?.name ?? '' }).waitFor();
    await fillShortage(page, note);
    await page.locator('[name="quantity.packs"]').fill('许多');
    await context.setOffline(true);
    await send(page);
    await outbox(page).getByText('1条等待发送').waitFor();
    await context.setOffline(false);
    await outbox(page).getByText('1条没有办成').waitFor();
    await picture(page, 'outbox-refused-390');
    expect(withNote(note)).toEqual([]);
    await outbox(page).getByRole('link', { name: '重新填写' }).click();
    expect(await page.locator('[name="note"]').inputValue()).toBe(note);
    expect(await page.locator('[name="quantity.packs"]').inputValue()).toBe('许多');
    await page.locator('[name="quantity.packs"]').fill('3');
    await send(page);
    await page.waitForURL(/\/shortages\/QY-/);
    expect(withNote(note)).toHaveLength(1);
    expect(await outbox(page).isHidden()).toBe(true);
  });
});

describe('a hand-over', () => {
  let keeper: Person;
  let driver: Person;
  let round: string;

  async function onTheRoad(): Promise<void> {
    round = await planRound(keeper, await sentAlong(keeper));
    await depart(keeper);
    await kept(driver, paths.drive(round));
  }

  it('is told where there is no network, once, with the name that was drawn', async () => {
    keeper = await come('zhongkuguan', 'desktop');
    driver = await come('mashifu');
    await onTheRoad();
    const { page, context } = driver;
    await context.setOffline(true);
    await fillHand(page, '卫生室老周');
    await tickBoxes(page);
    await sign(page);
    await handForm(page).locator('button.primary').click();
    await outbox(page).getByText('1条等待发送').waitFor();
    await handForm(page).waitFor({ state: 'hidden' });
    await page.goto(paths.drive(round));
    await outbox(page).getByText('没有网络').waitFor();
    await handForm(page).waitFor({ state: 'hidden' });
    await picture(page, 'drive-kept-390');
    await context.setOffline(false);
    await page.locator('#flash', { hasText: '已交接' }).waitFor();
    await look(keeper, paths.round(round));
    const told = await textOf(keeper.page.locator('main'));
    expect(told).toContain('卫生室老周');
    expect(told.match(/signature\.png/g)).toHaveLength(1);
  });

  it('that somebody told first is refused with that sentence, and nothing is told twice', async () => {
    await onTheRoad();
    const { page, context } = driver;
    const other = await come('mashifu');
    await context.setOffline(true);
    await fillHand(page, '晚到的人');
    await tickBoxes(page);
    await handForm(page).locator('button.primary').click();
    await outbox(page).getByText('1条等待发送').waitFor();
    await look(other, paths.drive(round));
    await fillHand(other.page, '先到的人');
    await tickBoxes(other.page);
    await handForm(other.page).locator('button.primary').click();
    await other.page.locator('#flash', { hasText: '已交接' }).waitFor();
    await context.setOffline(false);
    await outbox(page).getByText('已经办过').waitFor();
    await picture(page, 'drive-refused-390');
    await outbox(page).getByRole('button', { name: '删除' }).click();
    await outbox(page).getByRole('button', { name: '确定删除' }).click();
    await outbox(page).waitFor({ state: 'hidden' });
    await look(keeper, paths.round(round));
    const told = await textOf(keeper.page.locator('main'));
    expect(told).toContain('先到的人');
    expect(told).not.toContain('晚到的人');
  });
});

describe('a receipt', () => {
  const receiptOf = (number: string) =>
    ask<{ act: string }>(
      `SELECT act FROM document_act JOIN document d ON d.id = document_id
       WHERE d.number = '${number}' AND act = 'receive'`,
    );
  const button = (page: Page) => page.locator('main form .submit-bar button.primary').last();

  it('is counted where there is no network, and enters the stock once', async () => {
    const parcel = await comingOffRoutes(() => come('zhongkuguan', 'desktop'));
    const clinic = await signIn(browser, parcel.login, 'phone');
    const { page, context } = clinic;
    await kept(clinic, paths.dispatchReceipt(parcel.number));
    await context.setOffline(true);
    await page.goto(paths.dispatchReceipt(parcel.number));
    await outbox(page).getByText('没有网络').waitFor();
    await button(page).click();
    await outbox(page).getByText('1条等待发送').waitFor();
    expect(await textOf(outbox(page))).toContain(parcel.number);
    // Pressed again by somebody who does not trust it: the same entry, not a second one
    await page.goto(paths.dispatchReceipt(parcel.number));
    await outbox(page).getByText('1条等待发送').waitFor();
    await button(page).waitFor({ state: 'hidden' });
    expect(await sidewaysOverflow(page)).toBe(0);
    await picture(page, 'receipt-kept-390');
    expect(receiptOf(parcel.number)).toEqual([]);
    await context.setOffline(false);
    await expect.poll(() => receiptOf(parcel.number).length).toBe(1);
    await outbox(page).getByText('等待发送').waitFor({ state: 'detached' });
    clinic.complaints.length = 0;
    await look(clinic, paths.dispatch(parcel.number));
    expect(await textOf(page.locator('.page-head'))).toContain('已签收');
    expect(receiptOf(parcel.number)).toHaveLength(1);
  });

  it('that another phone counted meanwhile is told so, and nothing is taken in twice', async () => {
    const parcel = await comingOffRoutes(() => come('zhongkuguan', 'desktop'));
    const clinic = await signIn(browser, parcel.login, 'phone');
    const other = await signIn(browser, parcel.login, 'phone');
    const { page, context } = clinic;
    await kept(clinic, paths.dispatchReceipt(parcel.number));
    await context.setOffline(true);
    await page.goto(paths.dispatchReceipt(parcel.number));
    await button(page).click();
    await outbox(page).getByText('1条等待发送').waitFor();
    await look(other, paths.dispatchReceipt(parcel.number));
    await button(other.page).click();
    await expect.poll(() => receiptOf(parcel.number).length).toBe(1);
    expect(receiptOf(parcel.number)).toHaveLength(1);
    await context.setOffline(false);
    await outbox(page).getByText('1条没有办成').waitFor();
    await picture(page, 'receipt-refused-390');
    expect(await textOf(outbox(page))).toContain(parcel.number);
    await outbox(page).getByRole('button', { name: '删除' }).click();
    await outbox(page).getByRole('button', { name: '确定删除' }).click();
    await outbox(page).getByText('1条没有办成').waitFor({ state: 'detached' });
    expect(receiptOf(parcel.number)).toHaveLength(1);
  });
});
