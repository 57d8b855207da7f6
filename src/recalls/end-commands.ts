/** Letting lots go again, withdrawing a recall that was a mistake, and closing it with its report. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { recall, recallLot } from '../../db/schema/recalls.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { freezeLots } from '../ledger/lots.ts';
import { actOnRecall, type Seen } from './act-commands.ts';
import { heldLots } from './lot-commands.ts';
import { wholeBatches } from './match-queries.ts';
import { noticesOf, type RecallHead } from './record-queries.ts';
import { reportOf } from './report-queries.ts';
import { checkClosing, checkReleaser } from './rules.ts';

/** Gives each lot back to what froze it before, unless another recall holds it still. */
async function letGo(tx: Tx, head: RecallHead, lotIds: readonly number[], reason: string, at: number): Promise<void> {
  const own = and(eq(recallLot.recallId, head.document.id), inArray(recallLot.lotId, [...lotIds]));
  const rows = await tx.select().from(recallLot).where(own);
  await tx.update(recallLot).set({ releasedAt: at, releasedReason: reason }).where(own);
  if (head.recall.drill || head.recall.frozenAt === null) return;
  for (const row of rows) {
    const held = await tx
      .select({ recallId: recallLot.recallId, before: recallLot.frozenBefore })
      .from(recallLot)
      .innerJoin(recall, eq(recall.documentId, recallLot.recallId))
      .innerJoin(document, eq(document.id, recallLot.recallId))
      .where(
        and(
          eq(recallLot.lotId, row.lotId),
          ne(recallLot.recallId, row.recallId),
          isNull(recallLot.releasedAt),
          eq(recall.drill, false),
          inArray(document.status, ['open', 'closed']),
        ),
      );
    const before = row.frozenBefore as 'recall' | 'quality' | null;
    if (held.length === 0) {
      await freezeLots(tx, [row.lotId], before);
      continue;
    }
    // The other one found it frozen by this: what it gives back later is what was before both
    const later = held.filter((one) => one.before === 'recall').map((one) => one.recallId);
    if (later.length === 0) continue;
    const theirs = and(eq(recallLot.lotId, row.lotId), inArray(recallLot.recallId, later));
    await tx.update(recallLot).set({ frozenBefore: before }).where(theirs);
  }
}

/** Refuses who froze it. */
async function checkOther(tx: Tx, head: RecallHead, actor: Actor): Promise<Result<undefined>> {
  return checkReleaser(actor.userId, await timelineOf(tx, head.document.id));
}

/**
 * Lets a batch go after rework or a check, with the reason. Refuses who froze it, lots that are not held, and a drill,
 * which holds none.
 */
export function releaseLot(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { lotId: number; why: string },
): Promise<Answer<{ lots: number }>> {
  const table = { step: () => 'release' as const, to: () => 'open' as const };
  const request = { act: 'recall.release', ...table, ...given, input, note: input.why };
  return actOnRecall(services, actor, request, async (tx, head, at) => {
    if (head.recall.drill) return refuse('recall_drill_holds_none');
    const other = await checkOther(tx, head, actor);
    if (!other.ok) return other;
    const held = new Set(await heldLots(tx, head.document.id));
    if (!held.has(input.lotId)) return refuse('recall_not_held');
    const lotIds = (await wholeBatches(tx, [input.lotId])).filter((id) => held.has(id));
    await letGo(tx, head, lotIds, input.why, at);
    return ok({ value: { lots: lotIds.length }, after: { lots: lotIds, why: input.why } });
  });
}

/**
 * Withdraws a recall that was a mistake, and lets everything go that it froze. Once a member has answered, another
 * person than the one who froze it must do it.
 */
export function withdrawRecall(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ lots: number }>> {
  const table = { step: () => 'withdraw' as const, to: () => 'withdrawn' as const };
  const request = { act: 'recall.withdraw', ...table, ...given, input, note: input.why };
  return actOnRecall(services, actor, request, async (tx, head, at) => {
    const answered = (await noticesOf(tx, head.document.id)).some(({ notice }) => notice.answeredAt !== null);
    if (answered && !head.recall.drill) {
      const other = await checkOther(tx, head, actor);
      if (!other.ok) return other;
    }
    const lotIds = await heldLots(tx, head.document.id);
    if (lotIds.length > 0) await letGo(tx, head, lotIds, input.why, at);
    return ok({ value: { lots: lotIds.length }, after: { lots: lotIds, why: input.why } });
  });
}

/**
 * Closes a recall and keeps its report as it is now. Refuses while a member has not answered, and without a word about
 * what still lies there frozen.
 */
export function closeRecall(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: () => 'close' as const, to: () => 'closed' as const };
  const note = input.why === '' ? {} : { note: input.why };
  const request = { act: 'recall.close', ...table, ...given, input, ...note };
  return actOnRecall(services, actor, request, async (tx, head, at) => {
    const report = await reportOf(tx, head, { closedAt: at, why: input.why });
    const { drill } = head.recall;
    const ready = checkClosing(
      { drill, unanswered: report.told - report.answered, leftBase: report.leftBase },
      input.why,
    );
    if (!ready.ok) return ready;
    const kept = report as unknown as Record<string, unknown>;
    await tx.update(recall).set({ report: kept }).where(eq(recall.documentId, head.document.id));
    return ok({ value: { number: given.number }, after: { why: input.why, recovery: report.recovery } });
  });
}
