/** The life of one thing in a browser, step by step: each does what one person does with it on one evening. */
import { expect } from 'vitest';
import { paths } from '../../src/paths.ts';
import type { Person } from './browser.ts';
import { picture } from './browser.ts';
import { dayFromNow } from './candidates.ts';
import { act, actForm, expectFile, fillFields, photoOf, stateOf } from './equipment-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

/** The number at the end of the address of the page that is open. */
export const lastOf = ({ page }: Person) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Fills the one form whose address ends with that, and sends it. */
export async function send(person: Person, name: string, fields: Record<string, string>): Promise<void> {
  const form = actForm(person.page, name);
  await fillFields(form, fields);
  await press(person.page, form.locator('.submit-bar button, .buttons button').first());
  await expectCalm(person);
}

const errors = (person: Person) => textOf(person.page.locator('[data-error-summary]'));

/** Reported broken on a phone, repaired by the engineer, accepted by who reported it. */
export async function breakAndRepair(custodian: Person, engineer: Person, card: string): Promise<void> {
  await look(custodian, paths.newFault(card));
  const form = actForm(custodian.page, 'faults');
  await form.locator('[name="what"]').fill('心电波形时有时无');
  await form.locator('input[name="urgency"][value="urgent"]').check();
  await form.locator('input[name="usable"][value="no"]').check();
  await form.locator('input[name="photo"]').setInputFiles(await photoOf(custodian, '波形.png'));
  await press(custodian.page, form.locator('.submit-bar button'));
  await expectCalm(custodian);
  const fault = lastOf(custodian);
  expect(await stateOf(custodian, card)).toContain('维修');
  await look(custodian, paths.newAssetTransfer({ asset: card }));
  await transferTo(custodian, 'XG00');
  expect(await errors(custodian)).toMatch(/维修|故障/);
  await look(engineer, paths.fault(fault));
  await expectFile(engineer, '波形.png');
  await act(engineer, 'assignment');
  await act(engineer, 'diagnosis', { diagnosis: '导联线断芯' });
  await act(engineer, 'costs', { kind: 'part', name: '导联线', quantity: '1', unit: '120' });
  await act(engineer, 'repair', { work: '换导联线，模拟器校验正常', labour: '20' });
  await look(custodian, paths.fault(fault));
  await act(custodian, 'acceptance', { test: '接心电模拟器波形正常' }, ['[name="outcome"][value="pass"]']);
  expect(await stateOf(custodian, card)).toContain('在用');
}

/** Fills and sends the form that is open. */
export async function transferTo(person: Person, member: string): Promise<void> {
  const form = person.page.locator('main form').first();
  await form.locator('[name="to"]').selectOption({ value: member });
  await form.locator('[name="reason"]').fill('分院已有新机，总院病区急需');
  await press(person.page, form.locator('.submit-bar button'));
  await expectCalm(person);
}

async function enterTest(engineer: Person, card: string, testedOn: string, certificate: string): Promise<void> {
  await look(engineer, paths.equipmentTests(card));
  const form = actForm(engineer.page, 'results');
  await form.locator('[name$=".certificateNumber"]').fill(certificate);
  await fillFields(form, { institution: '市计量检定所', testedOn });
  await press(engineer.page, form.locator('.buttons button').first());
  await expectCalm(engineer);
}

/** Put under compulsory metrology with a test that is too old: nobody books it until a new one is entered. */
export async function outliveItsTest(engineer: Person, officer: Person, card: string): Promise<void> {
  await look(engineer, paths.equipmentTests(card));
  const register = actForm(engineer.page, 'duties');
  await register.locator('[name="item"]').selectOption('monitor');
  await press(engineer.page, register.locator('button').first());
  await enterTest(engineer, card, dayFromNow(-400), 'JL-OLD');
  const wish = { to: 'XG00', day: dayFromNow(2), starts: '09:00', slots: '1', purpose: '转运监护' };
  await look(officer, paths.newBooking({ asset: card }));
  await send(officer, 'bookings', wish);
  expect(await errors(officer)).toMatch(/检定|强检/);
  await picture(officer.page, 'booking-barred-1440');
  await enterTest(engineer, card, dayFromNow(0), 'JL-NEW');
  await look(officer, paths.newBooking({ asset: card }));
  await send(officer, 'bookings', wish);
  const booking = lastOf(officer);
  expect(booking).toMatch(/^YY-\d{8}-\d{4}$/);
  await act(officer, 'cancellation', { why: '改用本院监护仪' });
}

/** Begun on its day by who booked it, taken back by its keeper: two hours at 12.50 yuan. */
export async function useAndReturn(
  user: Person,
  keeper: Person,
  { card, booking }: { card: string; booking: string },
): Promise<void> {
  await look(user, paths.booking(booking));
  await act(user, 'start');
  expect(await textOf(user.page.locator('.page-head'))).toContain('使用中');
  await look(keeper, paths.booking(booking));
  await act(keeper, 'finish', { minutes: '120', cases: '6', condition: '完好，电极片补齐' });
  const { page } = keeper;
  expect(await textOf(page.locator('.page-head'))).toContain('已用完');
  expect(await textOf(page.locator('main'))).toContain('25.00');
  await picture(page, 'booking-returned-390');
  await look(keeper, paths.equipmentCard(card));
  expect(await textOf(page.locator('main'))).toContain('完好，电极片补齐');
  await look(user, paths.bookingFigures());
  expect(await textOf(user.page.locator('main'))).toContain('25.00');
}

/** Given to the head hospital, once it is shared no more: both sides sign, and it is in the other books. */
export async function giveAway(giver: Person, heads: readonly Person[], taker: Person, card: string): Promise<void> {
  await look(giver, paths.newAssetTransfer({ asset: card }));
  await transferTo(giver, 'XG00');
  const move = lastOf(giver);
  expect(move).toMatch(/^SD-\d{8}-\d{4}$/);
  for (const head of heads) {
    await look(head, paths.assetTransfer(move));
    await act(head, 'approval');
  }
  await look(giver, paths.assetTransfer(move));
  await act(giver, 'hand-over', { condition: '外观完好，附件齐', test: '通电自检正常' }, ['[name="safe"]']);
  await look(taker, paths.assetTransfer(move));
  await act(taker, 'take-over', { condition: '试机正常', room: '急诊留观室' });
  await look(taker, paths.equipmentCard(card));
  expect(await textOf(taker.page.locator('main'))).toContain('急诊留观室');
}

/** A month taken back, previewed and posted; a second press on a stale page posts nothing more. */
export async function chargeMonth(chief: Person): Promise<string> {
  const { page } = chief;
  await look(chief, paths.depreciation());
  expect(await page.locator('main').textContent()).toContain('折旧都提过了');
  await page.locator('main table a').first().click();
  await page.waitForLoadState();
  const charged = (await page.locator('main table tbody a').first().getAttribute('href')) ?? '';
  await page.locator('[name="reason"]').fill('先更正卡片再提');
  await press(page, page.getByRole('button', { name: '撤回这次折旧' }));
  await look(chief, paths.depreciation());
  expect(await page.locator('main').textContent()).toContain('折旧预览');
  const post = /^记.*折旧$/;
  const other = await page.context().newPage();
  await other.goto(page.url());
  await press(page, page.getByRole('button', { name: post }));
  await expectCalm(chief);
  expect(await page.locator('main').textContent()).toContain('折旧都提过了');
  await other.getByRole('button', { name: post }).click();
  await other.waitForLoadState();
  expect(await other.locator('main').textContent()).toContain('没有重复记账');
  await other.close();
  return charged;
}

/** The month in which it was bought: 17,500 yuan over five years, month by month; the page opens what was posted. */
export async function chargeNewMonth(chief: Person, card: string): Promise<void> {
  const { page } = chief;
  await look(chief, paths.depreciation());
  await press(page, page.getByRole('button', { name: /^记.*折旧$/ }));
  await expectCalm(chief);
  expect(await textOf(page.locator('main'))).toContain('折旧都提过了');
  await look(chief, paths.equipmentWorn(card));
  const said = await textOf(page.locator('main'));
  expect(said).toContain('291.67');
  expect(said).toContain('17,208.33');
  await picture(page, 'thing-value-1440');
  await page.locator('main a[href*="/depreciation/"]').first().click();
  await page.waitForURL(/depreciation\//);
  expect(await textOf(page.locator('.page-head'))).toMatch(/总院\d{4}-\d{2}折旧/);
}

/** Out of all books: appraised, agreed to, done; nothing brings it back. */
export async function disposeOf(officer: Person, engineer: Person, vice: Person, card: string): Promise<void> {
  const { page } = officer;
  await look(officer, paths.newDisposal({ asset: card }));
  const form = page.locator('main form').first();
  await form.locator('[name="reason"]').selectOption('broken');
  await form.locator('[name="explanation"]').fill('跌落进水，维修不经济');
  await press(page, form.locator('.submit-bar button'));
  await expectCalm(officer);
  const paper = lastOf(officer);
  expect(paper).toMatch(/^CZ-\d{8}-\d{4}$/);
  expect(await actForm(page, 'execution').count()).toBe(0);
  await look(engineer, paths.disposal(paper));
  await act(engineer, 'appraisal', { [`found.${card}`]: '主板进水烧毁', [`worth.${card}`]: '0' });
  await look(vice, paths.disposal(paper));
  await act(vice, 'approval');
  await look(officer, paths.disposal(paper));
  if ((await actForm(page, 'preparation').count()) > 0) await act(officer, 'preparation', { erasure: '存储已清除' });
  const gone = { way: 'recycled', takenBy: '县再生资源公司', certificate: 'HS-2026-199', income: '0' };
  await act(officer, 'execution', gone);
  await picture(page, 'thing-gone-1440');
  expect(await stateOf(officer, card)).toContain('已报废');
  expect(await page.locator('main form[action$="/rest"], main form[action$="/resume"]').count()).toBe(0);
}
