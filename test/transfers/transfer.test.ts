/** Transfers: asked and offered, granted wholly or partly, carried and received in both books; refusals by name. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balance, lot } from '../../db/schema/ledger.ts';
import type { Answer } from '../../src/audit/command.ts';
import { cancelDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { acceptOffer, endTransfer } from '../../src/transfers/answer-commands.ts';
import { grantTransfer } from '../../src/transfers/grant-commands.ts';
import { askTransfer, removeTransferLine, setTransferLines } from '../../src/transfers/open-commands.ts';
import { accepted, addItem, addStock } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  asked,
  dispatchOf,
  giverHas,
  grants,
  inDays,
  inputOf,
  key,
  loaded,
  openTransferWorld,
  PACK,
  receives,
  seen,
  sends,
  type TransferWorld,
} from './transfer-world.ts';

let world: TransferWorld;
beforeAll(async () => {
  world = await openTransferWorld();
});
afterAll(() => endWhole(world));

const reason = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.reason);

async function at(storeId: number, lotId: number) {
  const where = and(eq(balance.locationId, storeId), eq(balance.lotId, lotId));
  const [row] = await world.services.db.read.select().from(balance).where(where);
  return { onHand: row?.onHand ?? 0, reserved: row?.reserved ?? 0, value: row?.valueFen ?? 0 };
}

describe('a transfer that is asked for', () => {
  it('is granted in part by the giver alone, kept, carried, received, with lot and value on both sides', async () => {
    const { item, lotId } = await giverHas(world, 10);
    const number = await asked(world, { [item.id]: { packs: '6' } });
    expect(reason(await grants(world, number, [4], world.zhao))).toBe('forbidden');
    expect(reason(await grants(world, number, [4], world.lead))).toBe('transfer_not_here');
    expect(reason(await grants(world, number, [7]))).toBe('transfer_more_than_asked');
    expect(reason(await grants(world, number, [0]))).toBe('transfer_grant_nothing');
    const before = await at(world.giverStore, lotId);
    const { dispatch } = accepted(await grants(world, number, [4]));
    expect(await at(world.giverStore, lotId)).toMatchObject({ onHand: 10 * PACK, reserved: 4 * PACK });
    expect((await loaded(world, number)).lines[0]?.line).toMatchObject({ askedBase: 6 * PACK, grantedBase: 4 * PACK });
    expect(reason(await grants(world, number, [4]))).toBe('wrong_state');
    await sends(world, dispatch);
    expect((await loaded(world, number)).document.status).toBe('in_transit');
    await receives(world, dispatch);
    expect((await loaded(world, number)).document.status).toBe('received');
    const [here, there] = [await at(world.giverStore, lotId), await at(world.takerStore, lotId)];
    expect(here).toMatchObject({ onHand: 6 * PACK, reserved: 0 });
    expect(there.onHand).toBe(4 * PACK);
    expect(here.value + there.value).toBe(before.value);
  });

  it('promises nothing twice: what one was granted another cannot be', async () => {
    const { item } = await giverHas(world, 5);
    const one = await asked(world, { [item.id]: { packs: '4' } });
    const two = await asked(world, { [item.id]: { packs: '4' } });
    accepted(await grants(world, one, [4]));
    expect(await grants(world, two, [4])).toMatchObject({ ok: false, reason: 'supply_short' });
    accepted(await grants(world, two, [1]));
  });

  it('never takes controlled, frozen, expired or short-dated lots, nor more than is there', async () => {
    const { services, zhao } = world;
    const ask = async (itemId: number, packs: string, more = {}) =>
      reason(await askTransfer(services, zhao, key(), inputOf(world, { [itemId]: { packs } }, more)));
    const morphine = await giverHas(world, 3, { item: { controlClass: 'narcotic', packSize: PACK } });
    expect(await ask(morphine.item.id, '1')).toBe('transfer_controlled');
    const frozen = await giverHas(world, 3);
    await services.db.transaction((tx) => tx.update(lot).set({ frozen: 'recall' }).where(eq(lot.id, frozen.lotId)));
    expect(await ask(frozen.item.id, '1')).toBe('lot_recalled');
    const expired = await giverHas(world, 3, { expiresOn: inDays(-1) });
    expect(await ask(expired.item.id, '1')).toBe('lot_expired');
    const short = await giverHas(world, 3, { expiresOn: inDays(40) });
    expect(await ask(short.item.id, '1')).toBe('lot_short_life');
    const made = await giverHas(world, 3, { item: { kind: 'preparation' } });
    expect(await ask(made.item.id, '1')).toBe('lot_permit_missing');
    const { item } = await giverHas(world, 3);
    expect(await ask(item.id, '4')).toBe('supply_short');
    expect(await ask(item.id, '0')).toBe('transfer_zero');
    expect(await ask(item.id, '-1')).not.toBe('ok');
    expect(await ask(item.id, '1', { neededBy: inDays(-1) })).toBe('transfer_day');
    expect(await ask(item.id, '1', { otherCode: world.taker.code })).toBe('transfer_same_member');
    expect(await ask(item.id, '1', { organisationCode: world.giver.code })).toBe('not_found');
    expect(await ask(999_999, '1')).toBe('not_found');
    const offer = inputOf(world, { [item.id]: { packs: '1' } });
    expect(reason(await askTransfer(services, world.auditor, key(), offer))).toBe('forbidden');
  });

  it('takes a named lot out of turn and says so on the dispatch', async () => {
    const { item } = await giverHas(world, 3, { expiresOn: inDays(200) });
    const later = await giverHas(world, 3, { of: item, expiresOn: inDays(500) });
    const number = await asked(world, { [item.id]: { packs: '2', lot: later.lotId } });
    const [row] = (await loaded(world, number)).lines;
    const typed = { [String(row?.line.id)]: { packs: '2', lot: later.lotId } };
    const { dispatch } = accepted(await grantTransfer(world.services, world.chief, await seen(world, number), typed));
    const [line] = (await dispatchOf(world, dispatch)).lines;
    expect(line).toMatchObject({ lotId: later.lotId, overrideReason: number });
    expect((await dispatchOf(world, dispatch)).serves).toMatchObject([{ kind: 'transfer', number }]);
  });

  it('is changed until somebody answers, refused with a reason, or withdrawn by its own people', async () => {
    const { services, zhao, chief, wang } = world;
    const one = await giverHas(world, 9);
    const two = await giverHas(world, 9);
    const number = await asked(world, { [one.item.id]: { packs: '1' } });
    accepted(await setTransferLines(services, zhao, await seen(world, number), { [two.item.id]: { packs: '2' } }));
    accepted(await setTransferLines(services, zhao, await seen(world, number), { [one.item.id]: { packs: '3' } }));
    const { lines } = await loaded(world, number);
    expect(lines.map(({ line }) => line.askedBase)).toEqual([3 * PACK, 2 * PACK]);
    const first = lines[0]?.line.id ?? 0;
    expect(reason(await removeTransferLine(services, wang, await seen(world, number), first))).toBe(
      'transfer_not_here',
    );
    const stale = { key: key(), number, seenVersion: 1 };
    expect(reason(await removeTransferLine(services, zhao, stale, first))).toBe('stale');
    accepted(await removeTransferLine(services, zhao, await seen(world, number), first));
    const last = lines[1]?.line.id ?? 0;
    expect(reason(await removeTransferLine(services, zhao, await seen(world, number), last))).toBe(
      'transfer_last_line',
    );
    const refuse = async (why: string) =>
      endTransfer(services, chief, await seen(world, number), { how: 'refuse', why });
    expect(reason(await refuse(' '))).toBe('reason_missing');
    accepted(await refuse('自己不够'));
    expect(reason(await refuse('再拒'))).toBe('wrong_state');
    const other = await asked(world, { [two.item.id]: { packs: '1' } });
    const withdraw = async (person = zhao) =>
      endTransfer(services, person, await seen(world, other), { how: 'withdraw', why: '不要了' });
    expect(reason(await withdraw(chief))).toBe('transfer_not_here');
    accepted(await withdraw());
  });

  it('ends with its dispatch: cancelled while it is picked, taken back while it travels', async () => {
    const { item, lotId } = await giverHas(world, 8);
    const cancelled = await asked(world, { [item.id]: { packs: '3' } });
    const first = accepted(await grants(world, cancelled, [3])).dispatch;
    const { version } = (await dispatchOf(world, first)).record.document;
    const why = { number: first, version, reason: '装错' };
    accepted(await cancelDispatch(world.services, world.chief, key(), why));
    expect((await loaded(world, cancelled)).document.status).toBe('cancelled');
    expect(await at(world.giverStore, lotId)).toMatchObject({ onHand: 8 * PACK, reserved: 0 });
    const back = await asked(world, { [item.id]: { packs: '3' } });
    const second = accepted(await grants(world, back, [3])).dispatch;
    await sends(world, second);
    const sent = (await dispatchOf(world, second)).record.document.version;
    accepted(
      await reverseDispatch(world.services, world.chief, key(), { number: second, version: sent, reason: '退回' }),
    );
    expect((await loaded(world, back)).document.status).toBe('cancelled');
    expect((await at(world.giverStore, lotId)).onHand).toBe(8 * PACK);
  });

  it('gives the same answer to the same form, and refuses the form with other words', async () => {
    const { item } = await giverHas(world, 5);
    const again = key();
    const input = inputOf(world, { [item.id]: { packs: '1' } });
    const first = accepted(await askTransfer(world.services, world.zhao, again, input)).number;
    expect(accepted(await askTransfer(world.services, world.zhao, again, input)).number).toBe(first);
    const other = inputOf(world, { [item.id]: { packs: '2' } });
    expect(reason(await askTransfer(world.services, world.zhao, again, other))).toBe('key_reused');
  });
});

describe('goods that are offered', () => {
  it('are taken up in part, granted by another of the giver, or declined', async () => {
    const { services, wang, chief, zhao } = world;
    const { item } = await giverHas(world, 9);
    const sides = { direction: 'offered' as const, organisationCode: world.giver.code, otherCode: world.taker.code };
    const offer = inputOf(world, { [item.id]: { packs: '5' } }, sides);
    const { number } = accepted(await askTransfer(services, chief, key(), offer));
    const line = (await loaded(world, number)).lines[0]?.line.id ?? 0;
    expect(reason(await grants(world, number, [5]))).toBe('wrong_state');
    const take = async (packs: string, person = zhao) =>
      acceptOffer(services, person, await seen(world, number), { [String(line)]: { packs } });
    expect(reason(await take('2', wang))).toBe('transfer_not_here');
    expect(reason(await take('6'))).toBe('transfer_more_than_offered');
    expect(reason(await take('0'))).toBe('transfer_accept_nothing');
    accepted(await take('2'));
    expect(reason(await grants(world, number, [2]))).toBe('transfer_own');
    const two = accepted(await askTransfer(services, wang, key(), offer)).number;
    const end = { how: 'decline' as const, why: '够用' };
    expect(reason(await endTransfer(services, chief, await seen(world, two), end))).toBe('transfer_not_here');
    accepted(await endTransfer(services, zhao, await seen(world, two), end));
    const three = accepted(await askTransfer(services, wang, key(), offer)).number;
    const [row] = (await loaded(world, three)).lines;
    const all = { [String(row?.line.id)]: { packs: '5' } };
    accepted(await acceptOffer(services, zhao, await seen(world, three), all));
    accepted(await grants(world, three, [5]));
  });

  it('leave a clinic through the branch above it', async () => {
    const { services, doctor, zhao } = world;
    const item = await addItem(services);
    const stock = { item, quantityBase: 6 * PACK, organisationId: world.clinic.id };
    await addStock(services, world.clinicStore, stock);
    const sides = { direction: 'offered' as const, organisationCode: world.clinic.code, otherCode: world.taker.code };
    const offer = inputOf(world, { [item.id]: { packs: '2' } }, sides);
    const { number } = accepted(await askTransfer(services, doctor, key(), offer));
    const line = String((await loaded(world, number)).lines[0]?.line.id ?? 0);
    accepted(await acceptOffer(services, zhao, await seen(world, number), { [line]: { packs: '2' } }));
    expect(reason(await grants(world, number, [2], doctor))).toBe('transfer_own');
    const { dispatch } = accepted(await grants(world, number, [2]));
    await sends(world, dispatch, doctor);
    await receives(world, dispatch);
    expect((await loaded(world, number)).document.status).toBe('received');
  });
});
