/** One phone in two hands: who signs out is asked, who signs in sees and sends nothing of the other. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { fillShortage, free, kept, outbox, send, withNote } from './offline-steps.ts';
import { findDrug, textOf } from './steps.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const come = (login: string): Promise<Person> => signIn(browser, login, 'phone');

describe('one phone in two hands', () => {
  const note = '断网登记四';

  async function enter(page: Page, login: string): Promise<void> {
    await page.locator(`button[name="account"][value="${login}"]`).first().click();
    await page.waitForURL((url) => url.pathname !== '/login');
  }

  async function leave(page: Page): Promise<void> {
    await page.goto(`${paths.home()}#navigation`);
    await page.locator('#navigation form[action="/logout"] button').click();
  }

  it('asks before signing out, shows nothing to the other, and sends for the first alone', async () => {
    const doctor = await come('huangyisheng');
    const { page, context } = doctor;
    const clinic = await textOf(page.locator('.bar-site'));
    const drug = free().at(2);
    await kept(doctor, paths.newShortage());
    await (await findDrug(page, drug?.initials ?? '', drug?.code ?? '')).check();
    await page.locator('#chosen-part h2', { hasText: drug?.name ?? '' }).waitFor();
    await fillShortage(page, note);
    // So weak that reading works and sending does not
    await context.route('**/shortages/new', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await send(page);
    await outbox(page).getByText('1条等待发送').waitFor();
    await leave(page);
    await outbox(page).getByText('还有1条没有发送').waitFor();
    await picture(page, 'outbox-leaving-390');
    await outbox(page).getByRole('button', { name: '留在本机' }).click();
    await page.waitForURL(/\/login/);
    await outbox(page).getByText('1条存在本机').waitFor();
    await enter(page, 'yuanyisheng');
    await context.unroute('**/shortages/new');
    await page.goto(paths.shortages());
    await outbox(page).getByText('1条存在本机').waitFor();
    const seen = await textOf(outbox(page));
    expect(seen).not.toContain(drug?.name);
    expect(withNote(note)).toEqual([]);
    await context.setOffline(true);
    await page.goto(paths.dispatches());
    expect(await textOf(page.locator('body'))).not.toContain(clinic);
    await context.setOffline(false);
    await leave(page);
    await page.waitForURL(/\/login/);
    await enter(page, 'huangyisheng');
    await outbox(page).getByText('已发送').waitFor();
    expect(withNote(note)).toHaveLength(1);
  });

  it('keeps nothing of anybody after signing out', async () => {
    const doctor = await come('laiyisheng');
    const { page, context } = doctor;
    await kept(doctor, paths.home());
    await leave(page);
    await page.waitForURL(/\/login/);
    await context.setOffline(true);
    await page.goto(paths.home()).catch(() => undefined);
    await page.getByText('没有网络').first().waitFor();
    expect(await textOf(page.locator('body'))).not.toContain('赖医生');
    await context.setOffline(false);
  });
});
