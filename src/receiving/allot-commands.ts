/** Sharing accepted goods among the needs they were ordered for, and sending them on straight from the door. */
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { bringDemand } from '../dispatches/supply-commands.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allotAccepted } from '../orders/need-commands.ts';
import { lotsToShare, needsWaiting, type OpenLot, type OpenNeed, proposeShares } from './allot-queries.ts';
import { layShares, type Share } from './allot-rules.ts';
import { actingOn, type ReceiptInput } from './draft-commands.ts';
import { linesOfReceipt, type ReceiptRecord } from './record-queries.ts';
import { CONCLUDED, receiptTransitions } from './rules.ts';

const asJson = dialect === 'sqlite' ? 'explanation' : 'cast(explanation as json)';
const addAllotments = statement(
  `insert into allotment (receipt_line_id, demand_id, proposed_base, quantity_base, explanation, override_reason,
     decided_by, decided_at)
   select line, demand, proposed, quantity, ${asJson},
     reason, cast(:by as bigint), cast(:at as bigint)
   from ${rowset('rows', {
     line: 'int',
     demand: 'int',
     proposed: 'int',
     quantity: 'int',
     explanation: 'text',
     reason: 'text',
   })} as given where true`,
);

interface By {
  actor: Actor;
  at: number;
}

interface Decided extends Share {
  explanation: Record<string, string | number>;
}

/** What is shared of one order line: the lots that came, who waits for them, who gets how much. */
interface Sharing {
  orderLineId: number;
  lots: readonly OpenLot[];
  needs: readonly OpenNeed[];
  shares: readonly Decided[];
}

function rowsOf(sharing: Sharing): Result<object[]> {
  const lots = sharing.lots.map((lot) => ({ receiptLineId: lot.id, leftBase: lot.acceptedBase }));
  const laid = layShares(sharing.shares, lots);
  if (!laid.ok) return laid;
  const why = new Map(sharing.shares.map((share) => [share.demandId, share.explanation]));
  const rows = laid.value.map((row) => ({
    line: row.receiptLineId,
    demand: row.demandId,
    proposed: row.proposedBase,
    quantity: row.quantityBase,
    explanation: JSON.stringify(why.get(row.demandId) ?? {}),
    reason: row.overrideReason.trim(),
  }));
  return ok(rows);
}

/** Writes shares: rows by lot, the order's needs; and what is needed where it came to has arrived. */
async function keepShares(
  tx: Tx,
  by: By,
  record: ReceiptRecord,
  sharings: readonly Sharing[],
): Promise<Result<undefined>> {
  const rows: object[] = [];
  for (const sharing of sharings) {
    const laid = rowsOf(sharing);
    if (!laid.ok) return laid;
    rows.push(...laid.value);
  }
  if (rows.length === 0) return ok();
  await tx.run(addAllotments, { rows, by: by.actor.userId, at: by.at });
  const moves = sharings.flatMap(({ orderLineId, shares }) =>
    shares.map(({ demandId, quantityBase }) => ({ orderLineId, demandId, quantityBase })),
  );
  const allotted = await allotAccepted(tx, moves);
  if (!allotted.ok) return allotted;
  const needs = sharings.flatMap((sharing) => sharing.needs);
  const home = new Set(needs.filter((need) => need.organisationId === record.place.id).map((need) => need.demandId));
  const arrived = moves.filter((move) => home.has(move.demandId) && move.quantityBase > 0);
  if (arrived.length === 0) return ok();
  return bringDemand(tx, by.actor, by.at, { paper: record.document.number, moves: arrived });
}

function byOrderLine(lots: readonly OpenLot[]): Map<number, OpenLot[]> {
  const groups = new Map<number, OpenLot[]>();
  for (const lot of lots) groups.set(lot.orderLineId, [...(groups.get(lot.orderLineId) ?? []), lot]);
  return groups;
}

const sumOf = (lots: readonly OpenLot[]) => lots.reduce((sum, lot) => sum + lot.acceptedBase, 0);

/** Gives every need what it asked for where enough was accepted for all of them; the others wait for a decision. */
export async function allotWhole(tx: Tx, by: By, record: ReceiptRecord): Promise<Result<undefined>> {
  const lots = await lotsToShare(tx, record.document.id);
  const groups = byOrderLine(lots);
  const needs = await needsWaiting(tx, [...groups.keys()]);
  const sharings: Sharing[] = [];
  for (const [orderLineId, own] of groups) {
    const waiting = needs.filter((need) => need.orderLineId === orderLineId);
    const wanted = waiting.reduce((sum, need) => sum + need.openBase, 0);
    if (wanted === 0 || wanted > sumOf(own)) continue;
    const shares = waiting.map((need) => ({
      demandId: need.demandId,
      proposedBase: need.openBase,
      quantityBase: need.openBase,
      overrideReason: '',
      explanation: { tier: 'whole', askedBase: need.openBase },
    }));
    sharings.push({ orderLineId, lots: own, needs: waiting, shares });
  }
  return keepShares(tx, by, record, sharings);
}

export interface AllotInput extends ReceiptInput {
  /** Line of the order whose goods are shared. */
  orderLine: number;
  shares: { demandId: number; quantityBase: number; reason: string }[];
}

async function decideShares(
  tx: Tx,
  by: By,
  record: ReceiptRecord,
  input: AllotInput,
): Promise<Result<{ item: string }>> {
  const lots = (await lotsToShare(tx, record.document.id)).filter((lot) => lot.orderLineNumber === input.orderLine);
  const [first] = lots;
  if (first === undefined) return refuse('allot_done');
  const { orderLineId, itemId } = first;
  const needs = await needsWaiting(tx, [orderLineId]);
  if (needs.length === 0) return refuse('allot_done');
  const line = (await linesOfReceipt(tx, record.document.id)).find((one) => one.orderLineId === orderLineId);
  const packSize = line?.shape.packSize ?? 1;
  const proposed = await proposeShares(tx, { needs, itemId, packSize, availableBase: sumOf(lots), now: by.at });
  const shares: Decided[] = [];
  for (const need of proposed) {
    const given = input.shares.find((share) => share.demandId === need.demandId);
    if (given === undefined) return refuse('allot_needs_changed');
    const { quantityBase, reason } = given;
    const field = `need.${need.demandId}`;
    const whole = Number.isSafeInteger(quantityBase) && quantityBase >= 0;
    if (!whole || quantityBase > need.openBase) {
      return refuse('allot_more_than_asked', { member: need.organisation, open: need.openBase, ...line?.shape }, field);
    }
    const { tier, askedBase, tierAskedBase, tierGivenBase } = need.share.explanation;
    const { stockBase, useBase } = need;
    const explanation = {
      tier,
      askedBase,
      tierAskedBase,
      tierGivenBase,
      stockBase,
      useBase,
      cover: need.coverDays ?? -1,
    };
    const proposedBase = need.share.quantityBase;
    const overrideReason = quantityBase === proposedBase ? '' : reason;
    shares.push({ demandId: need.demandId, proposedBase, quantityBase, overrideReason, explanation });
  }
  if (input.shares.length !== shares.length) return refuse('allot_needs_changed');
  const kept = await keepShares(tx, by, record, [{ orderLineId, lots, needs, shares }]);
  if (!kept.ok) return { ...kept, detail: { ...kept.detail, ...line?.shape } };
  return ok({ item: line?.item.name ?? '' });
}

/**
 * Decides once who gets how much of what was accepted of an order line. Refuses needs that changed since the page was
 * made, more than was accepted or asked, and a share unlike its proposal without a reason.
 */
export async function allotShares(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: AllotInput },
): Promise<Answer<{ item: string }>> {
  const { key, input } = request;
  const asked = { act: 'receipt.allot', key, input, subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await actingOn(tx, actor, input.number);
    if (!found.ok) return found;
    const { document } = found.value;
    const seen = await checkSeen(tx, document, input.version);
    if (!seen.ok) return seen;
    if (!CONCLUDED.some((state) => state === document.status)) return refuse('receipt_not_concluded');
    const done = await decideShares(tx, { actor, at }, found.value, input);
    if (!done.ok) return done;
    const changed = input.shares.filter((share) => share.reason.trim() !== '').length;
    const detail = { item: done.value.item, line: input.orderLine, changed };
    const step = { act: 'allot', to: document.status, transitions: receiptTransitions, actor, at, detail };
    const moved = await advance(tx, document.id, step);
    return moved.ok ? ok({ value: done.value, subject: input.number, after: input }) : moved;
  });
}
