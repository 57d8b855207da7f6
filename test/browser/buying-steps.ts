/** What people do on the road of buying, from the village's request to the order at the supplier. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import type { Wanted } from './buying-goods.ts';
import { expectCalm, findDrug, look, press, registerChosen, textOf } from './steps.ts';

/** The number of that kind in the address of the page. */
export function numberAt({ page }: Person, prefix: string): string {
  const found = new RegExp(`${prefix}-\\d{8}-\\d{4,}`).exec(page.url())?.[0];
  expect(found, page.url()).toBeDefined();
  return found ?? '';
}

/** Opens what is folded around it. */
export async function unfold({ page }: Person, what: Locator): Promise<void> {
  if (await what.isVisible()) return;
  await page.locator('main details:not([open])', { has: what }).first().locator('summary').first().click();
}

/** Presses the last button of the form that is sent there, unfolding what hides it. */
export async function send(person: Person, action: string, button = 'button'): Promise<void> {
  const last = person.page.locator(`form[action$="${action}"]`).first().locator(button).last();
  await unfold(person, last);
  await press(person.page, last);
  await expectCalm(person);
}

/** What the whole page says, without blanks. */
export async function said({ page }: Person): Promise<string> {
  return (await textOf(page.locator('main'))).replace(/\s+/g, '');
}

/** A clinic asks for packs of one drug by a requisition; a number far from the proposal is refused without a word. */
export async function askByRequisition(doctor: Person, drug: Wanted, packs: number): Promise<string> {
  const { page } = doctor;
  await look(doctor, paths.requisitions());
  const opening = page.locator(`form[action="${paths.requisitions()}"][method="post"]`);
  await unfold(doctor, opening);
  await opening.locator('input[name="start"][value="empty"]').check();
  await press(page, opening.locator('button.primary'));
  await expectCalm(doctor);
  await page.locator('main form input[name="q"]').fill(drug.name);
  await press(page, page.locator('main button[name="act"][value="search"]'));
  await press(page, page.locator(`main button[value="add:${drug.code}"]`));
  await expectCalm(doctor);
  await page.locator('main input[name$=".packs"]').first().fill(String(packs));
  await press(page, page.locator('main button[name="act"][value="submit"]'));
  await expectCalm(doctor);
  const reason = page.locator('main input[name$=".reason"]').first();
  expect(await reason.getAttribute('aria-invalid'), await said(doctor)).toBe('true');
  expect(await page.locator('main input[name$=".packs"]').first().inputValue(), 'kept').toBe(String(packs));
  await reason.fill('慢病患者集中随访');
  await press(page, page.locator('main button[name="act"][value="submit"]'));
  await expectCalm(doctor);
  return numberAt(doctor, 'QL');
}

/** A clinic registers a shortage; the desk accepts it and puts it on the list of what is to be bought. */
export async function askByShortage(
  doctor: Person,
  desk: Person,
  drug: Wanted,
  given: { packs: number; neededBy: string },
): Promise<string> {
  await look(doctor, paths.newShortage());
  await (await findDrug(doctor.page, drug.name, drug.code)).check();
  await doctor.page.locator('#chosen-part h2', { hasText: drug.name }).waitFor();
  const number = await registerChosen(doctor.page, given.packs, given.neededBy);
  await look(desk, paths.shortage(number));
  await send(desk, '/acceptance', 'button.primary');
  await send(desk, '/listing');
  expect(await said(desk)).toContain('采购');
  return number;
}

/** The buyer makes a plan of what these members ask for. */
export async function makePlan(buyer: Person, members: readonly string[], title: string): Promise<string> {
  const { page } = buyer;
  await look(buyer, paths.newPlan());
  await page.locator('[name="title"]').fill(title);
  for (const code of members) {
    const box = page.locator(`input[name="members"][value="${code}"]`);
    await unfold(buyer, box);
    await box.check();
  }
  await press(page, page.locator(`main form[action="${paths.plans()}"] button.primary`));
  await expectCalm(buyer);
  return numberAt(buyer, 'JH');
}

/** Neighbours keep what they have: each proposed transfer is declined with a reason, and bought instead. */
export async function declineTransfers(buyer: Person, plan: string, line: number): Promise<void> {
  const { page } = buyer;
  await look(buyer, paths.planLine(plan, line));
  const open = page.locator('main form[action$="/declination"]');
  while ((await open.count()) > 0) {
    await open.first().locator('[name="reason"]').fill('对方本月也要用');
    await press(page, open.first().locator('button'));
    await expectCalm(buyer);
    await look(buyer, paths.planLine(plan, line));
  }
}

/** Adds a line that nobody asked for. */
export async function addToPlan(buyer: Person, plan: string, drug: Wanted, packs: number): Promise<void> {
  const { page } = buyer;
  await look(buyer, paths.plan(plan));
  const form = page.locator(`form[action="${paths.planLines(plan)}"]`);
  await unfold(buyer, form.locator('[name="itemCode"]'));
  await form.locator('[name="itemCode"]').fill(drug.code);
  await form.locator('[name="packs"]').fill(String(packs));
  await form.locator('[name="reason"]').fill('冬季备货');
  await press(page, form.locator('button'));
  await expectCalm(buyer);
  expect(await said(buyer)).toContain(drug.name);
}

/** Decides the open step of a plan, coming from the list of what waits for this person. */
export async function approve(person: Person, plan: string, note: string): Promise<void> {
  const { page } = person;
  await look(person, paths.approvals());
  await press(page, page.locator(`main a[href="${paths.plan(plan)}"]`).first());
  await expectCalm(person);
  const form = page.locator(`main form[action="${paths.planAct(plan, 'decision')}"]`);
  await form.locator('[name="note"]').fill(note);
  await press(page, form.locator('button[value="approve"]'));
  await expectCalm(person);
}

/** Orders what the plan says: one order for each supplier. Their numbers by supplier. */
export async function placeOrders(buyer: Person, plan: string): Promise<string[]> {
  const { page } = buyer;
  await look(buyer, paths.planOrders(plan));
  await press(page, page.locator(`main form[action="${paths.planOrders(plan)}"] button.primary`));
  await expectCalm(buyer);
  const numbers = (await textOf(page.locator('#flash'))).match(/CG-\d{8}-\d{4,}/g) ?? [];
  expect(new Set(numbers).size).toBe(2);
  return [...new Set(numbers)];
}

/** Sends an order to its supplier's own page; the supplier's name. */
export async function sendOrder(buyer: Person, order: string): Promise<string> {
  const { page } = buyer;
  await look(buyer, paths.order(order));
  const form = page.locator(`main form[action="${paths.orderSending(order)}"]`).first();
  await form.locator('input[name="way"][value="page"]').check();
  await press(page, form.locator('button'));
  await expectCalm(buyer);
  return said(buyer);
}

/** The supplier finds the order among its own and confirms it as ordered. */
export async function confirmOrder(supplier: Person, order: string): Promise<void> {
  const { page } = supplier;
  await look(supplier, paths.portal());
  await press(page, page.locator(`main a[href="${paths.portalOrder(order)}"]`).first());
  await expectCalm(supplier);
  await press(page, page.locator(`main a[href="${paths.portalAnswer(order)}"]`).first());
  await expectCalm(supplier);
  await press(page, page.locator('main button[name="all"]'));
  await expectCalm(supplier);
}

export interface ShippedLot {
  lot: string;
  packs: number;
  expires: string;
}

/** Ships these lots of the one line of the order under a delivery note; the number of the announcement. */
export async function shipLots(
  supplier: Person,
  order: string,
  note: string,
  lots: readonly ShippedLot[],
): Promise<string> {
  const { page } = supplier;
  await look(supplier, paths.portalShipping(order));
  await page.locator('main [name="noteNumber"]').fill(note);
  for (const [index, { lot, packs, expires }] of lots.entries()) {
    if (index > 0) {
      await press(page, page.locator('main button[name="more"]').first());
      await expectCalm(supplier);
    }
    await page.locator(`main [name="lots.1.${index}.lot"]`).fill(lot);
    await page.locator(`main [name="lots.1.${index}.packs"]`).fill(String(packs));
    await page.locator(`main [name="lots.1.${index}.expires"]`).fill(expires);
  }
  await press(page, page.locator('main form button.primary').first());
  await expectCalm(supplier);
  return numberAt(supplier, 'SH');
}
