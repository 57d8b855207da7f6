/** A person says which lots a notice means: in a draft, and later when another one turns up. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { lot } from '../../db/schema/ledger.ts';
import { recall, recallLot } from '../../db/schema/recalls.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { freezeLots, standStill } from '../ledger/lots.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnRecall, freezeAlone, type Seen } from './act-commands.ts';
import { wholeBatches } from './match-queries.ts';
import { type RecallHead, targetsOf } from './record-queries.ts';
import { tellMembers } from './tell-commands.ts';

/** Confirms lots with all of their batch; gives those that were not confirmed before. */
async function confirm(
  tx: Tx,
  head: RecallHead,
  lotIds: readonly number[],
  by: { actor: Actor; at: number },
): Promise<Result<number[]>> {
  const known = await tx
    .select({ id: lot.id })
    .from(lot)
    .where(inArray(lot.id, [...lotIds]));
  if (known.length !== new Set(lotIds).size) return refuse('recall_lot_unknown');
  const whole = await wholeBatches(tx, lotIds);
  const recallId = head.document.id;
  const rows = whole.map((lotId) => ({ recallId, lotId, confirmedBy: by.actor.userId, confirmedAt: by.at }));
  const added = await tx.insert(recallLot).values(rows).onConflictDoNothing().returning({ id: recallLot.lotId });
  return ok(added.map((row) => row.id));
}

/** Freezes confirmed lots everywhere and keeps what froze each of them before. */
export async function freezeConfirmed(tx: Tx, recallId: number, lotIds: readonly number[]): Promise<void> {
  if (lotIds.length === 0) return;
  const before = await standStill(tx, lotIds);
  for (const frozen of ['recall', 'quality'] as const) {
    const ids = lotIds.filter((id) => before.get(id) === frozen);
    if (ids.length === 0) continue;
    const own = and(eq(recallLot.recallId, recallId), inArray(recallLot.lotId, ids));
    await tx.update(recallLot).set({ frozenBefore: frozen }).where(own);
  }
  await freezeLots(tx, [...lotIds], 'recall');
}

/** Says that the notice means these lots; of an open recall they are frozen at once and whoever had any is told. */
export function confirmLots(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  lotIds: readonly number[],
): Promise<Answer<{ lots: number }>> {
  const isOpen = (head: RecallHead) => head.document.status === 'open';
  const request = {
    act: 'recall.confirm',
    step: (head: RecallHead) => (isOpen(head) ? ('widen' as const) : ('change' as const)),
    to: (head: RecallHead) => (isOpen(head) ? ('open' as const) : ('draft' as const)),
    ...given,
    input: { lots: lotIds },
  };
  return actOnRecall(services, actor, request, async (tx, head, at) => {
    if (lotIds.length === 0) return refuse('recall_nothing_chosen');
    await freezeAlone(tx);
    const added = await confirm(tx, head, lotIds, { actor, at });
    if (!added.ok) return added;
    if (isOpen(head) && added.value.length > 0) {
      if (!head.recall.drill) await freezeConfirmed(tx, head.document.id, added.value);
      await tellMembers(tx, head, at);
    }
    return ok({ value: { lots: added.value.length }, after: { lots: added.value } });
  });
}

/** Takes lots out of a draft: they were not meant. */
export function dropLots(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  lotIds: readonly number[],
): Promise<Answer<{ lots: number }>> {
  const table = { step: () => 'change' as const, to: () => 'draft' as const };
  const request = { act: 'recall.drop', ...table, ...given, input: { lots: lotIds } };
  return actOnRecall(services, actor, request, async (tx, head) => {
    if (lotIds.length === 0) return refuse('recall_nothing_chosen');
    const whole = await wholeBatches(tx, lotIds);
    const own = and(eq(recallLot.recallId, head.document.id), inArray(recallLot.lotId, whole));
    const gone = await tx.delete(recallLot).where(own).returning({ id: recallLot.lotId });
    return gone.length === 0 ? refuse('not_found') : ok({ value: { lots: gone.length } });
  });
}

/**
 * Freezes every confirmed lot wherever it is, in transit too, and tells every member that ever had one, all in one
 * transaction; a drill tells and freezes nothing. Refuses when no lot is confirmed and the notice names none that
 * could come in later.
 */
export function freezeRecall(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ lots: number; members: number }>> {
  const request = {
    act: 'recall.freeze',
    step: (head: RecallHead) => (head.recall.drill ? ('tell' as const) : ('freeze' as const)),
    to: () => 'open' as const,
    ...given,
    input: {},
  };
  return actOnRecall(services, actor, request, async (tx, head, at) => {
    await freezeAlone(tx);
    const { id } = head.document;
    const confirmed = await tx.select({ id: recallLot.lotId }).from(recallLot).where(eq(recallLot.recallId, id));
    // What of the same batches came in since somebody looked is meant as well
    const ids = confirmed.map((row) => row.id);
    const added = ids.length === 0 ? ok([]) : await confirm(tx, head, ids, { actor, at });
    if (!added.ok) return added;
    const lotIds = [...ids, ...added.value];
    if (lotIds.length === 0 && head.recall.drill) return refuse('recall_no_lots');
    if (lotIds.length === 0 && !(await namesFutureLots(tx, id))) return refuse('recall_no_lots');
    if (!head.recall.drill) await freezeConfirmed(tx, id, lotIds);
    await tx.update(recall).set({ frozenAt: at }).where(eq(recall.documentId, id));
    const members = await tellMembers(tx, head, at);
    const minutes = await ruleOn(tx, 'recall_answer_minutes', dayOf(at));
    return ok({ value: { lots: lotIds.length, members }, after: { lots: lotIds, members, minutes } });
  });
}

/** Whether a lot may come in that the notice names by its whole number. */
async function namesFutureLots(tx: Tx, recallId: number): Promise<boolean> {
  return (await targetsOf(tx, recallId)).some(({ target }) => target.match === 'exact' || target.itemId !== null);
}

/** The lots of a recall that it still holds. */
export async function heldLots(tx: Tx, recallId: number): Promise<number[]> {
  const held = and(eq(recallLot.recallId, recallId), isNull(recallLot.releasedAt));
  return (await tx.select({ id: recallLot.lotId }).from(recallLot).where(held)).map((row) => row.id);
}
