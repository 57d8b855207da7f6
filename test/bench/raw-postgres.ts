/** The rows of a posted dispatch written by set-based statements, one round trip each, through the bare driver. */
import pg from 'pg';
import { dayOf } from '../../src/kernel/clock.ts';
import { moneyOf, type ReadyDispatch } from './posting-cases.ts';

const ACTS = `insert into document_act (document_id, act, from_status, to_status, actor_id, actor_name,
  organisation_id, organisation_name, at, detail)
  select given.id, $2, $3, $4, $5::bigint, $6, $7::bigint, $8, $9::bigint, cast($10 as json)
  from unnest($1::bigint[]) as given(id)`;

const SQL = {
  claim: `insert into request_key (key, person_id, act, input_hash, answer, at)
    values ($1, $2, 'dispatch.post', $3, $4, $5)`,
  advance: `update document set status = $1, version = version + 1, changed_at = $2
    where id = any($3::bigint[]) and status = $4`,
  act: ACTS,
  reservation: `update reservation set status = 'posted', closed_at = $1
    where id = any($2::bigint[]) and status = 'open'`,
  lock: `select 1 from balance join unnest($1::bigint[], $2::bigint[]) as given(place, lot)
    on location_id = given.place and lot_id = given.lot order by location_id, lot_id for update of balance`,
  take: `update balance set on_hand = on_hand - given.quantity, reserved = reserved - given.quantity,
      value_fen = value_fen - given.amount
    from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as given(place, lot, quantity, amount)
    where location_id = given.place and lot_id = given.lot and on_hand >= given.quantity`,
  give: `insert into balance (location_id, lot_id, item_id, expires_on, on_hand, reserved, value_fen)
    select $1::bigint, given.lot, given.item, lot.expires_on, given.quantity, 0, given.amount
    from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) as given(lot, item, quantity, amount)
    join lot on lot.id = given.lot
    order by given.lot
    on conflict (location_id, lot_id) do update set on_hand = balance.on_hand + excluded.on_hand,
      value_fen = balance.value_fen + excluded.value_fen`,
  accounts: `select 1 from money_account where code = any($1::text[]) order by id for update`,
  totals: `update money_account set debits_posted = debits_posted + given.debit,
      credits_posted = credits_posted + given.credit
    from unnest($1::text[], $2::bigint[], $3::bigint[]) as given(code, debit, credit)
    where money_account.code = given.code`,
  transfer: `insert into transfer (debit_id, credit_id, amount_fen, kind, code, document_id, actor_id, occurred_at,
      posted_at, key)
    select debit.id, credit.id, given.amount, 'transfer', 'dispatch', $1::bigint, $2::bigint, $3::bigint, $3::bigint,
      $4 || given.debit
    from unnest($5::text[], $6::text[], $7::bigint[]) as given(debit, credit, amount)
    join money_account as debit on debit.code = given.debit
    join money_account as credit on credit.code = given.credit`,
  movement: `insert into movement (kind, document_id, organisation_id, actor_id, occurred_at, posted_at, key)
    values ('dispatch', $1, $2, $3, $4, $4, $5) returning id`,
  line: `insert into movement_line (movement_id, line_number, item_id, lot_id, from_id, to_id, quantity_base,
      amount_fen, occurred_at)
    select $1::bigint, given.number, given.item, given.lot, given.place, $2::bigint, given.quantity, given.amount,
      $3::bigint
    from unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[]) with ordinality
      as given(item, lot, place, quantity, amount, number)`,
  use: `insert into daily_use (item_id, organisation_id, day, quantity_base, went_base, lines)
    select given.item, $1::bigint, $2, given.quantity, given.quantity, 1
    from unnest($3::bigint[], $4::bigint[]) as given(item, quantity)
    on conflict (item_id, organisation_id, day)
    do update set quantity_base = daily_use.quantity_base + excluded.quantity_base,
      went_base = daily_use.went_base + excluded.went_base, lines = daily_use.lines + 1`,
  ship: `update dispatch_line set shipped_base = picked_base where dispatch_id = $1`,
  dispatch: `update dispatch set posted_at = $1 where document_id = $2`,
  progress: `update shortage set shipped_base = given.quantity
    from unnest($1::bigint[], $2::bigint[]) as given(id, quantity) where document_id = given.id`,
  audit: `with moved as (update audit_chain set sequence = sequence + 1, hash = $6 where chain = $1 returning sequence)
    insert into audit_row (chain, sequence, at, actor_id, actor_name, act, outcome, subject, after, previous_hash, hash)
    select $1, moved.sequence, $2::bigint, $3::bigint, $4, 'dispatch.post', 'done', $5, $7, $6, $6 from moved`,
};

/** Opens a connection and gives the function that posts through it. */
export async function openRawPostgres(
  url: string,
): Promise<{ post(ready: ReadyDispatch): Promise<void>; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = (name: keyof typeof SQL, values: unknown[]) => client.query({ name, text: SQL[name], values });
  const post = async (ready: ReadyDispatch) => {
    await client.query('begin');
    await writeRows(run, ready);
    await client.query('commit');
  };
  return { post, close: () => client.end() };
}

type Run = (name: keyof typeof SQL, values: unknown[]) => Promise<pg.QueryResult>;

async function writeRows(run: Run, ready: ReadyDispatch): Promise<void> {
  const { id, number, at, hubId, transitId, actor, lines, shortages } = ready;
  const { userId, name, organisationId, organisationName } = actor;
  const who = [userId, name, organisationId, organisationName, at];
  const hash = number.padEnd(64, '0');
  const lots = lines.map((line) => line.lotId);
  const items = lines.map((line) => line.itemId);
  const places = lines.map((line) => line.fromId);
  const quantities = lines.map((line) => line.quantityBase);
  const amounts = lines.map((line) => line.amountFen);
  const served = shortages.map((one) => one.id);
  await run('claim', [`raw-${id}`, userId, hash, JSON.stringify({ number }), at]);
  await run('advance', ['in_transit', at, [id], 'picking']);
  await run('act', [[id], 'post', 'picking', 'in_transit', ...who, '{"vehicle":null}']);
  await run('reservation', [at, lines.map((line) => line.reservationId)]);
  await run('lock', [
    [...places, ...places.map(() => transitId)],
    [...lots, ...lots],
  ]);
  await run('take', [places, lots, quantities, amounts]);
  await run('give', [transitId, lots, items, quantities, amounts]);
  const movement = await run('movement', [id, hubId, userId, at, `raw-${id}`]);
  await run('line', [movement.rows[0].id, transitId, at, items, lots, places, quantities, amounts]);
  const money = moneyOf(ready);
  const [debits, credits] = [money.map((one) => one.debit), money.map((one) => one.credit)];
  const fen = money.map((one) => one.amountFen);
  const none = money.map(() => 0);
  const codes = [...debits, ...credits];
  await run('accounts', [codes]);
  await run('totals', [codes, [...fen, ...none], [...none, ...fen]]);
  await run('transfer', [id, userId, at, `raw-${id}-`, debits, credits, fen]);
  await run('use', [hubId, dayOf(at), items, quantities]);
  await run('ship', [id]);
  await run('dispatch', [at, id]);
  await run('progress', [served, shortages.map((one) => one.quantityBase)]);
  await run('advance', ['in_transit', at, served, 'matched']);
  await run('act', [served, 'ship', 'matched', 'in_transit', ...who, JSON.stringify({ dispatch: number })]);
  await run('audit', [organisationId, at, userId, name, number, hash, JSON.stringify({ number })]);
}
