/** Packing through requests: the page, a scan, sealing, labels; and the hand-over of boxes at a stop. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxesAboard } from '../../src/packing/box-queries.ts';
import { paths } from '../../src/paths.ts';
import { cancelRound } from '../../src/rounds/plan-commands.ts';
import { firstLine, PACK, transport, versionOf } from '../dispatches/dispatch-world.ts';
import { key, openRoundWorld, planned, type RoundWorld, roundOf } from '../rounds/round-world.ts';
import { accepted } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { boxOf, packAll, pickedDispatch } from './packing-world.ts';

let world: RoundWorld;
let picker: Browser;
let checker: Browser;
let driver: Browser;
let receiver: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openRoundWorld();
  picker = await signIn(world.app, world.people.picker.login);
  checker = await signIn(world.app, world.people.checker.login);
  driver = await signIn(world.app, world.driver.login);
  receiver = await signIn(world.app, world.people.receiver.login);
  stranger = await signIn(world.app, world.people.stranger.login);
});
afterAll(() => world.drop());

const fields = (more: Record<string, string> = {}) => ({ idempotency_key: key(), ...more });

describe('the page of boxes', () => {
  it('opens a box, takes what is scanned, seals it, and is closed to others', async () => {
    const number = await pickedDispatch(world);
    expect((await picker.get(paths.dispatch(number))).text).toContain(paths.boxes(number));
    expect((await picker.get(paths.boxes(number))).text).toContain('开第1箱'.replace('1', '一'));
    expect((await picker.post(paths.boxes(number), fields())).status).toBe(303);
    const wrong = await picker.post(paths.boxAct(number, 1, 'scans'), fields({ code: 'L-SECOND' }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('不在这张配送单上');
    expect((await picker.post(paths.boxAct(number, 1, 'scans'), fields({ code: 'L-FIRST' }))).status).toBe(303);
    expect((await picker.get(paths.boxes(number))).text).toContain('拣好的货都已装箱');
    expect((await picker.post(paths.boxAct(number, 1, 'sealing'), fields({ seal: 'F8' }))).status).toBe(303);
    expect((await picker.get(paths.boxes(number))).text).toContain('封签F8');
    expect((await receiver.get(paths.boxes(number))).text).toContain('封签F8');
    expect((await stranger.get(paths.boxes(number))).status).toBe(404);
    expect((await stranger.post(paths.boxAct(number, 1, 'opening'), fields())).status).toBe(404);
    const { code } = await boxOf(world, number, 1);
    expect((await picker.get(paths.scan(code))).text).toContain(number);
    const other = await pickedDispatch(world);
    await picker.post(paths.boxes(other), fields());
    const label = await picker.post(paths.boxAct(other, 1, 'scans'), fields({ code }));
    expect(label.text).toContain(`这是${number}第1箱的箱签`);
  });

  it('keeps what was typed when it is too much, and nonsense out', async () => {
    const number = await pickedDispatch(world);
    const { id } = await firstLine(world, number);
    await picker.post(paths.boxes(number), fields());
    const put = (packs: string, lineId = String(id)) =>
      picker.post(paths.boxAct(number, 1, 'contents'), fields({ lineId, [`quantity.${lineId}.packs`]: packs }));
    const more = await put('99');
    expect(more.status).toBe(422);
    expect(more.text).toContain('value="99"');
    expect((await put('x')).status).toBe(422);
    expect((await put('1', '999999')).status).toBe(422);
    expect((await put('1')).status).toBe(303);
    expect((await picker.post(paths.boxAct(number, 77, 'sealing'), fields())).status).toBe(422);
    const form = fields({ lineId: String(id) });
    expect((await picker.post(paths.boxAct(number, 1, 'contents'), form)).status).toBe(303);
    expect((await picker.post(paths.boxAct(number, 1, 'contents'), form)).status).toBe(303);
    expect((await boxOf(world, number, 1)).contents).toEqual([{ lineId: id, quantityBase: 4 * PACK }]);
  });
});

async function sentInBoxes(count: number): Promise<string> {
  const number = await pickedDispatch(world);
  await packAll(world, number, count);
  const version = String(await versionOf(world, number));
  const { vehicle, driver: who } = transport;
  const sent = await checker.post(paths.dispatchPosting(number), fields({ version, vehicle, driver: who }));
  if (sent.status !== 303) throw new Error(sent.text.slice(0, 2000));
  return number;
}

async function onTheRoad(dispatches: string[]): Promise<string> {
  const round = await planned(world, dispatches);
  const version = String((await roundOf(world, round)).document.version);
  expect((await driver.post(paths.roundAct(round, 'departure'), fields({ version }))).status).toBe(303);
  return round;
}

describe('the hand-over of boxes', () => {
  it('names what was not scanned, takes it with a reason, and shows it missing', async () => {
    const number = await sentInBoxes(2);
    const round = await onTheRoad([number]);
    const [first, second] = await boxesAboard(world.services.db.read, (await roundOf(world, round)).document.id);
    if (first === undefined || second === undefined) throw new Error('no boxes');
    expect((await driver.get(paths.drive(round))).text).toContain(first.code);
    const told = (more: Record<string, string>) =>
      driver.post(
        paths.driveStop(round),
        fields({ stop: String(first.stopId), outcome: 'handed', receiver: '刘药师', ...more }),
      );
    const asked = await told({ find: '1', code: first.code });
    expect(asked.text).toContain('已核对');
    expect((await told({ find: '1', code: 'YXB99' })).text).toContain('这不是车上的箱签');
    const missing = await told({ box: String(first.id) });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain(`缺1箱没扫到：${number}-2`);
    expect((await told({ box: String(first.id), without: '1' })).text).toContain('为什么缺');
    expect((await told({ box: '999999' })).text).toContain('不是这趟车上的');
    const done = await told({ box: String(first.id), without: '1', reason: '落在库里' });
    expect(done.status).toBe(303);
    const shown = (await receiver.get(paths.boxes(number))).text;
    expect(shown).toContain('交接时缺箱');
    expect(shown).toContain('已交接');
  });

  it('leaves boxes alone when a round is given up', async () => {
    const number = await sentInBoxes(1);
    const round = await planned(world, [number]);
    const seenVersion = (await roundOf(world, round)).document.version;
    accepted(
      await cancelRound(world.services, world.people.picker, { key: key(), number: round, seenVersion }, '车坏'),
    );
    expect((await boxOf(world, number, 1)).sealed).toBe(true);
    expect((await planned(world, [number])).startsWith('PC-')).toBe(true);
  });
});
