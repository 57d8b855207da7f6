/** The whole road at both widths: from an empty shelf to a signed slip, seen by everyone who has a part in it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { launch, type Person, picture, signIn, WIDTHS, type Width } from './browser.ts';
import { type Candidate, dayFromNow, drugs, freeClinic } from './candidates.ts';
import { slipText } from './slip-paper.ts';
import {
  answerButton,
  choosePacks,
  countLine,
  expectCalm,
  findDifference,
  findDrug,
  linesShown,
  look,
  offeredLots,
  press,
  registerChosen,
  rowsWith,
  scan,
  textOf,
} from './steps.ts';

const ASKED = 10;
const FIRST = 4;
const OUT_OF_TURN = '靠门口这批先发';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(Object.keys(WIDTHS) as Width[])('the road, %s', (width) => {
  const readme = width === 'desktop';
  let drug: Candidate;
  let clinic: string;
  let doctor: Person;
  let hub: Person;
  let store: Person;
  let shortage: string;
  let dispatch: string;
  const lots: { early: string; late: string } = { early: '', late: '' };

  beforeAll(async () => {
    const free = freeClinic();
    clinic = free.clinic;
    const chosen = drugs()[0];
    if (chosen === undefined) throw new Error('the hub keeps no drug in two lots');
    drug = chosen;
    doctor = await signIn(browser, free.doctor, width);
    hub = await signIn(browser, 'liuyaoshi', width);
    store = await signIn(browser, 'zhongkuguan', width);
  });
  afterAll(async () => {
    for (const person of [doctor, hub, store]) await person?.context.close();
  });

  it('a village doctor finds the drug by initials, pinyin and characters, and registers it', async () => {
    const { page } = doctor;
    await look(hub, paths.shortages());
    await look(doctor, paths.newShortage());
    for (const typed of [drug.initials, drug.pinyin]) await findDrug(page, typed, drug.code);
    await (await findDrug(page, drug.name, drug.code)).check();
    await page.locator('#chosen-part h2', { hasText: drug.name }).waitFor();
    await expectCalm(doctor);
    if (!readme) await picture(page, 'shortage-phone', { readme: true });
    shortage = await registerChosen(page, ASKED, dayFromNow(6));
    await expectCalm(doctor);
    expect(await textOf(page.locator('main'))).toContain('等总院药师受理');
    await look(doctor, paths.shortages());
    expect(await textOf(page.locator('main'))).toContain(drug.name);
  });

  it('the hub sees it on a board that was already open, without reloading, and accepts it', async () => {
    const { page } = hub;
    await page.locator(`#board-list a[href*="${shortage}"]`).waitFor({ timeout: 20_000 });
    expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
    await expectCalm(hub);
    await press(page, page.locator(`#board-list a[href*="${shortage}"]`));
    await look(hub, paths.shortage(shortage));
    expect((await offeredLots(page)).length, 'nothing is arranged before acceptance').toBe(0);
    await press(page, page.locator('form[action$="/acceptance"] button.primary'));
    await expectCalm(hub);
    expect((await offeredLots(page)).length).toBeGreaterThanOrEqual(2);
    expect(await textOf(page.locator('#sources'))).toMatch(/现存[\s\S]*可给[\s\S]*其他机构的现货/);
    if (readme) {
      await look(hub, paths.shortage(shortage));
      await picture(page, 'shortage-desk', { readme: true });
    }
  });

  it('it is answered in two parts, out of turn only with a reason', async () => {
    const { page } = hub;
    const [first] = await offeredLots(page);
    lots.early = first?.lot ?? '';
    await choosePacks(page, { [first?.name ?? '']: FIRST });
    await press(page, answerButton(page));
    await expectCalm(hub);
    expect(await textOf(page.locator('main'))).toContain(`已安排${FIRST}${drug.packUnit}`);
    const last = (await offeredLots(page)).at(-1);
    lots.late = last?.lot ?? '';
    expect(lots.late).not.toBe(lots.early);
    await choosePacks(page, { [last?.name ?? '']: ASKED - FIRST });
    await press(page, answerButton(page));
    await expectCalm(hub);
    expect(await textOf(page.locator('#f-overrideReason-error'))).not.toBe('');
    expect(await page.locator(`[name="${last?.name}.packs"]`).inputValue(), 'kept').toBe(String(ASKED - FIRST));
    await page.locator('[name="overrideReason"]').fill(OUT_OF_TURN);
    await press(page, answerButton(page));
    await expectCalm(hub);
    const numbers = await page.locator('main a[href^="/dispatches/PS-"]').allInnerTexts();
    dispatch = numbers.find((text) => text.startsWith('PS-')) ?? '';
    expect(dispatch).toMatch(/^PS-\d{8}-\d{4}$/);
  });

  it('the storekeeper scans: a wrong lot is refused, the right ones are picked, posting is for another', async () => {
    const { page } = store;
    await look(store, paths.dispatches({ state: 'picking' }));
    await look(store, paths.dispatch(dispatch));
    expect(await textOf(page.locator('main'))).toContain(OUT_OF_TURN);
    expect(await scan(page, '0000001')).toContain('没有拣这一行');
    await scan(page, lots.early);
    await expectCalm(store);
    if (readme) await picture(page, 'dispatch-picking', { readme: true });
    expect(await scan(page, lots.late)).toContain('全部行已拣完');
    const posting = page.locator('form[action$="/posting"] button.primary');
    expect(await posting.isDisabled()).toBe(true);
    expect(await textOf(page.locator('#post-why'))).toContain('复核出库须由另一人来做');
    await expectCalm(store);
  });

  it('the pharmacist posts it, and paper, page, code and both stock cards say the same', async () => {
    const { page } = hub;
    await look(hub, paths.dispatch(dispatch));
    await page.locator('[name="vehicle"]').fill('赣B·D1234');
    await page.locator('[name="driver"]').fill('张师傅');
    await press(page, page.locator('form[action$="/posting"] button.primary'));
    await expectCalm(hub);
    const shown = await linesShown(page);
    expect(shown).toEqual(
      [
        { lot: lots.early, quantity: `${FIRST}${drug.packUnit}` },
        { lot: lots.late, quantity: `${ASKED - FIRST}${drug.packUnit}` },
      ].sort((a, b) => a.lot.localeCompare(b.lot)),
    );
    for (const size of ['a4', '241'] as const) {
      const paper = await slipText(hub, dispatch, size);
      expect(paper).toContain(dispatch);
      for (const line of shown) {
        const printed = paper.split('\n').find((text) => text.includes(line.lot)) ?? '';
        // On paper the unit stands before the number
        const [, count = '', unit = ''] = /^(\d+)(.+)$/.exec(line.quantity) ?? [];
        expect(printed.replace(/\s+/g, ' '), `${size} ${line.lot}`).toContain(` ${unit} ${count} `);
      }
    }
    await look(hub, paths.slipCheck(dispatch));
    expect(await linesShown(page)).toEqual(shown);
    await look(hub, paths.stockCard('XG00', drug.code));
    for (const { lot, quantity } of shown) expect(await rowsWith(page, dispatch, lot, `|${quantity}|`)).toHaveLength(1);
  });

  it('the clinic receives line by line: one damaged, one missing', async () => {
    const { page } = doctor;
    await look(doctor, paths.dispatches({ state: 'in_transit' }));
    await look(doctor, paths.dispatch(dispatch));
    await press(page, page.locator(`main a[href="${paths.dispatchReceipt(dispatch)}"]`));
    await expectCalm(doctor);
    await countLine(page, lots.early, { good: FIRST - 1, damaged: 1 });
    await countLine(page, lots.late, { good: ASKED - FIRST - 1, missing: 1 });
    await press(page, page.locator('.submit-bar button.primary'));
    await expectCalm(doctor);
    expect(await textOf(page.locator('#flash'))).toContain('有2件差异');
    await look(doctor, paths.stockCard(clinic, drug.code));
    expect(await rowsWith(page, dispatch, lots.early, `|${FIRST - 1}${drug.packUnit}|`)).toHaveLength(1);
    expect(await rowsWith(page, dispatch, lots.late, `|${ASKED - FIRST - 1}${drug.packUnit}|`)).toHaveLength(1);
    await look(doctor, paths.shortage(shortage));
    expect(await textOf(page.locator('main')), 'what did not arrive is open again').toContain('待安排');
  });

  it('both sides close the differences: apart at first, then agreed', async () => {
    const { page } = doctor;
    await look(doctor, paths.discrepancies());
    await look(doctor, paths.dispatch(dispatch));
    const numbers = (await page.locator('main a[href^="/discrepancies/CY-"]').allInnerTexts()).slice(0, 2);
    expect(numbers).toHaveLength(2);
    for (const number of numbers) {
      await look(hub, paths.discrepancy(number));
      const isMissing = (await textOf(hub.page.locator('h1'))).includes('未到');
      const agreed = isMissing ? 'never_loaded' : 'write_off';
      await findDifference(hub, number, isMissing ? 'lost' : 'return_to_sender', '发货台账上有装车记录');
      await findDifference(doctor, number, agreed, '箱内没有，或已压碎');
      expect(await textOf(page.locator('#flash')), 'apart').toContain('不一致');
      await findDifference(hub, number, agreed, '复核录像后同意');
      expect(await textOf(hub.page.locator('main h1 + *, .page-head').first())).toContain('已关闭');
    }
    await look(hub, paths.dispatch(dispatch));
    expect(await textOf(hub.page.locator('.page-head'))).toContain('已签收');
  });

  it('the rest is given up, the patient collects, and the timeline tells who, when and where', async () => {
    await look(hub, paths.shortage(shortage));
    const rest = hub.page.locator('details', { has: hub.page.locator('[name="remainder.note"]') });
    await rest.locator('summary').click();
    await rest.locator('textarea').fill('下周的计划里补足');
    await press(hub.page, rest.locator('form button'));
    await expectCalm(hub);
    const { page } = doctor;
    await look(doctor, paths.shortage(shortage));
    await page.locator('input[name="outcome.outcome"][value="collected"]').check();
    await page.locator('input[name="outcome.issue"]').check();
    await press(page, page.locator('form[action$="/outcome"] button.primary'));
    await expectCalm(doctor);
    const told = await textOf(page.locator('main'));
    expect(told).toContain('已取药');
    for (const act of ['登记', '受理', '安排货源', '出库', '到货签收', '余量不再安排', '已取药']) {
      expect(told).toMatch(new RegExp(`${act}[\\s\\S]*?\\d\\d:\\d\\d`));
    }
    expect(told).toMatch(/总院刘药师，\d\d:\d\d/);
  });

  it('an auditor sees all of it, can change nothing, and finds everything explained', async () => {
    const auditor = await signIn(browser, 'luoshenji', width);
    const { page } = auditor;
    const pages = [
      paths.home(),
      paths.shortages(),
      paths.shortage(shortage),
      paths.dispatch(dispatch),
      paths.slipCheck(dispatch),
      paths.discrepancies({ state: 'closed' }),
      paths.stockCard('XG00', drug.code),
      paths.stockCard(clinic, drug.code),
      paths.audit(),
    ];
    for (const path of pages) {
      await look(auditor, path);
      const writing = await page.locator('main form[method="post"]:not([target="_blank"])').count();
      expect(writing, `${path} has a writing form`).toBe(0);
    }
    await look(auditor, paths.verification());
    await press(page, page.locator(`main form[action="${paths.verification()}"] button`));
    await page.locator('main .notice', { hasText: '全部一致' }).waitFor({ timeout: 60_000 });
    await expectCalm(auditor);
    await auditor.context.close();
  });
});
