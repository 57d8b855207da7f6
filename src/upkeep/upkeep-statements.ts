/** SQL of upkeep lists: what belongs on a list is one set of rows, written as a set. */
import { forUpdate, rowset, statement } from '../../db/statement.ts';

/** Why a lot wants looking after every month; null for the rest. */
const WHY = `case
    when item.control_class <> 'none' then 'special'
    when item.storage_zone in ('cold', 'frozen') or location.zone in ('cold', 'frozen') then 'cold'
    when lot.expires_on <= :nearDay then 'near_expiry'
    when lot.received_on <= :slowDay and not exists (select 1 from daily_use where daily_use.item_id = item.id
      and daily_use.organisation_id = location.keeper_id and daily_use.day >= :slowDay
      and daily_use.quantity_base > 0) then 'slow'
    end`;

/** Lots of the member; what is set apart as rejected is past looking after. */
const LYING = `select balance.location_id, balance.item_id, balance.lot_id, balance.on_hand, ${WHY} as why,
    item.generic_name, lot.expires_on
  from location join balance on balance.location_id = location.id and balance.on_hand > 0
  join item on item.id = balance.item_id join lot on lot.id = balance.lot_id
  where location.keeper_id = :organisationId and location.kind = 'store' and location.zone <> 'rejected'`;

const ofKind = `((:kind = 'key' and lying.why is not null) or (:kind = 'general' and lying.why is null))`;

export const countLines = statement(`select count(*) as lines from (${LYING}) as lying where ${ofKind}`);

export const addLines = statement(
  `insert into upkeep_line (upkeep_id, line_number, location_id, item_id, lot_id, why, on_hand_base)
   select cast(:upkeepId as bigint),
     row_number() over (order by location_id, generic_name, expires_on, lot_id),
     location_id, item_id, lot_id, coalesce(why, 'all'), on_hand
   from (${LYING}) as lying where ${ofKind}`,
);

/** Members with stock that have no list of the kind and period. */
export const membersWithout = statement(
  `select organisation.id from organisation
   where organisation.active
     and exists (select 1 from location join balance on balance.location_id = location.id and balance.on_hand > 0
       where location.keeper_id = organisation.id and location.kind = 'store')
     and not exists (select 1 from upkeep where upkeep.organisation_id = organisation.id and upkeep.kind = :kind
       and upkeep.period = :period)
   order by organisation.id`,
);

export const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The rest of a list is in order; gives how many lines that were. */
export const restGood = statement(
  `update upkeep_line set finding = 'good', done_by = :userId, done_at = :at
   where upkeep_id = :upkeepId and finding is null returning id`,
);

/** Where goods of these lots are still held by the list. */
export const heldOf = statement(
  `select balance.location_id, balance.lot_id from balance
   where balance.held_by = :upkeepId and balance.lot_id in (select id from ${rowset('lots', { id: 'int' })} as given)
   order by balance.location_id, balance.lot_id`,
);
