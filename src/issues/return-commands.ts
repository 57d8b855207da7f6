/** Taking an issue back: what a ward or patient brings back (TK), and the reversal of a paper that was a mistake. */
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { issueLine, useRow } from '../../db/schema/issues.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { checkStandsHere, type SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { reverseGoods } from '../books/goods-commands.ts';
import { ampoulesOfIssue } from '../controlled/ampoule-queries.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { finishCapture, withdrawCapture } from '../tracing/finish-commands.ts';
import { standsBy } from './commands.ts';
import { postPaper, type TakenLine, witnessOf } from './paper-commands.ts';
import {
  type IssueRecord,
  type IssueRecordLine,
  issueByNumber,
  linesOfIssue,
  movementOfIssue,
} from './record-queries.ts';
import { ISSUE_ACTS, returnStore } from './rules.ts';
import { storesForReturn } from './world-queries.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion: number;
}

interface Loaded {
  record: IssueRecord;
  lines: IssueRecordLine[];
}

/** The paper, of the actor's own member and as the page showed it. */
async function load(tx: Tx, actor: Actor, seen: Seen, second: SecondPerson | null): Promise<Result<Loaded>> {
  if (!may(actor.roles, 'issue.record')) return refuseWithout('issue.record');
  const record = await issueByNumber(tx, seen.number);
  if (record === undefined || record.document.organisationId !== actor.organisationId) return refuse('not_found');
  const fresh = await checkSeen(tx, record.document, seen.seenVersion);
  if (!fresh.ok) return fresh;
  const lines = await linesOfIssue(tx, record.document.id);
  if (!lines.some((line) => line.controlled)) return ok({ record, lines });
  if (second === null) return refuse('witness_missing', {}, 'witness');
  const here = checkStandsHere(second, record.member);
  return here.ok ? ok({ record, lines }) : here;
}

/** Counts goods as come back; nothing when more would come back than went out, whoever was quicker. */
async function countReturned(tx: Tx, lineId: number, quantityBase: number): Promise<boolean> {
  const total = sql`${issueLine.returnedBase} + ${quantityBase}`;
  const counted = await tx
    .update(issueLine)
    .set({ returnedBase: total })
    .where(and(eq(issueLine.id, lineId), sql`${total} <= ${issueLine.quantityBase}`, sql`${total} >= 0`))
    .returning({ id: issueLine.id });
  return counted.length === 1;
}

export interface ReturnInput {
  lines: {
    lineNumber: number;
    quantityBase: number;
    /** Trace codes of the packs that came back. */
    codes?: readonly { code: string; partBase: number | null }[];
  }[];
  reason: string;
}

/**
 * Takes goods of an issue back: into the store they came from while they may be used, into a store for rejected goods
 * when their lot is recalled, expired or frozen. Refuses nothing, more than was issued and not yet returned, a paper
 * that was reversed, a member without a store to take them, and controlled drugs without a second person.
 */
export function returnIssue(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  input: ReturnInput,
  witness: SecondPerson | null = null,
): Promise<Answer<{ number: string; rejected: number }>> {
  const { key, number } = seen;
  const asked = { number, ...input, witness: witness?.userId ?? null };
  return command(services, actor, { act: 'issue.return', key, input: asked, subject: number }, async (tx, at) => {
    const loaded = await load(tx, actor, seen, witness);
    if (!loaded.ok) return loaded;
    const { record, lines } = loaded.value;
    if (record.document.kind !== 'issue') return refuse('issue_return_of_return');
    if (input.lines.length === 0) return refuse('issue_return_empty');
    const stores = await storesForReturn(tx, actor.organisationId);
    const emptied = await ampoulesOfIssue(tx, record.document.id);
    const back: TakenLine[] = [];
    let rejected = 0;
    for (const { lineNumber, quantityBase } of input.lines) {
      const line = lines.find((one) => one.lineNumber === lineNumber);
      if (line === undefined) return refuse('not_found');
      const left = line.quantityBase - line.returnedBase - (emptied.get(lineNumber) ?? 0);
      const detail = { item: line.itemName, left, asked: quantityBase };
      if (quantityBase > left) return refuse('issue_return_too_much', detail, `back.${lineNumber}`);
      const goal = returnStore(line, line.locationId, stores, dayOf(at));
      if (!goal.ok) return goal;
      if (!goal.value.usable) rejected += 1;
      if (!(await countReturned(tx, line.id, quantityBase))) return refuse('issue_return_too_much', detail);
      const { itemId, lotId } = line;
      back.push({ itemId, lotId, locationId: goal.value.storeId, quantityBase, reason: input.reason });
    }
    const moved = await advance(tx, record.document.id, {
      act: 'return',
      to: 'posted',
      transitions: ISSUE_ACTS,
      actor,
      at,
      note: input.reason,
    });
    if (!moved.ok) return moved;
    const { purpose, ward, patientRef, prescriptionRef: prescription } = record.paper;
    const said = { purpose, ward, patientRef, prescription, note: input.reason, detail: standsBy(witness) };
    const paper = { ...said, occurredAt: at, returnsId: record.document.id, lines: back };
    const outside = await outsideLocation(tx, 'consumed');
    const posted = await postPaper(tx, { kind: 'issue_return', actor, at, outside, witness }, paper);
    if (!posted.ok) return posted;
    const codes = input.lines.flatMap((line) => (line.codes ?? []).map((one) => ({ ...one, lineId: null })));
    const scanned = { number: posted.value.number, act: 'issue_return' as const, codes };
    const traced = await finishCapture(tx, { userId: actor.userId, at }, scanned);
    if (!traced.ok) {
      const wrong = input.lines.find((line) => line.codes?.some((one) => one.code === traced.detail.code) === true);
      return wrong === undefined ? traced : { ...traced, field: `back.${wrong.lineNumber}` };
    }
    const after = { of: number, lines: back.length, rejected, amountFen: posted.value.amountFen };
    return ok({ value: { number: posted.value.number, rejected }, subject: posted.value.number, after });
  });
}

/** What a reversed return had brought back is out again. */
async function takeBackReturn(tx: Tx, record: IssueRecord, lines: readonly IssueRecordLine[]): Promise<boolean> {
  const original = record.paper.returnsId === null ? [] : await linesOfIssue(tx, record.paper.returnsId);
  for (const line of lines) {
    let left = line.quantityBase;
    for (const one of original.filter(({ lotId, returnedBase }) => lotId === line.lotId && returnedBase > 0)) {
      const part = Math.min(left, one.returnedBase);
      if (part === 0) break;
      if (!(await countReturned(tx, one.id, -part))) return false;
      one.returnedBase -= part;
      left -= part;
    }
    if (left > 0) return false;
  }
  return true;
}

/**
 * Takes a whole paper back by a red movement dated now. Refuses an issue of which goods came back (its returns go
 * first), a paper reversed before, a missing reason, goods that have since left, and controlled drugs without a second
 * person.
 */
export function reverseIssue(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  input: { reason: string },
  witness: SecondPerson | null = null,
): Promise<Answer<{ number: string }>> {
  const { key, number } = seen;
  const asked = { number, ...input, witness: witness?.userId ?? null };
  return command(services, actor, { act: 'issue.reverse', key, input: asked, subject: number }, async (tx, at) => {
    const loaded = await load(tx, actor, seen, witness);
    if (!loaded.ok) return loaded;
    const { record, lines } = loaded.value;
    const { id, kind } = record.document;
    if (kind === 'issue' && lines.some((line) => line.returnedBase > 0)) return refuse('issue_has_returns');
    if ((await ampoulesOfIssue(tx, id)).size > 0) return refuse('issue_has_ampoules');
    const table = { act: 'reverse', to: 'reversed', transitions: ISSUE_ACTS, actor, at, note: input.reason };
    const moved = await advance(tx, id, { ...table, detail: standsBy(witness) });
    if (!moved.ok) return moved;
    if (kind === 'issue_return' && !(await takeBackReturn(tx, record, lines))) return refuse('stale');
    await withdrawCapture(tx, number, kind);
    const movementId = await movementOfIssue(tx, id);
    if (movementId === undefined) throw new Error(`paper ${number} has no movement`);
    const { userId, organisationId } = actor;
    const red = { movementId, actor: { userId, organisationId }, at, key: `reverse-${number}`, reason: input.reason };
    const reversed = await reverseGoods(tx, { ...red, ...witnessOf(witness) });
    if (!reversed.ok) return reversed;
    // The rows of a file that were posted by it may come again, in another file
    if (record.paper.fileId !== null) {
      await tx
        .update(useRow)
        .set({ verdict: 'undone' })
        .where(and(eq(useRow.documentId, id), eq(useRow.verdict, 'posted')));
    }
    return ok({ value: { number }, subject: number, after: input });
  });
}
