/** The stock card (台账) of an item at a member: opening, lines with their running balance, totals, closing. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { whyNotUsable } from '../ledger/usable.ts';
import { type CardLine, type CardPeriod, cardLines } from './card-line-queries.ts';
import { storeIds } from './place-queries.ts';
import { type CardSubject, justBefore, type Point, standingAfter, subjectParameters } from './standing-queries.ts';
import { lotsAt } from './supply-queries.ts';

export const CARD_SIZE = 50;
/** An export of a longer card asks for a shorter period. */
export const CARD_EXPORT_MAX = 20_000;

export interface CardAsked {
  organisationId: number;
  itemId: number;
  /** First and last day, both included. */
  from: string;
  to: string;
  kind?: string | undefined;
  lotId?: number | undefined;
  /** One store of the organisation; all of them when left out. */
  placeId?: number | undefined;
  /** Only lines before this one: the next, older page. */
  before?: Point | undefined;
  /** UTC ms. */
  now: number;
}

export interface CardRow extends CardLine {
  /** On hand after the line; null when only one kind of movement is shown, for then it would not add up. */
  standingBase: number | null;
}

export interface CardTotals {
  inBase: number;
  outBase: number;
  lines: number;
}

export interface StockCard {
  rows: CardRow[];
  /** Before the first line of the period, and after its last. */
  openingBase: number;
  closingBase: number;
  totals: CardTotals;
  /** Where the next, older page begins. */
  next: Point | undefined;
  /** The day up to which books are closed; nothing of it can change any more. */
  closedTo: string | null;
}

const STORES = `(select id from ${rowset('stores', { id: 'int' })} as given)`;

const totalsOf = statement(
  `select cast(coalesce(sum(case when movement.kind = 'reversal' then -moved.goes else moved.comes end), 0)
       as bigint) as comes,
     cast(coalesce(sum(case when movement.kind = 'reversal' then -moved.comes else moved.goes end), 0)
       as bigint) as goes,
     cast(count(distinct moved.id) as bigint) as lines
   from (
     select id, movement_id, quantity_base as comes, 0 as goes from movement_line
     where to_id in ${STORES} and item_id = :itemId and occurred_at >= :since and occurred_at < :until
       and (cast(:lotId as bigint) = 0 or lot_id = :lotId)
     union all
     select id, movement_id, 0, quantity_base from movement_line
     where from_id in ${STORES} and item_id = :itemId and occurred_at >= :since and occurred_at < :until
       and (cast(:lotId as bigint) = 0 or lot_id = :lotId)
   ) as moved join movement on movement.id = moved.movement_id
   where cast(:kind as text) = '' or movement.kind = :kind`,
);

/** Without a kind and a lot, the totals that are kept by day. */
const totalsOfDays = statement(
  `select cast(coalesce(sum(came_base), 0) as bigint) as comes, cast(coalesce(sum(went_base), 0) as bigint) as goes,
     cast(coalesce(sum(lines), 0) as bigint) as lines
   from daily_use where item_id = :itemId and organisation_id = :organisationId and day between :from and :to`,
);

const lastClosed = statement('select max(ends_on) as ends_on from period');

const lotsOfCard = statement(
  `select lot.id, lot.number, lot.expires_on from lot
   where lot.item_id = :itemId and lot.id in (
     select lot_id from balance where item_id = :itemId and location_id in ${STORES}
   ) order by lot.expires_on desc, lot.id desc limit 100`,
);

export interface CardLot {
  id: number;
  number: string;
  expiresOn: string;
}

/** The lots that ever lay in these stores, for the filter: last to expire first. */
export async function lotsOfSubject(db: Db, subject: CardSubject): Promise<CardLot[]> {
  const { stores, itemId } = subjectParameters(subject);
  const rows = await db.run<{ id: number; number: string; expires_on: string }>(lotsOfCard, { stores, itemId });
  return rows.map((row) => ({ id: row.id, number: row.number, expiresOn: row.expires_on }));
}

const arrivalsOfLots = statement(
  `select given.id as lot_id, min(line.occurred_at) as at
   from ${rowset('lots', { id: 'int' })} as given
   join movement_line as line on line.lot_id = given.id and line.to_id in ${STORES}
   group by given.id`,
);

/** The day on which each of the lots first came into these stores: later than its first receipt in the county. */
export async function arrivalsOfSubject(
  db: Db,
  subject: CardSubject,
  lotIds: readonly number[],
): Promise<Map<number, string>> {
  const { stores } = subjectParameters(subject);
  const lots = [...new Set(lotIds)].map((id) => ({ id }));
  const rows = await db.run<{ lot_id: number; at: number }>(arrivalsOfLots, { stores, lots });
  return new Map(rows.map((row) => [row.lot_id, dayOf(row.at)]));
}

/** What lies there now, whether it may be used, and since when it is there. */
export async function lotsThere(db: Db, subject: CardSubject, today: string) {
  const found = await lotsAt(db, subject);
  const lotIds = found.map((lot) => lot.lotId);
  const arrivals = await arrivalsOfSubject(db, subject, lotIds);
  return found.map((lot) => ({
    ...lot,
    why: whyNotUsable(lot, { on: today, secondPerson: true }),
    arrivedOn: arrivals.get(lot.lotId) ?? lot.receivedOn,
  }));
}

export async function subjectOf(db: Db, asked: Pick<CardAsked, 'organisationId' | 'itemId' | 'lotId' | 'placeId'>) {
  const all = await storeIds(db, asked.organisationId);
  const inPart = asked.placeId !== undefined;
  const subject: CardSubject = {
    organisationId: asked.organisationId,
    storeIds: inPart ? all.filter((id) => id === asked.placeId) : all,
    inPart,
    itemId: asked.itemId,
    lotId: asked.lotId,
  };
  return subject;
}

function periodOf(asked: Pick<CardAsked, 'from' | 'to'>): CardPeriod {
  return { since: startOfDay(asked.from), until: startOfDay(addDays(asked.to, 1)) };
}

interface TotalsRow {
  comes: number;
  goes: number;
  lines: number;
}

async function totals(db: Db, subject: CardSubject, asked: CardAsked): Promise<CardTotals> {
  const { organisationId, itemId, kind = '', lotId, from, to } = asked;
  const byDay = kind === '' && lotId === undefined && subject.inPart !== true;
  const given = { ...subjectParameters(subject), ...periodOf(asked), kind };
  const [row] = byDay
    ? await db.run<TotalsRow>(totalsOfDays, { organisationId, itemId, from, to })
    : await db.run<TotalsRow>(totalsOf, given);
  return { inBase: row?.comes ?? 0, outBase: row?.goes ?? 0, lines: row?.lines ?? 0 };
}

/** Standing after each line, downwards from what stood after the first of them. */
function withStandings(lines: readonly CardLine[], afterFirst: number | null): CardRow[] {
  let standing = afterFirst;
  return lines.map((line) => {
    const row = { ...line, standingBase: standing };
    if (standing !== null) standing -= line.deltaBase;
    return row;
  });
}

async function pageOf(db: Db, subject: CardSubject, asked: CardAsked, size: number) {
  const wanted = { ...periodOf(asked), kind: asked.kind, before: asked.before, size: size + 1 };
  const fetched = await cardLines(db, subject, wanted);
  const lines = fetched.slice(0, size);
  const first = lines[0];
  const running = first !== undefined && asked.kind === undefined;
  const point = { at: first?.occurredAt ?? 0, lineId: first?.id ?? 0 };
  const afterFirst = running ? await standingAfter(db, subject, point, asked.now) : null;
  const last = lines.at(-1);
  const more = fetched.length > size && last !== undefined;
  const next = more ? { at: last.occurredAt, lineId: last.id } : undefined;
  return { rows: withStandings(lines, afterFirst), next };
}

/**
 * One page of the card, newest first. Days of `asked` are business days; the page is the period's first without
 * `before`.
 */
export async function stockCard(db: Db, asked: CardAsked): Promise<StockCard> {
  const subject = await subjectOf(db, asked);
  const { since } = periodOf(asked);
  // Asked side by side: where several connections read, they do not wait for each other
  const [page, openingBase, all, ofKind, [closed]] = await Promise.all([
    pageOf(db, subject, asked, CARD_SIZE),
    standingAfter(db, subject, justBefore(since), asked.now),
    // Without a kind the closing follows from the sum; a kind alone would not add up
    totals(db, subject, { ...asked, kind: undefined }),
    asked.kind === undefined ? undefined : totals(db, subject, asked),
    db.run<{ ends_on: string | null }>(lastClosed, {}),
  ]);
  return {
    ...page,
    openingBase,
    closingBase: openingBase + all.inBase - all.outBase,
    totals: ofKind ?? all,
    closedTo: closed?.ends_on ?? null,
  };
}

/** The whole period for a file, newest first, up to `CARD_EXPORT_MAX` lines. */
export async function wholeCard(db: Db, asked: CardAsked): Promise<CardRow[]> {
  const subject = await subjectOf(db, asked);
  const page = await pageOf(db, subject, { ...asked, before: undefined }, CARD_EXPORT_MAX);
  return page.rows;
}

/** The days a card shows when none were asked for: the last 90, today included. */
export function defaultDays(now: number): { from: string; to: string } {
  const to = dayOf(now);
  return { from: addDays(to, -89), to };
}
