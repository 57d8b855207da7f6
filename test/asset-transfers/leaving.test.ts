/** Equipment that leaves its keeper: who was promised it by the hour comes first, and what hangs on it ends with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handOver, withdrawMove } from '../../src/asset-transfers/act-commands.ts';
import { proposeMove } from '../../src/asset-transfers/propose-commands.ts';
import { assetByNumber, eventsOf } from '../../src/assets/record-queries.ts';
import { appraise, approveDisposal, carryOut, prepareCard } from '../../src/disposals/act-commands.ts';
import { proposeDisposal } from '../../src/disposals/propose-commands.ts';
import { disposalChecks } from '../../src/disposals/verify.ts';
import { addDays, DAY_MS, dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { agreeToLoan, extendLoan, handOverLoan } from '../../src/loans/act-commands.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { loanByNumber } from '../../src/loans/loan-queries.ts';
import { planCards } from '../../src/maintenance/plan-commands.ts';
import { registerDuties } from '../../src/metrology/duty-commands.ts';
import { agreeToBooking, askForBooking, cancelBooking } from '../../src/sharing/booking-commands.ts';
import { bookingByNumber } from '../../src/sharing/booking-queries.ts';
import { offerShare } from '../../src/sharing/offer-commands.ts';
import { offerOf } from '../../src/sharing/offer-queries.ts';
import { key } from '../assets/asset-world.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  branchCard,
  HANDED,
  type MoveWorld,
  moved,
  moveInput,
  openMoveWorld,
  seenDisposal,
  seenMove,
} from './move-world.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
const soon = () => Math.ceil((world.services.clock.now() + 1) / HOUR_MS) * HOUR_MS;
const inDays = (days: number) => addDays(dayOf(world.services.clock.now()), days);

async function offer(number: string): Promise<void> {
  const given = { slotMinutes: 60, hours: ALL_DAY, note: '' };
  accepted(await offerShare(world.services, world.branchHead, { key: key(), number }, given));
}

const wish = (asset: string, days = 1) =>
  askForBooking(world.services, world.officer, key(), {
    ...{ asset, to: world.head.code, urgent: false, purpose: '检查' },
    ...{ startsAt: soon() + days * DAY_MS, endsAt: soon() + days * DAY_MS + HOUR_MS },
  });

async function seenBooking(number: string) {
  const found = await bookingByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}

/** A card offered by the hour, with one booking that its keeper agreed to. */
async function booked(days = 1): Promise<{ card: string; booking: string }> {
  const card = await branchCard(world);
  await offer(card);
  const { number: booking } = accepted(await wish(card, days));
  accepted(await agreeToBooking(world.services, world.branchHead, await seenBooking(booking)));
  return { card, booking };
}

const giveAway = (card: string) => proposeMove(world.services, world.custodian, key(), moveInput(world, card));
const dispose = (card: string) =>
  proposeDisposal(world.services, world.custodian, key(), {
    ...{ assetNumbers: [card], reason: 'broken' as const, explanation: '主板损坏' },
  });
const borrow = (card: string, dueOn: string) =>
  askForLoan(world.services, world.officer, key(), {
    ...{ assetNumber: card, to: world.otherBranch.code, reason: '义诊', dueOn },
  });

describe('a thing that is booked', () => {
  it('is neither given away nor disposed of before the booking is over', async () => {
    const { card, booking } = await booked();
    expect([reasonOf(await giveAway(card)), reasonOf(await dispose(card))]).toEqual(['asset_booked', 'asset_booked']);
    accepted(await cancelBooking(world.services, world.officer, await seenBooking(booking), { why: '不用了' }));
    expect(reasonOf(await giveAway(card))).toBe('ok');
  });

  it('is lent only up to the day before, and not booked while it is lent', async () => {
    const { card } = await booked(3);
    expect(reasonOf(await borrow(card, inDays(5)))).toBe('loan_booked');
    const { number } = accepted(await borrow(card, inDays(1)));
    const { services, branchHead } = world;
    const seen = async () => {
      const found = await loanByNumber(services.db.read, number);
      return { key: key(), number, seenVersion: found?.document.version ?? 0 };
    };
    accepted(await agreeToLoan(services, branchHead, await seen()));
    accepted(await handOverLoan(services, branchHead, await seen(), { condition: '完好', room: '急诊室' }));
    expect(reasonOf(await wish(card, 4))).toBe('booking_lent');
    const longer = { dueOn: inDays(4), why: '义诊延长' };
    expect(reasonOf(await extendLoan(services, branchHead, await seen(), longer))).toBe('loan_booked');
  });

  it('is either handed over or booked, whoever comes first', async () => {
    for (let round = 0; round < 3; round += 1) {
      const card = await branchCard(world);
      await offer(card);
      const move = await moved(world, card, 'approved');
      const given = await seenMove(world, move);
      const tries = [
        () => wish(card, 1),
        () => handOver(world.services, world.custodian, given, HANDED),
        ...[2, 3, 4, 5, 6, 7].map((days) => () => wish(card, days)),
      ];
      const said = await Promise.all(tries.map((one) => one()));
      const [first, handed, ...others] = said.map(reasonOf);
      const bookings = [first, ...others].filter((one) => one === 'ok').length;
      expect(handed === 'ok' ? bookings : bookings > 0 && handed).toBe(handed === 'ok' ? 0 : 'asset_booked');
    }
  });
});

describe('a thing that leaves', () => {
  it('is shared no more once it is handed over, also when it comes back', async () => {
    const card = await branchCard(world);
    await offer(card);
    const move = await moved(world, card, 'moving');
    expect(await offerOf(world.services.db.read, card)).toBeUndefined();
    const back = { why: '对方不要了' };
    accepted(await withdrawMove(world.services, world.officer, await seenMove(world, move), back));
    expect(await offerOf(world.services.db.read, card)).toBeUndefined();
    const id = (await assetByNumber(world.services.db.read, '/', card))?.asset.id ?? 0;
    const told = (await eventsOf(world.services.db.read, id, { size: 50 })).find((one) => one.act === 'share_end');
    expect(told?.note).toBe(move);
  });

  it('is due for nothing any more when it is scrapped', async () => {
    const { services, officer, engineer, custodian } = world;
    const card = await branchCard(world);
    await offer(card);
    const plan = { lines: [{ number: card, kind: 'pm' as const }], dueOn: null, items: null };
    accepted(await planCards(services, officer, key(), plan));
    accepted(await registerDuties(services, engineer, key(), { lines: [{ number: card, item: 'monitor' }] }));
    const { number } = accepted(await dispose(card));
    const found = { findings: { [card]: { found: '无修复价值', worthFen: 0 } } };
    accepted(await appraise(services, engineer, await seenDisposal(world, number), found));
    for (const person of [world.branchHead, officer])
      accepted(await approveDisposal(services, person, await seenDisposal(world, number)));
    const prepared = { assetNumber: card, erasure: '无存储介质', sourceHandling: null };
    accepted(await prepareCard(services, custodian, await seenDisposal(world, number), prepared));
    const gone = { way: 'recycled' as const, takenBy: '县再生资源公司', certificateNumber: 'HS-2026-077' };
    const free = { incomeFen: 0, incomeReceipt: null };
    accepted(await carryOut(services, custodian, await seenDisposal(world, number), { ...gone, ...free }));
    const id = (await assetByNumber(services.db.read, '/', card))?.asset.id ?? 0;
    const acts = (await eventsOf(services.db.read, id, { size: 50 }))
      .filter((one) => one.note === number)
      .map((one) => one.act);
    expect(acts.sort()).toEqual(['maintenance_end', 'metrology_end', 'share_end']);
    const said = await Promise.all(disposalChecks.map((one) => one.find(services.db.read)));
    expect(said.flat()).toEqual([]);
  });
});
