/** Bookings of shared equipment: two at once, whatever order acts are tried in, and what may not be booked. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { DAY_MS, dayOf, HOUR_MS, timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import * as acts from '../../src/sharing/booking-commands.ts';
import { bookingByNumber } from '../../src/sharing/booking-queries.ts';
import { closeShare, endShare, offerShare, reopenShare, setShareRate } from '../../src/sharing/offer-commands.ts';
import { takenBetween } from '../../src/sharing/offer-queries.ts';
import { hoursText, overlaps } from '../../src/sharing/rules.ts';
import { sharingChecks } from '../../src/sharing/verify.ts';
import { branchCard, type MoveWorld, openMoveWorld } from '../asset-transfers/move-world.ts';
import { key } from '../assets/asset-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? 'ok' : result.reason);
const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
/** The next whole hour: what is booked from then on can be used today. */
const soon = () => Math.ceil((world.services.clock.now() + 1) / HOUR_MS) * HOUR_MS;
const USE = { minutes: 60, cases: 2, condition: '完好', damaged: false };

/** A card of the branch, offered every hour of every day at 80 yuan an hour. */
async function offered(): Promise<string> {
  const { services, branchHead } = world;
  const number = await branchCard(world);
  accepted(
    await offerShare(services, branchHead, { key: key(), number }, { slotMinutes: 60, hours: ALL_DAY, note: '' }),
  );
  const rate = { from: dayOf(services.clock.now()), per: 'hour' as const, fen: 8_000 };
  accepted(await setShareRate(services, branchHead, { key: key(), number }, rate));
  return number;
}

const ask = (asset: string, from: number, to: number, more: object = {}, actor: TestPerson = world.officer) =>
  acts.askForBooking(world.services, actor, key(), {
    ...{ asset, to: world.otherBranch.code, urgent: false, purpose: '检查' },
    ...{ startsAt: soon() + from * HOUR_MS, endsAt: soon() + to * HOUR_MS },
    ...more,
  });
async function seen(number: string) {
  const found = await bookingByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}
const cardOf = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset;
const findings = async () => (await Promise.all(sharingChecks.map((one) => one.find(world.services.db.read)))).flat();
const liveOf = async (number: string) =>
  takenBetween(world.services.db.read, (await cardOf(number))?.id ?? 0, 0, Number.MAX_SAFE_INTEGER);

describe('a booking', () => {
  it('goes to one of many who ask for the same time at once', async () => {
    const members = [world.otherBranch.code, world.head.code];
    // Several rounds: connections open one by one, and only open ones race
    for (let round = 0; round < 3; round++) {
      const card = await offered();
      const asked = Array.from({ length: 8 }, (_, nth) => ask(card, 1, 3, { to: members[nth % 2] }));
      const reasons = (await Promise.all(asked)).map(reasonOf);
      expect(reasons.sort()).toEqual([...Array.from({ length: 7 }, () => 'booking_taken'), 'ok']);
      expect(await liveOf(card)).toHaveLength(1);
    }
  });

  it('is given to one when an urgent and a routine wish are agreed to at once', async () => {
    const { services, branchHead } = world;
    const card = await offered();
    const routine = accepted(await ask(card, 1, 3)).number;
    const urgent = accepted(await ask(card, 1, 3, { urgent: true })).number;
    const given = [await seen(routine), await seen(urgent)];
    const both = await Promise.all(given.map((one) => acts.agreeToBooking(services, branchHead, one)));
    const [refused, given2] = both.map(reasonOf).sort();
    expect([['booking_given', 'booking_urgent_waits'].includes(refused ?? ''), given2]).toEqual([true, 'ok']);
  });

  it('leaves user, keeper and owner of the card, and owes by the rate', async () => {
    const { services, branchHead } = world;
    const card = await offered();
    const before = await cardOf(card);
    const { number } = accepted(await ask(card, 1, 3));
    accepted(await acts.agreeToBooking(services, branchHead, await seen(number)));
    accepted(await acts.startBooking(services, branchHead, await seen(number)));
    accepted(await acts.finishBooking(services, branchHead, await seen(number), USE));
    const after = await cardOf(card);
    const sides = (one: typeof before) => [one?.ownerId, one?.keeperId, one?.userId, one?.status];
    expect(sides(after)).toEqual(sides(before));
    expect((await bookingByNumber(services.db.read, number))?.booking.owedFen).toBe(8_000);
  });

  it('never leaves two given for one time, whatever is tried in whatever order', async () => {
    const { services, branchHead, officer, otherHead } = world;
    const people = [branchHead, otherHead, officer];
    const tries = ['ask', 'agree', 'refuse', 'cancel', 'start', 'finish'] as const;
    const nth = fc.nat({ max: 5 });
    const step = fc.tuple(fc.constantFrom(...tries), fc.nat({ max: 2 }), nth, fc.boolean());
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const card = await offered();
        const numbers: string[] = [];
        for (const [act, who, at, urgent] of steps) {
          const person = people[who] ?? officer;
          if (act === 'ask') {
            const asked = await ask(card, at, at + 2, { urgent });
            if (asked.ok) numbers.push(asked.value.number);
            continue;
          }
          const number = numbers[at % Math.max(numbers.length, 1)];
          if (number === undefined) continue;
          const given = await seen(number);
          if (act === 'agree') await acts.agreeToBooking(services, person, given);
          else if (act === 'refuse') await acts.refuseBooking(services, person, given, { why: '自用' });
          else if (act === 'cancel') await acts.cancelBooking(services, person, given, { why: '不用了' });
          else if (act === 'start') await acts.startBooking(services, person, given);
          else await acts.finishBooking(services, person, given, USE);
        }
        const held = (await liveOf(card)).filter(({ status }) => status !== 'asked');
        for (const one of held) expect(held.filter((other) => overlaps(one, other))).toEqual([one]);
      }),
      { numRuns: 20 },
    );
  });

  it('begins on its day only, is refused for what may not be used, and costs its own keeper nothing', async () => {
    const { services, branchHead, officer } = world;
    const card = await offered();
    const far = { startsAt: soon() + 20 * DAY_MS, endsAt: soon() + 20 * DAY_MS + HOUR_MS };
    const late = accepted(await ask(card, 0, 1, far)).number;
    accepted(await acts.agreeToBooking(services, branchHead, await seen(late)));
    expect(reasonOf(await acts.startBooking(services, branchHead, await seen(late)))).toBe('booking_other_day');
    const own = accepted(await ask(card, 1, 2, { to: world.branch.code })).number;
    expect(reasonOf(await acts.agreeToBooking(services, officer, await seen(own)))).toBe('loan_own_asking');
    accepted(await acts.agreeToBooking(services, branchHead, await seen(own)));
    accepted(await acts.startBooking(services, branchHead, await seen(own)));
    const long = { ...USE, minutes: 1441 };
    expect(reasonOf(await acts.finishBooking(services, branchHead, await seen(own), long))).toBe('booking_minutes');
    accepted(await acts.finishBooking(services, branchHead, await seen(own), { ...USE, damaged: true }));
    expect((await bookingByNumber(services.db.read, own))?.booking.owedFen).toBe(0);
    expect((await cardOf(card))?.status).toBe('stopped');
    expect(reasonOf(await ask(card, 4, 5))).not.toBe('ok');
    expect(reasonOf(await ask(await branchCard(world), 1, 2))).toBe('share_none');
    expect(await findings()).toEqual([]);
  });

  it('keeps its day open, and its offer, until it is over', async () => {
    const { services, branchHead } = world;
    const card = await offered();
    const { number } = accepted(await ask(card, 1, 2));
    const given = () => ({ key: key(), number: card });
    const day = dayOf(soon() + HOUR_MS);
    const whole = { day, from: 0, until: 1440, why: '保养' };
    expect(reasonOf(await closeShare(services, branchHead, given(), whole))).toBe('share_day_booked');
    expect(reasonOf(await endShare(services, branchHead, given(), { why: '不借了' }))).toBe('share_booked');
    accepted(await acts.cancelBooking(services, branchHead, await seen(number), { why: '保养' }));
    accepted(await closeShare(services, branchHead, given(), whole));
    expect(reasonOf(await ask(card, 1, 2))).toBe('booking_closed_day');
    accepted(await reopenShare(services, branchHead, given(), { day, from: 0 }));
    expect(reasonOf(await reopenShare(services, branchHead, given(), { day, from: 0 }))).toBe('share_open_already');
    accepted(await ask(card, 1, 2));
  });
});

describe('the pages of sharing', () => {
  it('lead from the card to the week, the slot, the agreement and the figures', async () => {
    const keeper = await signIn(world.app, world.branchHead.login);
    const officer = await signIn(world.app, world.officer.login);
    const card = await branchCard(world);
    expect((await keeper.get(paths.share(card))).text).toContain('08:00-12:00');
    const open = { idempotency_key: key(), slot: '60', hours: hoursText(ALL_DAY), note: '<b>空腹</b>' };
    const wrong = await keeper.post(paths.shareAct(card, 'offer'), { ...open, hours: '周一上午' });
    expect([wrong.status, wrong.text.includes('周一上午')]).toEqual([422, true]);
    expect((await keeper.post(paths.shareAct(card, 'offer'), open)).status).toBe(303);
    const week = await officer.get(paths.share(card));
    expect([week.text.includes('&lt;b&gt;空腹'), week.text.includes(paths.newBooking({ asset: card }))]).toEqual([
      true,
      true,
    ]);
    const at = soon() + HOUR_MS;
    const fields = { asset: card, to: world.otherBranch.code, day: dayOf(at), starts: timeOf(at), slots: '1' };
    const wanted = { idempotency_key: key(), ...fields, purpose: '腹部超声' };
    const asked = await officer.post(paths.bookings(), wanted);
    expect(asked.status).toBe(303);
    expect((await officer.post(paths.bookings(), wanted)).location).toBe(asked.location);
    expect((await officer.post(paths.bookings(), { ...wanted, idempotency_key: key() })).status).toBe(422);
    const page = asked.location ?? '';
    const version = /name="version" value="(\d+)"/.exec((await keeper.get(page)).text)?.[1] ?? '';
    expect((await keeper.post(`${page}/agreement`, { idempotency_key: key(), version })).status).toBe(303);
    expect((await keeper.post(`${page}/agreement`, { idempotency_key: key(), version })).status).toBe(409);
    expect((await keeper.get(paths.shares({ q: card }))).text).toContain(card);
    expect((await keeper.get(paths.bookings({ tab: 'open', q: card }))).text).toContain('腹部超声');
    for (const file of [paths.sharesExport('csv'), paths.bookingsExport('xlsx'), paths.bookingFiguresExport('csv')]) {
      expect((await keeper.get(file)).status).toBe(200);
    }
    expect((await keeper.get(paths.bookingFigures())).status).toBe(200);
    const again = timeOf(at + HOUR_MS);
    const elsewhere = { ...wanted, idempotency_key: key(), starts: again, to: world.head.code };
    const other = await officer.post(paths.bookings(), elsewhere);
    const stranger = await signIn(world.app, world.stranger.login);
    expect((await stranger.get(other.location ?? '')).status).toBe(404);
  });
});
