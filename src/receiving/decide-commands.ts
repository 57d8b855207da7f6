/** Deciding later about lots that waited when their inspection was concluded: a further part of what is owed. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { receiptLine } from '../../db/schema/receipts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { timelineOf } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Concluded, checkLines, type Deciding } from './conclude-commands.ts';
import { actingOn, type ReceiptInput } from './draft-commands.ts';
import { linesOfReceipt, type ReceiptLine, type ReceiptRecord } from './record-queries.ts';
import { type Decision, outcomeOf, type ReasonCode, receiptTransitions } from './rules.ts';
import { checkSecond, proveSecond, type Second } from './second-queries.ts';
import { settle } from './settle-commands.ts';

export interface PendingDecision {
  line: number;
  decision: Exclude<Decision, 'pending'>;
  reasonCode: ReasonCode | null;
  reason: string;
  /** Papers that came meanwhile. */
  paperChecks: string[];
}

/**
 * Decides about lots that waited; others may go on waiting. Accepted ones are a further part of what is owed.
 * Refuses what conclusion refuses.
 */
export async function decidePending(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: ReceiptInput & { lines: PendingDecision[] }; second: Second | null },
): Promise<Answer<Concluded>> {
  const { key, input } = request;
  const proved = await proveSecond(services, request.second);
  if (!proved.ok) return proved;
  const second = proved.value;
  const asked = { act: 'receipt.decide', key, input: { ...input, secondId: second?.userId ?? null } };
  return command(services, actor, { ...asked, subject: input.number }, async (tx, at) => {
    const found = await actingOn(tx, actor, input.number);
    if (!found.ok) return found;
    const seen = await checkSeen(tx, found.value.document, input.version);
    if (!seen.ok) return seen;
    if (found.value.document.status !== 'pending') return refuse('receipt_none_waits', { number: input.number });
    const done = await decide(tx, { actor, at, second }, found.value, input);
    return done.ok
      ? ok({ value: done.value, subject: input.number, after: { ...done.value, lines: input.lines } })
      : done;
  });
}

async function decide(
  tx: Tx,
  by: Deciding,
  record: ReceiptRecord,
  input: ReceiptInput & { lines: PendingDecision[] },
): Promise<Result<Concluded>> {
  const { actor, at, second } = by;
  const { id } = record.document;
  const all = await linesOfReceipt(tx, id);
  const chosen: ReceiptLine[] = [];
  for (const given of input.lines) {
    const line = all.find((one) => one.lineNumber === given.line && one.decision === 'pending');
    if (line === undefined) return refuse('receipt_line_decided', { line: given.line });
    const { decision, reasonCode, reason } = given;
    const paperChecks = [...new Set([...line.paperChecks, ...given.paperChecks])];
    // It was counted with its delivery when the inspection was concluded
    chosen.push({ ...line, decision, reasonCode, reason: reason.trim(), paperChecks, announcedBase: null });
  }
  if (chosen.length === 0) return refuse('nothing_chosen');
  const fits = await checkLines(tx, record, at, chosen);
  if (!fits.ok) return fits;
  const stands = await checkSecond(tx, actor, record, chosen, second);
  if (!stands.ok) return stands;
  for (const { id: lineId, decision, reasonCode, reason, paperChecks } of chosen) {
    const set = { decision, reasonCode: decision === 'accepted' ? null : reasonCode, reason, paperChecks };
    await tx.update(receiptLine).set(set).where(eq(receiptLine.id, lineId));
  }
  const before = (await timelineOf(tx, id)).filter((act) => act.act === 'conclude' || act.act === 'decide').length;
  const settled = await settle(tx, record, { actor, at, part: before + 1, second }, chosen);
  if (!settled.ok) return settled;
  const after = all.map((line) => chosen.find((one) => one.id === line.id) ?? line);
  const status = outcomeOf(after.map((line) => line.decision));
  const detail = { ...settled.value, second: second?.name ?? null, lines: chosen.map((line) => line.lineNumber) };
  const step = { act: 'decide', to: status, transitions: receiptTransitions, actor, at, detail };
  const moved = await advance(tx, id, { ...step, seenVersion: input.version });
  return moved.ok ? ok({ status, ...settled.value }) : moved;
}
