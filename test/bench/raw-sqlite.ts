/** The rows of a posted dispatch written as fast as better-sqlite3 can: prepared statements in one transaction. */
import Sqlite from 'better-sqlite3';
import { dayOf } from '../../src/kernel/clock.ts';
import { moneyOf, type ReadyDispatch } from './posting-cases.ts';

const SQL = {
  claim: `insert into request_key (key, person_id, act, input_hash, answer, at)
    values (?, ?, 'dispatch.post', ?, ?, ?)`,
  advance: `update document set status = ?, version = version + 1, changed_at = ? where id = ? and status = ?`,
  act: `insert into document_act (document_id, act, from_status, to_status, actor_id, actor_name, organisation_id,
    organisation_name, at, note, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?)`,
  reservation: `update reservation set status = 'posted', closed_at = ? where id = ? and status = 'open'`,
  take: `update balance set on_hand = on_hand - ?, reserved = reserved - ?, value_fen = value_fen - ?
    where location_id = ? and lot_id = ?`,
  give: `insert into balance (location_id, lot_id, item_id, expires_on, on_hand, reserved, value_fen)
    select ?, id, ?, expires_on, ?, 0, ? from lot where id = ?
    on conflict (location_id, lot_id) do update set on_hand = on_hand + excluded.on_hand,
      value_fen = value_fen + excluded.value_fen`,
  debit: `update money_account set debits_posted = debits_posted + ? where code = ?`,
  credit: `update money_account set credits_posted = credits_posted + ? where code = ?`,
  transfer: `insert into transfer (debit_id, credit_id, amount_fen, kind, code, document_id, actor_id, occurred_at,
    posted_at, key) select debit.id, credit.id, ?, 'transfer', 'dispatch', ?, ?, ?, ?, ?
    from money_account as debit, money_account as credit where debit.code = ? and credit.code = ?`,
  movement: `insert into movement (kind, document_id, organisation_id, actor_id, occurred_at, posted_at, key)
    values ('dispatch', ?, ?, ?, ?, ?, ?)`,
  line: `insert into movement_line (movement_id, line_number, item_id, lot_id, from_id, to_id, quantity_base,
    amount_fen, occurred_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  use: `insert into daily_use (item_id, organisation_id, day, quantity_base, went_base, lines)
    values (?, ?, ?, ?, ?, 1)
    on conflict (item_id, organisation_id, day) do update set quantity_base = quantity_base + excluded.quantity_base,
      went_base = went_base + excluded.went_base, lines = lines + 1`,
  ship: `update dispatch_line set shipped_base = picked_base where id = ?`,
  dispatch: `update dispatch set posted_at = ? where document_id = ?`,
  progress: `update shortage set shipped_base = ? where document_id = ?`,
  audit: `insert into audit_row (chain, sequence, at, actor_id, actor_name, act, outcome, subject, before, after,
    previous_hash, hash) select ?, sequence + 1, ?, ?, ?, 'dispatch.post', 'done', ?, null, ?, hash, ?
    from audit_chain where chain = ?`,
  chain: `update audit_chain set sequence = sequence + 1, hash = ? where chain = ?`,
};

type Name = keyof typeof SQL;

/** Opens a connection with the same durability as the program's, and gives the function that posts through it. */
export function openRawSqlite(file: string): { post(ready: ReadyDispatch): void; close(): void } {
  const connection = new Sqlite(file);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -65536');
  const prepared = Object.fromEntries(
    Object.entries(SQL).map(([name, text]) => [name, connection.prepare(text)]),
  ) as Record<Name, Sqlite.Statement>;
  const post = connection.transaction((ready: ReadyDispatch) => writeRows(prepared, ready)).immediate;
  return { post, close: () => connection.close() };
}

function writeRows(to: Record<Name, Sqlite.Statement>, ready: ReadyDispatch): void {
  const { id, number, at, hubId, transitId, actor, lines, shortages } = ready;
  const { userId, name, organisationId, organisationName } = actor;
  const who = [userId, name, organisationId, organisationName, at];
  const day = dayOf(at);
  const hash = number.padEnd(64, '0');
  to.claim.run(`raw-${id}`, userId, hash, JSON.stringify({ number }), at);
  to.advance.run('in_transit', at, id, 'picking');
  to.act.run(id, 'post', 'picking', 'in_transit', ...who, '{"vehicle":null}');
  const movementId = to.movement.run(id, hubId, userId, at, at, `raw-${id}`).lastInsertRowid;
  lines.forEach((line, index) => {
    const { lotId, itemId, fromId, quantityBase, amountFen, lineId, reservationId } = line;
    to.reservation.run(at, reservationId);
    to.take.run(quantityBase, quantityBase, amountFen, fromId, lotId);
    to.give.run(transitId, itemId, quantityBase, amountFen, lotId);
    to.line.run(movementId, index + 1, itemId, lotId, fromId, transitId, quantityBase, amountFen, at);
    to.use.run(itemId, hubId, day, quantityBase, quantityBase);
    to.ship.run(lineId);
  });
  for (const { debit, credit, amountFen } of moneyOf(ready)) {
    to.debit.run(amountFen, debit);
    to.credit.run(amountFen, credit);
    to.transfer.run(amountFen, id, userId, at, at, `raw-${id}-${debit}`, debit, credit);
  }
  to.dispatch.run(at, id);
  for (const { id: shortageId, quantityBase } of shortages) {
    to.progress.run(quantityBase, shortageId);
    to.advance.run('in_transit', at, shortageId, 'matched');
    to.act.run(shortageId, 'ship', 'matched', 'in_transit', ...who, JSON.stringify({ dispatch: number, quantityBase }));
  }
  to.audit.run(organisationId, at, userId, name, number, JSON.stringify({ number }), hash, organisationId);
  to.chain.run(hash, organisationId);
}
