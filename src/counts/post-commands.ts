/** Approving a count: what was found becomes what the books say, as of now, with everything that moved in between. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { countLine, stockCount } from '../../db/schema/counts.ts';
import { movement } from '../../db/schema/ledger.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import { mayAgree, type StockLevel, stockLevelFor } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostRequest, postGoods, reverseGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnCount, type Seen } from './act-commands.ts';
import type { LoadedCount } from './count-record.ts';
import type { Judged } from './judge-queries.ts';
import { COUNT_ACTS, checkApprover } from './rules.ts';
import { judgedCount, totalsOf } from './submit-commands.ts';

/** Whose word the differences need: by their value, and the chief pharmacist's at least for frozen lots. */
export function levelOfCount(
  lines: readonly { differenceBase: number | null; differenceFen: number | null; frozen: boolean }[],
  tiers: { chiefPharmacist: number; chiefAccountant: number },
): StockLevel {
  const { gainFen, lossFen } = totalsOf(lines);
  const frozen = lines.some((line) => line.frozen && line.differenceBase !== null && line.differenceBase !== 0);
  return stockLevelFor(gainFen + lossFen, tiers, frozen ? 'pharmacist' : 'member');
}

/** Refuses who counted, and whose word is not enough for so much. */
async function checkDecider(tx: Tx, loaded: LoadedCount, actor: Actor, at: number): Promise<Result<undefined>> {
  const counters = loaded.lines.flatMap(({ line }) => [line.countedBy, line.recountedBy]);
  const other = checkApprover(actor.userId, counters, await timelineOf(tx, loaded.document.id));
  if (!other.ok) return other;
  const tiers = await ruleOn(tx, 'count_tiers', dayOf(at));
  const lines = loaded.lines.map(({ line, lot }) => ({ ...line, frozen: lot.frozen !== null }));
  const level = levelOfCount(lines, tiers);
  return mayAgree(actor, 'count.approve', loaded.place, level) ? ok() : refuse('count_level', { level });
}

const MOST_NAMED = 5;

const named = (lines: readonly Judged[]) =>
  lines
    .slice(0, MOST_NAMED)
    .map((one) => `${one.item.genericName} ${one.lot.number}`)
    .join(', ');

/** Refuses what the books no longer allow, line by line: late postings, and goods that have left or are promised. */
function checkStill(judged: readonly Judged[]): Result<undefined> {
  const changed = judged.filter((one) => one.differenceBase !== one.line.differenceBase);
  if (changed.length > 0) return refuse('count_changed', { lines: changed.length, which: named(changed) });
  const short = judged.filter((one) => one.shortBase > 0);
  return short.length > 0 ? refuse('count_short', { lines: short.length, which: named(short) }) : ok();
}

async function postDifferences(
  tx: Tx,
  loaded: LoadedCount,
  differing: readonly Judged[],
  given: { actor: Actor; at: number; witness?: PostRequest['witness'] },
): Promise<Result<{ amountsFen: number[] }>> {
  const { actor, at, witness } = given;
  const outside = await outsideLocation(tx, 'count_difference');
  const lines = differing.map(({ line, differenceBase }) => {
    const gained = (differenceBase ?? 0) > 0;
    const [fromId, toId] = gained ? [outside, line.locationId] : [line.locationId, outside];
    return { lotId: line.lotId, fromId, toId, quantityBase: Math.abs(differenceBase ?? 0) };
  });
  const { id, number } = loaded.document;
  const header = { kind: 'count' as const, documentId: id, occurredAt: at, postedAt: at, reason: number };
  return postGoods(tx, { ...header, actor, key: `count:${id}`, lines, ...(witness && { witness }) });
}

/**
 * Approves and posts. What each line is short or over of at its finding is posted now, so that everything that moved
 * since stays as it is. Refuses who counted, whose word is not enough, differences that are no longer the ones handed
 * in, quantities that cannot be taken any more, and controlled drugs without a second person.
 */
export function approveCount(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  witness?: PostRequest['witness'],
): Promise<Answer<{ lines: number }>> {
  const input = { witness: witness?.personId ?? null };
  const request = { act: 'count.approve', permission: 'count.approve' as const, ...given, input };
  return actOnCount(services, actor, request, async (tx, loaded, at) => {
    const { id, status } = loaded.document;
    if (status !== 'submitted') return refuse('count_closed', { number: given.number });
    const decider = await checkDecider(tx, loaded, actor, at);
    if (!decider.ok) return decider;
    const judged = await judgedCount(tx, loaded, at);
    const still = checkStill(judged);
    if (!still.ok) return still;
    const differing = judged.filter((one) => one.differenceBase !== 0);
    const controlled = differing.some((one) => isControlled(one.item.controlClass));
    if (controlled && witness === undefined) return refuse('witness_missing', {}, 'witness');
    const posted = await postDifferences(tx, loaded, differing, { actor, at, witness });
    if (!posted.ok) return posted;
    const values = differing.map((one, index) => {
      const fen = posted.value.amountsFen[index] ?? 0;
      return { id: one.line.id, differenceFen: (one.differenceBase ?? 0) < 0 ? -fen : fen };
    });
    for (const { id: lineId, differenceFen } of values) {
      await tx.update(countLine).set({ differenceFen }).where(eq(countLine.id, lineId));
    }
    const totals = totalsOf(values);
    await tx
      .update(stockCount)
      .set({ ...totals, postedAt: at })
      .where(eq(stockCount.documentId, id));
    const led = await advance(tx, id, { act: 'approve', to: 'posted', transitions: COUNT_ACTS, actor, at });
    if (!led.ok) return led;
    return ok({ value: { lines: differing.length }, subject: given.number, after: { ...totals, ...input } });
  });
}

/**
 * Takes a posted count back by a red movement, linked to what it undoes. Refuses a count without differences, goods
 * that have left since, whose word is not enough, and controlled drugs without a second person.
 */
export function reverseCount(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reason: string },
  witness?: PostRequest['witness'],
): Promise<Answer<{ number: string }>> {
  const asked = { ...input, witness: witness?.personId ?? null };
  const request = { act: 'count.reverse', permission: 'count.approve' as const, ...given, input: asked };
  return actOnCount(services, actor, request, async (tx, loaded, at) => {
    const { id } = loaded.document;
    const decider = await checkDecider(tx, loaded, actor, at);
    if (!decider.ok) return decider;
    const table = { act: 'reverse', to: 'reversed', transitions: COUNT_ACTS, actor, at, note: input.reason };
    const led = await advance(tx, id, table);
    if (!led.ok) return led;
    const own = and(eq(movement.documentId, id), eq(movement.kind, 'count'));
    const [posted] = await tx.select({ id: movement.id }).from(movement).where(own);
    if (posted === undefined) return refuse('count_nothing_posted');
    const taken = { movementId: posted.id, actor, at, key: `count:${id}:reversal`, reason: input.reason };
    const reversed = await reverseGoods(tx, { ...taken, ...(witness && { witness }) });
    if (!reversed.ok) return reversed;
    return ok({ value: { number: given.number }, subject: given.number, after: input });
  });
}
