/** Bookings: one with its card and both sides, the list, and what members used and owe. */
import { and, asc, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { booking } from '../../db/schema/sharing.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type BookingState, type BookingTab, LIVE_BOOKINGS } from './rules.ts';

const borrower = alias(organisation, 'booking_member');

/** The booking of that number; undefined when there is none. */
export async function bookingByNumber(db: Db, number: string) {
  const [row] = await db
    .select({
      document,
      booking,
      asset,
      keeper: { id: organisation.id, path: organisation.path, shortName: organisation.shortName },
      member: { id: borrower.id, path: borrower.path, shortName: borrower.shortName },
    })
    .from(booking)
    .innerJoin(document, eq(document.id, booking.documentId))
    .innerJoin(asset, eq(asset.id, booking.assetId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(borrower, eq(borrower.id, booking.toId))
    .where(eq(document.number, number));
  return row;
}

export type LoadedBooking = NonNullable<Awaited<ReturnType<typeof bookingByNumber>>>;

/** The booking when keeper or booking member lies within the scope. */
export async function bookingFor(db: Db, scopePath: string, number: string): Promise<LoadedBooking | undefined> {
  const found = await bookingByNumber(db, number);
  const near = found !== undefined && [found.keeper, found.member].some(({ path }) => path.startsWith(scopePath));
  return near ? found : undefined;
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockBooking(tx: Tx, scopePath: string, number: string): Promise<LoadedBooking | undefined> {
  await tx.run(lockDocument, { number });
  return bookingFor(tx, scopePath, number);
}

type Person = Pick<Actor, 'roles' | 'organisationId' | 'scopePath'>;

/** Whether the person speaks for who keeps the thing; the asset office does for everybody. */
export function gives(person: Person, { keeper }: Pick<LoadedBooking, 'keeper'>): boolean {
  return may(person.roles, 'asset.edit') || (may(person.roles, 'asset.keep') && worksAt(person, keeper));
}

/** Whether the person speaks for the member that books. */
export function books(person: Person, { member }: Pick<LoadedBooking, 'member'>): boolean {
  return may(person.roles, 'fault.report') && worksAt(person, member);
}

export interface BookingFilter {
  tab: BookingTab;
  q?: string | undefined;
  state?: BookingState | undefined;
  /** Days of the slot. */
  from?: string | undefined;
  until?: string | undefined;
}

function conditions(filter: BookingFilter, ask: { scopePath: string; now: number }): SQL | undefined {
  const { tab, state } = filter;
  const live = inArray(document.status, [...LIVE_BOOKINGS]);
  const ofTab = tab === 'all' ? undefined : tab === 'open' ? live : and(live, lt(booking.endsAt, ask.now));
  const words = queryTokens(filter.q ?? '').map((token) => {
    const found = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(asset.searchText, found), like(sql`lower(${document.number})`, found.toLowerCase()));
  });
  const under = `${ask.scopePath}%`;
  return and(
    ask.scopePath === '/' ? undefined : or(like(organisation.path, under), like(borrower.path, under)),
    state ? eq(document.status, state) : ofTab,
    ...words,
    filter.from ? gte(booking.startsAt, startOfDay(filter.from)) : undefined,
    filter.until ? lt(booking.startsAt, startOfDay(addDays(filter.until, 1))) : undefined,
  );
}

export interface ListedBooking {
  id: number;
  number: string;
  status: BookingState;
  assetNumber: string;
  assetName: string;
  keeper: string;
  member: string;
  purpose: string;
  urgent: boolean;
  startsAt: number;
  endsAt: number;
  usedMinutes: number | null;
  cases: number | null;
  owedFen: number | null;
}

/** Newest first, from after the cursor (an id); one more than `size`, for the pager. */
export async function listBookings(
  db: Db,
  ask: { scopePath: string; now: number },
  filter: BookingFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedBooking[]> {
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      assetNumber: asset.number,
      assetName: asset.name,
      keeper: organisation.shortName,
      member: borrower.shortName,
      purpose: booking.purpose,
      urgent: booking.urgent,
      startsAt: booking.startsAt,
      endsAt: booking.endsAt,
      usedMinutes: booking.usedMinutes,
      cases: booking.cases,
      owedFen: booking.owedFen,
    })
    .from(booking)
    .innerJoin(document, eq(document.id, booking.documentId))
    .innerJoin(asset, eq(asset.id, booking.assetId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(borrower, eq(borrower.id, booking.toId))
    .where(and(conditions(filter, ask), page.after === undefined ? undefined : lt(document.id, page.after)))
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as BookingState }));
}

export interface ShareFigure {
  keeper: string;
  member: string;
  assetNumber: string;
  assetName: string;
  uses: number;
  minutes: number;
  cases: number;
  owedFen: number;
}

/** Hours, cases and what is owed, by keeper, user and thing; by the day of the slot. */
export async function shareFigures(
  db: Db,
  scopePath: string,
  period: { from: string; until: string },
): Promise<ShareFigure[]> {
  const total = (column: typeof booking.cases | typeof booking.owedFen | typeof booking.usedMinutes) =>
    sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
  return db
    .select({
      keeper: organisation.shortName,
      member: borrower.shortName,
      assetNumber: asset.number,
      assetName: asset.name,
      uses: sql<number>`count(*)`.mapWith(Number),
      minutes: total(booking.usedMinutes),
      cases: total(booking.cases),
      owedFen: total(booking.owedFen),
    })
    .from(booking)
    .innerJoin(document, and(eq(document.id, booking.documentId), eq(document.status, 'done')))
    .innerJoin(asset, eq(asset.id, booking.assetId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(borrower, eq(borrower.id, booking.toId))
    .where(conditions({ tab: 'all', from: period.from, until: period.until }, { scopePath, now: 0 }))
    .groupBy(organisation.shortName, borrower.shortName, asset.number, asset.name)
    .orderBy(asc(organisation.shortName), asc(borrower.shortName), asc(asset.number));
}
