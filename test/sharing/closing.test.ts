/** Times in which shared equipment is closed: by the hour, beside bookings, once each, and proposed by its rounds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { planCards } from '../../src/maintenance/plan-commands.ts';
import { paths } from '../../src/paths.ts';
import { askForBooking } from '../../src/sharing/booking-commands.ts';
import { closeShare, offerShare } from '../../src/sharing/offer-commands.ts';
import { sharingChecks } from '../../src/sharing/verify.ts';
import { branchCard, type MoveWorld, openMoveWorld } from '../asset-transfers/move-world.ts';
import { key } from '../assets/asset-world.ts';
import { accepted } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
const inDays = (days: number) => addDays(dayOf(world.clock.now()), days);
const findings = async () => (await Promise.all(sharingChecks.map((one) => one.find(world.services.db.read)))).flat();

/** A card of the branch, offered every hour of every day. */
async function offered(): Promise<string> {
  const number = await branchCard(world);
  const offer = { slotMinutes: 60, hours: ALL_DAY, note: '' };
  accepted(await offerShare(world.services, world.branchHead, { key: key(), number }, offer));
  return number;
}

/** Wants hours of the day after tomorrow. */
function ask(asset: string, from: number, to: number) {
  const midnight = startOfDay(inDays(2));
  const span = { startsAt: midnight + from * HOUR_MS, endsAt: midnight + to * HOUR_MS };
  const wish = { asset, to: world.otherBranch.code, urgent: false, purpose: '检查', ...span };
  return askForBooking(world.services, world.officer, key(), wish);
}

/** Closes hours of the day after tomorrow. */
function close(number: string, from: number, until: number, more: object = {}, actor = world.branchHead) {
  const closing = { day: inDays(2), from: from * 60, until: until * 60, why: '季度保养', ...more };
  return closeShare(world.services, actor, { key: key(), number }, closing);
}

describe('a closing', () => {
  it('takes some hours only, beside what others have; one time is closed once', async () => {
    const card = await offered();
    accepted(await ask(card, 8, 9));
    expect(reasonOf(await close(card, 8, 10))).toBe('share_day_booked');
    expect(reasonOf(await close(card, 10, 10))).toBe('share_closing_time');
    accepted(await close(card, 9, 11));
    expect(reasonOf(await close(card, 10, 12))).toBe('share_closed_already');
    expect(await ask(card, 10, 12)).toMatchObject({
      reason: 'booking_closed_time',
      detail: { day: inDays(2), from: '09:00', until: '11:00', why: '季度保养' },
    });
    accepted(await ask(card, 11, 12));
    expect(reasonOf(await close(card, 9, 11, { day: inDays(-1) }))).toBe('share_day_past');
    expect(reasonOf(await close(card, 14, 15, {}, world.otherHead))).toBe('asset_not_here');
    expect(reasonOf(await close(await branchCard(world), 14, 15))).toBe('share_none');
    expect(await findings()).toEqual([]);
  });

  it('is there or a booking, whoever is quicker', async () => {
    for (let round = 0; round < 3; round += 1) {
      const card = await offered();
      const [closed, booked] = await Promise.all([close(card, 9, 11), ask(card, 9, 10)]);
      expect([closed.ok, booked.ok].filter(Boolean)).toHaveLength(1);
    }
    expect(await findings()).toEqual([]);
  });

  it('is proposed by the rounds of the card, typed by its keeper, shown in the week, and opened again', async () => {
    const keeper = await signIn(world.app, world.branchHead.login);
    const card = await offered();
    const lines = [{ number: card, kind: 'pm' as const }];
    accepted(await planCards(world.services, world.officer, key(), { lines, dueOn: inDays(3), items: null }));
    const proposal = paths.share(card, { close: inDays(3), why: '预防性维护' });
    const rounds = await keeper.get(paths.equipmentRounds(card));
    expect(rounds.text).toContain(proposal.replaceAll('&', '&amp;').split('why=')[0]);
    expect((await keeper.get(proposal)).text).toContain(`value="${inDays(3)}"`);
    const typed = { idempotency_key: key(), day: inDays(3), from: '08:00', until: '10:00', why: '季度保养' };
    const wrong = await keeper.post(paths.shareAct(card, 'closing'), { ...typed, until: '07:00' });
    expect([wrong.status, wrong.text.includes('08:00')]).toEqual([422, true]);
    expect((await keeper.post(paths.shareAct(card, 'closing'), { ...typed, from: '8点' })).status).toBe(422);
    expect((await keeper.post(paths.shareAct(card, 'closing'), typed)).status).toBe(303);
    const day = { idempotency_key: key(), day: inDays(4), from: '', until: '', why: '放假' };
    expect((await keeper.post(paths.shareAct(card, 'closing'), day)).status).toBe(303);
    const week = (await keeper.get(paths.share(card))).text;
    expect([week.includes('08:00-10:00 不开放 季度保养'), week.includes('>不开放 放假<')]).toEqual([true, true]);
    const again = { idempotency_key: key(), day: inDays(3), from: '480' };
    expect((await keeper.post(paths.shareAct(card, 'reopening'), again)).status).toBe(303);
    expect((await keeper.post(paths.shareAct(card, 'reopening'), { ...again, idempotency_key: key() })).status).toBe(
      422,
    );
    expect((await keeper.get(paths.share(card))).text).not.toContain('08:00-10:00 不开放');
  });
});
