/** What a person does on a page: press, read a table, scan a lot; each waits until the page has answered. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Person, sidewaysOverflow } from './browser.ts';

/** A refused form is a 4xx page, which the browser's console repeats; it is no complaint. */
const REFUSED_FORM = /status of 4(09|22)/;

/** What can be read there, as a person sees it. */
export async function textOf(place: Locator): Promise<string> {
  await place.first().waitFor();
  const [text = ''] = await place.first().allInnerTexts();
  return text;
}

/** Presses something that loads a page, and waits for that page. */
export async function press(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load', { timeout: 15_000 }), target.click()]);
}

/** Nothing sticks out sideways and the browser complained about nothing. */
export async function expectCalm(person: Person): Promise<void> {
  const { page, complaints } = person;
  const where = new URL(page.url()).pathname;
  expect(await sidewaysOverflow(page), `${where} scrolls sideways`).toBe(0);
  expect(
    complaints.filter((text) => !REFUSED_FORM.test(text)),
    where,
  ).toEqual([]);
}

/** Goes there and looks at the page as everyone does. */
export async function look(person: Person, path: string): Promise<void> {
  await person.visit(path);
  await expectCalm(person);
}

/** Types into the drug search as a person does, and waits until the named drug is offered. */
export async function findDrug(page: Page, typed: string, code: string): Promise<Locator> {
  const box = page.locator('#f-q');
  await box.fill('');
  await box.pressSequentially(typed, { delay: 5 });
  const row = page.locator(`#drug-results input[value="${code}"]`);
  await row.waitFor({ timeout: 10_000 });
  return row;
}

/** Fills the rest of the form and sends it; the number of the request. */
export async function registerChosen(page: Page, packs: number, neededBy: string): Promise<string> {
  await page.locator('[name="quantity.packs"]').fill(String(packs));
  await page.locator('input[name="urgency"][value="chronic"]').check();
  await page.locator('[name="neededBy"]').fill(neededBy);
  await page.locator('[name="patients"]').fill('2');
  await page.locator('[name="daysOfUse"]').fill('28');
  await page.locator('[name="patientReference"]').fill('张* 0417');
  await press(page, page.locator('#new-shortage button.primary'));
  const number = /QY-\d{8}-\d{4}/.exec(page.url())?.[0];
  expect(number, await textOf(page.locator('main'))).toBeDefined();
  return number ?? '';
}

export interface OfferedLot {
  lot: string;
  /** Begin of the field names of its boxes. */
  name: string;
}

/** Lots of the hub that can be given, in the order shown. */
export async function offeredLots(page: Page): Promise<OfferedLot[]> {
  return page.locator('#sources table.options tbody tr:has(input)').evaluateAll((rows) =>
    rows.map((row) => ({
      lot: row.querySelector('.lot .code')?.textContent ?? '',
      name: (row.querySelector('input')?.getAttribute('name') ?? '').replace(/\.(packs|units)$/, ''),
    })),
  );
}

/** Takes so many packs of each named lot and nothing of the others. */
export async function choosePacks(page: Page, packs: Record<string, number>): Promise<void> {
  for (const { name } of await offeredLots(page)) {
    await page.locator(`[name="${name}.packs"]`).fill(packs[name] === undefined ? '' : String(packs[name]));
    const units = page.locator(`[name="${name}.units"]`);
    if ((await units.count()) > 0) await units.fill('');
  }
}

export function answerButton(page: Page): Locator {
  return page.locator('#sources button[name="act"][value="answer"]');
}

/** The scanner types the lot and presses Enter; the page's sentence about it. */
export async function scan(page: Page, code: string): Promise<string> {
  const before = await page.locator('form.scan input[name="idempotency_key"]').inputValue();
  const field = page.locator('form.scan input[name="code"]');
  await field.fill(code);
  await field.press('Enter');
  await page.waitForFunction(
    (key) => {
      const shown = document.querySelector<HTMLInputElement>('form.scan input[name="idempotency_key"]')?.value;
      return shown !== undefined && shown !== key;
    },
    before,
    { timeout: 10_000 },
  );
  return textOf(page.locator('.scan-result'));
}

/** Body rows that have all the words, as `|cell|cell|` without blanks; `|4盒|` therefore means a whole cell. */
export async function rowsWith(page: Page, ...words: string[]): Promise<string[]> {
  const rows = await page.locator('main table tbody tr').allInnerTexts();
  const cells = rows.map((row) => row.split('\t').map((cell) => cell.replace(/\s+/g, '')));
  return cells.map((row) => `|${row.join('|')}|`).filter((row) => words.every((word) => row.includes(word)));
}

/** Types what arrived of a lot, in packs of each kind, with a note. */
export async function countLine(page: Page, lot: string, counted: Record<string, number>): Promise<void> {
  const row = page.locator('main tbody tr', { has: page.locator('.lot .code', { hasText: lot }) });
  for (const [kind, packs] of Object.entries(counted)) {
    await row.locator(`input[name$=".${kind}.packs"]`).fill(String(packs));
  }
  await row.locator('input[name$=".note"]').fill('开箱清点');
}

export interface SlipLine {
  lot: string;
  /** As written, without blanks: `4盒`. */
  quantity: string;
}

/** Lot and quantity of each line on a page that shows them in the usual cells. */
export async function linesShown(page: Page): Promise<SlipLine[]> {
  const lines = await page.locator('main table tbody tr:has(.lot):has(.qty)').evaluateAll((rows) =>
    rows.map((row) => ({
      lot: row.querySelector('.lot .code')?.textContent ?? '',
      quantity: (row.querySelector('.qty')?.textContent ?? '').replace(/\s+/g, ''),
    })),
  );
  return lines.sort((a, b) => a.lot.localeCompare(b.lot));
}

/** Says what was found about a difference, with a reason. */
export async function findDifference(person: Person, number: string, finding: string, reason: string): Promise<void> {
  const { page } = person;
  await person.visit(paths.discrepancy(number));
  await page.locator(`input[name="finding"][value="${finding}"]`).check();
  // Somebody bears what is lost
  if (['lost', 'write_off'].includes(finding)) await page.locator('input[name="bearer"][value="sender"]').check();
  await page.locator('textarea[name="reason"]').fill(reason);
  await press(page, page.locator('main form.stack button.primary'));
  await expectCalm(person);
}
