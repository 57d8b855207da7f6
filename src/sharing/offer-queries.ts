/** Offers of shared equipment as people and commands read them: hours, rates, closings, who has it when. */
import { and, asc, desc, eq, gt, inArray, isNull, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { booking, shareClosing, shareOffer, shareRate } from '../../db/schema/sharing.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { OfferTimes, OpenHours, Rate } from './rules.ts';
import { LIVE_BOOKINGS } from './rules.ts';

const hoursShape = z.array(z.object({ weekday: z.number(), opens: z.number(), closes: z.number() }));

/** Hours as they are kept. */
export const readHours = (text: string): OpenHours[] => hoursShape.parse(JSON.parse(text));

/** The standing offer of a card with everything that says when it is open; undefined when it is not offered. */
export async function offerOf(db: Db, assetNumber: string) {
  const [row] = await db
    .select({
      offer: shareOffer,
      asset,
      class: { code: assetClass.code, name: assetClass.name },
      keeper: { id: organisation.id, path: organisation.path, shortName: organisation.shortName },
    })
    .from(shareOffer)
    .innerJoin(asset, eq(asset.id, shareOffer.assetId))
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(organisation, eq(organisation.id, asset.keeperId))
    .where(and(eq(asset.number, assetNumber), isNull(shareOffer.endedAt)));
  return row && { ...row, ...(await timesOf(db, row.offer)) };
}

export type StandingOffer = NonNullable<Awaited<ReturnType<typeof offerOf>>>;

/** Opening times, rates and closings of an offer, standing or not. */
export async function timesOf(db: Db, offer: typeof shareOffer.$inferSelect) {
  const own = eq(shareClosing.offerId, offer.id);
  const closings = await db
    .select()
    .from(shareClosing)
    .where(own)
    .orderBy(asc(shareClosing.day), asc(shareClosing.fromMinute));
  const times: OfferTimes = {
    hours: readHours(offer.hours),
    slotMinutes: offer.slotMinutes,
    closings: closings.map(({ day, fromMinute: from, untilMinute: until, why }) => ({ day, from, until, why })),
  };
  return { times, rates: await ratesOf(db, offer.id) };
}

/** What it costs from which day on, the first first. */
export async function ratesOf(db: Db, offerId: number): Promise<Rate[]> {
  const rows = await db.select().from(shareRate).where(eq(shareRate.offerId, offerId)).orderBy(asc(shareRate.fromOn));
  return rows.map(({ fromOn, per, fen }) => ({ from: fromOn, per, fen }));
}

export interface TakenSlot {
  number: string;
  status: string;
  urgent: boolean;
  startsAt: number;
  endsAt: number;
  toId: number;
  to: string;
}

/** Live bookings of a card that touch the time from `from` up to `until`, the first first. */
export function takenBetween(db: Db, assetId: number, from: number, until: number): Promise<TakenSlot[]> {
  return db
    .select({
      number: document.number,
      status: document.status,
      urgent: booking.urgent,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      toId: booking.toId,
      to: organisation.shortName,
    })
    .from(booking)
    .innerJoin(document, eq(document.id, booking.documentId))
    .innerJoin(organisation, eq(organisation.id, booking.toId))
    .where(
      and(
        eq(booking.assetId, assetId),
        inArray(document.status, [...LIVE_BOOKINGS]),
        lt(booking.startsAt, until),
        gt(booking.endsAt, from),
      ),
    )
    .orderBy(asc(booking.startsAt), asc(booking.documentId));
}

export interface OfferFilter {
  q?: string | undefined;
  class?: string | undefined;
}

const user = alias(organisation, 'share_user');
const waiting = sql<number>`(select count(*) from booking join document on document.id = booking.document_id
  where booking.asset_id = ${asset.id} and document.status in ('asked', 'agreed', 'in_use'))`;

export interface ListedOffer {
  id: number;
  number: string;
  name: string;
  model: string;
  classCode: string;
  className: string;
  keeper: string;
  room: string;
  status: string;
  slotMinutes: number;
  note: string;
  live: number;
}

/** Everything in the county that can be booked, newest offer first, from after the cursor; one more than `size`. */
export async function listOffers(
  db: Db,
  filter: OfferFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedOffer[]> {
  const words = queryTokens(filter.q ?? '').map((token): SQL | undefined => {
    const found = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(asset.searchText, found), like(user.shortName, found));
  });
  const rows = await db
    .select({
      id: shareOffer.id,
      number: asset.number,
      name: asset.name,
      model: asset.model,
      classCode: assetClass.code,
      className: assetClass.name,
      keeper: user.shortName,
      room: asset.room,
      status: asset.status,
      slotMinutes: shareOffer.slotMinutes,
      note: shareOffer.note,
      live: waiting.mapWith(Number),
    })
    .from(shareOffer)
    .innerJoin(asset, eq(asset.id, shareOffer.assetId))
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(user, eq(user.id, asset.keeperId))
    .where(
      and(
        isNull(shareOffer.endedAt),
        filter.class ? eq(assetClass.code, filter.class) : undefined,
        ...words,
        page.after === undefined ? undefined : lt(shareOffer.id, page.after),
      ),
    )
    .orderBy(desc(shareOffer.id))
    .limit(page.size + 1);
  return rows;
}
