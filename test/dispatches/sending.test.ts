/** Sending, cancelling and reversing: what moves, what is free again, who may not, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDispatch, postDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { accepted, addStock, type TestPerson } from '../support/build.ts';
import { at } from './balances.ts';
import {
  answered,
  type DispatchWorld,
  freeze,
  key,
  openWorld,
  PACK,
  pickAll,
  receive,
  send,
  shortageOf,
  simple,
  transport,
  versionOf,
  viewOf,
} from './dispatch-world.ts';

let world: DispatchWorld;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(async () => {
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
  expect(await verifyLedger(world.services.db.read)).toEqual([]);
  await world.drop();
});

async function post(number: string, actor: TestPerson = world.people.checker, version?: number) {
  const seen = version ?? (await versionOf(world, number));
  return postDispatch(world.services, actor, null, { number, version: seen, ...transport });
}

async function end(act: typeof cancelDispatch, number: string, reason = '车坏了', actor = world.people.checker) {
  return act(world.services, actor, null, { number, version: await versionOf(world, number), reason });
}

describe('sending', () => {
  it('moves what was picked to the transit place and the shortage onto its way', async () => {
    const { dispatch, shortage } = await simple(world, 2 * PACK);
    const before = await at(world, world.places.headStore, world.lots.first);
    await send(world, dispatch);
    const after = await at(world, world.places.headStore, world.lots.first);
    expect(after).toEqual({ onHand: before.onHand - 2 * PACK, reserved: before.reserved - 2 * PACK });
    expect((await at(world, world.branch.transitId, world.lots.first)).onHand).toBe(2 * PACK);
    const { document, shortage: row } = await shortageOf(world, shortage);
    expect(document.status).toBe('in_transit');
    expect(row).toMatchObject({ answeredBase: 2 * PACK, shippedBase: 2 * PACK, arrivedBase: 0 });
    const { record } = await viewOf(world, dispatch);
    expect(record.dispatch).toMatchObject({ vehicle: '赣B·D0018', driver: '李师傅' });
    accepted(await end(reverseDispatch, dispatch));
  });

  it('refuses lines not picked, nothing picked, and the picker checking the own pick', async () => {
    const { dispatch } = await simple(world, PACK);
    expect(await post(dispatch)).toMatchObject({ reason: 'lines_not_picked', detail: { count: 1 } });
    await pickAll(world, dispatch);
    expect(await post(dispatch, world.people.picker)).toMatchObject({ reason: 'picker_may_not_check' });
    const [line] = (await viewOf(world, dispatch)).lines;
    const nothing = { number: dispatch, lineId: line?.id ?? 0, pickedBase: 0, reason: '货位空' };
    accepted(await pickLine(world.services, world.people.picker, null, nothing));
    expect(await post(dispatch)).toMatchObject({ reason: 'nothing_picked' });
    accepted(await end(cancelDispatch, dispatch));
  });

  it('is done once when several people post at once; the others hear who was quicker', async () => {
    const { dispatch } = await simple(world, PACK);
    await pickAll(world, dispatch);
    const { people } = world;
    const version = await versionOf(world, dispatch);
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(dispatch, people.checker, version)));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).toHaveLength(3);
    for (const answer of refused) {
      expect(answer).toMatchObject({ reason: 'stale', detail: { act: 'post', who: people.checker.name } });
    }
    accepted(await end(reverseDispatch, dispatch));
  });

  it('refuses other roles, other organisations, a stale page, another state', async () => {
    const { dispatch } = await simple(world, PACK);
    const { people } = world;
    await pickAll(world, dispatch);
    expect(await post(dispatch, people.receiver)).toMatchObject({ reason: 'not_sender' });
    expect(await post(dispatch, people.auditor)).toMatchObject({ reason: 'forbidden' });
    const foreign = { ...people.checker, organisationId: world.other.id, scopePath: world.other.path };
    expect(await post(dispatch, foreign, 1)).toMatchObject({ reason: 'not_found' });
    const notSender = { ...people.checker, organisationId: world.branch.id };
    expect(await post(dispatch, notSender)).toMatchObject({ reason: 'not_sender' });
    const stale = await post(dispatch, people.checker, 1);
    expect(stale).toMatchObject({ reason: 'stale', detail: { act: 'pick', who: people.picker.name } });
    accepted(await post(dispatch));
    expect(await post(dispatch)).toMatchObject({ reason: 'wrong_state', detail: { status: 'in_transit' } });
    accepted(await end(reverseDispatch, dispatch));
  });

  it('gives the first answer to the same key and posts once', async () => {
    const { dispatch } = await simple(world, PACK);
    await pickAll(world, dispatch);
    const once = key();
    const input = { number: dispatch, version: await versionOf(world, dispatch), ...transport };
    const first = await postDispatch(world.services, world.people.checker, once, input);
    const second = await postDispatch(world.services, world.people.checker, once, input);
    expect(second).toMatchObject({ ok: true, repeated: true, value: accepted(first) });
    expect((await at(world, world.branch.transitId, world.lots.first)).onHand).toBe(PACK);
    accepted(await end(reverseDispatch, dispatch));
  });

  it('refuses a lot that was frozen or has expired between picking and sending', async () => {
    const { services, places, head, item } = world;
    const stock = { item, organisationId: head.id, quantityBase: 3 * PACK };
    const given = { overrideReason: '留先到期的给急诊' };
    const frozen = await addStock(services, places.headStore, { ...stock, lot: 'L-COLD', expiresOn: '2028-09-30' });
    const first = await answered(world, [{ lotId: frozen, quantityBase: PACK }], given);
    await pickAll(world, first.dispatch);
    await freeze(world, frozen);
    expect(await post(first.dispatch)).toMatchObject({ reason: 'lot_quarantined', detail: { lot: 'L-COLD' } });
    const brief = await addStock(services, places.headStore, { ...stock, lot: 'L-SOON', expiresOn: '2028-10-31' });
    const second = await answered(world, [{ lotId: brief, quantityBase: PACK }], given);
    await pickAll(world, second.dispatch);
    const now = services.clock.now();
    world.clock.set(Date.parse('2028-11-02T01:00:00Z'));
    expect(await post(second.dispatch)).toMatchObject({ reason: 'lot_expired', detail: { lot: 'L-SOON' } });
    world.clock.set(now);
    expect((await viewOf(world, second.dispatch)).record.document.status).toBe('picking');
    accepted(await end(cancelDispatch, first.dispatch));
    accepted(await end(cancelDispatch, second.dispatch));
  });

  it('returns what a short pick left out to open, and frees the reservation of it', async () => {
    const { dispatch, shortage } = await simple(world, 3 * PACK);
    const before = await at(world, world.places.headStore, world.lots.first);
    const [line] = (await viewOf(world, dispatch)).lines;
    const short = { number: dispatch, lineId: line?.id ?? 0, pickedBase: PACK, reason: '货位只余1盒' };
    accepted(await pickLine(world.services, world.people.picker, null, short));
    accepted(await post(dispatch));
    const after = await at(world, world.places.headStore, world.lots.first);
    expect(after).toEqual({ onHand: before.onHand - PACK, reserved: before.reserved - 3 * PACK });
    const { document, shortage: row } = await shortageOf(world, shortage);
    expect(row).toMatchObject({ answeredBase: PACK, shippedBase: PACK });
    expect(document.status).toBe('matched');
    accepted(await end(reverseDispatch, dispatch));
    expect((await shortageOf(world, shortage)).document.status).toBe('accepted');
  });

  it('carries several requests of one destination, and can be reversed when one of them got nothing', async () => {
    const first = await simple(world, PACK);
    const second = await answered(world, [{ lotId: world.lots.first, quantityBase: PACK }], { ownDispatch: false });
    const { lines } = await viewOf(world, second.dispatch);
    const own = lines.filter((line) => line.quantityBase === PACK);
    expect(first.dispatch).toBe(second.dispatch);
    const [taken, left] = own;
    const pick = { number: first.dispatch, reason: '' };
    const { services, people } = world;
    accepted(await pickLine(services, people.picker, null, { ...pick, lineId: taken?.id ?? 0, pickedBase: PACK }));
    const none = { ...pick, lineId: left?.id ?? 0, pickedBase: 0, reason: '货位空' };
    accepted(await pickLine(services, people.picker, null, none));
    accepted(await post(first.dispatch));
    expect((await shortageOf(world, first.shortage)).document.status).toBe('in_transit');
    expect((await shortageOf(world, second.shortage)).document.status).toBe('accepted');
    accepted(await end(reverseDispatch, first.dispatch));
    expect((await shortageOf(world, first.shortage)).document.status).toBe('accepted');
  });
});

describe('cancelling', () => {
  it('frees the stock and opens the request again', async () => {
    const before = await at(world, world.places.headStore, world.lots.first);
    const { dispatch, shortage } = await simple(world, 2 * PACK);
    expect((await at(world, world.places.headStore, world.lots.first)).reserved).toBe(before.reserved + 2 * PACK);
    expect(await end(cancelDispatch, dispatch, ' ')).toMatchObject({ reason: 'reason_missing' });
    expect(await end(cancelDispatch, dispatch, '重复', world.people.receiver)).toMatchObject({ reason: 'not_sender' });
    accepted(await end(cancelDispatch, dispatch));
    expect(await at(world, world.places.headStore, world.lots.first)).toEqual(before);
    const { document, shortage: row } = await shortageOf(world, shortage);
    expect(document.status).toBe('accepted');
    expect(row.answeredBase).toBe(0);
    expect(await end(cancelDispatch, dispatch)).toMatchObject({ reason: 'wrong_state' });
    expect(await post(dispatch)).toMatchObject({ reason: 'wrong_state' });
  });
});

describe('reversing', () => {
  it('brings the goods back by a red movement while they travel, and never after', async () => {
    const before = await at(world, world.places.headStore, world.lots.first);
    const { dispatch, shortage } = await simple(world, 2 * PACK);
    expect(await end(reverseDispatch, dispatch)).toMatchObject({ reason: 'wrong_state' });
    await send(world, dispatch);
    expect(await end(reverseDispatch, dispatch, '')).toMatchObject({ reason: 'reason_missing' });
    accepted(await end(reverseDispatch, dispatch));
    expect(await at(world, world.places.headStore, world.lots.first)).toEqual(before);
    expect((await at(world, world.branch.transitId, world.lots.first)).onHand).toBe(0);
    expect((await viewOf(world, dispatch)).lines.map((line) => line.shippedBase)).toEqual([0]);
    expect((await shortageOf(world, shortage)).shortage).toMatchObject({ answeredBase: 0, shippedBase: 0 });
    expect(await end(reverseDispatch, dispatch)).toMatchObject({ reason: 'wrong_state' });
    const received = await simple(world, PACK);
    await send(world, received.dispatch);
    await receive(world, received.dispatch);
    expect(await end(reverseDispatch, received.dispatch)).toMatchObject({ reason: 'wrong_state' });
  });
});
