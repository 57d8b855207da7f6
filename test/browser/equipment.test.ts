/** Equipment in a browser: a fault from the phone to its acceptance, a thing given away, counted, disposed of. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask } from './candidates.ts';
import { act, actForm, stateOf, type Thing, thingAt } from './equipment-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

let browser: Browser;
let officer: Person;
let engineer: Person;
let custodian: Person;
let vice: Person;
beforeAll(async () => {
  browser = await launch();
  officer = await signIn(browser, 'jianggong', 'desktop');
  engineer = await signIn(browser, 'weigong', 'desktop');
  custodian = await signIn(browser, 'kuangbaoguan', 'phone');
  vice = await signIn(browser, 'fuyuanzhang', 'desktop');
});
afterAll(() => browser.close());

const last = (page: Person['page']) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

describe('a fault', () => {
  let thing: Thing;
  let fault = '';

  it('is reported on the phone, and the thing is out of use at once', async () => {
    const [own] = ask<Thing>(
      `SELECT a.number, a.name FROM asset a JOIN organisation o ON o.id = a.keeper_id AND o.code = 'XG18'
       WHERE a.status = 'in_use' AND a.down_by IS NULL ORDER BY a.id LIMIT 1`,
    );
    if (own === undefined) throw new Error('nothing is in use at XG18');
    thing = own;
    const { page } = custodian;
    await look(custodian, paths.equipmentCard(thing.number));
    await press(page, page.locator(`a[href="${paths.newFault(thing.number)}"]`));
    await picture(page, 'fault-new-390');
    const form = actForm(page, 'faults');
    await form.locator('[name="what"]').fill('屏幕不亮，风扇不转');
    await form.locator('input[name="urgency"][value="urgent"]').check();
    await form.locator('input[name="usable"][value="no"]').check();
    await press(page, form.locator('.submit-bar button'));
    await expectCalm(custodian);
    fault = last(page);
    expect(fault).toMatch(/^BX-\d{8}-\d{4}$/);
    await picture(page, 'fault-reported-390');
    expect(await stateOf(custodian, thing.number)).toContain('维修');
  });

  it('is diagnosed and repaired by the engineer, and accepted by who works with it, not by himself', async () => {
    await look(engineer, paths.fault(fault));
    await act(engineer, 'assignment');
    await act(engineer, 'diagnosis', { diagnosis: '电源板保险烧断' });
    await act(engineer, 'costs', { kind: 'part', name: '保险管', quantity: '2', unit: '3.5' });
    expect(await textOf(engineer.page.locator('main'))).toContain('7.00');
    await act(engineer, 'repair', { work: '更换保险管，上电2小时正常', labour: '30' });
    await picture(engineer.page, 'fault-repaired-1440');
    expect(await actForm(engineer.page, 'acceptance').count()).toBe(0);
    await look(custodian, paths.fault(fault));
    await act(custodian, 'acceptance', { test: '开机自检通过' }, ['[name="outcome"][value="pass"]']);
    await picture(custodian.page, 'fault-closed-390');
    expect(await stateOf(custodian, thing.number)).toContain('在用');
  });
});

describe('a thing', () => {
  it('is given to a branch: agreed to by another, handed over, taken over, in its books from then on', async () => {
    const thing = thingAt('XG00', 90_000);
    await look(officer, paths.equipmentCard(thing.number));
    const { page } = officer;
    await press(page, page.locator(`a[href="${paths.newAssetTransfer({ asset: thing.number })}"]`));
    const form = page.locator('main form').first();
    await form.locator('[name="to"]').selectOption({ value: 'XG18' });
    await form.locator('[name="reason"]').fill('总院更新换代，分院急需');
    await press(page, form.locator('.submit-bar button'));
    await expectCalm(officer);
    const move = last(page);
    expect(move).toMatch(/^SD-\d{8}-\d{4}$/);
    expect(await actForm(page, 'approval').count()).toBe(0);
    await look(vice, paths.assetTransfer(move));
    await act(vice, 'approval');
    await look(officer, paths.assetTransfer(move));
    await act(officer, 'hand-over', { condition: '外观完好', test: '通电自检正常' }, ['[name="safe"]']);
    await picture(page, 'transfer-under-way-1440');
    await look(custodian, paths.assetTransfer(move));
    await act(custodian, 'take-over', { condition: '试机正常', room: '康复室' });
    await picture(custodian.page, 'transfer-taken-390');
    await look(custodian, paths.equipmentCard(thing.number));
    const card = await textOf(custodian.page.locator('main'));
    expect(card).toContain('康复室');
    expect(card).toContain(move);
  });

  it('leaves all books only after it was appraised and agreed to, and nothing brings it back', async () => {
    const thing = thingAt('XG00', 90_000);
    await look(officer, paths.newDisposal({ asset: thing.number }));
    const { page } = officer;
    const form = page.locator('main form').first();
    await form.locator('[name="reason"]').selectOption('broken');
    await form.locator('[name="explanation"]').fill('达到年限，维修不经济');
    await press(page, form.locator('.submit-bar button'));
    await expectCalm(officer);
    const paper = last(page);
    expect(paper).toMatch(/^CZ-\d{8}-\d{4}$/);
    expect(await actForm(page, 'execution').count()).toBe(0);
    await look(engineer, paths.disposal(paper));
    await act(engineer, 'appraisal', { [`found.${thing.number}`]: '主要部件失效', [`worth.${thing.number}`]: '0' });
    await look(vice, paths.disposal(paper));
    await act(vice, 'approval');
    await look(officer, paths.disposal(paper));
    const gone = { way: 'recycled', takenBy: '县再生资源公司', certificate: 'HS-2026-099', income: '0' };
    await act(officer, 'execution', gone);
    await picture(page, 'disposal-done-1440');
    expect(await stateOf(officer, thing.number)).toContain('已报废');
    expect(await page.locator('main form[action$="/rest"], main form[action$="/resume"]').count()).toBe(0);
  });
});

describe('a stocktake', () => {
  it('is scanned on a phone, its differences decided by another, and closed once', async () => {
    const { page } = custodian;
    await look(custodian, paths.newInventory());
    await page.locator('[name="title"]').fill('江背分院季度抽盘');
    await press(page, page.locator('main .submit-bar button'));
    await expectCalm(custodian);
    const count = last(page);
    const cards = ask<Thing & { condition: string }>(
      `SELECT a.number, a.name, CASE a.status WHEN 'in_use' THEN 'in_use' WHEN 'idle' THEN 'idle' ELSE 'broken' END
         AS condition FROM inventory_line l JOIN asset a ON a.id = l.asset_id
       JOIN document d ON d.id = l.inventory_id WHERE d.number = '${count}' ORDER BY a.id`,
    );
    expect(cards.length).toBeGreaterThan(1);
    for (const [nth, card] of cards.entries()) {
      const form = actForm(page, 'found');
      await form.locator('[name="code"]').fill(card.number);
      await form.locator('[name="room"]').fill(nth === 0 ? '新门诊二楼' : '');
      await form.locator(`input[name="condition"][value="${card.condition}"]`).check({ force: true });
      await form.getByRole('button', { name: '登记找到' }).click();
      await page.locator('.page-head', { hasText: `已找到${nth + 1}台` }).waitFor();
    }
    await picture(page, 'inventory-found-390');
    await look(custodian, paths.inventory(count));
    await press(page, actForm(page, 'finish').locator('button').first());
    await look(officer, paths.inventory(count, { tab: 'differences' }));
    const decision = actForm(officer.page, 'decision');
    await officer.page.locator('details:has(form[action$="/decision"]) > summary').first().click();
    await decision.locator('[name="decision"]').selectOption('correct');
    await picture(officer.page, 'inventory-deciding-1440');
    await decision.locator('[name="why"]').fill('已搬到新楼');
    await press(officer.page, decision.locator('button').first());
    await look(officer, paths.inventory(count));
    await press(officer.page, actForm(officer.page, 'close').locator('button').first());
    expect(await textOf(officer.page.locator('.page-head'))).toContain('已结束');
    await look(officer, paths.equipmentCard(cards[0]?.number ?? ''));
    expect(await textOf(officer.page.locator('main'))).toContain('新门诊二楼');
  });
});
