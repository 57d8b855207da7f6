/** What the desk and its members do on a day of the county: ask, ask again, share out, settle, and read the figures. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { ask, dayFromNow } from './candidates.ts';
import type { Drug, Member } from './county-day-cast.ts';
import { expectCalm, findDrug, look, press, textOf } from './steps.ts';

const NUMBER = /QY-\d{8}-\d{4,}/;

/** Chooses the drug on the form and fills in the rest. */
export async function fillRequest(page: Page, drug: Drug, packs: number, note: string): Promise<void> {
  await (await findDrug(page, drug.name, drug.code)).check();
  await page.locator('#chosen-part h2', { hasText: drug.name }).waitFor();
  await page.locator('[name="quantity.packs"]').fill(String(packs));
  await page.locator('input[name="urgency"][value="routine"]').check();
  await page.locator('[name="neededBy"]').fill(dayFromNow(6));
  await page.locator('[name="note"]').fill(note);
}

/** Types a request; who knows that it is asked for already asks again. */
export async function typeRequest(person: Person, member: Member, drug: Drug, packs: number): Promise<string> {
  const { page } = person;
  await look(person, paths.newShortage());
  const place = page.locator('select[name="organisationCode"]');
  if ((await place.count()) > 0) await place.selectOption(member.code);
  await fillRequest(page, drug, packs, `${member.name}门诊`);
  // A form that the phone may keep is answered without loading the page
  const sent = page.locator('#new-shortage button.primary');
  await sent.click();
  const again = page.locator('input[name="again"]');
  await Promise.race([page.waitForURL(NUMBER), again.waitFor()]);
  if (!NUMBER.test(page.url())) {
    await again.check();
    await sent.click();
    await page.waitForURL(NUMBER);
  }
  await expectCalm(person);
  return numberIn(page.url());
}

export function numberIn(text: string): string {
  const found = NUMBER.exec(text)?.[0];
  if (found === undefined) throw new Error(`no request in ${text}`);
  return found;
}

export interface Call {
  member: Member;
  drug: Drug;
  packs: number;
  again?: boolean;
}

const newest = ({ member, drug }: Call) => `
  SELECT d.number FROM document d JOIN shortage ON shortage.document_id = d.id
  JOIN organisation o ON o.id = shortage.organisation_id JOIN item i ON i.id = shortage.item_id
  WHERE o.code = '${member.code}' AND i.code = '${drug.code}' ORDER BY d.id DESC LIMIT 1`;

/** Sends the form of a request for each call on the telephone, one after the other, as that page would. */
export async function sendRequests(person: Person, calls: readonly Call[]): Promise<string[]> {
  const forms = calls.map(({ member, drug, packs, again }) => ({
    organisationCode: member.code,
    itemCode: drug.code,
    'quantity.packs': String(packs),
    'quantity.units': '',
    urgency: 'routine',
    reason: 'patient_need',
    neededBy: dayFromNow(6),
    substitute: 'no',
    note: `${member.name}电话登记`,
    ...(again && { again: '1' }),
  }));
  const refused = await person.page.evaluate(
    async ([to, all]) => {
      const told: string[] = [];
      for (const form of all) {
        const body = new URLSearchParams({ ...form, idempotency_key: crypto.randomUUID() });
        // What it leads to need not be fetched
        const answer = await fetch(to, { method: 'POST', body, redirect: 'manual' });
        if (answer.type !== 'opaqueredirect') told.push(`${answer.status} ${form.note} ${form.itemCode}`);
      }
      return told;
    },
    [paths.newShortage(), forms] as const,
  );
  expect(refused).toEqual([]);
  return calls.map((call) => ask<{ number: string }>(newest(call))[0]?.number ?? '');
}

/** Opens a folded act of a request, says why, and sends it. */
export async function sayWhy(person: Person, number: string, act: string, note: string): Promise<void> {
  const { page } = person;
  await look(person, paths.shortage(number));
  const fold = page.locator('details', { has: page.locator(`[name="${act}.note"]`) });
  await fold.locator('summary').click();
  await fold.locator('textarea').fill(note);
  await press(page, fold.locator('form button').last());
  await expectCalm(person);
}

export async function accept(person: Person, number: string): Promise<void> {
  await look(person, paths.shortage(number));
  await press(person.page, person.page.locator('form[action$="/acceptance"] button.primary'));
  await expectCalm(person);
}

export interface ShareRow {
  place: string;
  number: string;
  /** Packs that the share proposes. */
  packs: number;
  why: string;
  /** Begin of the names of its boxes. */
  name: string;
}

/** The lines of an item's desk page that can be answered. */
export async function shareRows(page: Page): Promise<ShareRow[]> {
  return page.locator('main form table tbody tr:has(input[name$=".number"])').evaluateAll((rows) =>
    rows.map((row) => {
      const box = (part: string) => row.querySelector<HTMLInputElement>(`input[name$="${part}"]`);
      return {
        place: row.querySelector('td')?.firstChild?.textContent?.trim() ?? '',
        number: box('.number')?.value ?? '',
        packs: Number(box('.packs')?.value ?? '0'),
        why: row.querySelector('td:nth-child(6) small')?.textContent?.trim() ?? '',
        name: (box('.number')?.name ?? '').replace(/\.number$/, ''),
      };
    }),
  );
}

export const shareButton = (page: Page, drug: Drug) =>
  page.locator(`form[action="${paths.shortageDeskAnswers(drug.code)}"] .submit-bar button.primary`);

/** Answers all of an item as it is proposed; how many requests were answered. */
export async function answerAll(person: Person, drug: Drug): Promise<number> {
  const { page } = person;
  await look(person, paths.shortageDeskItem(drug.code));
  const rows = await shareRows(page);
  await press(page, shareButton(page, drug));
  await expectCalm(person);
  expect(await textOf(page.locator('#flash'))).toContain(`已为${rows.length}件安排`);
  return rows.length;
}

/** Tells how it ended at the member. */
export async function tellOutcome(person: Person, number: string, outcome: 'collected' | 'no_show'): Promise<void> {
  const { page } = person;
  await look(person, paths.shortage(number));
  await page.locator(`input[name="outcome.outcome"][value="${outcome}"]`).check();
  if (outcome === 'collected') await page.locator('input[name="outcome.issue"]').check();
  else await page.locator('[name="outcome.note"]').fill('电话三次未接');
  await press(page, page.locator('form[action$="/outcome"] button.primary'));
  await expectCalm(person);
  expect(await textOf(page.locator('#flash'))).toContain('已登记取药结果');
}

export interface Told {
  value: string;
  note: string;
  href: string;
}

/** The strip of the figures by its labels. */
export async function figuresOf(person: Person, query: Record<string, string>): Promise<Record<string, Told>> {
  await look(person, paths.figures(query));
  const told = await person.page.locator('main .figures > *').evaluateAll((cells) =>
    cells.map((cell) => {
      const text = (name: string) => cell.querySelector(`.${name}`)?.textContent?.trim() ?? '';
      return [text('label'), { value: text('value'), note: text('note'), href: cell.getAttribute('href') ?? '' }];
    }),
  );
  return Object.fromEntries(told) as Record<string, Told>;
}

/** The requests that a number opens into. */
export async function listedAt(person: Person, address: string): Promise<string[]> {
  await look(person, address);
  const cells = await person.page.locator('main table tbody tr td:first-child').allInnerTexts();
  return cells.flatMap((text) => NUMBER.exec(text)?.[0] ?? []);
}
