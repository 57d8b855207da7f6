/**
 * Counting what came by scanner: each pack once at a member; wrong scans are answered, kept, never counted. A trace
 * code that another member counted is a pack in the hand all the same: it counts, and raises the alarm.
 */
import { and, eq, inArray, isNull, like, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { receipt, receiptLine, receiptScan } from '../../db/schema/receipts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Added } from '../tracing/add-commands.ts';
import { packsInside } from '../tracing/known-queries.ts';
import { isTraceCode } from '../tracing/rules.ts';
import { scanWithin } from '../tracing/scan-commands.ts';
import { actingOn } from './draft-commands.ts';
import { addLotLine } from './line-commands.ts';
import { linesOfReceipt, type ReceiptLine, type ReceiptRecord } from './record-queries.ts';
import { type DoorScan, type Match, matchScan, readDoorScan } from './scan-rules.ts';

export type ScanOutcome = 'counted' | 'repeated' | 'unknown' | 'not_ordered' | 'wrong_lot' | 'decided';

export interface ScanAnswer {
  outcome: ScanOutcome;
  code: string;
  /** The line it counted for, or would have. */
  line: number | null;
  item: string;
  lot: string;
  /** Counted by this scan and by all of the line, base units. */
  quantityBase: number;
  arrivedBase: number;
  /** What the delivery note says instead, of a wrong lot. */
  announced: string;
  /** Raised by a trace code that cannot be here. */
  alarm: Added['alarms'][number] | null;
}

/** The items that a code may stand for today. */
async function itemsOf(tx: Tx, scan: DoorScan, day: string): Promise<Set<number>> {
  const own = scan.codes.filter((code) => code.type === 'own').map((code) => code.value);
  const ids = new Set<number>();
  if (own.length > 0) {
    for (const row of await tx.select({ id: item.id }).from(item).where(inArray(item.code, own))) ids.add(row.id);
  }
  const others = scan.codes.flatMap((code) => (code.type === 'own' ? [] : [{ type: code.type, value: code.value }]));
  if (others.length === 0) return ids;
  const named = or(...others.map((code) => and(eq(itemCode.type, code.type), eq(itemCode.value, code.value))));
  const valid = and(
    sql`${itemCode.validFrom} <= ${day}`,
    or(isNull(itemCode.validTo), sql`${itemCode.validTo} >= ${day}`),
  );
  const rows = await tx.select({ id: itemCode.itemId }).from(itemCode).where(and(named, valid));
  for (const row of rows) ids.add(row.id);
  return ids;
}

/** Where this very pack was counted before: at this member, at another one of the county, or nowhere. */
async function countedAt(tx: Tx, record: ReceiptRecord, code: string): Promise<'here' | 'elsewhere' | 'nowhere'> {
  const counted = eq(receiptScan.outcome, 'counted');
  const [row] = await tx
    .select({ organisationId: receipt.organisationId })
    .from(receiptScan)
    .innerJoin(receipt, eq(receipt.documentId, receiptScan.receiptId))
    .where(and(eq(receiptScan.code, code), counted));
  if (row === undefined) return 'nowhere';
  if (row.organisationId === record.receipt.organisationId) return 'here';
  const [again] = await tx
    .select({ id: receiptScan.id })
    .from(receiptScan)
    .where(and(eq(receiptScan.receiptId, record.document.id), like(receiptScan.code, `${code} %`), counted));
  return again === undefined ? 'elsewhere' : 'here';
}

interface Scanned {
  outcome: ScanOutcome;
  line: ReceiptLine | undefined;
  announced: string;
  /** Another member counted this very pack. */
  elsewhere?: boolean;
}

/** The line that a scan counts for, filled or added where it says what nobody knew; or why it does not count. */
async function place(tx: Tx, record: ReceiptRecord, scan: DoorScan, match: Match): Promise<Result<Scanned>> {
  const lines = async () => linesOfReceipt(tx, record.document.id);
  if (match.kind === 'not_ordered') return ok({ outcome: 'not_ordered', line: undefined, announced: '' });
  if (match.kind === 'wrong_lot') return ok({ outcome: 'wrong_lot', line: undefined, announced: match.announced });
  let lineId = match.kind === 'add' ? 0 : match.lineId;
  if (match.kind === 'add') {
    const { lotNumber, expiresOn, producedOn } = scan;
    const added = await addLotLine(tx, record, {
      orderLineNumber: match.orderLineNumber,
      lotNumber,
      expiresOn,
      producedOn,
    });
    if (!added.ok) return added;
    lineId = added.value.id;
  }
  const line = (await lines()).find((one) => one.id === lineId);
  if (match.kind === 'decided') return ok({ outcome: 'decided', line, announced: '' });
  return ok({ outcome: 'counted', line, announced: '' });
}

async function count(tx: Tx, scan: DoorScan, line: ReceiptLine): Promise<number> {
  const quantityBase = scan.packs * line.shape.packSize;
  const told = {
    ...(line.lotNumber === '' && scan.lotNumber !== '' && { lotNumber: scan.lotNumber }),
    ...(line.expiresOn === '' && scan.expiresOn !== '' && { expiresOn: scan.expiresOn }),
    ...(line.producedOn === null && scan.producedOn !== null && { producedOn: scan.producedOn }),
  };
  await tx
    .update(receiptLine)
    .set({ ...told, arrivedBase: sql`${receiptLine.arrivedBase} + ${quantityBase}` })
    .where(eq(receiptLine.id, line.id));
  return quantityBase;
}

async function scanOne(tx: Tx, record: ReceiptRecord, scan: DoorScan, day: string): Promise<Result<Scanned>> {
  const before = scan.unique ? await countedAt(tx, record, scan.text) : 'nowhere';
  if (before === 'here' || (before === 'elsewhere' && !isTraceCode(scan.text)))
    return ok({ outcome: 'repeated', line: undefined, announced: '' });
  const ids = await itemsOf(tx, scan, day);
  if (ids.size === 0) return ok({ outcome: 'unknown', line: undefined, announced: '' });
  const lines = await linesOfReceipt(tx, record.document.id);
  const known = lines.map((line) => ({
    id: line.id,
    itemId: line.itemId,
    orderLineNumber: line.orderLineNumber,
    lotNumber: line.lotNumber,
    expiresOn: line.expiresOn,
    arrivedBase: line.arrivedBase,
    announcedBase: line.announcedBase,
    decided: line.decision !== null,
  }));
  const placed = await place(tx, record, scan, matchScan(scan, ids, known));
  return placed.ok ? ok({ ...placed.value, elsewhere: before === 'elsewhere' }) : placed;
}

/**
 * Counts one scan. Whatever it was, it is kept; it counts only when it is known, ordered, of the right lot, and not
 * counted before. Refuses a code that does not read without doubt, and an inspection that was concluded.
 */
export async function scanAtDoor(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { number: string; code: string } },
): Promise<Answer<ScanAnswer>> {
  const { key, input } = request;
  const asked = { act: 'receipt.scan', key, input, subject: input.number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await actingOn(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    if (record.document.status !== 'draft') return refuse('receipt_concluded', { number: input.number });
    const read = readDoorScan(input.code);
    if (!read.ok) return read;
    const scan = await asPacks(tx, read.value);
    const scanned = await scanOne(tx, record, scan, dayOf(at));
    if (!scanned.ok) return scanned;
    const { line, announced } = scanned.value;
    const kept = await keepScan(tx, { actor, at }, record, scan, scanned.value);
    const { outcome } = kept;
    const quantityBase = outcome === 'counted' && line !== undefined ? await count(tx, scan, line) : 0;
    let alarm: ScanAnswer['alarm'] = null;
    if (quantityBase > 0 && line !== undefined && isTraceCode(scan.text)) {
      const traced = await traceAtDoor(tx, actor, at, { number: input.number, line: line.lineNumber, code: scan.text });
      if (!traced.ok) return traced;
      alarm = traced.value;
    }
    const value: ScanAnswer = {
      outcome,
      code: scan.text,
      line: line?.lineNumber ?? null,
      item: line?.item.name ?? '',
      lot: line?.lotNumber || scan.lotNumber,
      quantityBase,
      arrivedBase: (line?.arrivedBase ?? 0) + quantityBase,
      announced,
      alarm,
    };
    const after = { outcome, code: scan.text, quantityBase, ...(alarm !== null && { alarms: 1 }) };
    return ok({ value, subject: input.number, after });
  });
}

/** A box whose packs are known counts for as many. */
async function asPacks(tx: Tx, scan: DoorScan): Promise<DoorScan> {
  const inside = isTraceCode(scan.text) ? (await packsInside(tx, [scan.text])).get(scan.text) : undefined;
  if (inside === undefined) return scan;
  const prefixes = [...new Set(inside.map((code) => code.slice(0, 7)))];
  const codes = prefixes.map((value) => ({ type: 'trace_prefix' as const, value }));
  return { ...scan, codes, packs: inside.length };
}

/** What was counted by its trace code carries it; one that was written on the line before is no second pack. */
async function traceAtDoor(
  tx: Tx,
  actor: Actor,
  at: number,
  { number, line, code }: { number: string; line: number; code: string },
): Promise<Result<ScanAnswer['alarm']>> {
  const asked = { number, act: 'receipt' as const, codes: code, line, partBase: null, confirmed: true };
  const traced = await scanWithin(tx, actor, at, asked);
  if (traced.ok) return ok(traced.value.alarms[0] ?? null);
  return traced.reason === 'trace_twice' ? ok(null) : traced;
}

/** Keeps what was read. Of two scanners that read one pack at the same moment, the second learns that it is counted. */
async function keepScan(
  tx: Tx,
  by: { actor: Actor; at: number },
  record: ReceiptRecord,
  scan: DoorScan,
  scanned: Scanned,
): Promise<{ outcome: ScanOutcome }> {
  const { outcome, line, elsewhere = false } = scanned;
  const row = {
    receiptId: record.document.id,
    lineId: line?.id ?? null,
    scannedBy: by.actor.userId,
    scannedAt: by.at,
  };
  if (outcome === 'counted' && line !== undefined) {
    const code = scan.unique && !elsewhere ? scan.text : await numbered(tx, record, scan.text);
    const quantityBase = scan.packs * line.shape.packSize;
    const counted = { ...row, code, outcome: 'counted' as const, quantityBase };
    const added = await tx.insert(receiptScan).values(counted).onConflictDoNothing().returning({ id: receiptScan.id });
    if (added.length > 0) return { outcome };
  }
  const wrong = outcome === 'decided' || outcome === 'counted' ? 'repeated' : outcome;
  await tx.insert(receiptScan).values({ ...row, code: scan.text, outcome: wrong });
  return { outcome: outcome === 'counted' ? 'repeated' : outcome };
}

/** Packs without a number of their own get one: the inspection's, and how many scans there were before. */
async function numbered(tx: Tx, record: ReceiptRecord, text: string): Promise<string> {
  const rows = await tx
    .select({ id: receiptScan.id })
    .from(receiptScan)
    .where(eq(receiptScan.receiptId, record.document.id));
  return `${text} ${record.document.number}#${rows.length + 1}`;
}
