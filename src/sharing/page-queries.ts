/** One offer with its week, and one booking, as their pages show them, and who may do what. */
import type { Db } from '../../db/database.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { useBlockedBy } from '../safety-of-use/queries.ts';
import { bookingFor, books, gives } from './booking-queries.ts';
import { offerOf, type StandingOffer, type TakenSlot, takenBetween } from './offer-queries.ts';
import type { BookingState } from './rules.ts';
import { nextFree, overlaps, rateOn, type Span, slotsOf } from './rules.ts';

const WEEK_DAYS = 7;
const AHEAD_DAYS = 60;

export interface WeekSlot extends Span {
  /** Who has it, or wants it; undefined when it is free. */
  taken: TakenSlot | undefined;
  past: boolean;
}

/** The first slot of the offer that is free from now on; nothing when all are taken for weeks. */
export async function firstFree(db: Db, { asset, times }: StandingOffer, now: number): Promise<Span | undefined> {
  const taken = await takenBetween(db, asset.id, now, startOfDay(addDays(dayOf(now), AHEAD_DAYS)));
  return nextFree(times, 1, { taken, now, days: AHEAD_DAYS });
}

/** The offer of a card with the week that begins on that day; undefined when it is not offered. */
export async function offerView(db: Db, viewer: Viewer, assetNumber: string, given: { from: string; now: number }) {
  const offer = await offerOf(db, assetNumber);
  if (offer === undefined) return undefined;
  const { from, now } = given;
  const { asset, times } = offer;
  const begin = startOfDay(from);
  const taken = await takenBetween(db, asset.id, begin, startOfDay(addDays(from, WEEK_DAYS)));
  const days = Array.from({ length: WEEK_DAYS }, (_, nth) => addDays(from, nth)).map((day) => ({
    day,
    closings: times.closings.filter((one) => one.day === day),
    slots: slotsOf(times, day).map(
      (slot): WeekSlot => ({
        ...slot,
        taken: taken.find((one) => overlaps(one, slot)),
        past: slot.startsAt < now,
      }),
    ),
  }));
  const today = dayOf(now);
  const office = may(viewer.roles, 'asset.edit');
  const keeps = office || (may(viewer.roles, 'asset.keep') && worksAt(viewer, offer.keeper));
  return {
    ...offer,
    days,
    free: await firstFree(db, offer, now),
    rate: rateOn(offer.rates, today),
    bars: (await useBlockedBy(db, [asset.id], today)).get(asset.id) ?? [],
    can: { keeps, books: may(viewer.roles, 'fault.report') },
  };
}

export type OfferView = NonNullable<Awaited<ReturnType<typeof offerView>>>;

/** The booking as the viewer sees it; undefined when there is none within reach. */
export async function bookingView(db: Db, viewer: Viewer, number: string) {
  const loaded = await bookingFor(db, viewer.scopePath, number);
  if (loaded === undefined) return undefined;
  const keeps = gives(viewer, loaded);
  return {
    ...loaded,
    status: loaded.document.status as BookingState,
    acts: await timelineOf(db, loaded.document.id),
    files: await attachmentsOf(db, `document ${number}`),
    can: { keeps, either: keeps || books(viewer, loaded), agree: keeps && loaded.document.createdBy !== viewer.userId },
  };
}

export type BookingView = NonNullable<Awaited<ReturnType<typeof bookingView>>>;
