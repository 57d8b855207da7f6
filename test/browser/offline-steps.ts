/** What tests without a network share: a page that the phone keeps, a request typed, the list of what waits. */
import type { Page } from 'playwright-core';
import type { Person } from './browser.ts';
import { ask, dayFromNow, drugs } from './candidates.ts';
import { look } from './steps.ts';

/** Drugs that other tests leave alone. */
export const free = () => drugs().slice(8);

export const outbox = (page: Page) => page.locator('#outbox');

/** Until the worker serves this page, nothing of it can be read without a network. */
export async function kept(person: Person, path: string): Promise<void> {
  // Being without a network is what these tests are about
  person.complaints.length = 0;
  await look(person, path);
  await person.page.evaluate(async (address) => {
    const ready = await navigator.serviceWorker.ready;
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      ready.active?.postMessage({ pages: [address] }, [port2]);
    });
  }, path);
}

export async function fillShortage(page: Page, note: string): Promise<void> {
  await page.locator('[name="quantity.packs"]').fill('3');
  await page.locator('input[name="urgency"][value="routine"]').check();
  await page.locator('[name="neededBy"]').fill(dayFromNow(5));
  await page.locator('[name="note"]').fill(note);
}

export const withNote = (note: string) =>
  ask<{ id: number }>(`SELECT document_id AS id FROM shortage WHERE note = '${note}'`);

export async function send(page: Page): Promise<void> {
  await page.locator('#new-shortage button.primary').click();
}
