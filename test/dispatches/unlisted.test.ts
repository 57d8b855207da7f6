/** Goods that stand nowhere on the slip: who may tell of them and when, what the case posts, and what never moves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { booksChecks } from '../../src/books/verify.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { showDifference } from '../../src/dispatches/discrepancy-queries.ts';
import { reopenDifference } from '../../src/dispatches/reopen-commands.ts';
import { reportUnlisted, type UnlistedInput } from '../../src/dispatches/unlisted-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { paths } from '../../src/paths.ts';
import { accepted, addItem, addStock, type TestItem, type TestPerson } from '../support/build.ts';
import { Browser, signIn } from '../support/login.ts';
import { at } from './balances.ts';
import {
  type DispatchWorld,
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
let stray: TestItem;
let strayLot: number;
let number: string;

beforeAll(async () => {
  world = await openWorld(400);
});
afterAll(() => world.drop());

beforeEach(async () => {
  stray = await addItem(world.services, { packSize: PACK });
  const stock = { item: stray, quantityBase: 10 * PACK, organisationId: world.head.id, expiresOn: '2028-11-30' };
  strayLot = await addStock(world.services, world.places.headStore, { ...stock, lot: 'X7' });
  number = (await simple(world, 2 * PACK)).dispatch;
  await send(world, number);
});

async function told(given: Partial<UnlistedInput> = {}, actor: TestPerson = world.people.receiver) {
  const version = await versionOf(world, number);
  const about = { itemId: stray.id, lotNumber: 'X7', quantityBase: 3 * PACK, note: '箱底多出来的' };
  return reportUnlisted(world.services, actor, null, { number, version, ...about, ...given });
}

async function find(paper: string, actor: TestPerson, finding: string) {
  const version = (await showDifference(world.services.db.read, paper, '/'))?.version ?? 0;
  const input = { number: paper, version, finding, bearer: null, reason: '核对过' };
  return findDifference(world.services, actor, null, input);
}

async function agree(paper: string, finding: string) {
  accepted(await find(paper, world.people.receiver, finding));
  return find(paper, world.people.checker, finding);
}

const packs = async (place: number, lot = strayLot) => (await at(world, place, lot)).onHand / PACK;

async function clean() {
  const { read } = world.services.db;
  expect(await verifyDispatches(read)).toEqual([]);
  expect(await verifyLedger(read)).toEqual([]);
  for (const check of booksChecks) expect(await check.find(read)).toEqual([]);
}

describe('goods of no line', () => {
  it('open a case with an owner and a limit, and stand with the sender until then', async () => {
    await receive(world, number);
    const { discrepancy } = accepted(await told());
    const view = await showDifference(world.services.db.read, discrepancy, '/');
    expect(view?.row).toMatchObject({ kind: 'unlisted', quantityBase: 3 * PACK, actualLot: 'X7', status: 'open' });
    expect(view?.record.discrepancy.ownerId).toBe(world.people.checker.userId);
    expect(view?.row.dueAt ?? 0).toBeGreaterThan(world.clock.now());
    expect((await viewOf(world, number)).record.document.status).toBe('discrepancy');
    expect([await packs(world.places.headStore), await packs(world.places.branchStore)]).toEqual([10, 0]);
    await clean();
  });

  it('that are kept move in both books, and back when the case is opened again', async () => {
    await receive(world, number);
    const { discrepancy } = accepted(await told());
    expect(accepted(await agree(discrepancy, 'keep_over')).closed).toBe(true);
    expect([await packs(world.places.headStore), await packs(world.places.branchStore)]).toEqual([7, 3]);
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    await clean();
    const version = (await showDifference(world.services.db.read, discrepancy, '/'))?.version ?? 0;
    const input = { number: discrepancy, version, reason: '再核' };
    accepted(await reopenDifference(world.services, world.people.receiver, null, input));
    expect([await packs(world.places.headStore), await packs(world.places.branchStore)]).toEqual([10, 0]);
    await clean();
  });

  it('that go back, or were miscounted, post nothing', async () => {
    await receive(world, number);
    for (const finding of ['send_back_over', 'miscounted']) {
      const { discrepancy } = accepted(await told());
      expect(accepted(await agree(discrepancy, finding)).closed).toBe(true);
      expect(await packs(world.places.headStore)).toBe(10);
    }
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    await clean();
  });

  it('of a lot that the sender does not have are not kept, and may go back', async () => {
    await receive(world, number);
    const { discrepancy } = accepted(await told({ lotNumber: 'NOBODYS' }));
    expect(await agree(discrepancy, 'keep_over')).toMatchObject({ reason: 'other_lot_absent' });
    expect(accepted(await agree(discrepancy, 'send_back_over')).closed).toBe(true);
    await clean();
  });

  it('replace what is missing of the slip: both cases close, each posts its own', async () => {
    const line = (await viewOf(world, number)).lines[0]?.id ?? 0;
    const [missing = ''] = await receive(world, number, { [line]: { missingBase: PACK } });
    const { discrepancy } = accepted(await told({ quantityBase: PACK }));
    expect(accepted(await agree(missing, 'never_loaded')).closed).toBe(true);
    expect((await viewOf(world, number)).record.document.status).toBe('discrepancy');
    expect(accepted(await agree(discrepancy, 'keep_over')).closed).toBe(true);
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    expect(await packs(world.places.branchStore)).toBe(1);
    await clean();
  });

  it('of the very lot of a line are goods too many of that line', async () => {
    await receive(world, number);
    const line = (await viewOf(world, number)).lines[0];
    const more = { itemId: line?.itemId ?? 0, lotNumber: 'L-FIRST', quantityBase: PACK };
    const { discrepancy } = accepted(await told(more));
    const view = await showDifference(world.services.db.read, discrepancy, '/');
    expect(view?.row).toMatchObject({ kind: 'over', actualLot: null });
    const before = await packs(world.places.branchStore, line?.lotId);
    expect(accepted(await agree(discrepancy, 'keep_over')).closed).toBe(true);
    expect((await packs(world.places.branchStore, line?.lotId)) - before).toBe(1);
    await clean();
  });
});

describe('attacks', () => {
  it('refuses what was not received, another place, the sender, nonsense, and controlled drugs', async () => {
    const { people, services } = world;
    expect((await told()).ok).toBe(false);
    await receive(world, number);
    expect(await told({}, people.stranger)).toMatchObject({ reason: 'not_found' });
    expect(await told({}, people.checker)).toMatchObject({ ok: false });
    expect(await told({ quantityBase: 0 })).toMatchObject({ reason: 'quantity_invalid' });
    expect(await told({ quantityBase: 1.5 })).toMatchObject({ reason: 'quantity_invalid' });
    expect(await told({ quantityBase: -PACK })).toMatchObject({ reason: 'quantity_invalid' });
    expect(await told({ lotNumber: ' ' })).toMatchObject({ reason: 'field_required' });
    expect(await told({ note: ' ' })).toMatchObject({ reason: 'reason_missing' });
    expect(await told({ itemId: 999_999 })).toMatchObject({ reason: 'unlisted_item_unknown' });
    const locked = await addItem(services, { packSize: PACK, controlClass: 'narcotic' });
    expect(await told({ itemId: locked.id })).toMatchObject({ reason: 'unlisted_controlled' });
    const never = await addItem(services, { packSize: PACK });
    expect(await told({ itemId: never.id })).toMatchObject({ reason: 'unlisted_never_held' });
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    expect((await viewOf(world, number)).lines).toHaveLength(1);
    await clean();
  });

  it('opens one case when it is sent twice, and none on a stale page or for the slower of two', async () => {
    await receive(world, number);
    const version = await versionOf(world, number);
    const input = { number, version, itemId: stray.id, lotNumber: 'X7', quantityBase: PACK, note: '箱底' };
    const same = key();
    const send = (by: string) => reportUnlisted(world.services, world.people.receiver, by, input);
    const first = accepted(await send(same));
    expect(accepted(await send(same)).discrepancy).toBe(first.discrepancy);
    expect((await send(key())).ok).toBe(false);
    const fresh = { ...input, version: await versionOf(world, number) };
    const again = () => reportUnlisted(world.services, world.people.receiver, key(), fresh);
    const race = await Promise.all([again(), again()]);
    expect(race.filter((one) => one.ok)).toHaveLength(1);
    expect((await viewOf(world, number)).differences).toHaveLength(2);
    await clean();
  });
});

describe('the page', () => {
  it('finds the item by name, asks for lot and quantity, and leads to the case', async () => {
    await receive(world, number);
    const browser = await signIn(world.app, world.people.receiver.login);
    expect((await browser.get(paths.dispatch(number))).text).toContain('登记单外货品');
    const empty = await browser.get(paths.dispatchUnlisted(number));
    expect(empty.text).toContain('是哪种药品');
    expect((await browser.get(paths.dispatchUnlisted(number, { q: '<b>没有这种' }))).text).toContain('没有找到');
    const page = await browser.get(paths.dispatchUnlisted(number, { item: String(stray.id), lot: 'X7' }));
    expect(page.text).toContain('value="X7"');
    const version = String(await versionOf(world, number));
    const fields = { idempotency_key: key(), version, item: String(stray.id), lot: 'X7', note: '箱底' };
    const refused = await browser.post(paths.dispatchUnlisted(number), { ...fields, 'quantity.packs': '两盒' });
    expect(refused.status).toBe(422);
    const done = await browser.post(paths.dispatchUnlisted(number), { ...fields, 'quantity.packs': '2' });
    expect(done.status).toBe(303);
    const seen = await browser.follow(done);
    for (const text of ['已开差异单', '单外货品', 'X7']) expect(seen.text).toContain(text);
    const stale = await browser.post(paths.dispatchUnlisted(number), {
      ...fields,
      idempotency_key: key(),
      'quantity.packs': '2',
    });
    expect(stale.status).toBe(409);
    const outside = await signIn(world.app, world.people.stranger.login);
    expect((await outside.get(paths.dispatchUnlisted(number))).status).toBe(404);
    expect(await new Browser(world.app).get(paths.dispatchUnlisted(number))).toMatchObject({ status: 303 });
  });
});
