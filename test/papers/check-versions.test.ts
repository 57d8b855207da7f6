/** Papers printed before and after a change: each code says which paper is in hand, and which version holds. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reverseDispatch } from '../../src/dispatches/commands.ts';
import { addBox, packLine, sealBox, takeOut } from '../../src/packing/commands.ts';
import { paths } from '../../src/paths.ts';
import { loadDispatches } from '../../src/rounds/plan-commands.ts';
import { firstLine, key, PACK, receive, versionOf } from '../dispatches/dispatch-world.ts';
import { pickedDispatch } from '../packing/packing-world.ts';
import { openRoundWorld, planned, type RoundWorld, roundOf, sentDispatch } from '../rounds/round-world.ts';
import { accepted } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';
import { printed, scanned } from './print-world.ts';

let world: RoundWorld;
let checker: Browser;

beforeAll(async () => {
  world = await openRoundWorld();
  checker = await signIn(world.app, world.people.checker.login);
});
afterAll(() => world.drop());

/** Prints, and gives the address that the paper's code opens. */
async function paper(number: string, kind = 'dispatch_slip'): Promise<string> {
  return scanned(await printed(world, checker, { number, kind })).path;
}

/** What somebody without a login reads there. */
async function read(path: string): Promise<string> {
  const page = await new Browser(world.app).get(path);
  expect(page.status).toBe(200);
  return page.text;
}

it('tells the paper of before a receipt from the one of after it', async () => {
  const number = await sentDispatch(world);
  const first = await paper(number);
  const sentAs = await versionOf(world, number);
  const fresh = await read(first);
  for (const text of ['有效，与账一致', '最新打印的一张', '共打印1次', `单据第${sentAs}版`])
    expect(fresh).toContain(text);
  await receive(world, number);
  const now = await versionOf(world, number);
  expect(now).toBeGreaterThan(sentAs);
  const stale = await read(first);
  expect(stale).toContain(`这张纸打印的是第${sentAs}版，单据现在是第${now}版`);
  expect(stale).toContain('最新打印的一张');
  const second = await paper(number);
  const older = await read(first);
  expect(older).toContain('不是最新打印的一张');
  expect(older).toContain(`手里的是第1次打印；已有更新的一张：第2次打印，第${now}版`);
  expect(older).toContain('共打印2次');
  const newest = await read(second);
  for (const text of ['有效，与账一致', '第2次（补打）', '共打印2次']) expect(newest).toContain(text);
  expect(newest).not.toContain('不是最新打印的一张');
});

it('says of two papers of one version which is the later, and that only one of them counts', async () => {
  const number = await sentDispatch(world);
  const [first, second] = [await paper(number), await paper(number)];
  expect(await read(first)).toContain('不要用两张重复收货、记账');
  expect(await read(second)).not.toContain('不要用两张重复收货');
});

it('shows nothing of who printed, of what other papers say, or of where the document stands', async () => {
  const number = await sentDispatch(world);
  const path = await paper(number);
  await paper(number, 'dispatch_slip');
  const text = await read(path);
  expect(text).not.toContain(world.people.checker.login);
  expect(text).not.toContain(paths.dispatch(number));
});

it('names no version that holds when the dispatch was taken back', async () => {
  const number = await sentDispatch(world);
  const path = await paper(number);
  const input = { number, version: await versionOf(world, number), reason: '错发' };
  accepted(await reverseDispatch(world.services, world.people.checker, null, input));
  const text = await read(path);
  for (const said of ['单据已作废', '无，单据已作废']) expect(text).toContain(said);
});

it('tells labels of a box that was packed anew from those that stick on it now', async () => {
  const number = await pickedDispatch(world);
  const { services, people } = world;
  const { id: lineId } = await firstLine(world, number);
  accepted(await addBox(services, people.picker, key(), number));
  const box = { number, position: 1 };
  accepted(await packLine(services, people.picker, key(), { ...box, lineId, quantityBase: null }));
  const before = await paper(number, 'box_label');
  accepted(await takeOut(services, people.picker, key(), { ...box, lineId, quantityBase: PACK }));
  expect(await read(before)).toContain('打印后单据有变化');
  const between = await read(before);
  expect(between).toContain('4盒');
  accepted(await packLine(services, people.picker, key(), { ...box, lineId, quantityBase: null }));
  accepted(await sealBox(services, people.picker, key(), { ...box, seal: 'F-1' }));
  const after = await paper(number, 'box_label');
  expect(await read(before)).toContain('已有更新的一张：第2次打印');
  expect(await read(after)).toContain('F-1');
  expect(await read(after)).toContain('有效，与账一致');
});

it('counts slips, labels and manifests each for themselves', async () => {
  const one = await sentDispatch(world);
  const round = await planned(world, [one]);
  const before = await paper(round, 'manifest');
  const more = await sentDispatch(world);
  const seenVersion = (await roundOf(world, round)).document.version;
  accepted(
    await loadDispatches(world.services, world.people.picker, { key: key(), number: round, seenVersion }, [more]),
  );
  const stale = await read(before);
  expect(stale).toContain('打印后单据有变化');
  expect(stale).not.toContain(more);
  const after = await paper(round, 'manifest');
  expect(await read(after)).toContain(more);
  expect(await read(before)).toContain('不是最新打印的一张');
});
