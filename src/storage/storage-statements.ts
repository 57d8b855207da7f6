/** SQL of readings and excursions: sets of rows, the same on both engines. */
import { forUpdate, rowset, statement } from '../../db/statement.ts';

export const lockLogger = statement(`select id from logger where code = :code ${forUpdate}`);

export const addReadings = statement(
  `insert into reading (logger_id, at, temperature_tenths, humidity_tenths, source, person_id)
   select cast(:loggerId as bigint), given.at, given.temperature, given.humidity, cast(:source as text),
     cast(:personId as bigint)
   from ${rowset('rows', { at: 'int', temperature: 'int', humidity: 'int' })} as given
   where true order by given.at
   on conflict (logger_id, at) do nothing returning at`,
);

/** Readings that were there before and say something else. */
export const differingReadings = statement(
  `select given.at from ${rowset('rows', { at: 'int', temperature: 'int', humidity: 'int' })} as given
   join reading on reading.logger_id = :loggerId and reading.at = given.at
   where reading.temperature_tenths <> given.temperature
     or coalesce(reading.humidity_tenths, -1) <> coalesce(given.humidity, -1)`,
);

export const knownMoments = statement(
  `select reading.at from ${rowset('rows', { at: 'int' })} as given
   join reading on reading.logger_id = :loggerId and reading.at = given.at`,
);

const lastWithin = (column: string) =>
  statement(
    `select max(at) as at from reading
     where logger_id = :loggerId and at < :from and ${column} between :low and :high`,
  );
const nextWithin = (column: string) =>
  statement(
    `select min(at) as at from reading
     where logger_id = :loggerId and at > :to and ${column} between :low and :high`,
  );
const between = (column: string) =>
  statement(
    `select at, ${column} as value from reading
     where logger_id = :loggerId and at >= :from and at <= :to and ${column} is not null order by at`,
  );

/** By measure: the readings around a stretch of time, out to the nearest ones in range. */
export const SERIES = {
  temperature: {
    before: lastWithin('temperature_tenths'),
    after: nextWithin('temperature_tenths'),
    between: between('temperature_tenths'),
  },
  humidity: {
    before: lastWithin('humidity_tenths'),
    after: nextWithin('humidity_tenths'),
    between: between('humidity_tenths'),
  },
};

/** What lies at the place and was there before the excursion was over. */
export const exposedLots = statement(
  `select balance.lot_id, balance.on_hand from balance
   where balance.location_id = :locationId and balance.on_hand > 0
     and exists (select 1 from movement_line as line
       where line.lot_id = balance.lot_id and line.to_id = balance.location_id and line.occurred_at < :until)
   order by balance.lot_id`,
);

export const addExcursionLots = statement(
  `insert into excursion_lot (excursion_id, location_id, lot_id, on_hand_base)
   select cast(:excursionId as bigint), location_id, lot_id, on_hand
   from ${rowset('lots', { location_id: 'int', lot_id: 'int', on_hand: 'int' })} as given
   where true order by location_id, lot_id
   on conflict (excursion_id, location_id, lot_id) do nothing returning lot_id`,
);

/** Another case that has not let this place go, the oldest first: it holds what this one lets go of. */
export const nextHolder = statement(
  `select part.excursion_id as id from excursion_lot as part
   join document on document.id = part.excursion_id and document.status = 'open'
   where part.location_id = :locationId and part.lot_id = :lotId and part.excursion_id <> :excursionId
     and (part.decision is null or part.decision = 'rejected')
   order by part.excursion_id limit 1`,
);

/** Cases that hold a lot at a place or want to: they follow it when it is moved. */
export const casesOfPlace = statement(
  `select part.excursion_id as id, part.decision, part.reason, part.decided_by, part.decided_at
   from excursion_lot as part
   join document on document.id = part.excursion_id and document.status <> 'withdrawn'
   where part.location_id = :locationId and part.lot_id = :lotId
     and (part.decision is null or part.decision = 'rejected')
   order by part.excursion_id`,
);
