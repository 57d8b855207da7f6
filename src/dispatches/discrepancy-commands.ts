/** A difference is closed when both sides have found the same, each with a reason; closing posts what was found. */
import { and, eq, like, ne, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { discrepancy, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { outsideLocation, transitOf } from '../organisations/queries.ts';
import { standingAtCorrection, standsBy } from './controlled-commands.ts';
import { checkFinding, discrepancyTransitions, dispatchTransitions, type Finding } from './rules.ts';
import { loadStores, storeFor } from './stores.ts';

export interface FindingInput {
  number: string;
  version: number;
  finding: string;
  reason: string;
}

type Line = typeof dispatchLine.$inferSelect;
type DiscrepancyRow = typeof discrepancy.$inferSelect;
type OrganisationRow = typeof organisation.$inferSelect;

export interface DiscrepancyRecord {
  document: typeof document.$inferSelect;
  discrepancy: DiscrepancyRow;
  line: Line;
  item: Pick<typeof item.$inferSelect, 'genericName' | 'controlClass'>;
  sender: OrganisationRow;
  receiver: OrganisationRow;
}

const goods = { genericName: item.genericName, controlClass: item.controlClass };
const sender = alias(organisation, 'sender');
const receiver = alias(organisation, 'receiver');

/** The discrepancy of that number when the asker's scope covers one of its sides. */
export async function discrepancyByNumber(
  tx: Tx,
  number: string,
  scopePath: string,
): Promise<DiscrepancyRecord | undefined> {
  const inScope = or(like(sender.path, `${scopePath}%`), like(receiver.path, `${scopePath}%`));
  const [row] = await tx
    .select({ document, discrepancy, line: dispatchLine, item: goods, sender, receiver })
    .from(document)
    .innerJoin(discrepancy, eq(discrepancy.documentId, document.id))
    .innerJoin(dispatchLine, eq(dispatchLine.id, discrepancy.lineId))
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(receiver, eq(receiver.id, document.organisationId))
    .innerJoin(sender, eq(sender.id, document.counterpartId))
    .where(and(eq(document.number, number), inScope));
  return row;
}

/** Where the goods go, for what both sides found. */
async function moveOf(
  tx: Tx,
  record: DiscrepancyRecord,
  finding: Finding,
): Promise<Result<PostRequest['lines'][number]>> {
  const { line, discrepancy: difference, receiver: to, sender: from } = record;
  const here = await loadStores(tx, to.id, [line.itemId]);
  const moved = { lotId: line.lotId, quantityBase: difference.quantityBase };
  const loss = await outsideLocation(tx, 'loss');
  // Broken controlled goods were never stored: they wait on the way like what is missing
  if (difference.kind === 'missing' || isControlled(record.item.controlClass)) {
    const transit = await transitOf(tx, to.id);
    const fromId = transit?.id;
    if (fromId === undefined) return refuse('lot_or_place_unknown');
    if (finding === 'lost' || finding === 'write_off') return ok({ ...moved, fromId, toId: loss });
    const toId = finding === 'never_loaded' ? line.fromLocationId : storeFor(here, line.itemId);
    return toId === undefined ? refuse('no_store', { line: line.lineNumber }) : ok({ ...moved, fromId, toId });
  }
  const fromId = here.rejectedId;
  if (fromId === undefined) return refuse('no_rejected_store', { line: line.lineNumber });
  if (finding === 'write_off') return ok({ ...moved, fromId, toId: loss });
  const there = await loadStores(tx, from.id, [line.itemId]);
  const toId = finding === 'return_to_sender' ? there.rejectedId : storeFor(here, line.itemId);
  return toId === undefined ? refuse('no_store', { line: line.lineNumber }) : ok({ ...moved, fromId, toId });
}

/** The dispatch is received when its last difference is closed. */
async function settleDispatch(tx: Tx, record: DiscrepancyRecord, actor: Actor, at: number): Promise<Result<undefined>> {
  const open = await tx
    .select({ id: document.id })
    .from(discrepancy)
    .innerJoin(document, eq(document.id, discrepancy.documentId))
    .where(
      and(
        eq(discrepancy.dispatchId, record.discrepancy.dispatchId),
        eq(document.status, 'open'),
        ne(document.id, record.document.id),
      ),
    );
  if (open.length > 0) return ok();
  const request = { act: 'settle', to: 'received', transitions: dispatchTransitions, actor, at };
  const settled = await advance(tx, record.discrepancy.dispatchId, request);
  return settled.ok ? ok() : settled;
}

/** The side for which the actor may speak; undefined for a third party. */
export function sideOf(
  record: DiscrepancyRecord,
  actor: Pick<Actor, 'organisationId' | 'scopePath'>,
): 'sender' | 'receiver' | undefined {
  if (actor.organisationId === record.sender.id) return 'sender';
  return record.receiver.path.startsWith(actor.scopePath) && actor.scopePath !== '/' ? 'receiver' : undefined;
}

async function closeWith(
  tx: Tx,
  record: DiscrepancyRecord,
  finding: Finding,
  by: { actor: Actor; at: number; second: SecondPerson | null },
): Promise<Result<undefined>> {
  const { actor, at, second } = by;
  const standing = await standingAtCorrection(tx, record.discrepancy.dispatchId, second);
  if (!standing.ok) return standing;
  const move = await moveOf(tx, record, finding);
  if (!move.ok) return move;
  const { id } = record.document;
  const movement = { kind: 'discrepancy' as const, documentId: id, actor, occurredAt: at, postedAt: at };
  const told = { key: `discrepancy-${id}`, reason: finding, ...standing.value };
  const posted = await postGoods(tx, { ...movement, ...told, lines: [move.value] });
  if (!posted.ok) return posted;
  return settleDispatch(tx, record, actor, at);
}

/**
 * Records what one side found. When the other side has found the same, the difference closes and is posted;
 * otherwise it stays open and shows both findings. Refuses a third party, a finding that does not fit, no reason, and
 * what is found of controlled drugs without a second person.
 */
export function findDifference(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: FindingInput,
  second: SecondPerson | null = null,
): Promise<Answer<{ closed: boolean }>> {
  const asked = { ...input, ...(second && { second: second.userId }) };
  const request = { act: 'discrepancy.find', key, input: asked, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'discrepancy.close')) return refuseWithout('discrepancy.close');
    const record = await discrepancyByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const side = sideOf(record, actor);
    if (side === undefined) return refuse('not_a_side');
    const locked = isControlled(record.item.controlClass);
    const checked = checkFinding(record.discrepancy.kind, input.finding, input.reason, locked);
    if (!checked.ok) return checked;
    if (locked && second === null) return refuse('witness_missing', {}, 'witness');
    const finding = checked.value;
    const reason = input.reason.trim();
    const other = side === 'sender' ? record.discrepancy.receiverFinding : record.discrepancy.senderFinding;
    const closed = other === finding;
    const step = { act: 'find', to: closed ? 'closed' : 'open', transitions: discrepancyTransitions, actor, at };
    const detail = { side, finding, ...standsBy(second) };
    const moved = await advance(tx, record.document.id, { ...step, seenVersion: input.version, note: reason, detail });
    if (!moved.ok) return moved;
    const own =
      side === 'sender'
        ? { senderFinding: finding, senderReason: reason, senderBy: actor.userId }
        : { receiverFinding: finding, receiverReason: reason, receiverBy: actor.userId };
    await tx.update(discrepancy).set(own).where(eq(discrepancy.documentId, record.document.id));
    if (closed) {
      const posted = await closeWith(tx, record, finding, { actor, at, second });
      if (!posted.ok) return posted;
    }
    return ok({ value: { closed }, subject: input.number, after: { ...input, side, closed } });
  });
}
