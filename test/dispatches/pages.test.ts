/** The pages of dispatches as a browser without script meets them: what is offered, refused, kept and shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import {
  answered,
  type DispatchWorld,
  firstLine,
  key,
  openWorld,
  PACK,
  pickAll,
  send,
  simple,
  versionOf,
} from './dispatch-world.ts';

let world: DispatchWorld;
let browsers: Record<'picker' | 'checker' | 'receiver' | 'stranger' | 'auditor', Browser>;

beforeAll(async () => {
  world = await openWorld(100);
  const enter = (who: keyof DispatchWorld['people']) => signIn(world.app, world.people[who].login);
  browsers = {
    picker: await enter('picker'),
    checker: await enter('checker'),
    receiver: await enter('receiver'),
    stranger: await enter('stranger'),
    auditor: await enter('auditor'),
  };
});

afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function post(browser: Browser, path: string, fields: Record<string, string>): Promise<Answer> {
  return browser.post(path, { idempotency_key: key(), ...fields });
}

describe('the list', () => {
  it('shows what is in scope, by state, receiver, day and number', async () => {
    const { dispatch } = await simple(world, PACK);
    const all = await browsers.checker.get(paths.dispatches());
    expect(all.status).toBe(200);
    expect(all.text).toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatches({ state: 'picking', q: '高兴' }))).text).toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatches({ q: 'gxfy' }))).text).toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatches({ q: dispatch }))).text).toContain(dispatch);
    const carried = await browsers.checker.get(paths.dispatches({ item: world.item.code }));
    expect(carried.text).toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatches({ item: '没有这种药' }))).text).not.toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatchesExport('csv', { item: 'zzzz' }))).text).not.toContain(dispatch);
    const itemPage = await browsers.checker.get(paths.item(world.item.code));
    expect(itemPage.text).toContain(paths.dispatches({ item: world.item.code }));
    expect((await browsers.checker.get(paths.dispatches({ to: world.other.code }))).text).not.toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatches({ since: '2026-11-24' }))).text).not.toContain(dispatch);
    expect((await browsers.checker.get(paths.dispatches({ state: 'received' }))).text).not.toContain(dispatch);
    expect((await browsers.receiver.get(paths.dispatches())).text).toContain(dispatch);
    expect((await browsers.stranger.get(paths.dispatches())).text).not.toContain(dispatch);
  });

  it('answers a fragment with the rows alone, and exports what is shown', async () => {
    const fragment = await browsers.checker.get(paths.dispatches(), { 'HX-Request-Type': 'partial' });
    expect(fragment.text).toMatch(/^<div id="dispatch-rows"/);
    const csv = await browsers.checker.get(paths.dispatchesExport('csv', { state: 'picking' }));
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('PS-20261123-0001');
    const other = await browsers.stranger.get(paths.dispatchesExport('csv'));
    expect(other.text).not.toContain('PS-20261123-0001');
  });

  it('turns pages by key without losing or repeating a row', async () => {
    for (let index = 0; index < 33; index += 1) await answered(world, [{ lotId: world.lots.first, quantityBase: 1 }]);
    const numbers = (text: string) => [...text.matchAll(/dispatches\/(PS-\d{8}-\d{4})"/g)].map((match) => match[1]);
    const first = await browsers.checker.get(paths.dispatches());
    const next = /href="(\/dispatches\?after=[^"]+)"/.exec(first.text)?.[1] ?? '';
    const second = await browsers.checker.get(next);
    const seen = [...numbers(first.text), ...numbers(second.text)];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(34);
  });
});

describe('one dispatch', () => {
  it('is not found outside its scope, whatever is asked of it', async () => {
    const { dispatch } = await simple(world, PACK);
    const { stranger } = browsers;
    for (const path of [
      paths.dispatch(dispatch),
      paths.dispatchSlip(dispatch, 'a4'),
      paths.dispatchPickList(dispatch),
      paths.slipCheck(dispatch),
      paths.dispatchReceipt(dispatch),
    ]) {
      expect((await stranger.get(path)).status, path).toBe(404);
    }
    for (const path of [paths.dispatchPrints(dispatch), paths.dispatchReceipt(dispatch)]) {
      expect((await post(stranger, path, { size: 'a4', version: '1', all: '1' })).status, path).toBe(404);
    }
    expect((await browsers.auditor.get(paths.dispatch(dispatch))).text).not.toContain('class="scan"');
    const scan = await post(browsers.auditor, paths.dispatchScan(dispatch), { code: 'L-FIRST' });
    expect(scan.status).toBe(403);
  });

  it('picks by scan with a redirect, and answers a wrong scan in place', async () => {
    const { dispatch } = await simple(world, PACK);
    const wrong = await post(browsers.picker, paths.dispatchScan(dispatch), { code: 'NOPE<b>' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('NOPE&lt;b&gt;不在本单上');
    const fragment = await browsers.picker.post(
      paths.dispatchScan(dispatch),
      { idempotency_key: key(), code: 'L-FIRST' },
      { 'HX-Request-Type': 'partial' },
    );
    expect(fragment.status).toBe(200);
    expect(fragment.text).toMatch(/^<div id="dispatch"/);
    expect(fragment.text).toContain('已拣');
    const again = await simple(world, PACK);
    const plain = await post(browsers.picker, paths.dispatchScan(again.dispatch), { code: 'L-FIRST' });
    expect(plain).toMatchObject({ status: 303, location: paths.dispatch(again.dispatch) });
    const page = await browsers.picker.follow(plain);
    expect(page.text).toContain('全部行已拣完');
    expect(page.text).toContain('autofocus');
  });

  it('picks by hand, keeps what was typed over a refusal, and puts a line back', async () => {
    const { dispatch } = await simple(world, 2 * PACK);
    const line = await firstLine(world, dispatch);
    const path = paths.dispatchPicked(dispatch, line.id);
    const name = `line.${line.id}`;
    const short = await post(browsers.picker, path, { [`${name}.packs`]: '1', [`${name}.units`]: '3' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('应拣2盒，只拣1盒3片');
    expect(short.text).toContain('value="3"');
    const nonsense = await post(browsers.picker, path, { [`${name}.packs`]: '一盒' });
    expect(nonsense.status).toBe(422);
    const done = { [`${name}.packs`]: '1', [`${name}.units`]: '3', [`${name}.reason`]: '只余这些' };
    expect((await post(browsers.picker, path, done)).status).toBe(303);
    expect((await firstLine(world, dispatch)).pickedBase).toBe(PACK + 3);
    expect((await post(browsers.picker, path, { undo: '1' })).status).toBe(303);
    expect((await firstLine(world, dispatch)).pickedBase).toBeNull();
  });

  it('says beside the button why it cannot be sent, and sends when it can', async () => {
    const { dispatch } = await simple(world, PACK);
    const before = await browsers.checker.get(paths.dispatch(dispatch));
    expect(before.text).toContain('还有1行未拣');
    expect(before.text).toMatch(/<button class="button primary"[^>]*disabled/);
    await pickAll(world, dispatch);
    expect((await browsers.picker.get(paths.dispatch(dispatch))).text).toContain('复核出库须由另一人来做');
    const version = String(await versionOf(world, dispatch));
    const stale = await post(browsers.checker, paths.dispatchPosting(dispatch), { version: '1', vehicle: '赣B·X' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('value="赣B·X"');
    expect(stale.text).toContain(world.people.picker.name);
    const long = await post(browsers.checker, paths.dispatchPosting(dispatch), { version, vehicle: '长'.repeat(41) });
    expect(long.status).toBe(422);
    const sent = await post(browsers.checker, paths.dispatchPosting(dispatch), { version, driver: '李师傅' });
    expect(sent).toMatchObject({ status: 303, location: paths.dispatch(dispatch) });
    expect((await browsers.checker.follow(sent)).text).toContain('已出库');
    const late = await post(browsers.checker, paths.dispatchPosting(dispatch), { version, driver: '李师傅' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('复核出库');
  });

  it('cancels and reverses on pages of their own, with a reason', async () => {
    const { dispatch } = await simple(world, PACK);
    const page = await browsers.checker.get(paths.dispatchCancellation(dispatch));
    expect(page.text).toContain('预留全部释放');
    const version = String(await versionOf(world, dispatch));
    const silent = await post(browsers.checker, paths.dispatchCancellation(dispatch), { version, reason: ' ' });
    expect(silent.status).toBe(422);
    expect((await browsers.receiver.get(paths.dispatchCancellation(dispatch))).status).toBe(303);
    const done = await post(browsers.checker, paths.dispatchCancellation(dispatch), { version, reason: '重复' });
    expect(done.status).toBe(303);
    const second = await simple(world, PACK);
    await send(world, second.dispatch);
    const seen = String(await versionOf(world, second.dispatch));
    expect((await browsers.checker.get(paths.dispatchReversal(second.dispatch))).text).toContain('配送单作废');
    const red = await post(browsers.checker, paths.dispatchReversal(second.dispatch), {
      version: seen,
      reason: '错发',
    });
    expect((await browsers.checker.follow(red)).text).toContain('已红冲');
  });
});
