/** Set-based statements over the entries of versions: a version of 2,500 items is read and written in one go. */
import { dialect } from '../../db/engine.ts';
import { rowset, statement } from '../../db/statement.ts';
import { PACK_COLUMNS, tierColumns } from '../catalogue/pack-queries.ts';

export const entriesOfVersion = statement(
  `select entry.item_id, ${tierColumns((tier) => `entry.${tier}`)}, entry.use_until, entry.snapshot
   from formulary_entry as entry
   where entry.version_id = :versionId order by entry.item_id`,
);

const WORDS = `item.id as item_id, ${PACK_COLUMNS}, item.kind, concept.route,
     coalesce(item.approval_number, '') as approval_number, concept.therapeutic_class, item.product_id`;
const LEVELS = `join product on product.id = item.product_id
   join specification on specification.id = product.specification_id
   join concept on concept.id = specification.concept_id`;

/** The base with the changes of the draft laid over it. */
const TARGET = `(
     select coalesce(change.item_id, base.item_id) as item_id,
       case when change.item_id is null then base.county else change.county end as county,
       case when change.item_id is null then base.township else change.township end as township,
       case when change.item_id is null then base.village else change.village end as village,
       case when change.item_id is null then base.use_until else change.use_until end as use_until
     from (select item_id, county, township, village, use_until from formulary_entry
       where version_id = :basedOnId) as base
     full join (select item_id, county, township, village, use_until from formulary_change
       where version_id = :versionId) as change on change.item_id = base.item_id
   ) as target`;

export const entriesOfDraft = statement(
  `select ${tierColumns((tier) => `target.${tier}`)}, target.use_until, ${WORDS}
   from ${TARGET} join item on item.id = target.item_id ${LEVELS} order by item.id`,
);
export const itemsAsTheyAre = statement(
  `select 0 as county, 0 as township, 0 as village, null as use_until, ${WORDS}
   from ${rowset('items', { id: 'int' })} as given join item on item.id = given.id ${LEVELS} order by item.id`,
);

export const writeEntries = statement(
  `insert into formulary_entry (version_id, item_id, county, township, village, use_until, snapshot)
   select cast(:versionId as bigint), given.item_id, given.county = 1, given.township = 1, given.village = 1,
     given.use_until, ${dialect === 'sqlite' ? 'given.snapshot' : 'cast(given.snapshot as json)'}
   from ${rowset('entries', {
     item_id: 'int',
     county: 'int',
     township: 'int',
     village: 'int',
     use_until: 'text',
     snapshot: 'text',
   })} as given where true`,
);

/** Tiers and last days of use as the version has them; what it does not name has no tier. */
export const bringItemsInForce = statement(
  `update item set county_tier = target.county, township_tier = target.township, village_tier = target.village,
     use_until = target.use_until, updated_at = :at
   from (
     select item.id, coalesce(entry.county, false) as county, coalesce(entry.township, false) as township,
       coalesce(entry.village, false) as village, entry.use_until
     from item left join formulary_entry as entry on entry.item_id = item.id and entry.version_id = :versionId
   ) as target
   where target.id = item.id and (item.county_tier <> target.county or item.township_tier <> target.township
     or item.village_tier <> target.village or item.use_until is distinct from target.use_until)
   returning item.id`,
);
export const markInForce = statement(
  `update formulary_version set in_force_at = :at
   where published_at is not null and in_force_at is null and effective_on <= :day returning id`,
);

const KEPT = `join location on location.id = balance.location_id and location.kind in ('store', 'transit')
   join organisation on organisation.id = location.keeper_id and organisation.path like :scope || '%'`;

export const leaversStock = statement(
  `select balance.item_id, organisation.code, organisation.short_name, lot.price_pack, item.pack_size,
     sum(balance.on_hand) as on_hand, sum(balance.reserved) as reserved
   from ${rowset('items', { id: 'int' })} as given join balance on balance.item_id = given.id and balance.on_hand > 0
   join lot on lot.id = balance.lot_id join item on item.id = balance.item_id ${KEPT}
   group by balance.item_id, organisation.code, organisation.short_name, lot.price_pack, item.pack_size
   order by organisation.code`,
);
export const leaversShortages = statement(
  `select shortage.item_id, document.number, document.status, organisation.short_name,
     shortage.quantity_base - shortage.answered_base - shortage.closed_base as open_base
   from ${rowset('items', { id: 'int' })} as given join shortage on shortage.item_id = given.id
   join document on document.id = shortage.document_id
     and document.status in ('registered', 'accepted', 'matched', 'in_transit')
   join organisation on organisation.id = shortage.organisation_id and organisation.path like :scope || '%'
   order by document.number`,
);
export const leaversReservations = statement(
  `select reservation.item_id, document.number, document.kind, organisation.short_name,
     sum(reservation.quantity_base) as quantity_base
   from ${rowset('items', { id: 'int' })} as given
   join reservation on reservation.item_id = given.id and reservation.status = 'open'
   join location on location.id = reservation.location_id
   join organisation on organisation.id = location.keeper_id and organisation.path like :scope || '%'
   join document on document.id = reservation.document_id
   group by reservation.item_id, document.number, document.kind, organisation.short_name order by document.number`,
);
