/** The lines of a plan as its page shows them: filtered, by key, with what the county has of each item. */
import { and, asc, count, eq, gt, ne, or, sql, sum } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { party } from '../../db/schema/parties.ts';
import { type Channel, planLine } from '../../db/schema/plans.ts';
import { rowset, statement } from '../../db/statement.ts';
import { findItems } from '../catalogue/search/search-queries.ts';
import { usableZones } from '../stock/matrix-stock-queries.ts';
import { useSince } from '../stock/supply-queries.ts';

export interface LineFilter {
  /** Only these, such as those that need attention. */
  lineIds?: readonly number[] | undefined;
  channel?: Channel | undefined;
  /** Code of the supplier. */
  party?: string | undefined;
  /** Another quantity than proposed. */
  changed?: boolean | undefined;
  /** Name, pinyin, strength or code of the item. */
  q?: string | undefined;
}

export interface PlanLineView {
  id: number;
  lineNumber: number;
  itemId: number;
  itemCode: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  storageZone: string;
  category: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  partyId: number | null;
  partyCode: string | null;
  party: string | null;
  channel: Channel;
  channelReason: string;
  delivery: 'hub' | 'direct' | 'relay';
  pricePack: number;
  contractLineId: number | null;
  priceReason: { code: string; detail: Record<string, string | number> };
  askedBase: number;
  fromHubBase: number;
  onOrderBase: number;
  fromNeighboursBase: number;
  toBuyBase: number;
  proposedBase: number;
  quantityBase: number;
  amountFen: number;
  changeReason: string;
  orderedBase: number;
}

const VIEW = {
  id: planLine.id,
  lineNumber: planLine.lineNumber,
  itemId: planLine.itemId,
  itemCode: item.code,
  genericName: item.genericName,
  strength: item.strength,
  manufacturer: item.manufacturer,
  storageZone: item.storageZone,
  category: item.kind,
  packSize: item.packSize,
  packUnit: item.packUnit,
  baseUnit: item.baseUnit,
  scale: item.scale,
  partyId: planLine.partyId,
  partyCode: party.code,
  party: party.shortName,
  channel: planLine.channel,
  channelReason: planLine.channelReason,
  delivery: planLine.delivery,
  pricePack: planLine.pricePack,
  contractLineId: planLine.contractLineId,
  priceReason: planLine.priceReason,
  askedBase: planLine.askedBase,
  fromHubBase: planLine.fromHubBase,
  onOrderBase: planLine.onOrderBase,
  fromNeighboursBase: planLine.fromNeighboursBase,
  toBuyBase: planLine.toBuyBase,
  proposedBase: planLine.proposedBase,
  quantityBase: planLine.quantityBase,
  amountFen: planLine.amountFen,
  changeReason: planLine.changeReason,
  orderedBase: planLine.orderedBase,
};

async function matching(db: Db, planId: number, filter: LineFilter) {
  const { lineIds, channel, changed, q } = filter;
  const typed = (q ?? '').trim();
  const hits =
    typed === '' ? undefined : await findItems(db, typed, { retired: true, limit: Number.POSITIVE_INFINITY });
  return and(
    eq(planLine.planId, planId),
    lineIds && isOneOf(planLine.id, lineIds),
    channel && eq(planLine.channel, channel),
    filter.party === undefined || filter.party === '' ? undefined : eq(party.code, filter.party),
    changed ? or(ne(planLine.quantityBase, planLine.proposedBase), ne(planLine.changeReason, '')) : undefined,
    hits &&
      isOneOf(
        planLine.itemId,
        hits.map((hit) => hit.id),
      ),
  );
}

/** Lines in the order of their numbers from after `after`; one more than `size`, for the pager. */
export async function listPlanLines(
  db: Db,
  planId: number,
  filter: LineFilter,
  page: { after: number; size: number },
): Promise<PlanLineView[]> {
  return db
    .select(VIEW)
    .from(planLine)
    .innerJoin(item, eq(item.id, planLine.itemId))
    .leftJoin(party, eq(party.id, planLine.partyId))
    .where(and(await matching(db, planId, filter), gt(planLine.lineNumber, page.after)))
    .orderBy(asc(planLine.lineNumber))
    .limit(page.size + 1);
}

/** One line as pages show it. */
export async function lineView(db: Db, planId: number, lineNumber: number): Promise<PlanLineView | undefined> {
  const [row] = await db
    .select(VIEW)
    .from(planLine)
    .innerJoin(item, eq(item.id, planLine.itemId))
    .leftJoin(party, eq(party.id, planLine.partyId))
    .where(and(eq(planLine.planId, planId), eq(planLine.lineNumber, lineNumber)));
  return row;
}

/** Suppliers that a line may be given to. */
export async function sellersOf(db: Db): Promise<{ code: string; name: string }[]> {
  return db
    .select({ code: party.code, name: party.shortName })
    .from(party)
    .where(and(eq(party.active, true), ne(party.kind, 'maker')))
    .orderBy(asc(party.shortName));
}

/** How many lines match, and what they cost in fen. */
export async function countPlanLines(
  db: Db,
  planId: number,
  filter: LineFilter,
): Promise<{ lines: number; amountFen: number }> {
  const [row] = await db
    .select({ lines: count(), amountFen: sql<number>`coalesce(${sum(planLine.amountFen)}, 0)`.mapWith(Number) })
    .from(planLine)
    .leftJoin(party, eq(party.id, planLine.partyId))
    .where(await matching(db, planId, filter));
  return row ?? { lines: 0, amountFen: 0 };
}

/** Suppliers that stand on the plan, by name. */
export async function partiesOnPlan(db: Db, planId: number): Promise<{ code: string; name: string }[]> {
  return db
    .selectDistinct({ code: party.code, name: party.shortName })
    .from(planLine)
    .innerJoin(party, eq(party.id, planLine.partyId))
    .where(eq(planLine.planId, planId))
    .orderBy(asc(party.shortName));
}

const ITEMS = `(select id from ${rowset('items', { id: 'int' })} as given)`;
const countyStock = statement(
  `select balance.item_id, cast(sum(balance.on_hand) as bigint) as has_base from balance
   join location on location.id = balance.location_id and location.kind in ('store', 'transit')
     and location.zone in (select zone from ${rowset('zones', { zone: 'text' })} as zone_given)
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
   where balance.item_id in ${ITEMS} and balance.on_hand > 0 and balance.held_by is null group by balance.item_id`,
);
const countyUse = statement(
  `select item_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   join organisation on organisation.id = daily_use.organisation_id and organisation.kind <> 'head'
   where item_id in ${ITEMS} and day between :since and :day group by item_id`,
);
const onOrder = statement(
  `select item_id, cast(sum(quantity_base - accepted_base - cancelled_base) as bigint) as coming from order_line
   join document on document.id = order_line.order_id and document.status not in ('received', 'cancelled')
   where item_id in ${ITEMS} group by item_id`,
);

export interface CountyStanding {
  /** Usable in all members, on its way to them included; on order; used by members in 30 days. Base units. */
  hasBase: number;
  onOrderBase: number;
  use30Base: number;
}

/** What the whole county has, expects and uses of the items of a page. */
export async function countyStanding(
  db: Db,
  itemIds: readonly number[],
  day: string,
): Promise<Map<number, CountyStanding>> {
  if (itemIds.length === 0) return new Map();
  const items = itemIds.map((id) => ({ id }));
  const zones = usableZones(day).map((zone) => ({ zone }));
  const [has, used, coming] = await Promise.all([
    db.run<{ item_id: number; has_base: number }>(countyStock, { items, zones, day }),
    db.run<{ item_id: number; use_base: number }>(countyUse, { items, since: useSince(day), day }),
    db.run<{ item_id: number; coming: number }>(onOrder, { items }),
  ]);
  const standing = new Map(itemIds.map((id) => [id, { hasBase: 0, onOrderBase: 0, use30Base: 0 }]));
  for (const row of has) Object.assign(standing.get(Number(row.item_id)) ?? {}, { hasBase: Number(row.has_base) });
  for (const row of used) {
    Object.assign(standing.get(Number(row.item_id)) ?? {}, { use30Base: Math.max(0, Number(row.use_base)) });
  }
  for (const row of coming) Object.assign(standing.get(Number(row.item_id)) ?? {}, { onOrderBase: Number(row.coming) });
  return standing;
}
