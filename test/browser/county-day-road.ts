/** How the goods of a day of the county get there: routes, a wave picked by shelf, rounds, hand-overs, receipts. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { ask } from './candidates.ts';
import type { Member } from './county-day-cast.ts';
import { fillHand, handForm, sign, tickBoxes } from './round-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

/** The dispatch that is being picked for the member. */
export function pickingFor(member: Member): string {
  const [row] = ask<{ number: string }>(
    `SELECT d.number FROM document d JOIN organisation o ON o.id = d.counterpart_id
     WHERE d.kind = 'dispatch' AND d.status = 'picking' AND o.code = '${member.code}' ORDER BY d.id DESC LIMIT 1`,
  );
  if (row === undefined) throw new Error(`nothing is being picked for ${member.name}`);
  return row.number;
}

/** A way that is driven every day over these members; its id. */
export async function openRoute(keeper: Person, name: string, members: readonly Member[]): Promise<number> {
  const { page } = keeper;
  await look(keeper, paths.newRoute());
  await page.locator('[name="name"]').fill(name);
  for (const day of await page.locator('input[name="weekdays"]').all()) await day.check();
  await page.locator('[name="stops"]').fill(members.map((one, at) => `${one.code} ${30 * (at + 1)}`).join('\n'));
  await press(page, page.locator('.submit-bar button.primary'));
  await expectCalm(keeper);
  const [row] = ask<{ id: number }>(`SELECT id FROM delivery_route WHERE name = '${name}'`);
  if (row === undefined) throw new Error(`no route ${name}: ${await textOf(page.locator('main'))}`);
  return row.id;
}

/** A round over the route with what is picked for it; its number. */
export async function openRound(keeper: Person, route: number, dispatches: readonly string[]): Promise<string> {
  const { page } = keeper;
  await look(keeper, paths.newRound({ route }));
  for (const box of await page.locator('input[name="dispatch"]').all()) {
    await box.setChecked(dispatches.includes((await box.getAttribute('value')) ?? ''));
  }
  await page.locator('select[name="driver"]').selectOption({ label: '马师傅' });
  await press(page, page.locator('.submit-bar button.primary'));
  await expectCalm(keeper);
  const round = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(round).toMatch(/^PC-\d{8}-\d{4,}$/);
  return round;
}

/** Chooses exactly these for the wave of the day; its number. */
export async function openWave(keeper: Person, chosen: readonly string[]): Promise<string> {
  const { page } = keeper;
  await look(keeper, paths.waves());
  for (const box of await page.locator('input[name="pick"]').all()) {
    await box.setChecked(chosen.includes((await box.getAttribute('value')) ?? ''));
  }
  await press(page, page.locator('form:has(input[name="pick"]) button.primary'));
  await expectCalm(keeper);
  const wave = /BC-\d{8}-\d{4,}/.exec(page.url())?.[0];
  expect(wave, await textOf(page.locator('main'))).toBeDefined();
  return wave ?? '';
}

/** Takes every lot off its shelf for all destinations at once; how many there were. */
export async function pickWave(keeper: Person): Promise<number> {
  const { page } = keeper;
  const waiting = page.locator('#shelf tbody form[action$="/picks"] button');
  const lots = await waiting.count();
  for (let left = lots; left > 0; left -= 1) {
    await press(page, waiting.first());
    await expect.poll(() => waiting.count()).toBe(left - 1);
  }
  await expectCalm(keeper);
  return lots;
}

/** Puts all of a dispatch into one sealed box, line by line. */
export async function packOneBox(keeper: Person, dispatch: string): Promise<void> {
  const { page } = keeper;
  await look(keeper, paths.boxes(dispatch));
  await press(page, page.locator('main form button.primary'));
  const rest = page.locator('#rest form[action$="/contents"]');
  for (let lines = await rest.count(); lines > 0; lines -= 1) {
    const row = page.locator('#rest tbody tr').first();
    const left = (await textOf(row.locator('td').nth(2))).replace(/\s/g, '');
    for (const box of await row.locator('.pack-input > label').all()) {
      const unit = await textOf(box.locator('span'));
      await box.locator('input').fill(new RegExp(`(\\d+)${unit}`).exec(left)?.[1] ?? '');
    }
    await press(page, row.locator('form[action$="/contents"] button'));
  }
  await page.locator('[name="seal"]').fill('FQ-0612');
  await press(page, page.locator('form[action$="/sealing"] button'));
  await expectCalm(keeper);
  expect(await textOf(page.locator('main'))).toContain('FQ-0612');
}

/** Another person checks what was picked and sends it. */
export async function post(person: Person, dispatch: string): Promise<void> {
  const { page } = person;
  await look(person, paths.dispatch(dispatch));
  await press(page, page.locator('form[action$="/posting"] button.primary'));
  await expectCalm(person);
  expect(await textOf(page.locator('.page-head'))).toContain('在途');
}

/** Hands over the next stop: boxes ticked, a name, a signature. */
export async function hand(driver: Person, member: Member, receiver: string): Promise<void> {
  const { page } = driver;
  const form = handForm(page);
  await form.waitFor();
  await fillHand(page, receiver);
  await tickBoxes(page);
  await sign(page);
  await form.locator('button.primary').click();
  await page.locator('#flash', { hasText: `${member.name}已交接` }).waitFor();
  await expectCalm(driver);
}

/** Is turned away at the next stop, by whom and why. */
export async function turnedAway(driver: Person, member: Member, by: string, why: string): Promise<void> {
  const { page } = driver;
  const panel = page.locator('section', { has: page.locator('h2', { hasText: member.name }) });
  const form = panel.locator('form[data-told]:has(input[name="outcome"][value="refused"])');
  await panel.locator('summary', { hasText: '对方拒收' }).click();
  await form.locator('[name="receiver"]').fill(by);
  await form.locator('[name="reason"]').fill(why);
  await form.locator('button').last().click();
  await page.locator('#flash', { hasText: `${member.name}拒收` }).waitFor();
  await expectCalm(driver);
}

/** The first line of the drug that is more than loose units. */
async function rowWithAPack(page: Page, drug: string): Promise<Locator> {
  for (const row of await page.locator('main tbody tr', { hasText: drug }).all()) {
    if (Number(await row.locator('input[name$=".good.packs"]').inputValue()) >= 1) return row;
  }
  throw new Error(`no whole pack of ${drug} was sent`);
}

/** Receives a dispatch: everything as sent, or of one lot one pack less, damaged or missing; the flash. */
export async function receive(person: Person, dispatch: string, differs?: { drug: string; kind: string }) {
  const { page } = person;
  await look(person, paths.dispatchReceipt(dispatch));
  if (differs === undefined) {
    await page.locator('button[name="all"]').click();
  } else {
    const row = await rowWithAPack(page, differs.drug);
    const good = row.locator('input[name$=".good.packs"]');
    await good.fill(String(Number(await good.inputValue()) - 1));
    await row.locator(`input[name$=".${differs.kind}.packs"]`).fill('1');
    await row.locator('input[name$=".note"]').fill('开箱清点');
    await page.locator('main form .submit-bar button.primary').click();
  }
  await page.locator('#flash', { hasText: differs === undefined ? '签收' : '差异' }).waitFor();
  await expectCalm(person);
}
