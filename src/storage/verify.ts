/** Keeping goods against the ledger: what is held has its case, and what is undecided is held. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

/** Held goods that neither an excursion nor a problem of upkeep holds. */
const heldWithoutCase = statement(
  `select cast(balance.location_id as text) || ' lot ' || cast(balance.lot_id as text) as subject, '' as expected,
     cast(balance.held_by as text) as found
   from balance
   where balance.held_by is not null and balance.on_hand > 0
     and not exists (select 1 from excursion_lot as part join document on document.id = part.excursion_id
       where part.excursion_id = balance.held_by and part.lot_id = balance.lot_id
         and part.location_id = balance.location_id and document.status <> 'withdrawn'
         and (part.decision is null or part.decision = 'rejected'))
     and not exists (select 1 from upkeep_line as line where line.upkeep_id = balance.held_by
       and line.lot_id = balance.lot_id and line.finding = 'problem')
   order by balance.location_id, balance.lot_id`,
);

/** Lots of an excursion that nobody has decided, or that were rejected, lie held. */
const undecidedFree = statement(
  `select document.number || ' lot ' || cast(part.lot_id as text) as subject, 'held' as expected, 'free' as found
   from excursion_lot as part join document on document.id = part.excursion_id and document.status <> 'withdrawn'
   join balance on balance.location_id = part.location_id and balance.lot_id = part.lot_id
   where (part.decision is null or part.decision = 'rejected') and balance.on_hand > 0 and balance.held_by is null
   order by document.number, part.lot_id`,
);

const closedUndecided = statement(
  `select document.number as subject, '' as expected, cast(count(*) as text) as found
   from excursion_lot as part join document on document.id = part.excursion_id and document.status = 'closed'
   join excursion on excursion.document_id = part.excursion_id
   join balance on balance.location_id = part.location_id and balance.lot_id = part.lot_id and balance.on_hand > 0
   where part.decision is null group by document.number order by document.number`,
);

const lastReading = statement(
  `select logger.code as subject, cast(max(reading.at) as text) as expected,
     cast(logger.last_reading_at as text) as found
   from logger join reading on reading.logger_id = logger.id
   group by logger.id, logger.code, logger.last_reading_at
   having logger.last_reading_at is null or max(reading.at) <> logger.last_reading_at order by logger.code`,
);

const ownDecision = statement(
  `select distinct document.number as subject, '' as expected, cast(part.decided_by as text) as found
   from excursion_lot as part join document on document.id = part.excursion_id
   join excursion on excursion.document_id = part.excursion_id
   join reading on reading.logger_id = excursion.logger_id and reading.at = excursion.started_at
     and reading.source = 'manual' and reading.person_id = part.decided_by
   order by document.number`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

export const storageChecks: readonly Check<Db>[] = [
  check('storage_held', heldWithoutCase),
  check('storage_undecided', undecidedFree),
  check('storage_closed', closedUndecided),
  check('storage_last_reading', lastReading),
  check('storage_own', ownDecision),
];
