/** Implants: a used unit has one standing use, a missing one one standing loss, each owed once; any other has none. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const RULES: Record<string, Statement> = {
  implant_use_standing: statement(
    `select unit.di || ' ' || unit.serial as subject, unit.state as expected,
       cast(count(standing.document_id) as text) || ' uses' as found
     from implant_unit as unit left join implant_use as standing on standing.unit_id = unit.id
       and standing.taken_back_at is null
     group by unit.id, unit.di, unit.serial, unit.state
     having count(standing.document_id) <> (case when unit.state = 'used' then 1 else 0 end)`,
  ),
  implant_use_owed: statement(
    `select document.number as subject, cast(one.amount_fen as text) as expected,
       cast(payable.amount_fen as text) as found
     from implant_use as one join document on document.id = one.document_id
     left join payable on payable.id = one.payable_id
     where (one.taken_back_at is null) <> (document.status = 'used') or (one.payable_id is not null
       and (payable.receipt_id <> one.document_id or payable.amount_fen <> one.amount_fen
         or (one.taken_back_at is not null and payable.credited_fen <> payable.amount_fen)))`,
  ),
  implant_use_moved: statement(
    `select document.number as subject, cast(max(one.amount_fen) as text) as expected,
       cast(count(out.id) as text) || ' movements of ' || cast(coalesce(sum(line.amount_fen), 0) as text) as found
     from implant_use as one join document on document.id = one.document_id
     join implant_unit as unit on unit.id = one.unit_id
     left join movement as out on out.document_id = one.document_id and out.kind = 'issue'
     left join movement_line as line on line.movement_id = out.id and line.item_id = unit.item_id
       and line.quantity_base = 1
     left join movement as red on red.reversal_of = out.id
     group by one.document_id, document.number, one.payable_id, one.amount_fen, one.taken_back_at, unit.consignment_id
     having (one.payable_id is null) <> (unit.consignment_id is null)
       or (case when one.payable_id is null then 1 else 0 end) <> count(line.id)
       or (one.payable_id is null and (sum(line.amount_fen) <> one.amount_fen
         or (one.taken_back_at is null) <> (count(red.id) = 0)))`,
  ),
  implant_missing_standing: statement(
    `select unit.di || ' ' || unit.serial as subject, unit.state as expected,
       cast(count(standing.document_id) as text) || ' missing' as found
     from implant_unit as unit left join implant_missing as standing on standing.unit_id = unit.id
       and standing.found_at is null
     group by unit.id, unit.di, unit.serial, unit.state
     having count(standing.document_id) <> (case when unit.state = 'missing' then 1 else 0 end)`,
  ),
  implant_missing_owed: statement(
    `select document.number as subject, cast(one.amount_fen as text) as expected,
       coalesce(cast(payable.amount_fen as text), '-') as found
     from implant_missing as one join document on document.id = one.document_id
     join implant_unit as unit on unit.id = one.unit_id
     left join payable on payable.id = one.payable_id
     where (one.payable_id is null) <> (unit.party_id is null)
       or coalesce(payable.receipt_id, one.document_id) <> one.document_id
       or coalesce(payable.amount_fen, 0) <> one.amount_fen
       or (one.found_at is null) <> (document.status = 'missing')
       or (one.found_at is not null and coalesce(payable.credited_fen, 0) <> coalesce(payable.amount_fen, 0))`,
  ),
  implant_frozen: statement(
    `select unit.di || ' ' || unit.serial as subject, unit.frozen as expected,
       cast(count(recall.id) as text) || ' recalls' as found
     from implant_unit as unit left join implant_recall as recall on recall.di = unit.di and recall.ended_at is null
       and (recall.lot_number is null or recall.lot_number = unit.lot_number)
       and (recall.serial is null or recall.serial = unit.serial)
     where unit.state = 'shelf' group by unit.id, unit.di, unit.serial, unit.frozen
     having (unit.frozen <> '') <> (count(recall.id) > 0)`,
  ),
  implant_story: statement(
    `select unit.di || ' ' || unit.serial as subject, unit.state as expected, coalesce(told.act, '') as found
     from implant_unit as unit left join implant_act as told on told.id = (select max(last.id) from implant_act as last
       where last.unit_id = unit.id and last.act not in ('freeze', 'release', 'move'))
     where coalesce(told.act, '') not in ('place', 'own', 'take_back', 'use', 'send_back', 'missing', 'found')
       or (unit.state = 'missing') <> (told.act = 'missing')
       or (unit.state = 'used') <> (told.act = 'use') or (unit.state = 'returned') <> (told.act = 'send_back')`,
  ),
};

export const implantChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
