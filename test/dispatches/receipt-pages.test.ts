/** Receiving and its differences as a browser without script meets them, and the pages in English. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import {
  type DispatchWorld,
  firstLine,
  key,
  openWorld,
  PACK,
  receive,
  send,
  simple,
  versionOf,
} from './dispatch-world.ts';

let world: DispatchWorld;
let browsers: Record<'picker' | 'checker' | 'receiver' | 'stranger' | 'auditor' | 'doctor', Browser>;

beforeAll(async () => {
  world = await openWorld(100);
  const enter = (who: keyof DispatchWorld['people']) => signIn(world.app, world.people[who].login);
  browsers = {
    picker: await enter('picker'),
    checker: await enter('checker'),
    receiver: await enter('receiver'),
    stranger: await enter('stranger'),
    auditor: await enter('auditor'),
    doctor: await enter('doctor'),
  };
});

afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function post(browser: Browser, path: string, fields: Record<string, string>): Promise<Answer> {
  return browser.post(path, { idempotency_key: key(), ...fields });
}

describe('receiving', () => {
  it('receives everything with one press', async () => {
    const { dispatch } = await simple(world, PACK);
    await send(world, dispatch);
    expect((await browsers.picker.get(paths.dispatchReceipt(dispatch))).status).toBe(403);
    const form = await browsers.receiver.get(paths.dispatchReceipt(dispatch));
    expect(form.text).toContain('全部如数');
    const version = String(await versionOf(world, dispatch));
    const twice = { idempotency_key: key(), version, all: '1' };
    const done = await browsers.receiver.post(paths.dispatchReceipt(dispatch), twice);
    const page = await browsers.receiver.follow(done);
    expect(page.text).toContain('高兴药房');
    const again = await browsers.receiver.post(paths.dispatchReceipt(dispatch), twice);
    expect((await browsers.receiver.follow(again)).text).toContain('没有再做一次');
    expect((await browsers.receiver.get(paths.dispatchReceipt(dispatch))).location).toBe(paths.dispatch(dispatch));
    expect((await browsers.checker.get(paths.dispatch(dispatch))).text).toContain('金额、单价（元）');
  });

  it('folds wrong scans away from the log', async () => {
    const { dispatch } = await simple(world, PACK);
    await post(browsers.picker, paths.dispatchScan(dispatch), { code: '6900000000001' });
    const page = await browsers.picker.get(paths.dispatch(dispatch));
    expect(page.text).toContain('扫码不符1次</summary>');
    expect(page.text).not.toContain('<b>扫码不符</b>');
    await send(world, dispatch);
  });

  it('shows each wrong line with what was typed, then opens the differences', async () => {
    const { dispatch } = await simple(world, 2 * PACK);
    await send(world, dispatch);
    const line = await firstLine(world, dispatch);
    const version = String(await versionOf(world, dispatch));
    const typed = (good: string, damaged: string, missing: string, note: string) => ({
      version,
      [`line.${line.id}.good.packs`]: good,
      [`line.${line.id}.damaged.packs`]: damaged,
      [`line.${line.id}.missing.packs`]: missing,
      [`line.${line.id}.note`]: note,
    });
    const path = paths.dispatchReceipt(dispatch);
    const wrongSum = await post(browsers.receiver, path, typed('2', '1', '', '压坏'));
    expect(wrongSum.status).toBe(422);
    expect(wrongSum.text).toContain('完好、破损、未到、批号不符合计3盒');
    expect(wrongSum.text).toContain('value="压坏"');
    expect((await post(browsers.receiver, path, typed('-1', '3', '', '压坏'))).status).toBe(422);
    expect((await post(browsers.receiver, path, typed('', '', '', ''))).status).toBe(422);
    expect((await post(browsers.receiver, path, typed('1', '1', '', ''))).text).toContain('请写明情况');
    const done = await post(browsers.receiver, path, typed('1', '1', '', '压坏'));
    const page = await browsers.receiver.follow(done);
    const difference = /CY-\d{8}-\d{4}/.exec(page.text)?.[0] ?? '';
    expect((await browsers.checker.get(paths.discrepancies())).text).toContain(difference);
    expect((await browsers.stranger.get(paths.discrepancies())).text).not.toContain(difference);
    expect((await browsers.stranger.get(paths.discrepancy(difference))).status).toBe(404);
    expect((await browsers.checker.get(paths.discrepanciesExport('csv'))).text).toContain(difference);
    await settle(difference);
  });

  async function settle(difference: string) {
    const path = paths.discrepancyClosing(difference);
    const open = await browsers.receiver.get(paths.discrepancy(difference));
    expect(open.text).toContain('从收货方不合格品区报损');
    const none = await post(browsers.receiver, path, {
      version: '1',
      finding: 'write_off',
      bearer: 'receiver',
      reason: '',
    });
    expect(none.status).toBe(422);
    const given = await post(browsers.receiver, path, {
      version: '1',
      finding: 'write_off',
      bearer: 'receiver',
      reason: '铝箔破了',
    });
    expect((await browsers.receiver.follow(given)).text).toContain('等对方认定');
    const stale = await post(browsers.checker, path, {
      version: '1',
      finding: 'write_off',
      bearer: 'receiver',
      reason: '同意',
    });
    expect(stale.status).toBe(409);
    const agreed = await post(browsers.checker, path, {
      version: '2',
      finding: 'write_off',
      bearer: 'receiver',
      reason: '同意',
    });
    expect((await browsers.checker.follow(agreed)).text).toContain('差异已关闭');
    expect((await browsers.auditor.get(paths.discrepancy(difference))).text).toContain('已关闭');
  }

  it('speaks English to those who chose it', async () => {
    const { dispatch } = await simple(world, PACK);
    await browsers.doctor.post(paths.preferences(), { language: 'en', next: '/' });
    const { doctor } = browsers;
    expect((await doctor.get(paths.dispatches())).text).toContain('Dispatches');
    await send(world, dispatch);
    await receive(world, dispatch);
  });
});
