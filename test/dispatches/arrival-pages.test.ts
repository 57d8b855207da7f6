/** Receiving by scan and by box, what differs and who bears it, the wrong branch and what is late, as pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxContent, boxScan, packingBox } from '../../db/schema/boxes.ts';
import { refreshAlerts } from '../../src/alerts/refresh-commands.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { labelCode } from '../../src/kernel/codes/own-label.ts';
import { paths } from '../../src/paths.ts';
import { accepted, addItem, addPerson, addStock } from '../support/build.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import {
  answered,
  type DispatchWorld,
  firstLine,
  key,
  openWorld,
  PACK,
  receive,
  send,
  simple,
  versionOf,
  viewOf,
} from './dispatch-world.ts';

let world: DispatchWorld;
let browsers: Record<'checker' | 'receiver' | 'stranger' | 'accountant', Browser>;

beforeAll(async () => {
  world = await openWorld(100);
  const accountant = await addPerson(world.services, world.head, 'chief_accountant');
  const enter = (who: keyof DispatchWorld['people']) => signIn(world.app, world.people[who].login);
  browsers = {
    checker: await enter('checker'),
    receiver: await enter('receiver'),
    stranger: await enter('stranger'),
    accountant: await signIn(world.app, accountant.login),
  };
});

afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const post = (browser: Browser, path: string, fields: Record<string, string>): Promise<Answer> =>
  browser.post(path, { idempotency_key: key(), ...fields });

async function sent(packs: number) {
  const { dispatch } = await simple(world, packs * PACK);
  await send(world, dispatch);
  const { id } = await firstLine(world, dispatch);
  return { number: dispatch, name: `line.${id}`, version: String(await versionOf(world, dispatch)), id };
}

describe('receiving by scan', () => {
  it('counts each scan, tells of one too many and of another lot, and takes the rest as missing', async () => {
    const { number, name, version, id } = await sent(2);
    const path = paths.dispatchReceipt(number);
    expect((await browsers.receiver.get(`${path}?by=scan`)).text).toContain('从零开始');
    const first = await post(browsers.receiver, path, { version, by: 'scan', find: '1', code: 'L-FIRST' });
    expect(first.text).toContain('1盒 / 2盒');
    expect(first.text).toContain(`name="${name}.good.packs" value="1"`);
    const good = { version, by: 'scan', [`${name}.good.packs`]: '2' };
    const whole = await post(browsers.receiver, path, { ...good, find: '1', code: 'L-FIRST' });
    expect(whole.text).toContain('又扫到一盒');
    const over = await post(browsers.receiver, path, { ...good, odd: `over ${id}` });
    expect(over.text).toContain(`name="${name}.over.packs" value="1"`);
    const strange = await post(browsers.receiver, path, { ...good, find: '1', code: '6901234567892' });
    expect(strange.text).toContain('不在这张单上');
    const one = { version, by: 'scan', [`${name}.good.packs`]: '1' };
    const wrong = await post(browsers.receiver, path, { ...one, odd: `wrong ${id} L-SECOND` });
    expect(wrong.text).toContain('value="L-SECOND"');
    const done = await post(browsers.receiver, path, one);
    expect((await browsers.receiver.follow(done)).text).toContain('有1件差异');
    const [difference] = (await viewOf(world, number)).differences;
    expect(difference).toMatchObject({ kind: 'missing', quantityBase: PACK });
  });

  it('takes the contents of a box with one scan, names the boxes that lack, and keeps that it arrived', async () => {
    const { number, name, version, id } = await sent(3);
    const { document } = (await viewOf(world, number)).record;
    const made = { dispatchId: document.id, cold: false, madeAt: 1, madeBy: 1 };
    const ids = await world.services.db.transaction(async (tx) => {
      const rows = await tx
        .insert(packingBox)
        .values([1, 2].map((position) => ({ ...made, position })))
        .returning({ id: packingBox.id });
      const held = [2, 1].map((packs, index) => ({ boxId: rows[index]?.id ?? 0, quantityBase: packs * PACK }));
      await tx.insert(boxContent).values(held.map((one) => ({ ...one, lineId: id, packedBy: 1, packedAt: 1 })));
      return rows.map((row) => row.id);
    });
    const [boxId = 0] = ids;
    const path = paths.dispatchReceipt(number);
    const code = labelCode({ kind: 'carton', id: boxId });
    const scan = await post(browsers.receiver, path, { version, by: 'scan', find: '1', code });
    expect(scan.text).toContain(`name="${name}.good.packs" value="2"`);
    expect(scan.text).toContain('还没有扫到：第2箱');
    const counted = { version, by: 'scan', box: String(boxId), [`${name}.good.packs`]: '2' };
    expect((await post(browsers.receiver, path, { ...counted, find: '1', code })).text).toContain('没有重复计');
    const other = await sent(1);
    const elsewhere = { version: other.version, by: 'scan', find: '1', code };
    const wrong = await post(browsers.receiver, paths.dispatchReceipt(other.number), elsewhere);
    expect(wrong.text).toContain(`这是${number}的第1箱，发给高兴分院`);
    await browsers.receiver.follow(await post(browsers.receiver, path, counted));
    expect(await world.services.db.read.select().from(boxScan)).toMatchObject([{ boxId, act: 'arrived' }]);
  });
});

describe('what differs', () => {
  it('opens a case of another lot and of too many from the lines, and refuses one without its number', async () => {
    const { number, name, version } = await sent(2);
    const path = paths.dispatchReceipt(number);
    const typed = {
      version,
      [`${name}.good.packs`]: '1',
      [`${name}.wrong.packs`]: '1',
      [`${name}.over.packs`]: '1',
      [`${name}.note`]: '两个批号混装',
    };
    const refused = await post(browsers.receiver, path, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('请写实到的批号');
    const done = await post(browsers.receiver, path, { ...typed, [`${name}.actual`]: 'L-SECOND' });
    expect((await browsers.receiver.follow(done)).text).toContain('有2件差异');
    const kinds = (await viewOf(world, number)).differences.map(({ kind, actualLot }) => [kind, actualLot]);
    expect(kinds).toEqual([
      ['over', null],
      ['wrong_lot', 'L-SECOND'],
    ]);
  });

  it('reads a temperature, refuses nonsense, and sets cold goods apart', async () => {
    const item = await addItem(world.services, { storageZone: 'cold' });
    const stock = { item, quantityBase: 4 * PACK, organisationId: world.head.id };
    const lotId = await addStock(world.services, world.places.headStore, stock);
    const number = (await answered(world, [{ lotId, quantityBase: PACK }], { item })).dispatch;
    await send(world, number);
    const { id } = await firstLine(world, number);
    const typed = { version: String(await versionOf(world, number)), [`line.${id}.good.packs`]: '1' };
    const nonsense = await post(browsers.receiver, paths.dispatchReceipt(number), { ...typed, tenths: '很凉' });
    expect(nonsense.text).toContain('读不懂温度“很凉”');
    const done = await post(browsers.receiver, paths.dispatchReceipt(number), { ...typed, tenths: '12.4℃' });
    expect((await browsers.receiver.follow(done)).text).toContain('有1件差异');
    const [difference] = (await viewOf(world, number)).differences;
    expect(difference).toMatchObject({ kind: 'temperature', tenths: 124 });
  });

  it('is closed by both sides with a bearer, decided by the chief accountant, and opened again', async () => {
    const { number, id } = await sent(3);
    const [paper = ''] = await receive(world, number, { [id]: { missingBase: PACK } });
    const path = paths.discrepancyClosing(paper);
    const none = await post(browsers.receiver, path, { version: '1', finding: 'lost', reason: '没有到' });
    expect(none.text).toContain('请选损失由谁承担');
    const lost = { finding: 'lost', bearer: 'sender', reason: '核对过' };
    await browsers.receiver.follow(await post(browsers.receiver, path, { version: '1', ...lost }));
    const closed = await post(browsers.checker, path, { version: '2', ...lost });
    expect((await browsers.checker.follow(closed)).text).toContain('差异已关闭并过账');
    expect((await browsers.accountant.get(paths.home())).text).toContain(`${paper}的损失由谁承担`);
    expect((await browsers.accountant.get(paths.charges())).text).toContain(paper);
    const agreed = await post(browsers.accountant, paths.discrepancyCharge(paper), { version: '3', agree: '1' });
    expect((await browsers.accountant.follow(agreed)).text).toContain('损失已转到承担方账');
    const stale = await post(browsers.receiver, paths.discrepancyReopening(paper), { version: '3', reason: '找到' });
    expect(stale.status).toBe(409);
    const again = await post(browsers.receiver, paths.discrepancyReopening(paper), { version: '4', reason: '找到' });
    expect((await browsers.receiver.follow(again)).text).toContain('已重开');
    const input = { number: paper, version: 5, finding: 'found_at_receiver', reason: '在另一箱' };
    accepted(await findDifference(world.services, world.people.receiver, null, input));
  });
});

describe('what is on the way', () => {
  it('names the right place to somebody who opens it at the wrong one', async () => {
    const { number } = await sent(1);
    const wrong = await browsers.stranger.get(paths.dispatchReceipt(number));
    expect(wrong.status).toBe(409);
    expect(wrong.text).toContain(`${number}是发给高兴分院的，不是江背分院的货`);
  });

  it('is told by age, searched by pinyin, exported, and chased at the receiver, then the sender', async () => {
    const { number } = await sent(1);
    const page = await browsers.checker.get(paths.transit());
    expect(page.text).toContain(number);
    expect((await browsers.checker.get(paths.transit({ q: 'gxfy' }))).text).toContain(number);
    expect((await browsers.checker.get(paths.transit({ q: 'jbfy' }))).text).not.toContain(number);
    expect((await browsers.checker.get(paths.transit({ band: 'week' }))).text).not.toContain(number);
    expect((await browsers.checker.get(paths.transitExport('csv'))).text).toContain(number);
    await refreshAlerts(world.services);
    expect((await browsers.receiver.get(paths.home())).text).not.toContain('没有签收');
    world.clock.set(world.clock.now() + 2.5 * 86_400_000);
    browsers.receiver = await signIn(world.app, world.people.receiver.login);
    browsers.checker = await signIn(world.app, world.people.checker.login);
    await refreshAlerts(world.services);
    expect((await browsers.receiver.get(paths.home())).text).toContain('超过收货时限没有签收');
    expect((await browsers.receiver.get(paths.alerts({ kind: 'arrival_overdue' }))).text).toContain(number);
    expect((await browsers.checker.get(paths.transit({ state: 'late' }))).text).toContain(number);
    world.clock.set(world.clock.now() + 86_400_000);
    const told = await refreshAlerts(world.services);
    expect(told['arrival_overdue']).toBeGreaterThan(1);
  });
});
