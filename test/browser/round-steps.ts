/** A round as the desk plans it and as the driver tells it: what tests of rounds and of phones have in common. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Person, signIn } from './browser.ts';
import { ask } from './candidates.ts';
import { look, press, scan, textOf } from './steps.ts';

export interface SentAlong {
  route: number;
  number: string;
}

/** A dispatch of the hub in this state to a place on a route, that no vehicle carries. */
const alongARoute = (status: 'picking' | 'in_transit'): SentAlong | undefined =>
  ask<SentAlong>(
    `SELECT stop.route_id AS route, d.number FROM document d JOIN dispatch ON dispatch.document_id = d.id
     JOIN organisation house ON house.id = dispatch.from_organisation_id AND house.kind = 'head'
     JOIN route_stop stop ON stop.organisation_id = dispatch.to_organisation_id
     WHERE d.kind = 'dispatch' AND d.status = '${status}'
       AND NOT EXISTS (SELECT 1 FROM round_load l WHERE l.dispatch_id = d.id
         AND (l.outcome IS NULL OR l.outcome = 'handed'))
     ORDER BY d.id LIMIT 1`,
  )[0];

/** Numbers of the lots that are still to be picked for the dispatch. */
const lotsToPick = (number: string) =>
  ask<{ lot: string }>(
    `SELECT DISTINCT lot.number AS lot FROM dispatch_line l JOIN lot ON lot.id = l.lot_id
     JOIN document d ON d.id = l.dispatch_id WHERE d.number = '${number}' AND l.picked_base IS NULL`,
  );

/** The keeper picks what is chosen for the dispatch, and another sends it. */
export async function pickAndSend(keeper: Person, number: string): Promise<void> {
  const browser = keeper.context.browser();
  if (browser === null) throw new Error('the keeper has no browser');
  await look(keeper, paths.dispatch(number));
  for (const { lot } of lotsToPick(number)) await scan(keeper.page, lot);
  const sender = await signIn(browser, 'liuyaoshi', 'desktop');
  await look(sender, paths.dispatch(number));
  await press(sender.page, sender.page.locator('form[action$="/posting"] button.primary'));
  await sender.context.close();
}

/** A dispatch that was sent and waits along a route; where none does, the keeper picks one and another sends it. */
export async function sentAlong(keeper: Person): Promise<SentAlong> {
  const waiting = alongARoute('in_transit');
  if (waiting !== undefined) return waiting;
  const chosen = alongARoute('picking');
  if (chosen === undefined) throw new Error('nothing waits along a route, sent or to be picked');
  await pickAndSend(keeper, chosen.number);
  return chosen;
}

/** The next stop of the round, whose form stands open. */
export const handForm = (page: Page): Locator =>
  page.locator('form[data-told]:has(input[name="outcome"][value="handed"])').first();

export async function sign(page: Page): Promise<void> {
  const canvas = handForm(page).locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('there is nothing to sign on');
  await page.mouse.move(box.x + 30, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [
    [60, 80],
    [110, 30],
    [160, 90],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
}

/** Who takes the goods, and how cold they are. */
export async function fillHand(page: Page, name: string): Promise<void> {
  const form = handForm(page);
  await form.locator('[name="receiver"]').fill(name);
  const degrees = form.locator('[name="degrees"]');
  if ((await degrees.count()) > 0) await degrees.fill('5.2');
}

/** Every box of the stop is handed over; nothing where it came without boxes. */
export async function tickBoxes(page: Page): Promise<void> {
  for (const box of await handForm(page).locator('input[name="box"]').all()) await box.check();
}

/** Plans a round with that one dispatch for the driver of the demonstration; its number. */
export async function planRound(keeper: Person, chosen: SentAlong): Promise<string> {
  const { page } = keeper;
  await look(keeper, paths.newRound({ route: chosen.route }));
  for (const box of await page.locator('input[name="dispatch"]').all()) {
    await box.setChecked((await box.getAttribute('value')) === chosen.number);
  }
  await page.locator('select[name="driver"]').selectOption({ label: '马师傅' });
  await page.locator('input[name="coldBox"]').first().check();
  await press(page, page.locator('.submit-bar button.primary'));
  const round = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(round).toMatch(/^PC-\d{8}-\d{4,}$/);
  expect(await textOf(page.locator('main'))).toContain(chosen.number);
  return round;
}

/** Leaves with a cold box that is cold. */
export async function depart(keeper: Person): Promise<void> {
  const { page } = keeper;
  await page.locator('#departure [name^="chill."]').fill('4.8');
  await press(page, page.locator('#departure button.primary'));
  expect(await textOf(page.locator('#flash'))).toContain('已发车');
}
