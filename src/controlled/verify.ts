/** What the register of controlled goods must agree with: every movement entered, by two people, and the balances. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

/** The register of an item began with its first entry; what moved before is its opening. */
const BEGUN = `begun as (
    select line.item_id, min(entry.movement_id) as since from register_entry as entry
    join movement_line as line on line.movement_id = entry.movement_id
    join item on item.id = line.item_id and item.control_class in ('narcotic', 'psychotropic_1', 'toxic')
    group by line.item_id)`;

const LOCKED = `item.control_class in ('narcotic', 'psychotropic_1', 'toxic')`;

const RULES: Record<string, Statement> = {
  register_entered: statement(
    `with ${BEGUN} select movement.key as subject, '1' as expected, '0' as found from movement
     left join register_entry on register_entry.movement_id = movement.id
     where register_entry.id is null and exists (
       select 1 from movement_line as line join begun on begun.item_id = line.item_id and begun.since < movement.id
       where line.movement_id = movement.id)
     order by movement.id`,
  ),
  register_two: statement(
    `select register_entry.voucher || ' ' || movement.key as subject, '2' as expected,
       case when witness.person_id is null then '1' else 'same' end as found
     from register_entry join movement on movement.id = register_entry.movement_id
     left join movement_witness as witness on witness.movement_id = movement.id
     where movement.kind not in ('opening', 'reprice')
       and (witness.person_id is null or witness.person_id = movement.actor_id or register_entry.second_name = '')
     order by movement.id`,
  ),
  register_balance: statement(
    `with kept as (
       select balance.location_id, balance.lot_id, balance.item_id, balance.on_hand,
         location.name || ' ' || lot.number as named
       from balance join item on item.id = balance.item_id
         and item.control_class in ('narcotic', 'psychotropic_1', 'toxic')
       join location on location.id = balance.location_id and location.kind = 'store'
       join lot on lot.id = balance.lot_id
     ), ${BEGUN}, moved as (
       select kept.location_id, kept.lot_id, line.quantity_base as delta, line.movement_id
       from kept join movement_line as line on line.to_id = kept.location_id and line.item_id = kept.item_id
         and line.lot_id = kept.lot_id
       union all
       select kept.location_id, kept.lot_id, -line.quantity_base, line.movement_id
       from kept join movement_line as line on line.from_id = kept.location_id and line.item_id = kept.item_id
         and line.lot_id = kept.lot_id
     )
     select kept.named as subject, cast(kept.on_hand as text) as expected,
       cast(coalesce(sum(moved.delta), 0) as text) as found
     from kept join begun on begun.item_id = kept.item_id
     left join moved on moved.location_id = kept.location_id and moved.lot_id = kept.lot_id and (
       moved.movement_id < begun.since
       or exists (select 1 from register_entry where register_entry.movement_id = moved.movement_id))
     group by kept.location_id, kept.lot_id, kept.named, kept.on_hand
     having coalesce(sum(moved.delta), 0) <> kept.on_hand`,
  ),
  dispatch_alone: statement(
    `select document.number as subject, 'controlled drugs alone' as expected,
       'and ' || cast(sum(case when ${LOCKED} then 0 else 1 end) as text) || ' other lines' as found
     from dispatch_line as line join item on item.id = line.item_id join document on document.id = line.dispatch_id
     group by document.number
     having sum(case when ${LOCKED} then 1 else 0 end) > 0 and sum(case when ${LOCKED} then 0 else 1 end) > 0`,
  ),
  dispatch_two: statement(
    `select document.number as subject, 'a picker beside who sent' as expected,
       coalesce(cast(witness.person_id as text), '-') as found
     from movement join document on document.id = movement.document_id and document.kind = 'dispatch'
     left join movement_witness as witness on witness.movement_id = movement.id
     where movement.kind = 'dispatch' and exists (
       select 1 from dispatch_line as line join item on item.id = line.item_id and ${LOCKED}
       where line.dispatch_id = document.id)
     and not exists (select 1 from dispatch_line as line
       where line.dispatch_id = document.id and line.picked_by = witness.person_id)
     union all
     select document.number, 'two others at the receiver', cast(sent.actor_id as text)
     from movement as taken join document on document.id = taken.document_id and document.kind = 'dispatch'
     join movement as sent on sent.document_id = document.id and sent.kind = 'dispatch'
     left join movement_witness as sent_by on sent_by.movement_id = sent.id
     left join movement_witness as taken_by on taken_by.movement_id = taken.id
     where taken.kind = 'dispatch_receipt' and exists (
       select 1 from dispatch_line as line join item on item.id = line.item_id and ${LOCKED}
       where line.dispatch_id = document.id)
     and (taken.actor_id = sent.actor_id or taken.actor_id = sent_by.person_id
       or taken_by.person_id = sent.actor_id or taken_by.person_id = sent_by.person_id)`,
  ),
  ampoules_issued: statement(
    `select document.number || ' line ' || cast(line.line_number as text) as subject,
       cast(line.quantity_base - line.returned_base as text) as expected, cast(sum(back.pieces) as text) as found
     from ampoule_return as back join issue_line as line on line.id = back.issue_line_id
     join document on document.id = line.issue_id
     group by document.number, line.line_number, line.quantity_base, line.returned_base
     having sum(back.pieces) > line.quantity_base - line.returned_base`,
  ),
};

/** The rules of controlled goods for the verification. */
export const controlledChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
