/** What one member cannot use up goes to another: proposed, looked at, accepted, granted, sent and received. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn, signInTyped } from './browser.ts';
import { countLine, expectCalm, look, press, scan, textOf } from './steps.ts';
import { boxesOf, button, fillBoxes, standing } from './stock-steps.ts';

const GIVER = 'XG18';
/** Branches whose people sign in by the code of their member; what goes to the town is granted there. */
const TAKERS = /XG(1[0-7]|19|2[0-35-9]|3[1-5])$/;
let browser: Browser;
let chief: Person;
let colleague: Person;
let head: Person;
let pharmacist: Person;

beforeAll(async () => {
  browser = await launch();
  chief = await signIn(browser, 'linzongyaoshi', 'desktop');
  colleague = await signIn(browser, 'liuyaoshi', 'desktop');
  head = await signIn(browser, 'lvyuanzhang', 'phone');
  pharmacist = await signIn(browser, 'xieyaoshi', 'desktop');
});
afterAll(() => browser.close());

interface Move {
  /** Name of its boxes, and what stands in them. */
  name: string;
  packs: number;
  packSize: number;
  itemCode: string;
  lot: string;
  taker: string;
}

/** Branches by the names under which pages show them. */
async function branches(): Promise<Map<string, string>> {
  await look(chief, paths.memberPoints());
  const rows = await chief.page.locator('main tbody tr td:first-child').allInnerTexts();
  return new Map(rows.map((row) => row.trim().split(/\s+/)).map(([name = '', code = '']) => [name, code]));
}

/** The first line of the page that the branch gives to another branch, of two whole packs or more. */
async function chooseMove(codes: Map<string, string>): Promise<Move> {
  const { page } = chief;
  for (const row of await page.locator('main tbody tr:has(input[name="chosen"])').all()) {
    const [from = '', to = ''] = await row.locator('td:nth-child(4), td:nth-child(5)').allInnerTexts();
    const taker = codes.get(to.trim().split(/\s+/)[0] ?? '') ?? '';
    if (!from.startsWith('江背分院') || !TAKERS.test(taker)) continue;
    const name = `line.${await row.locator('input[name="chosen"]').getAttribute('value')}`;
    const { packs, units } = await boxesOf(page, name);
    const said = await textOf(row);
    const packSize = Number(/1\S+?=(\d+)/.exec(said)?.[1] ?? '0');
    const itemCode = /[A-Z]{2}\d{3}/.exec(said)?.[0] ?? '';
    if (packs < 2 || units > 0 || packSize === 0) continue;
    return { name, packs, packSize, itemCode, lot: (await textOf(row.locator('.lot .code'))).trim(), taker };
  }
  throw new Error('the branch is not asked to give anything to another');
}

describe('a redistribution proposal', () => {
  let move: Move;
  let transfer = '';
  let dispatch = '';
  let receiver: Person;
  let before: { giver: number; taker: number };

  it('is computed over the whole county, and each line says why', async () => {
    const codes = await branches();
    const { page } = chief;
    await look(chief, paths.proposals());
    await page.locator('[name="aim"][value="short"]').check();
    await button(page, '计算调剂建议').click();
    await page.waitForURL(/\/proposals\/TP-\d{8}-\d{4,}/, { timeout: 30_000 });
    await expectCalm(chief);
    await look(chief, `${new URL(page.url()).pathname}?q=jiangbei`);
    move = await chooseMove(codes);
    const row = await textOf(page.locator('main tbody tr', { has: page.locator(`[name="${move.name}.packs"]`) }));
    expect(row).toMatch(/效期剩\d+天，.*公里，货值[\d,.]+元；调出方至少自留/);
    await picture(page, 'redistribution');
  });

  it('is accepted line by line with other quantities; who was slower is told so', async () => {
    receiver = await signInTyped(browser, move.taker.toLowerCase(), 'phone');
    before = {
      giver: (await standing(pharmacist, GIVER, move.itemCode)).onHand,
      taker: (await standing(receiver, move.taker, move.itemCode)).onHand,
    };
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
    const stale = await signIn(browser, 'lvyuanzhang', 'desktop');
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
    expect(await textOf(stale.page.locator('[data-error-summary]'))).toContain('吕院长');
    await stale.context.close();
    const now = await standing(pharmacist, GIVER, move.itemCode);
    expect(now.onHand).toBe(before.giver);
    expect(now.kept).toContain(String(move.packs - 1));
  });

  it('is picked, sent and received, and both members have what they should', async () => {
    const moved = (move.packs - 1) * move.packSize;
    await look(pharmacist, paths.dispatch(dispatch));
    await scan(pharmacist.page, move.lot);
    await look(head, paths.dispatch(dispatch));
    await head.page.locator('[name="vehicle"]').fill('赣B·D0526');
    await head.page.locator('[name="driver"]').fill('刘师傅');
    await press(head.page, head.page.locator('form[action$="/posting"] button.primary'));
    await expectCalm(head);
    expect((await standing(pharmacist, GIVER, move.itemCode)).onHand).toBe(before.giver - moved);
    const travelling = await standing(receiver, move.taker, move.itemCode);
    expect(travelling.onHand).toBe(before.taker);
    expect(travelling.coming).toContain(String(move.packs - 1));

    await look(receiver, paths.dispatchReceipt(dispatch));
    await countLine(receiver.page, move.lot, { good: move.packs - 1 });
    await press(receiver.page, receiver.page.locator('.submit-bar button.primary'));
    await expectCalm(receiver);
    const arrived = await standing(receiver, move.taker, move.itemCode);
    expect(arrived.onHand).toBe(before.taker + moved);
    expect(arrived.ledger).toContain(dispatch);
    await look(chief, paths.transfer(transfer));
    expect(await textOf(chief.page.locator('main h1').locator('..'))).toContain('已签收');
  });
});
