/** What people do with equipment on its pages: fill the one form of an act, send it, and read what it says. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { ask, dayFromNow } from './candidates.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

/** The form of that act on the page: its address ends with it. */
export const actForm = (page: Page, act: string): Locator => page.locator(`form[action$="/${act}"]`).first();

/** Types into the fields of a form, or chooses in them. */
export async function fillFields(form: Locator, fields: Record<string, string>): Promise<void> {
  for (const [field, value] of Object.entries(fields)) {
    const box = form.locator(`[name="${field}"]`);
    if ((await box.evaluate((one) => one.tagName)) === 'SELECT') await box.selectOption(value);
    else await box.fill(value);
  }
}

/** Types into the fields of the act, ticks what is to be ticked, sends it, and waits for the page after it. */
export async function act(
  person: Person,
  name: string,
  fields: Record<string, string> = {},
  ticks: readonly string[] = [],
): Promise<void> {
  const form = actForm(person.page, name);
  await fillFields(form, fields);
  for (const tick of ticks) await form.locator(`input${tick}`).check();
  await press(person.page, form.locator('.submit-bar button').first());
  await expectCalm(person);
}

/** A photo as a phone takes one: what is on its screen. */
export async function photoOf({ page }: Person, name: string) {
  return { name, mimeType: 'image/png', buffer: await page.screenshot({ caret: 'initial' }) };
}

/** The file is on the page, and opens as a picture. */
export async function expectFile(person: Person, name: string): Promise<void> {
  const link = person.page.locator('main a', { hasText: name }).first();
  const answer = await person.page.context().request.get((await link.getAttribute('href')) ?? '');
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png']);
}

export interface Thing {
  number: string;
  name: string;
}

/** A thing in use at that member of which no paper is open and no test is late, and whose price is below the yuan. */
export function thingAt(member: string, below: number): Thing {
  const [found] = ask<Thing>(
    `SELECT a.number, a.name FROM asset a JOIN organisation o ON o.id = a.keeper_id AND o.code = '${member}'
     WHERE a.status = 'in_use' AND a.down_by IS NULL AND a.owner_id = a.keeper_id AND a.price_fen < ${below * 100}
       AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.asset_id = a.id AND f.is_open)
       AND NOT EXISTS (SELECT 1 FROM asset_transfer m WHERE m.asset_id = a.id AND m.ended_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM metrology_duty d WHERE d.asset_id = a.id
         AND (d.outcome <> 'pass' OR d.valid_until IS NULL OR d.valid_until < '${dayFromNow(1)}'))
     ORDER BY a.id LIMIT 1`,
  );
  if (found === undefined) throw new Error(`no thing of ${member} is free`);
  return found;
}

/** Goes to the card and reads its state. */
export async function stateOf(person: Person, number: string): Promise<string> {
  await look(person, paths.equipmentCard(number));
  return textOf(person.page.locator('.page-head'));
}
