/** Makes two requests of one need one, with where it came from, and undoes it while nothing of it is answered. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shortage, shortageMerge } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { demandOf } from '../requisitions/demand-queries.ts';
import { transfersForShortage } from '../transfers/shortage-queries.ts';
import { checkMerge, type MergeSide } from './merge-rules.ts';
import { openBase, type ShortageState, shortageTransitions, stateOf } from './rules.ts';
import { lockShortage, type ShortageRecord, shortagesByIds } from './shortage-queries.ts';

export interface MergeInput {
  /** The request that is given up, as the page showed it. */
  number: string;
  version: number;
  /** The request that is kept. */
  into: string;
  /** What is added to the kept one: all that was asked, or nothing because it is the same need asked twice. */
  adds: 'all' | 'nothing';
}

function sideOf({ document, shortage: asked }: ShortageRecord): MergeSide {
  return { ...asked, id: document.id, status: document.status };
}

/** Both, locked in the order of their numbers so that two merges the other way round wait and do not block. */
async function both(
  tx: Tx,
  scope: string,
  input: Pick<MergeInput, 'number' | 'into'>,
): Promise<Result<{ absorbed: ShortageRecord; kept: ShortageRecord }>> {
  const records = new Map<string, ShortageRecord | undefined>();
  for (const number of [input.number, input.into].sort()) records.set(number, await lockShortage(tx, number, scope));
  const [absorbed, kept] = [records.get(input.number), records.get(input.into)];
  if (absorbed === undefined) return refuse('not_found');
  return kept === undefined ? refuse('merge_unknown') : ok({ absorbed, kept });
}

async function tell(
  tx: Tx,
  record: ShortageRecord,
  given: { act: 'merge' | 'absorb' | 'unmerge' | 'release'; to: string; detail: Record<string, unknown> },
  by: { actor: Actor; at: number },
): Promise<Result<unknown>> {
  const { status, version } = record.document;
  return advance(tx, record.document.id, {
    ...given,
    ...by,
    transitions: shortageTransitions,
    locked: { status, version },
  });
}

async function merge(tx: Tx, at: number, actor: Actor, input: MergeInput): Promise<Result<{ number: string }>> {
  const pair = await both(tx, actor.scopePath, input);
  if (!pair.ok) return pair;
  const { absorbed, kept } = pair.value;
  const seen = await checkSeen(tx, absorbed.document, input.version);
  if (!seen.ok) return seen;
  const fits = checkMerge(sideOf(absorbed), sideOf(kept));
  if (!fits.ok) return fits;
  if ((await demandOf(tx, absorbed.document.id)).length > 0) return refuse('merge_bought');
  if ((await transfersForShortage(tx, absorbed.document.id)).length > 0) return refuse('merge_answered');
  const addedBase = input.adds === 'all' ? absorbed.shortage.quantityBase : 0;
  const quantityBase = kept.shortage.quantityBase + addedBase;
  await tx.update(shortage).set({ quantityBase }).where(eq(shortage.documentId, kept.document.id));
  await tx.insert(shortageMerge).values({
    shortageId: absorbed.document.id,
    intoId: kept.document.id,
    addedBase,
    formerStatus: absorbed.document.status,
    by: actor.userId,
    at,
  });
  const by = { actor, at };
  const given = { merged: input.into, addedBase };
  const gone = await tell(tx, absorbed, { act: 'merge', to: 'merged', detail: given }, by);
  if (!gone.ok) return gone;
  const detail = { merged: input.number, addedBase };
  const grown = await tell(tx, kept, { act: 'absorb', to: kept.document.status, detail }, by);
  return grown.ok ? ok({ number: input.into }) : grown;
}

/** Merges one request into another. Refuses what `checkMerge` refuses, what is bought already, and a stale page. */
export function mergeShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: MergeInput,
): Promise<Answer<{ number: string }>> {
  const request = { act: 'shortage.merge', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const merged = await merge(tx, at, actor, input);
    return merged.ok ? ok({ value: merged.value, subject: input.number, after: input }) : merged;
  });
}

/** Takes what was added out of the kept request again, as long as all of it is still open. */
async function release(tx: Tx, kept: ShortageRecord, addedBase: number): Promise<Result<ShortageState>> {
  const status = kept.document.status as ShortageState;
  if (addedBase === 0) return ok(status);
  const progress = { ...kept.shortage, quantityBase: kept.shortage.quantityBase - addedBase };
  if (openBase(kept.shortage) < addedBase) return refuse('merge_answered');
  const { quantityBase } = progress;
  await tx.update(shortage).set({ quantityBase }).where(eq(shortage.documentId, kept.document.id));
  return ok(progress.answeredBase === 0 ? status : stateOf(progress));
}

/** Makes it a request of its own again, where it stood. Refuses when the kept one has ended or was answered for it. */
export function unmergeShortage(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; version: number },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'shortage.unmerge', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'shortage.answer')) return refuseWithout('shortage.answer');
    const own = await lockShortage(tx, input.number, actor.scopePath);
    if (own === undefined) return refuse('not_found');
    const seen = await checkSeen(tx, own.document, input.version);
    if (!seen.ok) return seen;
    const current = and(eq(shortageMerge.shortageId, own.document.id), isNull(shortageMerge.undoneAt));
    const [row] = await tx.select().from(shortageMerge).where(current);
    if (row === undefined) return refuse('merge_none');
    const kept = await keptOf(tx, row.intoId, actor.scopePath);
    if (kept === undefined || !['registered', 'accepted', 'matched'].includes(kept.document.status)) {
      return refuse('merge_ended');
    }
    if (row.addedBase > 0 && (await demandOf(tx, kept.document.id)).length > 0) return refuse('merge_bought');
    const freed = await release(tx, kept, row.addedBase);
    if (!freed.ok) return freed;
    await tx.update(shortageMerge).set({ undoneAt: at, undoneBy: actor.userId }).where(eq(shortageMerge.id, row.id));
    const by = { actor, at };
    const detail = { merged: kept.document.number, addedBase: row.addedBase };
    const back = await tell(tx, own, { act: 'unmerge', to: row.formerStatus, detail }, by);
    if (!back.ok) return back;
    const less = { act: 'release' as const, to: freed.value, detail: { ...detail, merged: input.number } };
    const told = await tell(tx, kept, less, by);
    return told.ok ? ok({ value: { number: input.number }, subject: input.number, after: input }) : told;
  });
}

async function keptOf(tx: Tx, id: number, scope: string): Promise<ShortageRecord | undefined> {
  const [found] = await shortagesByIds(tx, [id]);
  return found && lockShortage(tx, found.document.number, scope);
}
