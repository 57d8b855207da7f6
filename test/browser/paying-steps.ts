/** What the finance department does: invoices, payment runs, the bank's word, and closing the members' month. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { numberAt, said } from './buying-steps.ts';
import { expectCalm, look, press } from './steps.ts';

/** Finds what is owed for an inspection; its number. */
export async function findPayable(accountant: Person, receipt: string): Promise<number> {
  const { page } = accountant;
  await look(accountant, paths.payables({ q: receipt }));
  const link = page.locator('main tbody a[href^="/payables/"]', { hasText: receipt }).first();
  const id = Number(/(\d+)$/.exec((await link.getAttribute('href')) ?? '')?.[1]);
  expect(id, await said(accountant)).toBeGreaterThan(0);
  return id;
}

/** Records the supplier's invoice for one payable. */
export async function recordInvoice(
  accountant: Person,
  given: { party: string; payable: number; number: string; yuan: string; day: string },
): Promise<void> {
  const { page } = accountant;
  await look(accountant, paths.newInvoice({ party: given.party, payable: given.payable }));
  await page.locator('main [name="number"]').fill(given.number);
  await page.locator('main [name="issuedOn"]').fill(given.day);
  await page.locator('main [name="amount"]').fill(given.yuan);
  await press(page, page.locator('main form button.primary'));
  await expectCalm(accountant);
  await look(accountant, paths.payable(given.payable));
}

/** Prepares a payment run of that payable alone; its number. */
export async function prepareRun(accountant: Person, payable: number): Promise<string> {
  const { page } = accountant;
  await look(accountant, paths.newPayment({ id: payable }));
  expect(await page.locator(`main input[name="id"][value="${payable}"]`).isChecked()).toBe(true);
  await press(page, page.locator(`main form[action="${paths.payments()}"][method="post"] button.primary`));
  await expectCalm(accountant);
  return numberAt(accountant, 'FK');
}

/** Presses the one act of that run. */
export async function actOnRun(person: Person, action: string, run: string): Promise<void> {
  await look(person, paths.payment(run));
  await press(person.page, person.page.locator(`main form[action="${action}"] button.primary`));
  await expectCalm(person);
}

/** Every number of the account page is a link; each leads to a page that shows it or says what it is made of. */
export async function openEveryNumber(person: Person): Promise<number> {
  const { page } = person;
  await look(person, paths.account());
  const numbers = await page
    .locator('main .sum li .value')
    .evaluateAll((all) => all.map((one) => one.querySelector('a')?.getAttribute('href') ?? ''));
  expect(numbers).not.toContain('');
  for (const href of new Set(numbers)) await look(person, href);
  return numbers.length;
}

/** Takes in a bank statement of one line and accepts what the program takes it for. */
export async function importStatement(
  accountant: Person,
  given: { run: string; day: string; yuan: string; name: string; account: string },
): Promise<void> {
  const { page } = accountant;
  await look(accountant, paths.bankImport());
  const sheet = [
    '交易日期,借方发生额,贷方发生额,对方户名,对方账号,摘要,流水号',
    `${given.day},${given.yuan},,${given.name},${given.account},货款 ${given.run},${given.run}`,
  ].join('\n');
  const file = { name: `${given.run}.csv`, mimeType: 'text/csv', buffer: Buffer.from(sheet) };
  await page.locator('main input[name="file"]').setInputFiles(file);
  await press(page, page.locator('main form button.primary'));
  await expectCalm(accountant);
  await press(page, page.locator('main form button.primary'));
  await expectCalm(accountant);
  await press(page, page.locator('main form[action$="/matching"] button.primary'));
  await expectCalm(accountant);
}

/** Closes the next month of all members' books when it is over; the page says so when it is not. */
export async function closeNextMonth(chief: Person): Promise<boolean> {
  const { page } = chief;
  await look(chief, paths.bookMonths());
  const button = page.locator(`main form[action="${paths.bookMonths()}"] button.primary`);
  if ((await button.count()) === 0) {
    expect(await said(chief)).toContain('还没有过完');
    return false;
  }
  await press(page, button);
  await expectCalm(chief);
  return true;
}
