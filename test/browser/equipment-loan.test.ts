/** A thing lent to another member in a browser: agreed to by its keeper, photographed going out and coming back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { dayFromNow } from './candidates.ts';
import { lastOf, send, transferTo } from './equipment-life-steps.ts';
import { act, actForm, expectFile, photoOf, stateOf, type Thing, thingAt } from './equipment-steps.ts';
import { look, textOf } from './steps.ts';

const KEEPER = 'XG18';

let browser: Browser;
let officer: Person;
let custodian: Person;
beforeAll(async () => {
  browser = await launch();
  officer = await signIn(browser, 'jianggong', 'desktop');
  custodian = await signIn(browser, 'kuangbaoguan', 'phone');
});
afterAll(() => browser.close());

/** Puts a photo into the form of that act. */
async function shoot(person: Person, name: string, fileName: string): Promise<void> {
  const photo = await photoOf(person, fileName);
  await actForm(person.page, name).locator('input[name="photo"]').setInputFiles(photo);
}

describe('a loan', () => {
  let thing: Thing;
  let loan = '';

  it('is asked for, and agreed to by its keeper on the phone', async () => {
    thing = thingAt(KEEPER, 1_000_000);
    await look(officer, paths.newLoan({ asset: thing.number }));
    const wish = { to: 'XG00', reason: '本院同型号在修', dueOn: dayFromNow(2) };
    await send(officer, 'loans', wish);
    loan = lastOf(officer);
    expect(loan).toMatch(/^JY-\d{8}-\d{4}$/);
    expect(await actForm(officer.page, 'agreement').count()).toBe(0);
    await look(custodian, paths.loan(loan));
    await act(custodian, 'agreement');
  });

  it('goes out with its condition and a photo: the borrower uses it, its keeper stays', async () => {
    const { page } = custodian;
    await shoot(custodian, 'hand-over', '移交.png');
    await picture(page, 'loan-handing-390');
    await act(custodian, 'hand-over', { condition: '外观完好，附件齐', room: '总院急诊' });
    await expectFile(custodian, '移交照片');
    await look(officer, paths.loan(loan));
    await expectFile(officer, '移交照片');
    await picture(officer.page, 'loan-out-1440');
    expect(await stateOf(officer, thing.number)).toContain('共享中');
    expect(await textOf(officer.page.locator('main'))).toContain('总院急诊');
  });

  it('reminds of its last day, and is not transferred meanwhile', async () => {
    await look(officer, paths.loans({ tab: 'open' }));
    expect(await textOf(officer.page.locator('main'))).toContain(loan);
    await look(custodian, paths.newAssetTransfer({ asset: thing.number }));
    await transferTo(custodian, 'XG01');
    expect(await textOf(custodian.page.locator('[data-error-summary]'))).toContain(thing.number);
  });

  it('comes back with its condition and a photo, and is what it was', async () => {
    await look(custodian, paths.loan(loan));
    await shoot(custodian, 'return', '归还.png');
    await act(custodian, 'return', { condition: '完好，少一根导联线' });
    await expectFile(custodian, '归还照片');
    await picture(custodian.page, 'loan-returned-390');
    expect(await stateOf(custodian, thing.number)).toContain('在用');
  });
});
