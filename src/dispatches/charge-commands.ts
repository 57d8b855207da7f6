/** A loss on the way has somebody to bear it: the charge is kept in fen, and the chief accountant decides on it. */
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { discrepancyCharge } from '../../db/schema/charges.ts';
import { discrepancy, dispatch } from '../../db/schema/dispatches.ts';
import { location } from '../../db/schema/organisations.ts';
import { memberAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openClaim, withdrawClaim } from '../payables/claim-commands.ts';
import { payableOfLot } from '../payables/claim-queries.ts';
import { type Bearer, discrepancyTransitions } from './difference-rules.ts';
import { type DiscrepancyRecord, discrepancyByNumber } from './discrepancy-record-queries.ts';

type ChargeRow = typeof discrepancyCharge.$inferSelect;

interface Making {
  bearer: Bearer;
  /** What was lost, fen. */
  amountFen: number;
  /** The place it was posted from: its owner's books carry the loss. */
  fromId: number;
  actor: Actor;
  at: number;
}

/** The supplier is asked by a claim on what was bought under that lot: the payables decide on it by two people. */
async function claimOn(
  tx: Tx,
  record: DiscrepancyRecord,
  making: Making,
): Promise<Result<{ id: number; name: string; buyerId: number }>> {
  const { line, lot, document, discrepancy: difference } = record;
  const owed = await payableOfLot(tx, line.lotId);
  if (owed === undefined) return refuse('charge_no_supplier', { lot: lot.number }, 'bearer');
  const claim = await openClaim(tx, making.actor, making.at, {
    payableId: owed.payableId,
    kind: difference.kind === 'missing' ? 'short_delivery' : 'other_credit',
    amountFen: making.amountFen,
    reason: `${document.number} ${record.item.genericName} ${lot.number}`,
    evidence: document.number,
  });
  return claim.ok ? ok({ id: claim.value.id, name: owed.supplier, buyerId: owed.organisationId }) : claim;
}

async function carrierOf(tx: Tx, dispatchId: number): Promise<string> {
  const [row] = await tx
    .select({ vehicle: dispatch.vehicle, driver: dispatch.driver })
    .from(dispatch)
    .where(eq(dispatch.documentId, dispatchId));
  return [row?.driver, row?.vehicle].filter((one) => one !== null && one !== undefined && one !== '').join(' ');
}

/** Keeps who bears a loss; goods without a price cost nothing. Refuses a supplier whom nothing was bought from. */
export async function makeCharge(tx: Tx, record: DiscrepancyRecord, making: Making): Promise<Result<undefined>> {
  const { bearer, amountFen, fromId, actor, at } = making;
  if (amountFen <= 0) return ok();
  const { sender, receiver } = record;
  const [place] = await tx.select({ ownerId: location.ownerId }).from(location).where(eq(location.id, fromId));
  const organisationId = place?.ownerId ?? receiver.id;
  const kept = {
    discrepancyId: record.document.id,
    bearer,
    organisationId,
    amountFen,
    madeBy: actor.userId,
    madeAt: at,
  };
  if (bearer === 'supplier') {
    const claim = await claimOn(tx, record, making);
    if (!claim.ok) return claim;
    const { id: claimId, name: bearerName, buyerId: payerId } = claim.value;
    await tx.insert(discrepancyCharge).values({ ...kept, bearerName, claimId, payerId, status: 'proposed' });
    return ok();
  }
  // Who sends answers for its carrier: the member takes the loss over, and gets it back from the carrier
  const payerId = bearer === 'receiver' ? receiver.id : sender.id;
  const carrier = bearer === 'carrier' ? await carrierOf(tx, record.discrepancy.dispatchId) : '';
  const bearerName = bearer === 'carrier' ? carrier : bearer === 'sender' ? sender.shortName : receiver.shortName;
  await tx.insert(discrepancyCharge).values({ ...kept, bearerName, payerId, status: 'proposed' });
  return ok();
}

/** The loss goes from the books that carry it into those of who bears it, or back. Nothing where they are the same. */
async function carryLoss(
  tx: Tx,
  charge: ChargeRow,
  by: { actor: Actor; at: number; back: boolean },
): Promise<Result<unknown>> {
  const { organisationId: loserId, payerId, amountFen, id } = charge;
  if (payerId === null || payerId === loserId) return ok();
  const accounts = await memberAccounts(tx, [loserId, payerId]);
  const [first, second] = by.back ? [payerId, loserId] : [loserId, payerId];
  const [relieved, bearing] = [accounts.get(first), accounts.get(second)];
  if (relieved === undefined || bearing === undefined) return refuse('account_unknown');
  const key = `charge-${id}${by.back ? '-back' : ''}`;
  const lines = [
    { debitId: bearing.lossId, creditId: bearing.dueId, amountFen, key: `${key}-bears` },
    { debitId: relieved.dueId, creditId: relieved.lossId, amountFen, key: `${key}-relieves` },
  ];
  const times = { actorId: by.actor.userId, occurredAt: by.at, postedAt: by.at };
  return transfer(tx, { code: 'loss_charge', documentId: charge.discrepancyId, ...times, lines });
}

/** The charge of a difference that is opened again. Refuses a claim that was agreed to, and whoever made the charge. */
export async function withdrawCharge(
  tx: Tx,
  discrepancyId: number,
  by: { actor: Actor; at: number; reason: string },
): Promise<Result<undefined>> {
  const { actor, at, reason } = by;
  const stands = and(eq(discrepancyCharge.discrepancyId, discrepancyId), ne(discrepancyCharge.status, 'withdrawn'));
  const [charge] = await tx.select().from(discrepancyCharge).where(stands);
  if (charge === undefined) return ok();
  if (charge.madeBy === actor.userId) return refuse('reopen_own');
  if (charge.claimId !== null) {
    const withdrawn = await withdrawClaim(tx, actor, at, { claimId: charge.claimId, reason });
    if (!withdrawn.ok) return withdrawn;
  }
  if (charge.status === 'confirmed') {
    const back = await carryLoss(tx, charge, { actor, at, back: true });
    if (!back.ok) return back;
  }
  const ended = { status: 'withdrawn' as const, decidedBy: actor.userId, decidedAt: at, note: reason };
  await tx.update(discrepancyCharge).set(ended).where(eq(discrepancyCharge.id, charge.id));
  return ok();
}

/**
 * What follows a word on a claim that a difference made: once it is agreed, the loss goes to the member that bought,
 * whom the supplier credits; refused, it stays where it was posted. Nothing for other claims. Refuses who spoke on it.
 */
export async function followClaim(
  tx: Tx,
  told: { claimId: number; agree: boolean; note: string; actor: Actor; at: number },
): Promise<Result<undefined>> {
  const { claimId, agree, note, actor, at } = told;
  const of = and(eq(discrepancyCharge.claimId, claimId), eq(discrepancyCharge.status, 'proposed'));
  const [charge] = await tx.select().from(discrepancyCharge).where(of);
  if (charge === undefined) return ok();
  const [spoke] = await tx.select().from(discrepancy).where(eq(discrepancy.documentId, charge.discrepancyId));
  if ([spoke?.senderBy, spoke?.receiverBy].includes(actor.userId)) return refuse('charge_own');
  if (agree) {
    const carried = await carryLoss(tx, charge, { actor, at, back: false });
    if (!carried.ok) return carried;
  }
  const status = agree ? ('confirmed' as const) : ('refused' as const);
  const decided = { status, decidedBy: actor.userId, decidedAt: at, note };
  await tx.update(discrepancyCharge).set(decided).where(eq(discrepancyCharge.id, charge.id));
  return ok();
}

export interface ChargeInput {
  /** Of the difference. */
  number: string;
  version: number;
  agree: boolean;
  note: string;
}

/** The charge that waits for a decision, for somebody who did not speak for either side. */
async function waitingCharge(tx: Tx, actor: Actor, record: DiscrepancyRecord): Promise<Result<ChargeRow>> {
  const of = and(eq(discrepancyCharge.discrepancyId, record.document.id), ne(discrepancyCharge.status, 'withdrawn'));
  const [charge] = await tx.select().from(discrepancyCharge).where(of);
  if (charge === undefined) return refuse('charge_none');
  if (charge.claimId !== null) return refuse('charge_by_claim');
  if (charge.status !== 'proposed') return refuse('charge_decided');
  const { senderBy, receiverBy } = record.discrepancy;
  const spoke = [charge.madeBy, senderBy, receiverBy].includes(actor.userId);
  return spoke ? refuse('charge_own') : ok(charge);
}

/**
 * Confirms a charge, which carries the loss into the books of who bears it, or refuses it: the loss then stays where
 * it was posted. Opening the case again takes either back. Refuses who spoke on the case, what is decided, a claim on a
 * supplier, which the payables decide, and a stale page.
 */
export function decideCharge(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ChargeInput,
): Promise<Answer<{ amountFen: number }>> {
  const act = input.agree ? 'discrepancy.charge' : 'discrepancy.uncharge';
  return command(services, actor, { act, key, input, subject: input.number }, async (tx, at) => {
    if (!may(actor.roles, 'payment.approve')) return refuseWithout('payment.approve');
    const record = await discrepancyByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const note = input.note.trim();
    if (!input.agree && note === '') return refuse('reason_missing', {}, 'note');
    const detail = { agree: input.agree };
    const step = { act: 'charge', to: 'closed', transitions: discrepancyTransitions, actor, at, note, detail };
    const moved = await advance(tx, record.document.id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const found = await waitingCharge(tx, actor, record);
    if (!found.ok) return found;
    const charge = found.value;
    if (input.agree) {
      const carried = await carryLoss(tx, charge, { actor, at, back: false });
      if (!carried.ok) return carried;
    }
    const status = input.agree ? ('confirmed' as const) : ('refused' as const);
    const decided = { status, decidedBy: actor.userId, decidedAt: at, note };
    await tx.update(discrepancyCharge).set(decided).where(eq(discrepancyCharge.id, charge.id));
    const { amountFen, bearer, bearerName } = charge;
    return ok({ value: { amountFen }, subject: input.number, after: { status, amountFen, bearer, bearerName } });
  });
}

/** The sides whose findings the case keeps are asked anew. */
export async function clearFindings(tx: Tx, discrepancyId: number): Promise<void> {
  const none = { senderFinding: null, senderReason: null, senderBy: null, senderBearer: null };
  const neither = { receiverFinding: null, receiverReason: null, receiverBy: null, receiverBearer: null };
  await tx
    .update(discrepancy)
    .set({ ...none, ...neither })
    .where(eq(discrepancy.documentId, discrepancyId));
}
