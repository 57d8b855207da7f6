/** Implants: a unit that is used has one standing use and one payable of its price; any other has none. */
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
     join payable on payable.id = one.payable_id
     where payable.receipt_id <> one.document_id or payable.amount_fen <> one.amount_fen
       or (one.taken_back_at is null) <> (document.status = 'used')
       or (one.taken_back_at is not null and payable.credited_fen <> payable.amount_fen)`,
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
       where last.unit_id = unit.id and last.act not in ('freeze', 'release'))
     where coalesce(told.act, '') not in ('place', 'take_back', 'use', 'send_back')
       or (unit.state = 'used') <> (told.act = 'use') or (unit.state = 'returned') <> (told.act = 'send_back')`,
  ),
};

export const implantChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
