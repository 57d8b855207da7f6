/** The near-expiry board: what expires in which band at which member, and lot by lot. */
import type { Db } from '../../db/database.ts';
import { groupsByHash, statement, sumsOfRanges } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { addDays } from '../kernel/clock.ts';
import type { NearExpiryBands } from '../kernel/near-expiry.ts';
import type { ControlClass, Zone } from '../ledger/usable.ts';
import { foundParameters, OF_ITEMS, placesWith, REACHED, type Reached, reachedParameters } from './kept-statements.ts';
import { BOARD_ORDER } from './rules.ts';

/** Each lot is in the narrowest band that holds it: here they add up. */
export type BoardBand = (typeof BOARD_ORDER)[number];

export interface BandSum {
  lots: number;
  amountFen: number;
}

export interface MemberBands {
  organisation: { id: number; code: string; shortName: string };
  bands: Record<BoardBand, BandSum>;
  total: BandSum;
}

/** First and last expiry day of a band on `day`, both included; of all of them without one. */
export function bandDays(
  band: BoardBand | undefined,
  day: string,
  bands: NearExpiryBands,
): { from: string; until: string } {
  const end = (name: keyof NearExpiryBands) => addDays(day, bands[name]);
  if (band === undefined) return { from: '', until: end('caution') };
  if (band === 'expired') return { from: '', until: addDays(day, -1) };
  if (band === 'danger') return { from: day, until: end('danger') };
  const before = band === 'warn' ? 'danger' : 'warn';
  return { from: addDays(end(before), 1), until: end(band) };
}

const WITHIN: Record<BoardBand, string> = {
  expired: 'balance.expires_on < :day',
  danger: 'balance.expires_on >= :day and balance.expires_on <= :danger',
  warn: 'balance.expires_on > :danger and balance.expires_on <= :warn',
  caution: 'balance.expires_on > :warn and balance.expires_on <= :caution',
};

const sumsOfBand = (band: BoardBand) =>
  `select '${band}' as band, summed.* from (${sumsOfRanges({
    ids: 'places',
    table: 'balance',
    column: 'location_id',
    where: `balance.on_hand > 0 and ${OF_ITEMS} and ${WITHIN[band]}`,
    sums: 'cast(count(*) as bigint) as lots, cast(sum(balance.value_fen) as bigint) as fen',
  })}) as summed`;

// Joined crosswise: no engine thinks of reading it another way round
const NEAR = `from ${REACHED} cross join balance
   where balance.location_id = location.id and balance.on_hand > 0 and location.kind in ('store', 'transit')
     and ${OF_ITEMS}`;

// One range of the index for each place and band, in which nothing is compared, and only then joined to its keeper
const sumsOfPlaces = statement(
  `${placesWith(':caution')}
   select lying.band, lying.lots, lying.fen, organisation.id as organisation_id, organisation.code,
     organisation.short_name
   from (${BOARD_ORDER.map(sumsOfBand).join(' union all ')}) as lying
   join location on location.id = lying.id join organisation on organisation.id = location.keeper_id`,
);

interface SumRow {
  band: BoardBand;
  lots: number;
  fen: number;
  organisation_id: number;
  code: string;
  short_name: string;
}

export interface BoardAsked extends Reached {
  /** The items it is narrowed to; undefined for all. */
  found: readonly number[] | undefined;
  day: string;
  bands: NearExpiryBands;
}

const none = (): BandSum => ({ lots: 0, amountFen: 0 });

function add(sum: BandSum, lots: number, amountFen: number): void {
  sum.lots += lots;
  sum.amountFen += amountFen;
}

/** The members in reach that have anything near its end, the dearest first. */
export async function bandsOfMembers(db: Db, asked: BoardAsked): Promise<MemberBands[]> {
  const ends = { danger: addDays(asked.day, asked.bands.danger), warn: addDays(asked.day, asked.bands.warn) };
  const rows = await db.run<SumRow>(sumsOfPlaces, {
    ...reachedParameters(asked),
    ...foundParameters(asked.found),
    ...ends,
    caution: addDays(asked.day, asked.bands.caution),
    day: asked.day,
  });
  const members = new Map<number, MemberBands>();
  for (const row of rows) {
    const organisation = { id: row.organisation_id, code: row.code, shortName: row.short_name };
    const bands = { expired: none(), danger: none(), warn: none(), caution: none() };
    const member = members.get(organisation.id) ?? { organisation, bands, total: none() };
    members.set(organisation.id, member);
    add(member.bands[row.band], row.lots, row.fen);
    add(member.total, row.lots, row.fen);
  }
  const dearest = (a: MemberBands, b: MemberBands) =>
    b.total.amountFen - a.total.amountFen || (a.organisation.code < b.organisation.code ? -1 : 1);
  return [...members.values()].sort(dearest);
}

/** All members together. */
export function bandTotals(members: readonly MemberBands[]): Record<BoardBand, BandSum> {
  const totals = { expired: none(), danger: none(), warn: none(), caution: none() };
  for (const member of members) {
    for (const band of BOARD_ORDER) add(totals[band], member.bands[band].lots, member.bands[band].amountFen);
  }
  return totals;
}

export interface NearLot {
  locationId: number;
  locationName: string;
  locationKind: 'store' | 'transit';
  zone: Zone;
  organisation: { id: number; code: string; shortName: string; kind: OrganisationKind };
  lotId: number;
  lotNumber: string;
  frozen: 'recall' | 'quality' | null;
  expiresOn: string;
  itemId: number;
  controlClass: ControlClass;
  onHand: number;
  reserved: number;
  amountFen: number;
}

/** A place in the order of the list: expiry, place, lot. */
export interface NearPoint {
  expiresOn: string;
  locationId: number;
  lotId: number;
}

/**
 * A day until which no fewer than a page of lots expire: so many places have something by then. What expires later need
 * not be read, nor sorted. Without `offset 0` PostgreSQL would look for each first day twice.
 */
const ENOUGH = `select coalesce((select first_on from (
       select (select min(balance.expires_on) from balance where balance.location_id = location.id
         and balance.on_hand > 0 and ${OF_ITEMS} and balance.expires_on >= :from and balance.expires_on <= :until
         and balance.expires_on > :afterDay) as first_on
       from ${REACHED} where location.kind in ('store', 'transit') ${groupsByHash ? 'offset 0' : ''}
     ) as firsts where first_on is not null order by first_on limit 1 offset :beyond), :until) as until`;

// The keys first, from the index alone; what a row says beside them is read for those shown
const nearLots = statement(
  `with enough as materialized (${ENOUGH})
   select near.location_id, near.lot_id, near.item_id, near.expires_on, near.on_hand, near.value_fen,
     balance.reserved, lot.number, coalesce(lot.frozen, case when balance.held_by is not null then 'quality' end)
       as frozen,
     location.name, location.kind, location.zone, item.control_class, organisation.id as organisation_id,
     organisation.code, organisation.short_name, organisation.kind as organisation_kind
   from (
     select balance.location_id, balance.lot_id, balance.item_id, balance.expires_on, balance.on_hand,
       balance.value_fen ${NEAR} and balance.expires_on >= :from
       and balance.expires_on <= (select until from enough)
       and (balance.expires_on > :afterDay or (balance.expires_on = :afterDay
         and (balance.location_id > :afterPlace or (balance.location_id = :afterPlace and balance.lot_id > :afterLot))))
     order by balance.expires_on, balance.location_id, balance.lot_id limit :size
   ) as near
   join balance on balance.location_id = near.location_id and balance.lot_id = near.lot_id
   join lot on lot.id = near.lot_id join item on item.id = near.item_id
   join location on location.id = near.location_id join organisation on organisation.id = location.keeper_id
   order by near.expires_on, near.location_id, near.lot_id`,
);

interface NearRow {
  location_id: number;
  lot_id: number;
  item_id: number;
  expires_on: string;
  on_hand: number;
  value_fen: number;
  reserved: number;
  number: string;
  frozen: 'recall' | 'quality' | null;
  name: string;
  kind: 'store' | 'transit';
  zone: Zone;
  control_class: ControlClass;
  organisation_id: number;
  code: string;
  short_name: string;
  organisation_kind: OrganisationKind;
}

/** Lots that expire between two days, the first to expire first, after `after`, at most `size`. */
export async function lotsNearEnd(
  db: Db,
  asked: Pick<BoardAsked, 'scopePath' | 'memberId' | 'found'> & { from: string; until: string },
  page: { after?: NearPoint | undefined; size: number },
): Promise<NearLot[]> {
  const { after, size } = page;
  const rows = await db.run<NearRow>(nearLots, {
    ...reachedParameters(asked),
    ...foundParameters(asked.found),
    from: asked.from,
    until: asked.until,
    afterDay: after?.expiresOn ?? '',
    afterPlace: after?.locationId ?? 0,
    afterLot: after?.lotId ?? 0,
    size,
    beyond: size - 1,
  });
  return rows.map((row) => ({
    locationId: row.location_id,
    locationName: row.name,
    locationKind: row.kind,
    zone: row.zone,
    organisation: { id: row.organisation_id, code: row.code, shortName: row.short_name, kind: row.organisation_kind },
    lotId: row.lot_id,
    lotNumber: row.number,
    frozen: row.frozen,
    expiresOn: row.expires_on,
    itemId: row.item_id,
    controlClass: row.control_class,
    onHand: row.on_hand,
    reserved: row.reserved,
    amountFen: row.value_fen,
  }));
}
