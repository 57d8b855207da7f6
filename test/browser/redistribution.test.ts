/** What one member cannot use up goes to another: proposed, looked at, accepted, granted, sent and received. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../seeds/demo/data/users.ts';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { chooseMove, type Move } from './movable.ts';
import { countLine, expectCalm, look, press, scan, textOf } from './steps.ts';
import { button, digits, fillBoxes, type Standing, standing } from './stock-steps.ts';

let browser: Browser;
let chief: Person;
let colleague: Person;

beforeAll(async () => {
  browser = await launch();
  chief = await signIn(browser, 'linzongyaoshi', 'desktop');
  colleague = await signIn(browser, 'liuyaoshi', 'desktop');
});
afterAll(() => browser.close());

describe('a redistribution proposal', () => {
  let move: Move;
  let transfer = '';
  let dispatch = '';
  let head: Person;
  let keeper: Person;
  let receiver: Person;
  let before: { giver: Standing; taker: Standing };

  it('is computed over the whole county, and each line says why', async () => {
    const { page } = chief;
    await look(chief, paths.proposals());
    await page.locator('[name="aim"][value="short"]').check();
    await button(page, '计算调剂建议').click();
    await page.waitForURL(/\/proposals\/TP-\d{8}-\d{4,}/, { timeout: 30_000 });
    await expectCalm(chief);
    move = await chooseMove(chief, /TP-\d{8}-\d{4,}/.exec(page.url())?.[0] ?? '');
    const row = await textOf(page.locator('main tbody tr', { has: page.locator(`[name="${move.name}.packs"]`) }));
    expect(row).toMatch(/效期剩\d+天，.*公里，货值[\d,.]+元；调出方至少自留/);
    await picture(page, 'redistribution');
  });

  it('is accepted line by line with other quantities; who was slower is told so', async () => {
    head = await signIn(browser, move.giver.head, 'phone');
    keeper = await signIn(browser, move.giver.keeper, 'desktop');
    receiver = await signIn(browser, move.receiver, 'phone');
    before = {
      giver: await standing(keeper, move.giver.code, move.itemCode),
      taker: await standing(receiver, move.taker, move.itemCode),
    };
    expect([digits(before.giver.kept), digits(before.taker.coming)]).toEqual([0, 0]);
    const { page } = chief;
    const tick = (person: Person) => person.page.locator(`[name="chosen"][value="${move.name.split('.')[1]}"]`);
    await look(colleague, page.url());
    await press(page, button(page, '接受所选的行'));
    expect(await textOf(page.locator('main'))).toContain('没有选行');
    await tick(chief).check();
    await fillBoxes(page, move.name, 0);
    await press(page, button(page, '接受所选的行'));
    expect(await textOf(page.locator('main'))).toContain('的数量不能是0');
    expect(await tick(chief).isChecked(), 'a refused form keeps what was ticked').toBe(true);
    await fillBoxes(page, move.name, move.packs - 1);
    await press(page, button(page, '接受所选的行'));
    await expectCalm(chief);
    expect(await textOf(page.locator('#flash'))).toContain('已接受1行，开了1张调剂单');

    await tick(colleague).check();
    await press(colleague.page, button(colleague.page, '接受所选的行'));
    expect(await textOf(colleague.page.locator('[data-error-summary]'))).toContain('已经有人答复了');
    const row = page.locator('main tbody tr', { hasText: move.lot }).filter({ hasText: 'DB-' }).first();
    transfer = /DB-\d{8}-\d{4,}/.exec(await textOf(row))?.[0] ?? '';
    expect(transfer).not.toBe('');
  });

  it('is granted by another person of the giver, who keeps the goods for it', async () => {
    await look(head, paths.transfer(transfer));
    const stale = await signIn(browser, move.giver.head, 'desktop');
    await look(stale, paths.transfer(transfer));
    await picture(head.page, 'transfer-grant-phone');
    await press(head.page, button(head.page, '同意并留货'));
    await expectCalm(head);
    dispatch = /PS-\d{8}-\d{4,}/.exec(await textOf(head.page.locator('main')))?.[0] ?? '';
    expect(dispatch).not.toBe('');
    // The window that was left open beside it
    await stale.page.locator('#refusal [name="why"]').fill('不够用');
    await press(stale.page, button(stale.page, '拒绝调出'));
    expect(await textOf(stale.page.locator('main'))).toContain('什么都没有改');
    expect(await textOf(stale.page.locator('[data-error-summary]'))).toContain(
      users.find((one) => one.login === move.giver.head)?.name,
    );
    await stale.context.close();
    const now = await standing(keeper, move.giver.code, move.itemCode);
    expect(now.onHand).toBe(before.giver.onHand);
    expect(now.kept).toMatch(new RegExp(`^${move.packs - 1}\\D`));
  });

  it('is picked, sent and received, and both members have what they should', async () => {
    const moved = (move.packs - 1) * move.packSize;
    await look(keeper, paths.dispatch(dispatch));
    await scan(keeper.page, move.lot);
    await look(head, paths.dispatch(dispatch));
    await head.page.locator('[name="vehicle"]').fill('赣B·D0526');
    await head.page.locator('[name="driver"]').fill('刘师傅');
    await press(head.page, head.page.locator('form[action$="/posting"] button.primary'));
    await expectCalm(head);
    expect((await standing(keeper, move.giver.code, move.itemCode)).onHand).toBe(before.giver.onHand - moved);
    const travelling = await standing(receiver, move.taker, move.itemCode);
    expect(travelling.onHand).toBe(before.taker.onHand);
    expect(travelling.coming).toMatch(new RegExp(`^${move.packs - 1}\\D`));

    await look(receiver, paths.dispatchReceipt(dispatch));
    await countLine(receiver.page, move.lot, { good: move.packs - 1 });
    await press(receiver.page, receiver.page.locator('.submit-bar button.primary'));
    await expectCalm(receiver);
    const arrived = await standing(receiver, move.taker, move.itemCode);
    expect(arrived.onHand).toBe(before.taker.onHand + moved);
    expect(arrived.ledger).toContain(dispatch);
    await look(chief, paths.transfer(transfer));
    expect(await textOf(chief.page.locator('main h1').locator('..'))).toContain('已签收');
  });
});
