/** What tests without a network share: a page that the phone keeps, a request typed, the list of what waits. */
import type { Page } from 'playwright-core';
import type { Person } from './browser.ts';
import { ask, dayFromNow, drugs } from './candidates.ts';
import { pickAndSend } from './round-steps.ts';
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

export interface Parcel {
  number: string;
  login: string;
}

/** Ordinary goods for somebody off the routes: other tests receive elsewhere, and carry the rest. */
const offTheRoutes = (status: 'in_transit' | 'picking'): Parcel | undefined =>
  ask<Parcel>(
    `SELECT d.number, min(who.login) AS login FROM document d JOIN dispatch ON dispatch.document_id = d.id
     JOIN dispatch_line line ON line.dispatch_id = d.id JOIN item ON item.id = line.item_id
     JOIN organisation place ON place.id = dispatch.to_organisation_id AND place.code <> 'XG18'
     JOIN person who ON who.organisation_id = place.id AND who.active = 1
     JOIN person_role role ON role.person_id = who.id AND role.role IN ('branch_pharmacist', 'village_doctor')
     JOIN organisation house ON house.id = dispatch.from_organisation_id
     WHERE d.kind = 'dispatch' AND d.status = '${status}' AND (d.status = 'in_transit' OR house.kind = 'head')
       AND NOT EXISTS (SELECT 1 FROM route_stop s WHERE s.organisation_id = place.id)
       AND NOT EXISTS (SELECT 1 FROM round_load l WHERE l.dispatch_id = d.id)
       AND NOT EXISTS (SELECT 1 FROM packing_box b WHERE b.dispatch_id = d.id)
     GROUP BY d.id
     HAVING sum(item.storage_zone IN ('cold', 'frozen')) = 0 AND sum(item.control_class <> 'none') = 0
     ORDER BY d.id DESC`,
  )[0];

/** Such goods on their way; where none are, the hub picks some and sends them. */
export async function comingOffRoutes(keeper: () => Promise<Person>): Promise<Parcel> {
  const waiting = offTheRoutes('in_transit') ?? offTheRoutes('picking');
  if (waiting === undefined) throw new Error('nothing is on its way off the routes, nor to be picked');
  if (offTheRoutes('in_transit') === undefined) await pickAndSend(await keeper(), waiting.number);
  return waiting;
}
