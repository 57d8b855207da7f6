/** Receiving and what was different: sums, places, both sides' findings and what each of them posts. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { showDifference } from '../../src/dispatches/discrepancy-queries.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { accepted, addItem, addStock, type TestPerson } from '../support/build.ts';
import { at } from './balances.ts';
import {
  answered,
  type DispatchWorld,
  freeze,
  key,
  openWorld,
  PACK,
  receive,
  send,
  shortageOf,
  versionOf,
  viewOf,
} from './dispatch-world.ts';

let world: DispatchWorld;
/** A dispatch of four packs on its way. */
let number: string;
let shortage: string;
let lineId: number;
let lotId: number;

beforeAll(async () => {
  world = await openWorld();
});

beforeEach(async () => {
  // A drug of its own, so that every count below begins at nothing
  const item = await addItem(world.services);
  const stock = { item, quantityBase: 10 * PACK, organisationId: world.head.id };
  lotId = await addStock(world.services, world.places.headStore, stock);
  const made = await answered(world, [{ lotId, quantityBase: 4 * PACK }], { item });
  number = made.dispatch;
  shortage = made.shortage;
  await send(world, number);
  lineId = (await viewOf(world, number)).lines[0]?.id ?? 0;
});

afterAll(() => world.drop());

async function clean() {
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
  expect(await verifyLedger(world.services.db.read)).toEqual([]);
}

async function receiveAs(
  actor: TestPerson,
  line: { good: number; damaged?: number; missing?: number; note?: string | null },
  given: { version?: number; key?: string } = {},
) {
  const { good: goodBase, damaged: damagedBase = 0, missing: missingBase = 0, note = null } = line;
  const version = given.version ?? (await versionOf(world, number));
  const lines = [{ lineId, goodBase, damagedBase, missingBase, note }];
  return receiveDispatch(world.services, actor, given.key ?? null, { number, version, lines });
}

const ALL = { good: 4 * PACK };

describe('receiving', () => {
  it('stores what is good, arrives at the request, and opens nothing', async () => {
    const once = key();
    const version = await versionOf(world, number);
    accepted(await receiveAs(world.people.receiver, ALL, { version, key: once }));
    expect(await receiveAs(world.people.receiver, ALL, { version, key: once })).toMatchObject({ repeated: true });
    expect((await at(world, world.places.branchStore, lotId)).onHand).toBe(4 * PACK);
    expect((await at(world, world.branch.transitId, lotId)).onHand).toBe(0);
    const view = await viewOf(world, number);
    expect(view.record.document.status).toBe('received');
    expect(view.stored).toMatchObject([{ store: '高兴药房', quantityBase: 4 * PACK }]);
    const record = await shortageOf(world, shortage);
    expect(record.document.status).toBe('arrived');
    expect(record.shortage.arrivedBase).toBe(4 * PACK);
    await clean();
  });

  it('puts damaged goods apart, leaves missing ones in transit, and opens the request for them again', async () => {
    const line = { good: 2 * PACK, damaged: PACK, missing: PACK, note: '外箱压坏' };
    const { discrepancies } = accepted(await receiveAs(world.people.receiver, line));
    expect(discrepancies).toHaveLength(2);
    expect((await at(world, world.places.branchStore, lotId)).onHand).toBe(2 * PACK);
    expect((await at(world, world.places.branchRejected, lotId)).onHand).toBe(PACK);
    expect((await at(world, world.branch.transitId, lotId)).onHand).toBe(PACK);
    expect((await viewOf(world, number)).record.document.status).toBe('discrepancy');
    const record = await shortageOf(world, shortage);
    expect(record.shortage).toMatchObject({ answeredBase: 2 * PACK, shippedBase: 2 * PACK, arrivedBase: 2 * PACK });
    expect(record.document.status).toBe('matched');
    await clean();
  });

  it('receives nothing at all when nothing came', async () => {
    accepted(await receiveAs(world.people.receiver, { good: 0, missing: 4 * PACK, note: '车没到' }));
    expect((await shortageOf(world, shortage)).document.status).toBe('accepted');
    expect((await at(world, world.branch.transitId, lotId)).onHand).toBe(4 * PACK);
    await clean();
  });

  it('receives a lot that was frozen on its way', async () => {
    await freeze(world, lotId);
    accepted(await receiveAs(world.people.receiver, ALL));
    await clean();
  });

  it('refuses sums that differ, differences without a word, lines left out or given twice', async () => {
    const { receiver } = world.people;
    expect(await receiveAs(receiver, { good: 3 * PACK })).toMatchObject({
      reason: 'receipt_sum',
      detail: { shipped: '4盒', sum: '3盒' },
      field: `line.${lineId}`,
    });
    expect(await receiveAs(receiver, { good: 5 * PACK })).toMatchObject({ reason: 'receipt_sum' });
    expect(await receiveAs(receiver, { good: 5 * PACK, missing: -PACK })).toMatchObject({ reason: 'quantity_invalid' });
    expect(await receiveAs(receiver, { good: 3 * PACK, missing: PACK })).toMatchObject({
      reason: 'difference_reason_missing',
    });
    const version = await versionOf(world, number);
    const { services } = world;
    const whole = { lineId, goodBase: 4 * PACK, damagedBase: 0, missingBase: 0, note: null };
    const none = await receiveDispatch(services, receiver, null, { number, version, lines: [] });
    expect(none).toMatchObject({ reason: 'line_not_answered' });
    const twice = await receiveDispatch(services, receiver, null, { number, version, lines: [whole, whole] });
    expect(twice).toMatchObject({ reason: 'line_twice' });
    const foreign = [whole, { ...whole, lineId: 999_999 }];
    expect(await receiveDispatch(services, receiver, null, { number, version, lines: foreign })).toMatchObject({
      reason: 'line_unknown',
    });
    expect((await viewOf(world, number)).record.document.status).toBe('in_transit');
  });

  it('refuses the sender, who sent it, other roles and organisations, a stale page, a second time', async () => {
    const { people } = world;
    expect(await receiveAs(people.picker, ALL)).toMatchObject({ reason: 'forbidden' });
    expect(await receiveAs(people.stranger, ALL)).toMatchObject({ reason: 'not_found' });
    const atHub = { ...people.receiver, organisationId: world.head.id, scopePath: '/' };
    expect(await receiveAs(atHub, ALL)).toMatchObject({ reason: 'not_receiver' });
    const poster = { ...people.receiver, userId: people.checker.userId };
    expect(await receiveAs(poster, ALL)).toMatchObject({ reason: 'sender_may_not_receive' });
    expect(await receiveAs(people.receiver, ALL, { version: 1 })).toMatchObject({ reason: 'stale' });
    accepted(await receiveAs(people.receiver, ALL));
    expect(await receiveAs(people.receiver, ALL)).toMatchObject({ reason: 'wrong_state' });
  });
});

describe('differences', () => {
  async function find(
    differenceNumber: string,
    actor: TestPerson,
    finding: string,
    reason = '核对过',
    version?: number,
  ) {
    const view = await showDifference(world.services.db.read, differenceNumber, '/');
    const seen = version ?? view?.version ?? 0;
    const input = { number: differenceNumber, version: seen, finding, bearer: 'receiver', reason };
    return findDifference(world.services, actor, null, input);
  }

  async function differ(kind: 'damaged' | 'missing'): Promise<string> {
    const [one] = await receive(world, number, { [lineId]: { [`${kind}Base`]: PACK } });
    return one ?? '';
  }

  it('stays open while the sides disagree and closes when they agree', async () => {
    const one = await differ('missing');
    const { people } = world;
    expect(accepted(await find(one, people.checker, 'never_loaded'))).toEqual({ closed: false });
    expect(accepted(await find(one, people.receiver, 'lost'))).toEqual({ closed: false });
    expect((await viewOf(world, number)).record.document.status).toBe('discrepancy');
    await clean();
    expect(accepted(await find(one, people.receiver, 'never_loaded'))).toEqual({ closed: true });
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    expect((await at(world, world.branch.transitId, lotId)).onHand).toBe(0);
    expect((await at(world, world.places.headStore, lotId)).onHand).toBe(7 * PACK);
    expect(await find(one, people.receiver, 'lost')).toMatchObject({ reason: 'wrong_state' });
    await clean();
  });

  it.each([
    ['missing', 'lost', 3, 0, 0],
    ['missing', 'found_at_receiver', 4, 0, 0],
    ['damaged', 'write_off', 3, 0, 0],
    ['damaged', 'return_to_sender', 3, 0, 1],
    ['damaged', 'not_damaged', 4, 0, 0],
  ] as const)('posts %s, found %s', async (kind, finding, store, rejected, headRejected) => {
    const one = await differ(kind);
    accepted(await find(one, world.people.receiver, finding));
    expect(accepted(await find(one, world.people.pharmacist, finding))).toEqual({ closed: true });
    const { places } = world;
    expect((await at(world, places.branchStore, lotId)).onHand).toBe(store * PACK);
    expect((await at(world, places.branchRejected, lotId)).onHand).toBe(rejected * PACK);
    expect((await at(world, places.headRejected, lotId)).onHand).toBe(headRejected * PACK);
    expect((await at(world, world.branch.transitId, lotId)).onHand).toBe(0);
    await clean();
  });

  it('settles the dispatch with the last of several', async () => {
    const both = { [lineId]: { damagedBase: PACK, missingBase: PACK } };
    const numbers = await receive(world, number, both);
    for (const [index, one] of numbers.entries()) {
      const finding = index === 0 ? 'write_off' : 'lost';
      accepted(await find(one, world.people.receiver, finding));
      expect((await viewOf(world, number)).record.document.status).toBe('discrepancy');
      accepted(await find(one, world.people.checker, finding));
    }
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    await clean();
  });

  it('refuses third parties, other roles, findings that do not fit, no reason, a stale page', async () => {
    const one = await differ('missing');
    const { people } = world;
    expect(await find(one, people.auditor, 'lost')).toMatchObject({ reason: 'forbidden' });
    expect(await find(one, people.stranger, 'lost')).toMatchObject({ reason: 'not_found' });
    const county = { ...people.checker, organisationId: world.other.id };
    expect(await find(one, county, 'lost')).toMatchObject({ reason: 'not_a_side' });
    expect(await find(one, people.receiver, 'write_off')).toMatchObject({ reason: 'finding_unknown' });
    expect(await find(one, people.receiver, 'lost', ' ')).toMatchObject({ reason: 'reason_missing' });
    accepted(await find(one, people.receiver, 'lost'));
    expect(await find(one, people.checker, 'lost', '核对过', 1)).toMatchObject({ reason: 'stale' });
  });
});
