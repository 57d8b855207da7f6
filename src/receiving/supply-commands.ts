/** Sending accepted goods on straight from the door (直转配送): a dispatch for each member that was given some. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { controlledAmong } from '../dispatches/controlled-queries.ts';
import { supplyDemand } from '../dispatches/supply-commands.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Allotted, allottedOf } from './allotted-queries.ts';
import { actingOn, type ReceiptInput } from './draft-commands.ts';
import type { ReceiptRecord } from './record-queries.ts';
import { CONCLUDED, receiptTransitions } from './rules.ts';

const markSent = statement(
  `update allotment set dispatch_id = cast(:dispatchId as bigint)
   from ${rowset('ids', { id: 'int' })} as given where allotment.id = given.id and allotment.dispatch_id is null
   returning allotment.id`,
);

/** What was given to members elsewhere and is on no dispatch yet. */
export function toSend(allotted: readonly Allotted[], placeId: number): Allotted[] {
  return allotted.filter((one) => one.quantityBase > 0 && one.dispatchId === null && one.organisationId !== placeId);
}

export interface SentOn {
  dispatches: { number: string; member: string; lines: number }[];
}

async function sendAll(
  tx: Tx,
  by: { actor: Actor; at: number },
  record: ReceiptRecord,
  waiting: readonly Allotted[],
): Promise<Result<SentOn>> {
  const dispatches: SentOn['dispatches'] = [];
  const locked = await controlledAmong(
    tx,
    waiting.map((one) => one.itemId),
  );
  const members = [...new Set(waiting.map((one) => one.organisationId))].sort((a, b) => a - b);
  // Controlled drugs never travel beside others: they go on a dispatch of their own
  const groups = members.flatMap((id) => {
    const own = waiting.filter((one) => one.organisationId === id);
    const apart = own.filter((one) => locked.has(one.itemId));
    return [own.filter((one) => !locked.has(one.itemId)), apart].filter((group) => group.length > 0);
  });
  for (const own of groups) {
    const toOrganisationId = own[0]?.organisationId ?? 0;
    const lines = own.map(({ demandId, itemId, lotId, quantityBase }) => ({ demandId, itemId, lotId, quantityBase }));
    const supplied = await supplyDemand(tx, by.actor, by.at, {
      fromOrganisationId: record.place.id,
      toOrganisationId,
      lines,
      lotReason: record.document.number,
    });
    if (!supplied.ok) return supplied;
    const { documentId: dispatchId, number } = supplied.value;
    const marked = await tx.run(markSent, { dispatchId, ids: own.map((one) => ({ id: one.id })) });
    if (marked.length !== own.length) return refuse('stale');
    dispatches.push({ number, member: own[0]?.organisation ?? '', lines: own.length });
  }
  return ok({ dispatches });
}

/**
 * Makes the dispatches for everything that was given to members elsewhere, with the lots that just came. Refuses when
 * nothing waits, and when somebody else has taken of these lots meanwhile.
 */
export async function sendOn(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput },
): Promise<Answer<SentOn>> {
  const { key, input } = request;
  const asked = { act: 'receipt.supply', key, input, subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await actingOn(tx, actor, input.number);
    if (!found.ok) return found;
    const { document, place } = found.value;
    const seen = await checkSeen(tx, document, input.version);
    if (!seen.ok) return seen;
    if (!CONCLUDED.some((state) => state === document.status)) return refuse('receipt_not_concluded');
    const waiting = toSend(await allottedOf(tx, document.id), place.id);
    if (waiting.length === 0) return refuse('supply_nothing');
    const sent = await sendAll(tx, { actor, at }, found.value, waiting);
    if (!sent.ok) return sent;
    const detail = { dispatches: sent.value.dispatches.map((one) => one.number).join('、') };
    const step = { act: 'supply', to: document.status, transitions: receiptTransitions, actor, at, detail };
    const moved = await advance(tx, document.id, step);
    return moved.ok ? ok({ value: sent.value, subject: input.number, after: sent.value }) : moved;
  });
}
