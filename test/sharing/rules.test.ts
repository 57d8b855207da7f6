/** Bookable time: slots, edges, collisions, the next free time and rates; no order of booking leaves an overlap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import {
  type Closing,
  checkBooking,
  checkClosing,
  checkHours,
  nextFree,
  type OfferTimes,
  overlaps,
  owedFen,
  rateOn,
  slotsOf,
  spanOfClosing,
  type TakenSpan,
} from '../../src/sharing/rules.ts';

/** A Monday. */
const MONDAY = '2026-11-23';
const MIDNIGHT = startOfDay(MONDAY);
const TIMES: OfferTimes = {
  hours: [
    { weekday: 1, opens: 8 * 60, closes: 12 * 60 },
    { weekday: 1, opens: 14 * 60, closes: 17 * 60 },
    { weekday: 2, opens: 8 * 60, closes: 12 * 60 },
  ],
  slotMinutes: 30,
  closings: [
    { day: '2026-11-30', from: 0, until: 1440, why: '放假' },
    { day: '2026-12-01', from: 9 * 60, until: 10 * 60, why: '保养' },
  ],
};
const at = (hours: number) => MIDNIGHT + hours * HOUR_MS;
const span = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to) });
const TAKEN: TakenSpan[] = [{ number: 'YY-1', ...span(9, 10) }];
const ask = (from: number, to: number, now = MIDNIGHT) => checkBooking(TIMES, span(from, to), { taken: TAKEN, now });

describe('hours of an offer', () => {
  it('takes hours of whole slots that do not meet', () => expect(checkHours(TIMES).ok).toBe(true));

  it.each([
    ['no hours', { hours: [] }, 'offer_hours_none'],
    ['a slot of nothing', { slotMinutes: 0 }, 'offer_slot'],
    ['closing before opening', { hours: [{ weekday: 1, opens: 600, closes: 600 }] }, 'offer_hours'],
    ['an eighth weekday', { hours: [{ weekday: 8, opens: 480, closes: 540 }] }, 'offer_hours'],
    ['past midnight', { hours: [{ weekday: 1, opens: 1380, closes: 1470 }] }, 'offer_hours'],
    ['part of a slot', { hours: [{ weekday: 1, opens: 480, closes: 500 }] }, 'offer_hours_slots'],
    ['hours that meet', { hours: [...TIMES.hours, { weekday: 1, opens: 660, closes: 780 }] }, 'offer_hours_meet'],
  ])('refuses %s', (_case, change, reason) => {
    expect(checkHours({ ...TIMES, ...change })).toMatchObject({ ok: false, reason });
  });
});

describe('a booking', () => {
  it.each([
    [8, 9],
    [10, 12],
    [8.5, 9],
    [14, 17],
  ])('is taken from %d to %d, also edge to edge with another', (from, to) => {
    expect(ask(from, to).ok).toBe(true);
  });

  it.each([
    ['no length', 8, 8, 'booking_no_time'],
    ['backwards', 9, 8, 'booking_no_time'],
    ['before opening', 7.5, 8.5, 'booking_closed_hours'],
    ['through the noon break', 11, 15, 'booking_closed_hours'],
    ['off the slots', 10.25, 10.75, 'booking_closed_hours'],
    ['a weekday without hours', 56, 57, 'booking_closed_hours'],
    ['a closing day', 7 * 24 + 8, 7 * 24 + 9, 'booking_closed_day'],
    ['within a closed time', 8 * 24 + 9, 8 * 24 + 9.5, 'booking_closed_time'],
    ['into a closed time', 8 * 24 + 8.5, 8 * 24 + 9.5, 'booking_closed_time'],
    ['over a closed time', 8 * 24 + 8, 8 * 24 + 12, 'booking_closed_time'],
    ['into another', 8, 9.5, 'booking_taken'],
    ['within another', 9, 9.5, 'booking_taken'],
    ['over another', 8, 11, 'booking_taken'],
  ])('is refused: %s', (_case, from, to, reason) => {
    expect(ask(from, to)).toMatchObject({ ok: false, reason });
  });

  it('is refused in the past, and names what it meets', () => {
    expect(ask(8, 9, at(8) + 1)).toMatchObject({ ok: false, reason: 'booking_past' });
    expect(ask(8, 9.5)).toMatchObject({ detail: { number: 'YY-1', day: MONDAY, from: '09:00', to: '10:00' } });
  });

  it('leaves a day exactly what no closing touches, wherever closings lie', () => {
    const span = fc.tuple(fc.nat({ max: 1439 }), fc.integer({ min: 1, max: 600 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (given) => {
        const closings: Closing[] = [];
        for (const [from, length] of given) {
          const asked = { day: MONDAY, from, until: Math.min(1440, from + length), why: '' };
          if (checkClosing(asked, closings).ok) closings.push(asked);
        }
        const left = slotsOf({ ...TIMES, closings }, MONDAY);
        const all = slotsOf({ ...TIMES, closings: [] }, MONDAY);
        const open = all.filter((slot) => closings.every((one) => !overlaps(spanOfClosing(one), slot)));
        expect(left).toEqual(open);
        for (const slot of all) {
          const said = checkBooking({ ...TIMES, closings }, slot, { taken: [], now: MIDNIGHT });
          expect(said.ok).toBe(left.some(({ startsAt }) => startsAt === slot.startsAt));
        }
      }),
    );
  });

  it('finds the next free time past what is taken, the break and the day', () => {
    const free = (slots: number, now: number, days = 7) => nextFree(TIMES, slots, { taken: TAKEN, now, days });
    expect(free(2, at(8.1))).toEqual(span(10, 11));
    expect(free(6, at(11))).toEqual(span(14, 17));
    expect(free(8, MIDNIGHT)).toEqual(span(32, 36));
    expect(free(9, MIDNIGHT)).toBeUndefined();
  });

  it('leaves no overlap after any order of booking and cancelling', () => {
    const act = fc.record({ nth: fc.nat(13), slots: fc.integer({ min: 1, max: 4 }), cancel: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let taken: TakenSpan[] = [];
        acts.forEach(({ nth, slots, cancel }, index) => {
          const startsAt = slotsOf(TIMES, MONDAY)[nth]?.startsAt ?? MIDNIGHT;
          const asked = { startsAt, endsAt: startsAt + slots * 30 * 60_000 };
          if (cancel) taken = taken.filter((each) => each.startsAt !== startsAt);
          else if (checkBooking(TIMES, asked, { taken, now: MIDNIGHT }).ok) {
            taken = [...taken, { number: `YY-${index}`, ...asked }];
          }
        });
        for (const one of taken) {
          expect(taken.filter((other) => overlaps(one, other))).toEqual([one]);
        }
        const free = nextFree(TIMES, 1, { taken, now: MIDNIGHT, days: 2 });
        expect(free && taken.some((each) => overlaps(each, free))).toBe(false);
        expect(free?.startsAt).toBeLessThan(MIDNIGHT + 2 * DAY_MS);
      }),
    );
  });
});

describe('compensation', () => {
  const RATES = [
    { from: '2026-01-01', per: 'case' as const, fen: 8_000 },
    { from: '2026-11-01', per: 'hour' as const, fen: 10_001 },
  ];

  it('goes by the rate of the day of use, never by a later one', () => {
    expect(rateOn(RATES, '2025-12-31')).toBeUndefined();
    expect(owedFen(RATES, { day: '2025-12-31', minutes: 60, cases: 1 })).toBe(0);
    expect(owedFen(RATES, { day: '2026-10-31', minutes: 60, cases: 3 })).toBe(24_000);
    expect(owedFen(RATES, { day: '2026-11-01', minutes: 90, cases: 3 })).toBe(15_002);
  });
});
