/** A thing looked after on phones: its label scanned, its self-test done, its round entered and confirmed. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { CHECKLISTS, type PlanKind } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn } from './browser.ts';
import { ask, dayFromNow } from './candidates.ts';
import { send } from './equipment-life-steps.ts';
import { fillFields, stateOf } from './equipment-steps.ts';
import { expectCalm, look, press, textOf } from './steps.ts';

const KEEPER = 'XG18';

let browser: Browser;
let officer: Person;
let engineer: Person;
let custodian: Person;
/** Used by its keeper, nothing open about it, its rounds of maintenance planned and its self-tests not yet. */
let thing: { id: number; number: string };
beforeAll(async () => {
  browser = await launch();
  officer = await signIn(browser, 'jianggong', 'desktop');
  engineer = await signIn(browser, 'weigong', 'phone');
  custodian = await signIn(browser, 'kuangbaoguan', 'phone');
  const [free] = ask<{ id: number; number: string }>(
    `SELECT a.id, a.number FROM asset a JOIN organisation o ON o.id = a.keeper_id AND o.code = '${KEEPER}'
     WHERE a.status = 'in_use' AND a.down_by IS NULL AND a.user_id = a.keeper_id
       AND EXISTS (SELECT 1 FROM maintenance_plan p WHERE p.asset_id = a.id AND p.kind = 'pm' AND p.ended_on IS NULL)
       AND NOT EXISTS (SELECT 1 FROM maintenance_plan p WHERE p.asset_id = a.id AND p.kind = 'self_test')
       AND NOT EXISTS (SELECT 1 FROM fault f WHERE f.asset_id = a.id AND f.is_open)
     ORDER BY a.id DESC LIMIT 1`,
  );
  if (free === undefined) throw new Error(`nothing of ${KEEPER} waits for a self-test`);
  thing = free;
});
afterAll(() => browser.close());

const errors = ({ page }: Person) => textOf(page.locator('[data-error-summary]'));

/** The form of the act on the plan of that kind. */
function formOf({ page }: Person, kind: PlanKind, name: 'results' | 'confirmation'): Locator {
  const [found] = ask<{ id: number }>(
    `SELECT p.id FROM maintenance_plan p WHERE p.asset_id = ${thing.id} AND p.kind = '${kind}' AND p.ended_on IS NULL`,
  );
  return page.locator(`form[action$="/${name}"]:has(input[name="plan"][value="${found?.id}"])`);
}

interface Round {
  fails?: readonly string[];
  outcome: string;
  limits?: string;
}

/** Answers every item of the checklist, what is measured with its value, and sends what follows from it. */
async function enter(person: Person, kind: PlanKind, { fails = [], outcome, limits = '' }: Round): Promise<void> {
  const form = formOf(person, kind, 'results');
  // The checklist of what is not due yet stands behind its name
  if (!(await form.isVisible())) await form.locator('xpath=ancestor::details/summary').click();
  for (const { code, measured } of CHECKLISTS[kind]) {
    const found = fails.includes(code) ? 'fail' : 'pass';
    await form.locator(`input[name="check.${code}.found"][value="${found}"]`).check();
    if (measured) await form.locator(`[name="check.${code}.value"]`).fill('12.6');
  }
  await fillFields(form, { outcome, limits });
  await press(person.page, form.locator('.buttons button'));
  await expectCalm(person);
}

describe('a thing on the phone', () => {
  it('is opened by the code of its label, as a scanner types it', async () => {
    const { page } = custodian;
    await look(custodian, paths.scan());
    await page.locator('input[data-scan]').click();
    await page.keyboard.type(labelCode({ kind: 'asset', id: thing.id }));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.equipmentCard(thing.number)}`);
    await expectCalm(custodian);
    await picture(page, 'thing-scanned-390');
  });

  it('fails its self-test: what endangers a patient does not pass, and the thing is stopped', async () => {
    await look(officer, paths.equipmentRounds(thing.number));
    await officer.page.locator('summary', { hasText: '列入计划' }).click();
    await send(officer, 'plans', { kind: 'self_test', dueOn: dayFromNow(0) });
    const { page } = custodian;
    await look(custodian, paths.equipmentRounds(thing.number));
    await enter(custodian, 'self_test', { fails: ['alarm'], outcome: 'pass' });
    expect(await errors(custodian)).toMatch(/安全/);
    expect(await page.locator('input[name="check.alarm.found"][value="fail"]').isChecked()).toBe(true);
    await picture(page, 'self-test-refused-390');
    await enter(custodian, 'self_test', { fails: ['alarm'], outcome: 'stopped' });
    expect(await textOf(page.locator('main'))).toContain('维护判定停用');
    expect(await stateOf(custodian, thing.number)).toContain('停用');
  });

  it('passes the next one, and is put back into use', async () => {
    await look(custodian, paths.equipmentRounds(thing.number));
    await enter(custodian, 'self_test', { outcome: 'pass' });
    expect(await textOf(custodian.page.locator('main'))).not.toContain('维护判定停用');
    await look(officer, paths.equipmentCard(thing.number));
    await send(officer, 'resume', { why: '报警蜂鸣器已换，自检合格' });
    expect(await stateOf(custodian, thing.number)).toContain('在用');
  });

  it('has its round by the engineer, with limits that were written down, confirmed by who works with it', async () => {
    await look(engineer, paths.equipmentRounds(thing.number));
    const limp = { fails: ['battery'], outcome: 'downgraded' };
    await enter(engineer, 'pm', limp);
    expect(await errors(engineer)).toMatch(/限用/);
    const limits = '只接电源使用，不出诊';
    await enter(engineer, 'pm', { ...limp, limits });
    expect(await textOf(engineer.page.locator('main'))).toContain(limits);
    expect(await formOf(engineer, 'pm', 'confirmation').count()).toBe(0);
    await picture(engineer.page, 'round-entered-390');
    await look(custodian, paths.equipmentRounds(thing.number));
    expect(await formOf(custodian, 'pm', 'results').count()).toBe(0);
    const confirmation = formOf(custodian, 'pm', 'confirmation');
    await press(custodian.page, confirmation.locator('.buttons button'));
    await expectCalm(custodian);
    expect(await formOf(custodian, 'pm', 'confirmation').count()).toBe(0);
    expect(await stateOf(custodian, thing.number)).toContain('在用');
  });
});
