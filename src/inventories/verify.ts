/** Stocktakes of equipment recomputed: a closed one has everything decided, and its cards say where they came from. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const decided = statement(
  `select document.number as subject, 'decided' as expected, 'open' as found
   from inventory join document on document.id = inventory.document_id
   where document.status = 'closed' and (inventory.closed_at is null
     or exists (select 1 from inventory_find as find where find.inventory_id = document.id and find.decision is null)
     or exists (select 1 from inventory_line as line where line.inventory_id = document.id
       and ((line.differed is not null and line.decision is null))))`,
);

const missing = statement(
  `select document.number || ' ' || asset.number as subject, 'missing' as expected,
     coalesce(line.differed, '-') as found
   from inventory_line as line join document on document.id = line.inventory_id
   join asset on asset.id = line.asset_id
   where (line.decision = 'lost' and line.found_at is not null)
     or (coalesce(line.differed, '') like 'missing%' and line.found_at is not null)
     or (line.extra and line.found_at is null)`,
);

const cards = statement(
  `select document.number || ' #' || cast(find.position as text) as subject,
     coalesce(find.asset_number, '-') as expected,
     coalesce(asset.number, '-') as found
   from inventory_find as find join document on document.id = find.inventory_id
   left join asset on asset.number = find.asset_number
     and exists (select 1 from asset_event where asset_id = asset.id and act = 'found'
       and document_number = document.number)
   where find.decision = 'card' and asset.id is null`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const inventoryChecks: readonly Check<Db>[] = [
  check('inventory_decided', decided),
  check('inventory_missing', missing),
  check('inventory_cards', cards),
];
