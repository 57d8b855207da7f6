/**
 * What a member had of an item at any moment: from the nearest known balance (now, or a closed period's), forwards or
 * backwards over the days between, whose totals are kept, and over the lines of the first and last day. So a page of
 * the stock card costs what its own lines cost, not what history costs.
 */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';

/** A place in the order of the lines: business time, then the line's number. */
export interface Point {
  /** UTC ms. */
  at: number;
  lineId: number;
}

/** What a card is about. `lotId` narrows it to one lot. */
export interface CardSubject {
  organisationId: number;
  /** Every store of the organisation. */
  storeIds: readonly number[];
  itemId: number;
  lotId?: number | undefined;
  /** True when `storeIds` are not all of them: the totals of days know members and no stores. */
  inPart?: boolean | undefined;
}

export const LAST_POINT: Point = { at: Number.MAX_SAFE_INTEGER, lineId: Number.MAX_SAFE_INTEGER };

/** The point before everything that happens from `at` on. */
export function justBefore(at: number): Point {
  return { at, lineId: -1 };
}

const STORES = `(select id from ${rowset('stores', { id: 'int' })} as given)`;

const side = (column: 'to_id' | 'from_id', sign: '' | '-') =>
  `select ${sign}quantity_base as delta from movement_line
   where ${column} in ${STORES} and item_id = :itemId and occurred_at >= :afterAt and occurred_at <= :upToAt
     and (occurred_at > :afterAt or id > :afterLine) and (occurred_at < :upToAt or id <= :upToLine)
     and (cast(:lotId as bigint) = 0 or lot_id = :lotId)`;

const netBetween = statement(
  `select cast(coalesce(sum(delta), 0) as bigint) as net
   from (${side('to_id', '')} union all ${side('from_id', '-')}) as moved`,
);

/** The totals of days know no lots: a card of one lot sums its lines. */
const netOfDays = statement(
  `select cast(coalesce(sum(came_base - went_base), 0) as bigint) as net from daily_use
   where item_id = :itemId and organisation_id = :organisationId and day between :firstDay and :lastDay`,
);

const balanceNow = statement(
  `select cast(coalesce(sum(on_hand), 0) as bigint) as on_hand from balance
   where item_id = :itemId and location_id in ${STORES} and on_hand > 0
     and (cast(:lotId as bigint) = 0 or lot_id = :lotId)`,
);

const balanceAtClose = statement(
  `select cast(coalesce(sum(on_hand), 0) as bigint) as on_hand from period_balance
   where period_id = :periodId and item_id = :itemId and location_id in ${STORES}
     and (cast(:lotId as bigint) = 0 or lot_id = :lotId)`,
);

const closedPeriods = statement('select id, ends_on from period order by ends_on');

export function subjectParameters(subject: CardSubject): {
  stores: { id: number }[];
  itemId: number;
  lotId: number;
} {
  const stores = subject.storeIds.map((id) => ({ id }));
  return { stores, itemId: subject.itemId, lotId: subject.lotId ?? 0 };
}

async function netOfLines(db: Db, subject: CardSubject, after: Point, upTo: Point): Promise<number> {
  const [row] = await db.run<{ net: number }>(netBetween, {
    ...subjectParameters(subject),
    afterAt: after.at,
    afterLine: after.lineId,
    upToAt: upTo.at,
    upToLine: upTo.lineId,
  });
  return row?.net ?? 0;
}

const LAST_DAY = '9999-12-31';

function beginsDay(point: Point): boolean {
  return point.lineId < 0 && startOfDay(dayOf(point.at)) === point.at;
}

/** The first day that lies after the point as a whole, and the last that lies before it as a whole. */
function firstWholeDay(after: Point): string {
  return beginsDay(after) ? dayOf(after.at) : addDays(dayOf(after.at), 1);
}

function lastWholeDay(upTo: Point): string {
  return upTo.at === LAST_POINT.at ? LAST_DAY : addDays(dayOf(upTo.at), -1);
}

async function net(db: Db, subject: CardSubject, after: Point, upTo: Point): Promise<number> {
  if (after.at === LAST_POINT.at) return 0;
  const firstDay = firstWholeDay(after);
  const lastDay = lastWholeDay(upTo);
  const byLine = subject.lotId !== undefined || subject.inPart === true;
  if (byLine || firstDay > lastDay) return netOfLines(db, subject, after, upTo);
  const { organisationId, itemId } = subject;
  const [days] = await db.run<{ net: number }>(netOfDays, { organisationId, itemId, firstDay, lastDay });
  let sum = days?.net ?? 0;
  const begin = justBefore(startOfDay(firstDay));
  if (isBefore(after, begin)) sum += await netOfLines(db, subject, after, begin);
  if (lastDay === LAST_DAY) return sum;
  const end = justBefore(startOfDay(addDays(lastDay, 1)));
  return isBefore(end, upTo) ? sum + (await netOfLines(db, subject, end, upTo)) : sum;
}

interface Anchor {
  point: Point;
  /** Null is now. */
  periodId: number | null;
}

async function nearestAnchor(db: Db, point: Point, now: number): Promise<Anchor> {
  let nearest: Anchor = { point: LAST_POINT, periodId: null };
  let distance = Math.max(0, now - point.at);
  for (const period of await db.run<{ id: number; ends_on: string }>(closedPeriods, {})) {
    const at = startOfDay(addDays(period.ends_on, 1));
    if (Math.abs(at - point.at) >= distance) continue;
    distance = Math.abs(at - point.at);
    nearest = { point: justBefore(at), periodId: period.id };
  }
  return nearest;
}

function isBefore(a: Point, b: Point): boolean {
  return a.at < b.at || (a.at === b.at && a.lineId < b.lineId);
}

/** On hand in the subject's stores after every line up to and including `point`, in base units. */
export async function standingAfter(db: Db, subject: CardSubject, point: Point, now: number): Promise<number> {
  const anchor = await nearestAnchor(db, point, now);
  const given = subjectParameters(subject);
  const [row] =
    anchor.periodId === null
      ? await db.run<{ on_hand: number }>(balanceNow, given)
      : await db.run<{ on_hand: number }>(balanceAtClose, { ...given, periodId: anchor.periodId });
  const known = row?.on_hand ?? 0;
  if (isBefore(point, anchor.point)) return known - (await net(db, subject, point, anchor.point));
  return known + (await net(db, subject, anchor.point, point));
}

const dailyNet = statement(
  `select day, came_base - went_base as net from daily_use
   where item_id = :itemId and organisation_id = :organisationId and day >= :first`,
);

/** On hand of all lots at the end of each of the last `days` days, oldest first; the last is today so far. */
export async function dailyStandings(
  db: Db,
  subject: CardSubject,
  today: string,
  days: number,
): Promise<{ day: string; onHand: number }[]> {
  const first = addDays(today, 1 - days);
  const { organisationId, itemId } = subject;
  const rows = await db.run<{ day: string; net: number }>(dailyNet, { organisationId, itemId, first });
  const nets = new Map(rows.map((row) => [row.day, row.net]));
  const [now] = await db.run<{ on_hand: number }>(balanceNow, subjectParameters({ ...subject, lotId: undefined }));
  const standings: { day: string; onHand: number }[] = [];
  let onHand = now?.on_hand ?? 0;
  for (let back = 0; back < days; back += 1) {
    const day = addDays(today, -back);
    standings.push({ day, onHand });
    onHand -= nets.get(day) ?? 0;
  }
  return standings.reverse();
}
