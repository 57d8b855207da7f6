/** What people do when goods arrive: inspect lot by lot, share what came, and send it on to those who wait. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { numberAt, said } from './buying-steps.ts';
import { countLine, expectCalm, look, press, scan } from './steps.ts';

/** Begins to inspect an announced delivery; the number of the inspection. */
export async function beginInspection(keeper: Person, delivery: string): Promise<string> {
  const { page } = keeper;
  await look(keeper, paths.delivery(delivery));
  await press(page, page.locator('main a.primary').first());
  await expectCalm(keeper);
  await page.locator('input[name="invoices"][value="complete"]').check();
  await press(page, page.locator(`main form[action="${paths.receiving()}"] button.primary`));
  await expectCalm(keeper);
  return numberAt(keeper, 'YS');
}

/** Opens one line of an inspection and decides about its lot: with its test report, or damaged. */
export async function judgeLot(keeper: Person, receipt: string, line: number, accepted: boolean): Promise<void> {
  const { page } = keeper;
  await look(keeper, paths.receipt(receipt, { line }));
  const form = page.locator('form#line');
  await form.locator(`input[name="decision"][value="${accepted ? 'accepted' : 'rejected'}"]`).check();
  if (accepted) await form.locator('input[name="paperChecks"][value="test_report"]').check();
  else {
    await form.locator('select[name="reasonCode"]').selectOption('damaged');
    await form.locator('[name="reason"]').fill('外箱浸水，内盒霉变');
  }
  await press(page, form.locator('.line-actions button').last());
  await expectCalm(keeper);
}

/** Concludes the inspection: what was accepted lies in the store and is owed from now on. */
export async function conclude(keeper: Person, receipt: string): Promise<void> {
  const { page } = keeper;
  await look(keeper, paths.receipt(receipt));
  await press(page, page.locator(`form[action="${paths.receiptAct(receipt, 'conclusion')}"] button.primary`));
  await expectCalm(keeper);
}

/**
 * Gives so many packs more than the proposed fair share to one request, and as many less to the other; refused without
 * a word. What that request is given, packs.
 */
export async function shareUnevenly(keeper: Person, receipt: string, request: string, packs: number): Promise<number> {
  const { page } = keeper;
  await look(keeper, paths.receipt(receipt));
  const form = page.locator(`form[action="${paths.receiptShares(receipt, 1)}"]`);
  const rows = form.locator('tbody tr');
  expect(await rows.count(), await said(keeper)).toBe(2);
  const given: number[] = [];
  for (const [row, change] of [
    [rows.filter({ hasText: request }), packs],
    [rows.filter({ hasNotText: request }), -packs],
  ] as const) {
    const box = row.locator('input[name$=".packs"]');
    given.push(Number(await box.inputValue()) + change);
    await box.fill(String(given.at(-1)));
  }
  await press(page, form.locator('button').last());
  await expectCalm(keeper);
  expect(await form.locator('.error').count(), 'a share unlike the proposal needs a word').toBeGreaterThan(0);
  for (const reason of await form.locator('[name$=".reason"]').all()) await reason.fill('该村本周集中随访');
  await press(page, form.locator('button').last());
  await expectCalm(keeper);
  return given[0] ?? 0;
}

/** Opens the dispatches of what was shared; their numbers. */
export async function sendOn(keeper: Person, receipt: string): Promise<string[]> {
  const { page } = keeper;
  await look(keeper, paths.receipt(receipt));
  await press(page, page.locator(`form[action="${paths.receiptAct(receipt, 'dispatches')}"] button`).last());
  await expectCalm(keeper);
  const numbers = (await said(keeper)).match(/PS-\d{8}-\d{4,}/g) ?? [];
  return [...new Set(numbers)];
}

/** The storekeeper picks by scanning, the pharmacist posts. */
export async function pickAndPost(keeper: Person, hub: Person, dispatch: string, lot: string): Promise<void> {
  await look(keeper, paths.dispatch(dispatch));
  await scan(keeper.page, lot);
  await look(hub, paths.dispatch(dispatch));
  await hub.page.locator('[name="vehicle"]').fill('赣B·D1234');
  await hub.page.locator('[name="driver"]').fill('张师傅');
  await press(hub.page, hub.page.locator('form[action$="/posting"] button.primary'));
  await expectCalm(hub);
}

/** The clinic counts that lot of the dispatch as it came. */
export async function receiveAll(doctor: Person, dispatch: string, lot: string, packs: number): Promise<void> {
  const { page } = doctor;
  await look(doctor, paths.dispatchReceipt(dispatch));
  await countLine(page, lot, { good: packs });
  await press(page, page.locator('.submit-bar button.primary'));
  await expectCalm(doctor);
}
