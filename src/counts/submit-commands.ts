/** Handing a count in, sending it back, giving it up: what is still open is said, and nothing is posted here. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { countLine, stockCount } from '../../db/schema/counts.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnCount, type Seen } from './act-commands.ts';
import type { LoadedCount } from './count-record.ts';
import { type Judged, judgeLines } from './judge-queries.ts';
import { COUNT_ACTS, checkApprover, type ReasonCode } from './rules.ts';

export interface LineReason {
  code: ReasonCode | '';
  text: string;
}

export interface SubmitDone {
  /** `recount`: nothing was handed in, these lines conflict now and wait for another person. */
  outcome: 'recount' | 'submitted' | 'agreed';
  lines: number;
}

/** Every line judged by the books of now. */
export async function judgedCount(tx: Tx, loaded: LoadedCount, at: number): Promise<Judged[]> {
  return judgeLines(tx, loaded.lines, at, await ruleOn(tx, 'count_tolerance', dayOf(at)));
}

function checkCounted(judged: readonly Judged[]): Result<undefined> {
  const open = judged.filter((one) => one.foundBase === null).length;
  if (open > 0) return refuse('count_uncounted', { lines: open });
  const recounts = judged.filter((one) => one.line.recount === 'asked').length;
  return recounts > 0 ? refuse('count_recounts_open', { lines: recounts }) : ok();
}

function reasonFor(one: Judged, given: Readonly<Record<string, LineReason>>): LineReason {
  return given[String(one.line.id)] ?? { code: one.line.reasonCode as ReasonCode | '', text: one.line.reason };
}

function checkReasons(judged: readonly Judged[], given: Readonly<Record<string, LineReason>>): Result<undefined> {
  for (const one of judged) {
    if (one.differenceBase === 0) continue;
    const { code, text } = reasonFor(one, given);
    const named = { item: one.item.genericName, lot: one.lot.number };
    if (code === '') return refuse('count_reason_missing', named, `reason.${one.line.id}.code`);
    if (code === 'other' && text === '') return refuse('count_reason_text', named, `reason.${one.line.id}.text`);
  }
  return ok();
}

async function keepJudged(tx: Tx, one: Judged, reason: LineReason): Promise<void> {
  const moved = one.line.recountedBase === null ? { movedBase: one.movedBase } : { recountMovedBase: one.movedBase };
  const difference = { differenceBase: one.differenceBase, differenceFen: one.differenceFen };
  const kept = { ...moved, ...difference, reasonCode: reason.code, reason: reason.text };
  await tx.update(countLine).set(kept).where(eq(countLine.id, one.line.id));
}

/** Gains and losses apart, in fen. */
export function totalsOf(judged: readonly { differenceFen: number | null }[]): { gainFen: number; lossFen: number } {
  const values = judged.map((one) => one.differenceFen ?? 0);
  const gainFen = values.filter((fen) => fen > 0).reduce((sum, fen) => sum + fen, 0);
  const lossFen = -values.filter((fen) => fen < 0).reduce((sum, fen) => sum + fen, 0);
  return { gainFen, lossFen };
}

/**
 * Hands the count in with a reason for each difference. Where goods have left since that the finding does not allow,
 * those lines are asked for again instead. Without any difference it is closed at once. Refuses open lines, open
 * recounts, and missing reasons.
 */
export function submitCount(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reasons: Record<string, LineReason> },
): Promise<Answer<SubmitDone>> {
  const request = { act: 'count.submit', permission: 'count.make' as const, ...given, input };
  return actOnCount(services, actor, request, async (tx, loaded, at) => {
    const { id, status } = loaded.document;
    if (status !== 'counting') return refuse('count_closed', { number: given.number });
    const judged = await judgedCount(tx, loaded, at);
    const counted = checkCounted(judged);
    if (!counted.ok) return counted;
    const moved = judged.filter((one) => one.conflict === 'moved');
    if (moved.length > 0) {
      await askAgain(tx, moved);
      const value: SubmitDone = { outcome: 'recount', lines: moved.length };
      return ok({ value, subject: given.number, after: value });
    }
    const reasoned = checkReasons(judged, input.reasons);
    if (!reasoned.ok) return reasoned;
    for (const one of judged) await keepJudged(tx, one, reasonFor(one, input.reasons));
    const differing = judged.filter((one) => one.differenceBase !== 0).length;
    const totals = totalsOf(judged);
    const agreed = differing === 0;
    await tx
      .update(stockCount)
      .set({ ...totals, postedAt: agreed ? at : null })
      .where(eq(stockCount.documentId, id));
    const to = agreed ? 'posted' : 'submitted';
    const led = await advance(tx, id, { act: 'submit', to, transitions: COUNT_ACTS, actor, at });
    if (!led.ok) return led;
    const value: SubmitDone = { outcome: agreed ? 'agreed' : 'submitted', lines: differing };
    return ok({ value, subject: given.number, after: { ...value, ...totals } });
  });
}

/** Asks another person for each of the lines, because more has left since than was found. */
export async function askAgain(tx: Tx, lines: readonly Judged[]): Promise<void> {
  for (const { line } of lines) {
    const asked = { recount: 'asked' as const, recountReason: 'moved' };
    await tx.update(countLine).set(asked).where(eq(countLine.id, line.id));
  }
}

/** Sends a count back to be counted on; lines that cannot be posted any more are asked for again. */
export function returnCount(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reason: string },
): Promise<Answer<{ lines: number }>> {
  const request = { act: 'count.return', permission: 'count.approve' as const, ...given, input };
  return actOnCount(services, actor, request, async (tx, loaded, at) => {
    const { id } = loaded.document;
    const counters = loaded.lines.flatMap(({ line }) => [line.countedBy, line.recountedBy]);
    const other = checkApprover(actor.userId, counters, await timelineOf(tx, id));
    if (!other.ok) return other;
    const led = await advance(tx, id, {
      act: 'return',
      to: 'counting',
      transitions: COUNT_ACTS,
      actor,
      at,
      note: input.reason,
    });
    if (!led.ok) return led;
    const judged = await judgedCount(tx, loaded, at);
    const stuck = judged.filter((one) => one.shortBase > 0 || one.conflict === 'moved');
    await askAgain(tx, stuck);
    return ok({ value: { lines: stuck.length }, subject: given.number, after: { ...input, lines: stuck.length } });
  });
}

/** Gives the count up: nothing was posted, and what was found stays readable. */
export function cancelCount(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { reason: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'count.cancel', permission: 'count.make' as const, ...given, input };
  return actOnCount(services, actor, request, async (tx, { document }, at) => {
    const table = { act: 'cancel', to: 'cancelled', transitions: COUNT_ACTS, actor, at, note: input.reason };
    const led = await advance(tx, document.id, table);
    if (!led.ok) return led;
    return ok({ value: { number: given.number }, subject: given.number, after: input });
  });
}
