/** Writing the lines of a plan with the needs they serve and the transfers they propose, in one statement each. */
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import type { Channel } from '../../db/schema/plans.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { amountFen } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import { type DemandMove, planDemand } from '../requisitions/demand-commands.ts';
import type { Netted } from './netting-rules.ts';

export interface NewLine {
  lineNumber: number;
  itemId: number;
  partyId: number | null;
  channel: Channel;
  channelReason: string;
  pricePack: number;
  contractLineId: number | null;
  priceReason: { code: string; detail: Record<string, string | number> };
  netted: Netted;
  /** To buy, rounded to packs and steps; base units. */
  proposedBase: number;
  quantityBase: number;
  amountFen: number;
  changeReason: string;
}

const LINE_COLUMNS = {
  plan_id: 'int',
  line_number: 'int',
  item_id: 'int',
  party_id: 'int',
  channel: 'text',
  channel_reason: 'text',
  price_pack: 'int',
  contract_line_id: 'int',
  price_reason: 'text',
  asked_base: 'int',
  from_hub_base: 'int',
  on_order_base: 'int',
  from_neighbours_base: 'int',
  to_buy_base: 'int',
  proposed_base: 'int',
  quantity_base: 'int',
  amount_fen: 'int',
  change_reason: 'text',
} as const;
const asJson = (column: string) => (dialect === 'sqlite' ? column : `cast(${column} as json)`);
const picked = Object.keys(LINE_COLUMNS).map((name) => (name === 'price_reason' ? asJson(name) : name));

const addLines = statement(
  `insert into plan_line (${Object.keys(LINE_COLUMNS).join(', ')})
   select ${picked.join(', ')} from ${rowset('lines', LINE_COLUMNS)} as given where true order by line_number
   returning id, line_number`,
);
const addServed = statement(
  `insert into plan_demand (plan_line_id, demand_id, source, quantity_base)
   select line_id, demand_id, source, quantity
   from ${rowset('served', { line_id: 'int', demand_id: 'int', source: 'text', quantity: 'int' })} as given where true
   on conflict (plan_line_id, demand_id, source)
     do update set quantity_base = plan_demand.quantity_base + excluded.quantity_base`,
);
const addTransfers = statement(
  `insert into plan_transfer (plan_line_id, from_organisation_id, to_organisation_id, quantity_base, explanation)
   select line_id, from_id, to_id, quantity, ${asJson('explanation')}
   from ${rowset('moves', { line_id: 'int', from_id: 'int', to_id: 'int', quantity: 'int', explanation: 'text' })}
     as given where true`,
);
const takeServed = statement(
  `update plan_demand set quantity_base = plan_demand.quantity_base - given.quantity
   from ${rowset('taken', { line_id: 'int', demand_id: 'int', source: 'text', quantity: 'int' })} as given
   where plan_demand.plan_line_id = given.line_id and plan_demand.demand_id = given.demand_id
     and plan_demand.source = given.source and plan_demand.quantity_base > given.quantity`,
);
const endServed = statement(
  `delete from plan_demand where id in (
     select served.id from plan_demand as served
     join ${rowset('taken', { line_id: 'int', demand_id: 'int', source: 'text', quantity: 'int' })} as given
       on served.plan_line_id = given.line_id and served.demand_id = given.demand_id and served.source = given.source
     where served.quantity_base = given.quantity)`,
);
const setTotals = statement(
  `update plan set
     line_count = (select count(*) from plan_line where plan_id = plan.document_id),
     amount_fen = (select coalesce(sum(amount_fen), 0) from plan_line where plan_id = plan.document_id),
     member_count = (select count(distinct demand.organisation_id) from plan_line as line
       join plan_demand as served on served.plan_line_id = line.id join demand on demand.id = served.demand_id
       where line.plan_id = plan.document_id)
   where document_id = :planId`,
);
const lockRow = statement(`select document_id from plan where document_id = :planId ${forUpdate}`);

/** Locks the plan before anything of it is read for a change: two who act on it follow one another. */
export async function lockPlan(tx: Tx, planId: number): Promise<void> {
  await tx.run(lockRow, { planId });
}

export interface ServedRow {
  lineId: number;
  demandId: number;
  source: 'buy' | 'hub' | 'order' | 'neighbour';
  quantityBase: number;
}

const asGiven = (rows: readonly ServedRow[]) =>
  rows.map(({ lineId, demandId, source, quantityBase }) => ({
    line_id: lineId,
    demand_id: demandId,
    source,
    quantity: quantityBase,
  }));

/** Lets lines serve more of needs; what is served already grows. The demand itself is planned by the caller. */
export async function serveMore(tx: Tx, rows: readonly ServedRow[]): Promise<void> {
  if (rows.length > 0) await tx.run(addServed, { served: asGiven(rows) });
}

/** Lets lines serve less of needs; a row that serves nothing any more is gone. */
export async function serveLess(tx: Tx, rows: readonly ServedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const taken = asGiven(rows);
  // The rows that end go first: the rest keep more than nothing, as the table asks
  await tx.run(endServed, { taken });
  await tx.run(takeServed, { taken });
}

/** Writes the lines and takes their demand from the pool. Refuses `demand_taken` when somebody was quicker. */
export async function writeLines(
  tx: Tx,
  planId: number,
  lines: readonly NewLine[],
): Promise<Result<Map<number, number>>> {
  const rows = lines.map(({ netted, ...line }) => ({
    plan_id: planId,
    line_number: line.lineNumber,
    item_id: line.itemId,
    party_id: line.partyId,
    channel: line.channel,
    channel_reason: line.channelReason,
    price_pack: line.pricePack,
    contract_line_id: line.contractLineId,
    price_reason: JSON.stringify(line.priceReason),
    asked_base: netted.askedBase,
    from_hub_base: netted.fromHubBase,
    on_order_base: netted.onOrderBase,
    from_neighbours_base: netted.fromNeighboursBase,
    to_buy_base: netted.toBuyBase,
    proposed_base: line.proposedBase,
    quantity_base: line.quantityBase,
    amount_fen: line.amountFen,
    change_reason: line.changeReason,
  }));
  const moves = lines.flatMap((line): DemandMove[] => line.netted.served);
  const planned = await planDemand(tx, moves);
  if (!planned.ok) return planned;
  const added = await tx.run<{ id: number; line_number: number }>(addLines, { lines: rows });
  const ids = new Map(added.map((row) => [Number(row.line_number), Number(row.id)]));
  const idOf = (line: NewLine) => ids.get(line.lineNumber) ?? 0;
  await serveMore(
    tx,
    lines.flatMap((line) => line.netted.served.map((served) => ({ lineId: idOf(line), ...served }))),
  );
  const transfers = lines.flatMap((line) =>
    line.netted.transfers.map((move) => ({
      line_id: idOf(line),
      from_id: move.fromOrganisationId,
      to_id: move.toOrganisationId,
      quantity: move.quantityBase,
      explanation: JSON.stringify(move.explanation),
    })),
  );
  if (transfers.length > 0) await tx.run(addTransfers, { moves: transfers });
  return { ok: true, value: ids };
}

/** Counts lines, members and the amount of the plan again: they stand in its row, so that lists read nothing else. */
export async function countPlan(tx: Tx, planId: number): Promise<void> {
  await tx.run(setTotals, { planId });
}

const setPrices = statement(
  `update plan_line set price_pack = given.price_pack, amount_fen = given.amount_fen, channel = given.channel,
     contract_line_id = given.contract_line_id, price_reason = ${asJson('given.price_reason')}
   from ${rowset('lines', {
     id: 'int',
     price_pack: 'int',
     amount_fen: 'int',
     channel: 'text',
     contract_line_id: 'int',
     price_reason: 'text',
   })} as given where plan_line.id = given.id`,
);

export interface RepricedLine {
  id: number;
  quantityBase: number;
  packSize: number;
  pricePack: number;
  channel: Channel;
  contractLineId: number | null;
  reason: { code: string; detail: Record<string, string | number> };
}

/** Gives lines another price with its reason, and the amount that follows. */
export async function repriceLines(tx: Tx, lines: readonly RepricedLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    id: line.id,
    price_pack: line.pricePack,
    amount_fen: amountFen(line.quantityBase, line.packSize, line.pricePack),
    channel: line.channel,
    contract_line_id: line.contractLineId,
    price_reason: JSON.stringify(line.reason),
  }));
  await tx.run(setPrices, { lines: rows });
}
