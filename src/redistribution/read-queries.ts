/** The stand of every member in every item, read in a few statements: what a proposal is computed from. */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { rowset } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { daysBetween } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { useSince } from '../stock/supply-queries.ts';
import type { ReadMember } from './member-queries.ts';
import type { SolverItem } from './solver.ts';
import type { Stand } from './stand-rules.ts';

export interface ReadAsked {
  day: string;
  /** Only these; every item that may move when it is left out. */
  itemIds?: readonly number[] | undefined;
}

/** Never controlled drugs, preparations (they move under permits, by hand) or what left the formulary. */
const ITEMS = `(
  select id from item where active and control_class not in ('narcotic', 'psychotropic_1', 'toxic')
    and kind <> 'preparation' and (use_until is null or use_until >= :day)
    and (:every = 1 or id in (select id from ${rowset('items', { id: 'int' })} as given)))`;

const items = gathered<{ id: number; pack_size: number }>(
  ['id', 'pack_size'],
  `from (select id, pack_size from item where id in ${ITEMS}) as movable`,
);

const places = gathered<{ id: number; keeper_id: number; kind: string }>(
  ['id', 'keeper_id', 'kind'],
  `from location where keeper_id is not null and kind in ('store', 'transit')
     and zone not in ('rejected', 'reserve', 'controlled')`,
);

const balances = gathered<{ item_id: number; location_id: number; lot_id: number; free: number }>(
  ['item_id', 'location_id', 'lot_id', 'free'],
  `from (select item_id, location_id, lot_id, on_hand - reserved as free from balance
   where on_hand > reserved and held_by is null and item_id in ${ITEMS}) as lying`,
);

const lots = gathered<{ id: number; expires_on: string; price_pack: number }>(
  ['id', 'expires_on', 'price_pack'],
  `from (select id, expires_on, price_pack from lot
   where frozen is null and expires_on >= :day and item_id in ${ITEMS}) as sound`,
);

interface Sum {
  item_id: number;
  member_id: number;
  base: number;
}

const SUM = ['item_id', 'member_id', 'base'] as const;

const uses = gathered<Sum>(
  SUM,
  `from (select item_id, organisation_id as member_id, sum(quantity_base) as base from daily_use
   where day between :since and :day and item_id in ${ITEMS} group by item_id, organisation_id) as used`,
);

const leasts = gathered<Sum & { most: number }>(
  [...SUM, 'most'],
  `from (select item_id, organisation_id as member_id, least_base as base, most_base as most from stock_target
   where item_id in ${ITEMS}) as wanted`,
);

/** Shortages that nobody has answered or planned to buy for. */
const shortages = gathered<Sum>(
  SUM,
  `from (select shortage.item_id, shortage.organisation_id as member_id,
     sum(shortage.quantity_base - shortage.answered_base - shortage.closed_base - coalesce(need.planned, 0)) as base
   from document join shortage on shortage.document_id = document.id and shortage.item_id in ${ITEMS}
   left join (
     select document_id, sum(planned_base - dispatched_base) as planned from demand
     where origin = 'shortage' and planned_base > dispatched_base group by document_id
   ) as need on need.document_id = document.id
   where document.status in ('registered', 'accepted', 'matched')
   group by shortage.item_id, shortage.organisation_id) as waiting`,
);

/** Kept on dispatches that are being picked, for the member that will receive them. */
const picking = gathered<Sum>(
  SUM,
  `from (select line.item_id, dispatch.to_organisation_id as member_id, sum(line.quantity_base) as base
   from document join dispatch on dispatch.document_id = document.id
   join dispatch_line as line on line.dispatch_id = document.id
   where document.kind = 'dispatch' and document.status = 'picking'
   group by line.item_id, dispatch.to_organisation_id) as coming`,
);

/** Transfers nobody has granted yet: promised by the giver's name alone, and expected by the taker. */
const askedFor = gathered<{ item_id: number; giver_id: number; taker_id: number; base: number }>(
  ['item_id', 'giver_id', 'taker_id', 'base'],
  `from (select line.item_id, transfer.from_organisation_id as giver_id, transfer.to_organisation_id as taker_id,
     sum(line.asked_base) as base
   from member_transfer as transfer
   join document on document.id = transfer.document_id and document.status in ('offered', 'asked')
   join member_transfer_line as line on line.transfer_id = transfer.document_id
   group by line.item_id, transfer.from_organisation_id, transfer.to_organisation_id) as open_transfers`,
);

type Stands = (itemId: number, memberId: number) => Stand | undefined;

interface Sums {
  item_id: number[];
  member_id: number[];
  base: number[];
}

function each(standOf: Stands, sums: Sums, put: (stand: Stand, base: number) => void): void {
  sums.item_id.forEach((itemId, at) => {
    const stand = standOf(itemId, sums.member_id[at] ?? 0);
    if (stand !== undefined) put(stand, Math.max(0, Number(sums.base[at] ?? 0)));
  });
}

/** Everything that is read, side by side: where several connections read, they do not wait for each other. */
async function readAll(db: Db, asked: ReadAsked) {
  const { day, itemIds } = asked;
  const given = { day, every: itemIds === undefined ? 1 : 0, items: (itemIds ?? []).map((id) => ({ id })) };
  const [item, place, lying, lot, used, least, short, picked, open] = await Promise.all([
    items(db, given),
    places(db, {}),
    balances(db, given),
    lots(db, given),
    uses(db, { ...given, since: useSince(day) }),
    leasts(db, given),
    shortages(db, given),
    picking(db, {}),
    askedFor(db, {}),
  ]);
  return { item, place, lying, lot, used, least, short, picked, open };
}

type Read = Awaited<ReturnType<typeof readAll>>;

/** What lies in stores as lots, what travels as coming. */
function putLots({ place, lying, lot }: Read, standOf: Stands, day: string): void {
  const keepers = new Map(place.id.map((id, at) => [id, { id: place.keeper_id[at] ?? 0, kind: place.kind[at] }]));
  const sound = new Map(lot.id.map((id, at) => [id, at]));
  const days = new Map<string, number>();
  lying.item_id.forEach((itemId, at) => {
    const keeper = keepers.get(lying.location_id[at] ?? 0);
    const lotId = lying.lot_id[at] ?? 0;
    const index = sound.get(lotId);
    const stand = keeper === undefined || index === undefined ? undefined : standOf(itemId, keeper.id);
    if (stand === undefined || index === undefined) return;
    const freeBase = lying.free[at] ?? 0;
    if (keeper?.kind === 'transit') {
      stand.comingBase += freeBase;
      return;
    }
    const known = stand.lots.find((one) => one.lotId === lotId);
    const expiresOn = lot.expires_on[index] ?? day;
    const daysLeft = days.get(expiresOn) ?? daysBetween(day, expiresOn);
    days.set(expiresOn, daysLeft);
    if (known === undefined) stand.lots.push({ lotId, daysLeft, freeBase, pricePack: lot.price_pack[index] ?? 0 });
    else known.freeBase += freeBase;
  });
}

/** Every stand of the county, by item; an item that lies with nobody is left out. */
export async function readStands(db: Db, asked: ReadAsked, of: readonly ReadMember[]): Promise<SolverItem[]> {
  const { day } = asked;
  const life = await ruleOn(db, 'life_days_min', day);
  const known = new Map(of.map((member) => [member.id, member]));
  const read = await readAll(db, asked);
  const { item, least, open } = read;
  const found = new Map<number, Map<number, Stand>>(item.id.map((id) => [id, new Map()]));
  const standOf: Stands = (itemId, memberId) => {
    const ofItem = found.get(itemId);
    const member = known.get(memberId);
    if (ofItem === undefined || member === undefined) return undefined;
    const stand = ofItem.get(memberId) ?? emptyStand(memberId, member.kind, life[member.kind]);
    ofItem.set(memberId, stand);
    return stand;
  };
  putLots(read, standOf, day);
  const set = (sums: Sums, put: (stand: Stand, base: number) => void) => each(standOf, sums, put);
  set(read.used, (stand, base) => {
    stand.use30Base = base;
  });
  set(least, (stand, base) => {
    stand.leastBase = base;
  });
  set({ ...least, base: least.most }, (stand, base) => {
    stand.mostBase = base;
  });
  set(read.short, (stand, base) => {
    stand.openBase += base;
  });
  const coming = (stand: Stand, base: number) => {
    stand.comingBase += base;
  };
  set(read.picked, coming);
  set({ ...open, member_id: open.taker_id }, coming);
  set({ ...open, member_id: open.giver_id }, promise);
  return item.id.flatMap((itemId, at) => {
    const stands = [...(found.get(itemId)?.values() ?? [])].sort((a, b) => a.memberId - b.memberId);
    const lies = stands.some((one) => one.lots.length > 0);
    return lies ? [{ itemId, packSize: item.pack_size[at] ?? 1, stands }] : [];
  });
}

function emptyStand(memberId: number, kind: OrganisationKind, lifeDaysMin: number): Stand {
  const isHub = kind === 'head';
  const nothing = { use30Base: 0, comingBase: 0, leastBase: 0, mostBase: 0, openBase: 0 };
  return { memberId, isHub, lifeDaysMin, lots: [], ...nothing };
}

/** What a giver was asked for and has not granted is spoken for: the first to expire of it. */
function promise(stand: Stand, base: number): void {
  let left = base;
  stand.lots.sort((a, b) => a.daysLeft - b.daysLeft || a.lotId - b.lotId);
  for (const lot of stand.lots) {
    const taken = Math.min(left, lot.freeBase);
    lot.freeBase -= taken;
    left -= taken;
  }
  stand.lots = stand.lots.filter((lot) => lot.freeBase > 0);
}
