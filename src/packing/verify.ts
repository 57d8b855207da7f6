/** Boxes against what was picked, sent and handed over. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const IN_BOXES = `coalesce((select sum(held.quantity_base) from box_content as held where held.line_id = line.id), 0)`;
const BOXED = `exists (select 1 from packing_box as box where box.dispatch_id = paper.id)`;
const SENT = `('in_transit', 'discrepancy', 'received')`;

/** No more lies in boxes than was picked, and only of the dispatch that the box is of. */
const packedFit = statement(
  `select paper.number || ' ' || line.line_number as subject, cast(coalesce(line.picked_base, 0) as text) as expected,
     cast(${IN_BOXES} as text) as found
   from dispatch_line as line join document as paper on paper.id = line.dispatch_id
   where line.id in (select line_id from box_content) and (${IN_BOXES} > coalesce(line.picked_base, 0)
     or exists (select 1 from box_content as held join packing_box as box on box.id = held.box_id
       where held.line_id = line.id and box.dispatch_id <> line.dispatch_id))
   order by paper.number, line.line_number`,
);

/** What was sent in boxes lies in them whole. */
const sentWhole = statement(
  `select paper.number || ' ' || line.line_number as subject, cast(line.shipped_base as text) as expected,
     cast(${IN_BOXES} as text) as found
   from dispatch_line as line join document as paper on paper.id = line.dispatch_id
   where paper.status in ${SENT} and ${BOXED} and ${IN_BOXES} <> line.shipped_base
   order by paper.number, line.line_number`,
);

/** A box on the way is sealed and holds something; one of a dispatch that ended holds nothing. */
const boxesFit = statement(
  `select paper.number || '-' || box.position as subject, paper.status as expected,
     case when box.sealed_at is null then 'open' else 'sealed' end as found
   from packing_box as box join document as paper on paper.id = box.dispatch_id
   where (paper.status in ${SENT} and (box.sealed_at is null
       or not exists (select 1 from box_content as held where held.box_id = box.id)))
     or (paper.status in ('cancelled', 'reversed')
       and exists (select 1 from box_content as held where held.box_id = box.id))
   order by paper.number, box.position`,
);

/** Cold goods travel in boxes that are marked so, and no others do. */
const coldFit = statement(
  `select paper.number || '-' || box.position as subject, item.storage_zone as expected,
     item.generic_name as found
   from box_content as held join packing_box as box on box.id = held.box_id
   join document as paper on paper.id = box.dispatch_id
   join dispatch_line as line on line.id = held.line_id join item on item.id = line.item_id
   where case when item.storage_zone in ('cold', 'frozen') then 1 else 0 end
     <> case when box.cold then 1 else 0 end
   order by paper.number, box.position, item.generic_name`,
);

/** A box is handed over where its dispatch goes to, at a stop that says so. */
const handedFit = statement(
  `select paper.number || '-' || box.position as subject, cast(dispatch.to_organisation_id as text) as expected,
     cast(stop.organisation_id as text) as found
   from box_scan as scan join packing_box as box on box.id = scan.box_id
   join document as paper on paper.id = box.dispatch_id
   join dispatch on dispatch.document_id = box.dispatch_id
   join round_stop as stop on stop.id = scan.stop_id
   where stop.organisation_id <> dispatch.to_organisation_id or coalesce(stop.outcome, '') <> 'handed'
   order by paper.number, box.position`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const packingChecks: readonly Check<Db>[] = [
  check('boxes_picked', packedFit),
  check('boxes_sent', sentWhole),
  check('boxes_sealed', boxesFit),
  check('boxes_cold', coldFit),
  check('boxes_handed', handedFit),
];
