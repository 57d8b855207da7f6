/** What stock says now: less than the least, soon nothing at this use, and lots near their end. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays } from '../kernel/clock.ts';
import { supplyOfMembers } from '../levels/lead-queries.ts';
import { paths } from '../paths.ts';
import { ruleOn } from '../settings/queries.ts';
import { coverOf, type Finding } from './rules.ts';
import type { SourceAsk } from './source.ts';

const MEMBERS = rowset('members', { id: 'int' });

/** Usable and free at each member's own shelves, and what is on its way to it, by item. */
const HAS = `usable as (
     select location.keeper_id as organisation_id, balance.item_id,
       sum(balance.on_hand - balance.reserved) as usable_base
     from ${MEMBERS} as member join location on location.keeper_id = member.id and location.kind = 'store'
       and location.zone not in ('rejected', 'reserve')
     join balance on balance.location_id = location.id and balance.on_hand > 0 and balance.held_by is null
     join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
     group by location.keeper_id, balance.item_id
   ), coming as (
     select location.keeper_id as organisation_id, balance.item_id, sum(balance.on_hand) as coming_base
     from ${MEMBERS} as member join location on location.keeper_id = member.id and location.kind = 'transit'
     join balance on balance.location_id = location.id and balance.on_hand > 0
     group by location.keeper_id, balance.item_id
   ), asked as (
     select demand.organisation_id, demand.item_id, sum(demand.quantity_base - demand.closed_base
       - demand.dispatched_base - demand.delivered_base) as asked_base
     from ${MEMBERS} as member join demand on demand.organisation_id = member.id
       and demand.quantity_base > demand.closed_base + demand.dispatched_base + demand.delivered_base
     group by demand.organisation_id, demand.item_id
   )`;

const HAS_JOINS = `left join usable on usable.organisation_id = pair.organisation_id and usable.item_id = pair.item_id
   left join coming on coming.organisation_id = pair.organisation_id and coming.item_id = pair.item_id
   left join asked on asked.organisation_id = pair.organisation_id and asked.item_id = pair.item_id
   join item on item.id = pair.item_id and item.active
   join organisation on organisation.id = pair.organisation_id`;

const HAS_COLUMNS = `pair.organisation_id, pair.item_id, item.code, item.generic_name as name, item.strength,
     item.control_class, organisation.code as member,
     cast(coalesce(usable.usable_base, 0) as bigint) as usable_base,
     cast(coalesce(coming.coming_base, 0) as bigint) as coming_base,
     cast(coalesce(asked.asked_base, 0) as bigint) as asked_base`;

const belowLeastOf = statement(
  `with ${HAS}
   select ${HAS_COLUMNS}, pair.least_base, 0 as daily_milli
   from ${MEMBERS} as wanted join stock_target as pair on pair.organisation_id = wanted.id and pair.least_base > 0
   ${HAS_JOINS}
   where coalesce(usable.usable_base, 0) + coalesce(coming.coming_base, 0) + coalesce(asked.asked_base, 0)
     < pair.least_base`,
);

/** By the use a day that was reckoned; what is fading or was never used runs out of nothing. */
const runsOutOf = statement(
  `with ${HAS}
   select ${HAS_COLUMNS}, pair.least_base, pair.daily_milli
   from ${rowset('leads', { id: 'int', days: 'int' })} as lead
   join level_proposal as pair on pair.organisation_id = lead.id and pair.daily_milli > 0
     and pair.method in ('mean', 'croston', 'sba')
   ${HAS_JOINS}
   where (coalesce(usable.usable_base, 0) + coalesce(coming.coming_base, 0)) * 1000
     < cast(pair.daily_milli as bigint) * lead.days`,
);

export interface StockRow {
  organisation_id: number;
  item_id: number;
  code: string;
  name: string;
  strength: string | null;
  control_class: string;
  member: string;
  usable_base: number;
  coming_base: number;
  asked_base: number;
  least_base: number;
  daily_milli: number;
}

const ORDINARY = new Set(['none', 'psychotropic_2']);

/** Where more is asked for: requisitions, but controlled drugs have a card of their own. */
function placeOf(row: StockRow): string {
  return ORDINARY.has(row.control_class)
    ? paths.levels({ member: row.member, show: 'short' })
    : paths.stockCard(row.member, row.code);
}

function findingOf(row: StockRow, more: Finding['detail']): Finding {
  return {
    organisationId: Number(row.organisation_id),
    subject: `item:${row.item_id}`,
    itemId: Number(row.item_id),
    path: placeOf(row),
    detail: {
      code: row.code,
      item: `${row.name} ${row.strength ?? ''}`.trim(),
      usable: Number(row.usable_base),
      coming: Number(row.coming_base),
      ...more,
    },
  };
}

export async function belowLeast(db: Db, { members, day }: SourceAsk): Promise<Finding[]> {
  const rows = await db.run<StockRow>(belowLeastOf, { members, day });
  return rows.map((row) => findingOf(row, { least: Number(row.least_base), asked: Number(row.asked_base) }));
}

/** What its use takes away within `days` of each member, with what is there and on its way: alerts and foresight. */
export function stockRunningOut(
  db: Db,
  asked: { members: readonly { id: number }[]; leads: readonly { id: number; days: number }[]; day: string },
): Promise<StockRow[]> {
  return db.run<StockRow>(runsOutOf, asked);
}

export async function runsOut(db: Db, { members, kinds, day, now }: SourceAsk): Promise<Finding[]> {
  const given = members.map(({ id }) => ({ id, kind: kinds.get(id) ?? 'branch' }));
  const supplies = await supplyOfMembers(db, given, day, now);
  const leads = members.map(({ id }) => ({ id, days: supplies.get(id)?.leadDays ?? 1 }));
  const rows = await stockRunningOut(db, { members, leads, day });
  return rows.map((row) => {
    const has = Number(row.usable_base) + Number(row.coming_base);
    const cover = coverOf(has, Number(row.daily_milli));
    const finding = findingOf(row, { cover, lead: supplies.get(Number(row.organisation_id))?.leadDays ?? 1 });
    const ordinary = ORDINARY.has(row.control_class);
    return ordinary ? { ...finding, path: paths.foresight({ member: row.member, q: row.code, days: 90 }) } : finding;
  });
}

const nearOf = statement(
  `select location.keeper_id as organisation_id, balance.item_id, lot.id as lot_id, lot.number, lot.expires_on,
     item.code, item.generic_name as name, item.strength, cast(sum(balance.on_hand) as bigint) as on_hand
   from ${MEMBERS} as member join location on location.keeper_id = member.id and location.kind = 'store'
     and location.zone <> 'rejected'
   join balance on balance.location_id = location.id and balance.on_hand > 0
   join lot on lot.id = balance.lot_id and lot.expires_on < :until and lot.frozen is null
   join item on item.id = balance.item_id
   group by location.keeper_id, balance.item_id, lot.id, lot.number, lot.expires_on, item.code, item.generic_name,
     item.strength`,
);

interface NearRow {
  organisation_id: number;
  item_id: number;
  lot_id: number;
  number: string;
  expires_on: string;
  code: string;
  name: string;
  strength: string | null;
  on_hand: number;
}

/** Lots within the red band of the rule, and those past their day that nobody put apart. */
export async function nearExpiry(db: Db, { members, day }: SourceAsk): Promise<Finding[]> {
  const { danger } = await ruleOn(db, 'near_expiry_days', day);
  const rows = await db.run<NearRow>(nearOf, { members, until: addDays(day, danger + 1) });
  return rows.map((row) => ({
    organisationId: Number(row.organisation_id),
    subject: `lot:${row.lot_id}`,
    itemId: Number(row.item_id),
    path: paths.lot(Number(row.lot_id)),
    detail: {
      code: row.code,
      item: `${row.name} ${row.strength ?? ''}`.trim(),
      lot: row.number,
      expires: row.expires_on,
      onHand: Number(row.on_hand),
    },
  }));
}
