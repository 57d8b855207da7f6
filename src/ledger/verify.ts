/** Recomputes the stock ledger from its lines and says where anything kept beside them disagrees. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { type Check, type Finding, type FoundRow, findAll } from '../kernel/finding.ts';

/** Every line twice, as what it did to each of its places. */
const SIGNED = `select to_id as location_id, lot_id, item_id, quantity_base as delta from movement_line
  union all select from_id, lot_id, item_id, -quantity_base from movement_line`;

/** When goods began to carry their value: a database of before says so by the entries that opened its books. */
const CARRIED_SINCE = `select coalesce(min(posted_at), 0) as at from transfer where code = 'books_opening'`;

const RULES: Record<string, Statement> = {
  lot_sum: statement(
    `select 'lot ' || lot_id as subject, '0' as expected, cast(sum(delta) as text) as found
     from (${SIGNED}) as signed group by lot_id having sum(delta) <> 0`,
  ),
  balance: statement(
    `select 'place ' || location_id || ' lot ' || lot_id as subject, cast(sum(by_lines) as text) as expected,
       cast(sum(kept) as text) as found
     from (
       select location_id, lot_id, delta as by_lines, 0 as kept from (${SIGNED}) as signed
       where location_id in (select id from location where kind in ('store', 'transit'))
       union all select location_id, lot_id, 0, on_hand from balance
     ) as both_sides group by location_id, lot_id having sum(by_lines) <> sum(kept)`,
  ),
  // Lines of the time before goods carried their value left each up to a fen behind
  value: statement(
    `select 'place ' || location_id || ' lot ' || lot_id as subject, cast(sum(by_lines) as text) || ' fen' as expected,
       cast(sum(kept) as text) || ' fen' as found
     from (
       select line.to_id as location_id, line.lot_id, line.amount_fen as by_lines, 0 as kept, 0 as on_hand,
         case when line.occurred_at < begun.at then 1 else 0 end as before
       from movement_line as line, (${CARRIED_SINCE}) as begun
       where line.to_id in (select id from location where kind in ('store', 'transit'))
       union all
       select line.from_id, line.lot_id, -line.amount_fen, 0, 0, case when line.occurred_at < begun.at then 1 else 0 end
       from movement_line as line, (${CARRIED_SINCE}) as begun
       where line.from_id in (select id from location where kind in ('store', 'transit'))
       union all select location_id, lot_id, 0, value_fen, on_hand, 0 from balance
     ) as both_sides group by location_id, lot_id
     having abs(sum(by_lines) - sum(kept)) > sum(before) or sum(kept) < 0 or (sum(on_hand) = 0 and sum(kept) <> 0)`,
  ),
  reserved: statement(
    `select 'place ' || location_id || ' lot ' || lot_id as subject, cast(sum(by_rows) as text) as expected,
       cast(sum(kept) as text) as found
     from (
       select location_id, lot_id, quantity_base as by_rows, 0 as kept from reservation where status = 'open'
       union all select location_id, lot_id, 0, reserved from balance
     ) as both_sides group by location_id, lot_id having sum(by_rows) <> sum(kept)`,
  ),
  negative: statement(
    `select 'place ' || location_id || ' lot ' || lot_id as subject, '>= 0' as expected, cast(on_hand as text) as found
     from balance where on_hand < 0 or reserved < 0 or reserved > on_hand`,
  ),
  expiry_of_lot: statement(
    `select 'place ' || location_id || ' lot ' || lot_id as subject, lot.expires_on as expected,
       balance.expires_on as found
     from balance join lot on lot.id = balance.lot_id where lot.expires_on <> balance.expires_on`,
  ),
  item_of_lot: statement(
    `select named.subject, cast(lot.item_id as text) as expected, cast(named.item_id as text) as found
     from (
       select 'line ' || id as subject, lot_id, item_id from movement_line
       union all select 'place ' || location_id || ' lot ' || lot_id, lot_id, item_id from balance
       union all select 'reservation ' || id, lot_id, item_id from reservation
     ) as named join lot on lot.id = named.lot_id where lot.item_id <> named.item_id`,
  ),
  whole_movement: statement(
    `select 'movement ' || movement.id as subject, 'lines 1 to ' || coalesce(max(line.line_number), 1) as expected,
       cast(count(line.id) as text) || ' lines' as found
     from movement left join movement_line as line on line.movement_id = movement.id
     group by movement.id having count(line.id) = 0 or count(line.id) <> max(line.line_number)`,
  ),
  reversal: statement(
    `select 'movement ' || red.id as subject, 'opposite of ' || red.reversal_of as expected, 'differs' as found
     from movement as red where red.reversal_of is not null and exists (
       select line_number from movement_line as a where a.movement_id = red.reversal_of and not exists (
         select 1 from movement_line as b where b.movement_id = red.id and b.line_number = a.line_number
           and b.lot_id = a.lot_id and b.from_id = a.to_id and b.to_id = a.from_id
           and b.quantity_base = a.quantity_base
           and (b.amount_fen = a.amount_fen
             or b.from_id in (select id from location where kind in ('store', 'transit'))))
       union all
       select line_number from movement_line as a where a.movement_id = red.id and not exists (
         select 1 from movement_line as b where b.movement_id = red.reversal_of and b.line_number = a.line_number))`,
  ),
  line_time: statement(
    `select 'line ' || movement_line.id as subject, cast(movement.occurred_at as text) as expected,
       cast(movement_line.occurred_at as text) as found
     from movement_line join movement on movement.id = movement_line.movement_id
     where movement.occurred_at <> movement_line.occurred_at`,
  ),
  daily_use: statement(
    `select 'item ' || item_id || ' organisation ' || organisation_id as subject,
       cast(sum(by_lines) as text) as expected,
       cast(sum(kept) as text) as found
     from (
       select line.item_id, origin.keeper_id as organisation_id, line.quantity_base as by_lines, 0 as kept
       from movement_line as line join movement on movement.id = line.movement_id and movement.kind <> 'reversal'
       join location as origin on origin.id = line.from_id and origin.kind = 'store'
       join location as goal on goal.id = line.to_id
       where goal.kind = 'consumed' or (goal.kind = 'transit' and goal.keeper_id <> origin.keeper_id)
       union all
       select line.item_id, goal.keeper_id, -line.quantity_base, 0
       from movement_line as line join movement on movement.id = line.movement_id and movement.kind = 'reversal'
       join location as goal on goal.id = line.to_id and goal.kind = 'store'
       join location as origin on origin.id = line.from_id
       where origin.kind = 'consumed' or (origin.kind = 'transit' and origin.keeper_id <> goal.keeper_id)
       union all select item_id, organisation_id, 0, quantity_base from daily_use
     ) as both_sides group by item_id, organisation_id having sum(by_lines) <> sum(kept)`,
  ),
  daily_totals: statement(
    `select 'item ' || item_id || ' organisation ' || organisation_id as subject,
       'in ' || sum(came) || ', out ' || sum(went) || ', lines ' || sum(lines) as expected,
       'in ' || sum(kept_came) || ', out ' || sum(kept_went) || ', lines ' || sum(kept_lines) as found
     from (
       select line.item_id, goal.keeper_id as organisation_id,
         case when movement.kind = 'reversal' then 0 else line.quantity_base end as came,
         case when movement.kind = 'reversal' then -line.quantity_base else 0 end as went,
         1 as lines, 0 as kept_came, 0 as kept_went, 0 as kept_lines
       from movement_line as line join movement on movement.id = line.movement_id
       join location as goal on goal.id = line.to_id and goal.kind = 'store'
       union all
       select line.item_id, origin.keeper_id,
         case when movement.kind = 'reversal' then -line.quantity_base else 0 end,
         case when movement.kind = 'reversal' then 0 else line.quantity_base end,
         case when goal.kind = 'store' and goal.keeper_id = origin.keeper_id then 0 else 1 end, 0, 0, 0
       from movement_line as line join movement on movement.id = line.movement_id
       join location as origin on origin.id = line.from_id and origin.kind = 'store'
       join location as goal on goal.id = line.to_id
       union all select item_id, organisation_id, 0, 0, 0, came_base, went_base, lines from daily_use
     ) as both_sides group by item_id, organisation_id
     having sum(came) <> sum(kept_came) or sum(went) <> sum(kept_went) or sum(lines) <> sum(kept_lines)`,
  ),
};

const closedPeriods = statement('select id, ends_on from period order by ends_on');

const periodApart = statement(
  `select 'period ' || cast(:endsOn as text) || ' place ' || location_id || ' lot ' || lot_id as subject,
     cast(sum(by_lines) as text) as expected, cast(sum(kept) as text) as found
   from (
     select location_id, lot_id, delta as by_lines, 0 as kept from (
       select to_id as location_id, lot_id, quantity_base as delta from movement_line where occurred_at < :until
       union all select from_id, lot_id, -quantity_base from movement_line where occurred_at < :until
     ) as signed where location_id in (select id from location where kind in ('store', 'transit'))
     union all select location_id, lot_id, 0, on_hand from period_balance where period_id = :id
   ) as both_sides group by location_id, lot_id having sum(by_lines) <> sum(kept)`,
);

/** What each closed period kept must still be what its lines add up to: nothing was dated into it afterwards. */
async function verifyPeriods(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, ends_on: endsOn } of await db.run<{ id: number; ends_on: string }>(closedPeriods, {})) {
    const until = startOfDay(addDays(endsOn, 1));
    const rows = await db.run<FoundRow>(periodApart, { id, endsOn, until });
    findings.push(...rows.map((row) => ({ rule: 'period_balance', ...row })));
  }
  return findings;
}

/** Rules 1 to 3 of the house, and everything derived that the ledger keeps. */
export const ledgerChecks: readonly Check<Db>[] = [
  ...Object.entries(RULES).map(([rule, query]) => ({
    rule,
    find: async (db: Db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  })),
  { rule: 'period_balance', find: verifyPeriods },
];

/** What is not as it must be; none when every box is explained. */
export function verifyLedger(db: Db): Promise<Finding[]> {
  return findAll(ledgerChecks, db);
}
