/** Reckons what will run out where and when, by the same stock and use as the alerts, and keeps what changed. */
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { runOut } from '../../db/schema/foresight.ts';
import { rowset, statement } from '../../db/statement.ts';
import { stockRunningOut } from '../alerts/stock-source-queries.ts';
import { type CommandServices, note } from '../audit/command.ts';
import { dayOf } from '../kernel/clock.ts';
import { type Arrival, HORIZON_DAYS, runsOutOn } from './rules.ts';

const MEMBERS_A_TURN = 20;
const ROWS_A_TURN = 200;
const MEMBERS = rowset('members', { id: 'int' });

const members = statement(
  `select id from organisation where active and kind in ('head', 'campus', 'branch', 'clinic', 'centre') order by id`,
);

/** Ordered straight to a member, and granted to it by another: what has no day of arrival yet is not known to come. */
const arriving = statement(
  `select line.deliver_to_id as organisation_id, line.item_id, coalesce(line.promised_on, orders.wanted_on) as due_on,
     line.quantity_base - line.accepted_base - line.cancelled_base as base
   from document join order_line as line on line.order_id = document.id
     and line.quantity_base > line.accepted_base + line.cancelled_base and line.answer <> 'refused'
   join purchase_order as orders on orders.document_id = document.id
   where document.kind = 'order' and document.status not in ('received', 'cancelled')
     and line.deliver_to_id in (select id from ${MEMBERS} as given)
   union all
   select moved.to_organisation_id, line.item_id, moved.needed_by, coalesce(line.granted_base, line.asked_base)
   from document join member_transfer as moved on moved.document_id = document.id
   join member_transfer_line as line on line.transfer_id = document.id
   where document.kind = 'transfer' and document.status = 'granted'
     and moved.to_organisation_id in (select id from ${MEMBERS} as given)`,
);

type Row = typeof runOut.$inferInsert;
const keyOf = (row: { organisationId: number; itemId: number }) => `${row.organisationId} ${row.itemId}`;

async function arrivalsOf(db: Db, ids: { id: number }[]): Promise<Map<string, Arrival[]>> {
  const rows = await db.run<{ organisation_id: number; item_id: number; due_on: string; base: number }>(arriving, {
    members: ids,
  });
  const found = new Map<string, Arrival[]>();
  for (const row of rows) {
    const key = keyOf({ organisationId: Number(row.organisation_id), itemId: Number(row.item_id) });
    found.set(key, [...(found.get(key) ?? []), { on: row.due_on, base: Number(row.base) }]);
  }
  return found;
}

async function foreseen(db: Db, ids: { id: number }[], today: string, now: number): Promise<Row[]> {
  const leads = ids.map(({ id }) => ({ id, days: HORIZON_DAYS }));
  const stock = await stockRunningOut(db, { members: ids, leads, day: today });
  const arrivals = await arrivalsOf(db, ids);
  return stock.flatMap((row): Row[] => {
    const at = { organisationId: Number(row.organisation_id), itemId: Number(row.item_id) };
    const [usableBase, comingBase] = [Math.max(0, Number(row.usable_base)), Number(row.coming_base)];
    const dailyMilli = Number(row.daily_milli);
    const due = arrivals.get(keyOf(at)) ?? [];
    const outOn = runsOutOn({ hasBase: usableBase + comingBase, dailyMilli, arrivals: due }, today);
    if (outOn === undefined) return [];
    const dueBase = due.reduce((sum, one) => sum + one.base, 0);
    const dueOn = due.map((one) => one.on).sort()[0] ?? null;
    return [{ ...at, outOn, dailyMilli, usableBase, comingBase, dueBase, dueOn, seenAt: now }];
  });
}

const says = (row: Row) => [row.outOn, row.dailyMilli, row.usableBase, row.comingBase, row.dueBase, row.dueOn].join();

const over = Object.fromEntries(
  Object.entries({
    outOn: 'out_on',
    dailyMilli: 'daily_milli',
    usableBase: 'usable_base',
    comingBase: 'coming_base',
    dueBase: 'due_base',
    dueOn: 'due_on',
    seenAt: 'seen_at',
  }).map(([name, column]) => [name, sql.raw(`excluded.${column}`)]),
);

async function keep(tx: Tx, changed: readonly Row[], gone: ReadonlyMap<number, number[]>): Promise<void> {
  for (const [organisationId, itemIds] of gone) {
    await tx.delete(runOut).where(and(eq(runOut.organisationId, organisationId), isOneOf(runOut.itemId, itemIds)));
  }
  for (let from = 0; from < changed.length; from += ROWS_A_TURN) {
    await tx
      .insert(runOut)
      .values(changed.slice(from, from + ROWS_A_TURN))
      .onConflictDoUpdate({ target: [runOut.organisationId, runOut.itemId], set: over });
  }
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Everything that runs out within ninety days, at every member; gives how much there is and how much changed. */
export async function refreshForesight(
  services: CommandServices,
  beat: (done: number, all: number) => Promise<void> = async () => undefined,
): Promise<{ members: number; items: number; changed: number }> {
  const db = services.db.read;
  const now = services.clock.now();
  const all = (await db.run<{ id: number }>(members, {})).map(({ id }) => ({ id: Number(id) }));
  const found = { members: all.length, items: 0, changed: 0 };
  for (let from = 0; from < all.length; from += MEMBERS_A_TURN) {
    await beat(from, all.length);
    await nextTurn();
    const part = all.slice(from, from + MEMBERS_A_TURN);
    const rows = await foreseen(db, part, dayOf(now), now);
    const ids = part.map(({ id }) => id);
    const before = await db.select().from(runOut).where(isOneOf(runOut.organisationId, ids));
    const known = new Map(before.map((row) => [keyOf(row), says(row)]));
    const still = new Set(rows.map(keyOf));
    const gone = new Map<number, number[]>();
    for (const row of before) {
      if (!still.has(keyOf(row))) gone.set(row.organisationId, [...(gone.get(row.organisationId) ?? []), row.itemId]);
    }
    const changed = rows.filter((row) => known.get(keyOf(row)) !== says(row));
    if (changed.length + gone.size > 0) await note(services, (tx) => keep(tx, changed, gone));
    found.items += rows.length;
    found.changed += changed.length;
  }
  await beat(all.length, all.length);
  return found;
}
