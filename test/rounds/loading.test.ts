/** Scanning boxes and unboxed dispatches onto the vehicle, leaving without some, and what the hand-over knows of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { boxesAboard } from '../../src/packing/box-queries.ts';
import { packingChecks } from '../../src/packing/verify.ts';
import { paths } from '../../src/paths.ts';
import { departRound } from '../../src/rounds/depart-commands.ts';
import { tellStop } from '../../src/rounds/drive-commands.ts';
import { scanLoad, scanOff } from '../../src/rounds/loading-commands.ts';
import { notLoaded, piecesOf } from '../../src/rounds/loading-rules.ts';
import { loadDispatches, unloadDispatch } from '../../src/rounds/plan-commands.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { transport, versionOf } from '../dispatches/dispatch-world.ts';
import { boxOf, packAll, pickedDispatch } from '../packing/packing-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { key, openRoundWorld, planned, type RoundWorld, roundOf, sentDispatch } from './round-world.ts';

let world: RoundWorld;
let driver: Browser;
let boxed: string;
let bare: string;
let number: string;

beforeAll(async () => {
  world = await openRoundWorld();
  driver = await signIn(world.app, world.driver.login);
});
afterAll(() => world.drop());

/** A round with a dispatch in two boxes and one without any. */
beforeEach(async () => {
  boxed = await sentInBoxes();
  bare = await sentDispatch(world);
  number = await planned(world, [boxed, bare]);
});

async function sentInBoxes(count = 2): Promise<string> {
  const dispatch = await pickedDispatch(world, 48);
  await packAll(world, dispatch, count);
  const input = { number: dispatch, version: await versionOf(world, dispatch), ...transport };
  accepted(await postDispatch(world.services, world.people.checker, key(), input));
  return dispatch;
}

const codeOf = async (position: number) => (await boxOf(world, boxed, position)).code;
const scan = (text: string, actor: TestPerson = world.driver, by = key()) =>
  scanLoad(world.services, actor, by, { number, text });

async function pieces() {
  const loaded = await roundOf(world, number);
  return piecesOf(loaded, await boxesAboard(world.services.db.read, loaded.document.id));
}

async function depart(more: { without?: boolean; reason?: string } = {}) {
  const seenVersion = (await roundOf(world, number)).document.version;
  const input = { seal: null, measured: [], ...more };
  return departRound(world.services, world.driver, { key: key(), number, seenVersion }, input);
}

async function hand(positions: number[], more: { without?: boolean; reason?: string } = {}) {
  const { stops } = await roundOf(world, number);
  const boxes = await Promise.all(positions.map(async (position) => (await boxOf(world, boxed, position)).id));
  const said = { outcome: 'handed' as const, receiver: '孙药师', tenths: null, deviceAt: null, deviceSentAt: null };
  const input = { stopId: stops[0]?.stop.id ?? 0, ...said, boxes, reason: '', ...more };
  return tellStop(world.services, world.driver, { key: key(), number }, input);
}

async function clean() {
  const results = await verifyAll(world.services.db.read, () => undefined, packingChecks);
  expect(results.flatMap((one) => one.findings)).toEqual([]);
}

describe('loading by scan', () => {
  it('takes labels of boxes and numbers of dispatches, counts each once and says what is left', async () => {
    expect(accepted(await scan(await codeOf(1)))).toEqual({ name: `${boxed}-1`, again: false, left: 2 });
    expect(accepted(await scan(await codeOf(1)))).toEqual({ name: `${boxed}-1`, again: true, left: 2 });
    expect(accepted(await scan(`https://yaoxie.example.cn/check/${bare}/7K3MA92C4P`)).left).toBe(1);
    expect(accepted(await scan(await codeOf(2))).left).toBe(0);
    expect(notLoaded(await pieces())).toEqual([]);
    accepted(await depart());
    expect(accepted(await hand([1, 2])).missing).toEqual([]);
    await clean();
  });

  it('lists the last stop first', () => {
    const stop = (id: number) => ({ stop: { id, position: id }, member: { shortName: `第${id}站` } });
    const load = (id: number) => ({ id, stopId: id, dispatchId: id, number: `PS-${id}`, zone: null, loaded: false });
    const listed = piecesOf({ stops: [1, 2, 3].map(stop), loads: [1, 2, 3].map(load) }, []);
    expect(listed.map((piece) => piece.position)).toEqual([3, 2, 1]);
  });

  it('is taken back one by one, and forgotten with a dispatch that leaves the round', async () => {
    accepted(await scan(await codeOf(1)));
    accepted(await scan(bare));
    const [piece] = (await pieces()).filter((one) => one.loaded && one.boxId !== null);
    const off = () =>
      scanOff(world.services, world.driver, key(), {
        number,
        loadId: piece?.loadId ?? 0,
        boxId: piece?.boxId ?? 0,
      });
    accepted(await off());
    expect(await off()).toMatchObject({ reason: 'load_scan_none' });
    const seen = async () => ({ key: key(), number, seenVersion: (await roundOf(world, number)).document.version });
    accepted(await unloadDispatch(world.services, world.people.picker, await seen(), bare));
    accepted(await loadDispatches(world.services, world.people.picker, await seen(), [bare]));
    expect((await pieces()).some((one) => one.loaded)).toBe(false);
    await clean();
  });
});

describe('leaving without a box', () => {
  it('names what was not scanned, asks why, and the hand-over knows that it never came aboard', async () => {
    accepted(await scan(await codeOf(1)));
    accepted(await scan(bare));
    expect(await depart()).toMatchObject({ reason: 'round_not_loaded', detail: { names: `${boxed}-2`, count: 1 } });
    expect(await depart({ without: true })).toMatchObject({ reason: 'round_not_loaded_reason' });
    accepted(await depart({ without: true, reason: '放不下' }));
    const page = await driver.get(paths.drive(number));
    expect(page.text).toContain('出发时没装车');
    expect(accepted(await hand([1])).missing).toEqual([`${boxed}-2`]);
    await clean();
  });

  it('asks for the others that are missing all the same', async () => {
    accepted(await scan(await codeOf(1)));
    accepted(await scan(bare));
    accepted(await depart({ without: true, reason: '放不下' }));
    expect(await hand([])).toMatchObject({ reason: 'boxes_missing' });
    expect(accepted(await hand([], { without: true, reason: '路上丢了' })).missing).toHaveLength(2);
    await clean();
  });

  it('is no matter where nobody scans', async () => {
    accepted(await depart());
    expect(await hand([1])).toMatchObject({ reason: 'boxes_missing' });
    await clean();
  });
});

describe('attacks', () => {
  it('refuses what rides elsewhere, nonsense, a number whose boxes are scanned, and what is not sent', async () => {
    const other = await sentInBoxes(1);
    expect(await scan((await boxOf(world, other, 1)).code)).toMatchObject({ reason: 'load_scan_other' });
    expect(await scan(other)).toMatchObject({ reason: 'load_scan_other' });
    expect(await scan(boxed)).toMatchObject({ reason: 'load_scan_boxes', detail: { boxes: 2 } });
    for (const nonsense of ['', '   ', 'PS-1', "' or 1=1", '6901234567892', 'PS-20261123-000199999']) {
      expect(await scan(nonsense)).toMatchObject({ reason: 'load_scan_unknown' });
    }
    const open = await pickedDispatch(world);
    number = await planned(world, [open], { day: '2026-11-25' });
    expect(await scan(open)).toMatchObject({ reason: 'load_not_sent' });
  });

  it('refuses other people, other houses, and a round that has left', async () => {
    const { people } = world;
    expect((await scan(bare, people.stranger)).ok).toBe(false);
    expect((await scan(bare, people.receiver)).ok).toBe(false);
    expect((await scan(bare, people.picker)).ok).toBe(true);
    accepted(await depart({ without: true, reason: '放不下' }));
    expect(await scan(await codeOf(1))).toMatchObject({ reason: 'load_scan_left' });
    expect(await scan(bare, people.stranger)).toMatchObject({ ok: false });
  });

  it('counts a label once that two scan at the same moment, and a form that is sent twice', async () => {
    const code = await codeOf(1);
    const both = await Promise.all([scan(code), scan(code, world.people.picker)]);
    expect(both.map((one) => one.ok && one.value.again).sort()).toEqual([false, true]);
    const same = key();
    const twice = [await scan(bare, world.driver, same), await scan(bare, world.driver, same)];
    expect(twice.map((one) => one.ok && one.value.again)).toEqual([false, false]);
    expect((await pieces()).filter((one) => one.loaded)).toHaveLength(2);
    await clean();
  });
});

describe('the page of the driver', () => {
  it('scans, says what is left, refuses in words, and asks at the departure', async () => {
    const page = await driver.get(paths.drive(number));
    for (const text of ['装车', '共3件', `${boxed}-2`]) expect(page.text).toContain(text);
    const post = (fields: Record<string, string>) =>
      driver.post(paths.driveLoading(number), { idempotency_key: key(), ...fields });
    const done = await driver.follow(await post({ code: await codeOf(1) }));
    expect(done.text).toContain(`${boxed}-1已装车，还有2件`);
    const wrong = await post({ code: 'PS-20200101-0001' });
    expect([wrong.status, wrong.text.includes('不在这趟车上')]).toEqual([422, true]);
    const version = String((await roundOf(world, number)).document.version);
    const leave = { idempotency_key: key(), version, seal: '' };
    const asked = await driver.post(paths.roundAct(number, 'departure'), leave);
    expect(asked.text).toContain('没扫到装车');
    expect(asked.text).toContain('name="without"');
    const off = /name="off" value="([^"]+)"/.exec((await driver.get(paths.drive(number))).text)?.[1] ?? '';
    expect((await driver.follow(await post({ off }))).text).toContain('已从车上取下');
    for (const odd of ['1', '0-0', '99999-1', 'x', '1-2-3']) {
      expect([404, 409, 422]).toContain((await post({ off: odd })).status);
    }
  });
});
