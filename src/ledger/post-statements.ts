/** The ledger's SQL: set-based, prepared once, the same on both engines. */
import { forUpdate, lockTable, rowset, statement } from '../../db/statement.ts';

const CHANGE = {
  location_id: 'int',
  lot_id: 'int',
  item_id: 'int',
  quantity: 'int',
  reserved: 'int',
  value: 'int',
} as const;

/** Back-dated postings may overlap each other, but not the closing of the period they are dated into. */
export const keepPeriodsOpen = statement(lockTable('period', 'row share'));
export const closePeriodsAlone = statement(lockTable('period', 'exclusive'));

export const lastClosedDay = statement('select max(ends_on) as ends_on from period');

export const placesOf = statement(
  `select location.id, location.kind, location.zone, location.keeper_id,
     coalesce(location.owner_id, location.keeper_id) as owner_id
   from ${rowset('ids', { id: 'int' })} as given join location on location.id = given.id`,
);

export const lotFactsOf = statement(
  `select lot.id as lot_id, lot.item_id, lot.number, lot.expires_on, lot.frozen, lot.price_pack, item.pack_size,
     item.control_class, item.storage_zone, item.use_until, item.generic_name, item.kind
   from ${rowset('ids', { id: 'int' })} as given
   join lot on lot.id = given.id join item on item.id = lot.item_id`,
);

/**
 * What lies where, with its value. Where writers overlap every row the posting touches is locked by it, in one fixed
 * order, so that none deadlock and nobody else takes of a value in between.
 */
export const lockBalances = statement(
  `select balance.location_id, balance.lot_id, balance.on_hand, balance.value_fen from balance
   join ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
     on balance.location_id = given.location_id and balance.lot_id = given.lot_id
   order by balance.location_id, balance.lot_id ${forUpdate === '' ? '' : `${forUpdate} of balance`}`,
);

/** The guard against overselling: takes only where enough is left that nobody else has reserved. */
const TAKE = `update balance set on_hand = balance.on_hand - given.quantity,
     reserved = balance.reserved - given.reserved, value_fen = balance.value_fen - given.value
   from ${rowset('takes', CHANGE)} as given
   where balance.location_id = given.location_id and balance.lot_id = given.lot_id
     and balance.reserved >= given.reserved
     and balance.on_hand - given.quantity >= balance.reserved - given.reserved
     and balance.value_fen - given.value >= 0`;
const TAKEN = 'returning balance.location_id, balance.lot_id';
export const takeStock = statement(`${TAKE} ${TAKEN}`);
/**
 * The same for goods that leave for use: what a case holds stays, and what was frozen while this one waited. A place
 * from which nothing is taken, where only a reservation ends, may hold such goods.
 */
export const takeForUse = statement(
  `${TAKE} and (given.quantity = 0 or (balance.held_by is null
     and not exists (select 1 from lot where lot.id = given.lot_id and lot.frozen is not null))) ${TAKEN}`,
);

export const giveStock = statement(
  `insert into balance (location_id, lot_id, item_id, expires_on, on_hand, reserved, value_fen)
   select given.location_id, given.lot_id, given.item_id, lot.expires_on, given.quantity, 0, given.value
   from ${rowset('gives', CHANGE)} as given join lot on lot.id = given.lot_id
   where true order by given.location_id, given.lot_id
   on conflict (location_id, lot_id) do update set on_hand = balance.on_hand + excluded.on_hand,
     value_fen = balance.value_fen + excluded.value_fen`,
);

export const holdStock = statement(
  `update balance set reserved = balance.reserved + given.reserved
   from ${rowset('holds', CHANGE)} as given
   where balance.location_id = given.location_id and balance.lot_id = given.lot_id
     and balance.on_hand - balance.reserved >= given.reserved and balance.held_by is null
   returning balance.location_id, balance.lot_id`,
);

export const freeStock = statement(
  `update balance set reserved = balance.reserved - given.reserved
   from ${rowset('frees', CHANGE)} as given
   where balance.location_id = given.location_id and balance.lot_id = given.lot_id
   returning balance.location_id`,
);

export const addMovements = statement(
  `insert into movement (kind, document_id, organisation_id, actor_id, occurred_at, posted_at, key, reversal_of, reason)
   select cast(:kind as text), document_id, cast(:organisationId as bigint), cast(:actorId as bigint), occurred_at,
     cast(:postedAt as bigint), key, reversal_of, reason
   from ${rowset('movements', {
     position: 'int',
     document_id: 'int',
     occurred_at: 'int',
     key: 'text',
     reversal_of: 'int',
     reason: 'text',
   })} as given where true order by position
   returning id, key`,
);

export const addWitness = statement(
  `insert into movement_witness (movement_id, person_id, proved_at)
   select id, cast(:personId as bigint), cast(:provedAt as bigint) from ${rowset('ids', { id: 'int' })} as given
   where true order by id`,
);

/** Holds what lies there for a case, unless another one does; and lets go what that case holds. */
export const holdPlaces = statement(
  `update balance set held_by = :caseId
   from ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
   where balance.location_id = given.location_id and balance.lot_id = given.lot_id and balance.held_by is null
   returning balance.location_id, balance.lot_id`,
);
export const letPlacesGo = statement(
  `update balance set held_by = null
   from ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
   where balance.location_id = given.location_id and balance.lot_id = given.lot_id and balance.held_by = :caseId
   returning balance.location_id, balance.lot_id`,
);

export const addLines = statement(
  `insert into movement_line (movement_id, line_number, item_id, lot_id, from_id, to_id, quantity_base, amount_fen,
     occurred_at)
   select movement_id, line_number, item_id, lot_id, from_id, to_id, quantity, amount, occurred_at
   from ${rowset('lines', {
     movement_id: 'int',
     occurred_at: 'int',
     line_number: 'int',
     item_id: 'int',
     lot_id: 'int',
     from_id: 'int',
     to_id: 'int',
     quantity: 'int',
     amount: 'int',
   })} as given where true order by movement_id, line_number`,
);

export const addToDay = statement(
  `insert into daily_use (item_id, organisation_id, day, quantity_base, came_base, went_base, lines)
   select item_id, organisation_id, day, quantity, came, went, lines
   from ${rowset('changes', {
     item_id: 'int',
     organisation_id: 'int',
     day: 'text',
     quantity: 'int',
     came: 'int',
     went: 'int',
     lines: 'int',
   })} as given
   where true order by item_id, organisation_id, day
   on conflict (item_id, organisation_id, day)
   do update set quantity_base = daily_use.quantity_base + excluded.quantity_base,
     came_base = daily_use.came_base + excluded.came_base, went_base = daily_use.went_base + excluded.went_base,
     lines = daily_use.lines + excluded.lines`,
);

export const balancesAt = statement(
  `select given.location_id, given.lot_id, coalesce(balance.on_hand, 0) as on_hand,
     coalesce(balance.reserved, 0) as reserved, balance.held_by
   from ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
   left join balance on balance.location_id = given.location_id and balance.lot_id = given.lot_id`,
);

/**
 * What came to and went from each place after a moment, in order: a back-dated taking must have been possible ever
 * since. Lines of that very moment are not among them: the new lines come after them all.
 */
export const movesSince = statement(
  `select location_id, lot_id, occurred_at, delta from (
     select given.location_id, given.lot_id, line.occurred_at, line.id, line.quantity_base as delta
     from ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
     join movement_line as line on line.lot_id = given.lot_id and line.to_id = given.location_id
       and line.occurred_at > :since
     union all
     select given.location_id, given.lot_id, line.occurred_at, line.id, -line.quantity_base
     from ${rowset('places', { location_id: 'int', lot_id: 'int', item_id: 'int' })} as given
     join movement_line as line on line.from_id = given.location_id and line.item_id = given.item_id
       and line.occurred_at > :since and line.lot_id = given.lot_id
   ) as moved order by location_id, lot_id, occurred_at, id`,
);

export const addReservations = statement(
  `insert into reservation (document_id, line_id, location_id, lot_id, item_id, quantity_base, status, created_at)
   select cast(:documentId as bigint), line_id, location_id, lot_id, item_id, quantity, 'open', cast(:at as bigint)
   from ${rowset('holds', {
     position: 'int',
     line_id: 'int',
     location_id: 'int',
     lot_id: 'int',
     item_id: 'int',
     quantity: 'int',
   })} as given where true order by position
   returning id, line_id, location_id, lot_id, quantity_base`,
);

export const closeReservations = statement(
  `update reservation set status = :status, closed_at = :at
   where status = 'open' and id in (select id from ${rowset('ids', { id: 'int' })} as given)
   returning id, location_id, lot_id, item_id, quantity_base`,
);

export const fulfilReservationsOf = statement(
  `update reservation set status = 'posted', closed_at = :at where document_id = :documentId and status = 'open'
   returning id, location_id, lot_id, item_id, quantity_base`,
);

export const openReservationsOf = statement(
  `select id, line_id, location_id, lot_id, item_id, quantity_base from reservation
   where document_id = :documentId and status = 'open' order by id`,
);

/** Locked where writers overlap: of two who would reverse one movement, the second sees that it is reversed. */
export const movementById = statement(
  `select id, kind, document_id, organisation_id, occurred_at from movement where id = :id ${forUpdate}`,
);

export const linesOfMovement = statement(
  `select item_id, lot_id, from_id, to_id, quantity_base, amount_fen from movement_line
   where movement_id = :id order by line_number`,
);

export const reversalOfMovement = statement('select id from movement where reversal_of = :id');
