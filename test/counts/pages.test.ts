/** The pages of counting: opening, blind sheets, one line after the other, scans, reasons, approval, plans, papers. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPlan } from '../../db/schema/counts.ts';
import { countsDue } from '../../src/counts/plan-commands.ts';
import { runJob } from '../../src/jobs/commands.ts';
import { DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { addItem, addStock, TEST_PASSWORD } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import {
  type CountWorld,
  finds,
  forward,
  key,
  onHand,
  openCountWorld,
  safeOf,
  stocked,
  viewOf,
} from './count-world.ts';

let world: CountWorld;
beforeAll(async () => {
  world = await openCountWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const numberIn = (text: string | null) => /PD-\d{8}-\d{4,}/.exec(text ?? '')?.[0] ?? '';
const version = async (number: string) => String((await viewOf(world, number)).document.version);

async function open(fields: Record<string, string>) {
  const browser = await signIn(world.app, world.first.login);
  const base = { idempotency_key: key(), title: '抽盘', organisation: world.branch.code };
  return { browser, answer: await browser.post(paths.counts(), { ...base, ...fields }) };
}

describe('the pages of a count', () => {
  it('lead from opening to approval, and tell what is wrong at its field', async () => {
    const { item, lotId } = await stocked(world, 240, { genericName: '二甲双胍' });
    const wrong = await open({ scope: 'items' });
    expect(wrong.answer.status).toBe(422);
    expect(wrong.answer.text).toContain('抽盘');
    const { browser, answer } = await open({ scope: 'items', items: item.code });
    const number = numberIn(answer.location);
    const page = await browser.get(paths.count(number));
    expect(page.text).toContain('二甲双胍');
    // Blind: what the books have is nowhere on the page
    expect(page.text).not.toContain('账面');
    const [line] = (await viewOf(world, number)).lines;
    const id = line?.line.id ?? 0;
    const alone = await browser.get(paths.count(number, { scan: line?.lot.number }));
    expect(alone.location).toBe(paths.count(number, { line: 1 }));
    expect((await browser.get(paths.count(number, { scan: 'NO-SUCH-LOT' }))).text).toContain('登记账外批次');
    const bad = await browser.post(paths.countFindings(number), {
      idempotency_key: key(),
      [`line.${id}.packs`]: '十盒',
    });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('十盒');
    const report = { idempotency_key: key(), [`line.${id}.packs`]: '9', [`line.${id}.units`]: '20' };
    expect((await browser.post(paths.countFindings(number, { line: 1 }), report)).status).toBe(303);
    const bare = { idempotency_key: key(), version: await version(number) };
    const missing = await browser.post(paths.countAct(number, 'submission'), bare);
    expect(missing.status).toBe(422);
    const reasoned = { ...bare, idempotency_key: key(), [`reason.${id}.code`]: 'lost' };
    expect((await browser.post(paths.countAct(number, 'submission'), reasoned)).status).toBe(303);
    const chief = await signIn(world.app, world.chief.login);
    expect((await chief.get(paths.home())).text).toContain(number);
    expect((await chief.get(paths.count(number))).text).toContain('−4');
    const approval = { idempotency_key: key(), version: await version(number) };
    expect((await chief.post(paths.countAct(number, 'approval'), approval)).status).toBe(303);
    expect((await chief.post(paths.countAct(number, 'approval'), approval)).status).toBe(303);
    expect(await onHand(world, lotId)).toBe(236);
    expect((await chief.get(paths.counts({ tab: 'closed', q: number }))).text).toContain(number);
    expect((await chief.get(paths.countsExport('csv', { tab: 'all' }))).text).toContain(number);
    expect((await chief.get(paths.countExport(number, 'csv'))).text).toContain('丢失');
    expect((await chief.get(paths.countPaper(number))).text.startsWith('%PDF')).toBe(true);
  });

  it('print a blind sheet, and add a found lot with the item looked up', async () => {
    const { item } = await stocked(world, 24, { genericName: '阿司匹林' });
    const { browser, answer } = await open({ scope: 'items', items: item.code });
    const number = numberIn(answer.location);
    expect((await browser.get(paths.countSheet(number))).text.startsWith('%PDF')).toBe(true);
    expect((await browser.get(paths.countFound(number, { q: 'aspl' }))).text).toContain(item.code);
    const fields = { idempotency_key: key(), item: item.code, lotNumber: 'X9', expiresOn: '2028-02-29' };
    const typed = { ...fields, store: String(world.store), 'quantity.packs': '' };
    const wrong = await browser.post(paths.countFound(number), typed);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('X9');
    const added = await browser.post(paths.countFound(number), {
      ...typed,
      idempotency_key: key(),
      'quantity.packs': '2',
    });
    expect(added.status).toBe(303);
    expect((await browser.get(paths.count(number, { tab: 'all' }))).text).toContain('账外');
  });

  it('ask for the second person of controlled drugs', async () => {
    const { item, lotId } = await stocked(world, 50, { controlClass: 'narcotic' });
    const { answer } = await open({ scope: 'class', controlClass: 'controlled' });
    const number = numberIn(answer.location);
    await finds(world, world.first, number, lotId, 49);
    await finds(world, world.second, number, lotId, 49);
    const browser = await signIn(world.app, world.first.login);
    const [line] = (await viewOf(world, number)).lines;
    const reasons = { [`reason.${line?.line.id ?? 0}.code`]: 'broken' };
    const handed = { idempotency_key: key(), version: await version(number), ...reasons };
    expect((await browser.post(paths.countAct(number, 'submission'), handed)).status).toBe(303);
    const chief = await signIn(world.app, world.chief.login);
    const approve = async (more: Record<string, string>) =>
      chief.post(paths.countAct(number, 'approval'), {
        idempotency_key: key(),
        version: await version(number),
        ...more,
      });
    expect((await approve({})).status).toBe(422);
    expect((await approve({ witness: world.second.login, witnessPassword: 'wrong' })).status).toBe(422);
    expect((await approve({ witness: world.second.login, witnessPassword: TEST_PASSWORD })).status).toBe(303);
    expect(await onHand(world, lotId)).toBe(49);
    expect(item.id).toBeGreaterThan(0);
  });
});

describe('plans', () => {
  it('open their counts once on their day, and the late ones stand on the page of today', async () => {
    const item = await addItem(world.services, { genericName: '吗啡', controlClass: 'narcotic' });
    const at = { item, quantityBase: 20, organisationId: world.branch.id };
    await addStock(world.services, await safeOf(world), at);
    const browser = await signIn(world.app, world.second.login);
    expect((await browser.get(paths.newCountPlan({ preset: 'controlled' }))).text).toContain('麻精毒每班盘点');
    const today = dayOf(world.clock.now());
    const fields = {
      idempotency_key: key(),
      organisation: world.branch.code,
      title: '麻精毒每班盘点',
      scope: 'class',
      controlClass: 'controlled',
      everyDays: '1',
      eachShift: '1',
      nextOn: today,
    };
    expect((await browser.post(paths.countPlans(), { ...fields, nextOn: '2020-01-01' })).status).toBe(422);
    expect((await browser.post(paths.countPlans(), { ...fields, idempotency_key: key() })).status).toBe(303);
    expect(await runJob(world.services, countsDue, 'test')).toBe(true);
    expect(await runJob(world.services, countsDue, 'test')).toBe(false);
    const again = await world.services.db.transaction((tx) => countsDue.run(tx, world.clock.now(), today));
    expect(again.ok && again.value.value.numbers).toEqual([]);
    const list = await browser.get(paths.counts({ q: '麻精毒' }));
    expect(list.text.match(/PD-\d{8}-\d{4,}/g)?.length).toBeGreaterThanOrEqual(3);
    forward(world, DAY_MS);
    const later = await signIn(world.app, world.second.login);
    expect((await later.get(paths.home())).text).toContain('超期未盘完');
    const [plan] = await world.services.db.read.select().from(countPlan).where(eq(countPlan.title, '麻精毒每班盘点'));
    const ending = () => later.post(paths.countPlanState(plan?.id ?? 0, 'ending'), { idempotency_key: key() });
    expect((await ending()).status).toBe(303);
    expect((await ending()).status).toBe(422);
    // All three are still being counted: nothing is opened twice
    const opening = await later.post(paths.countPlanOpening(plan?.id ?? 0), { idempotency_key: key() });
    expect(opening.status).toBe(422);
    expect((await later.get(paths.countPlans())).text).toContain('已停');
  });
});
