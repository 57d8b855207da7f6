/** Picking against the list: by scan or by hand; a wrong lot is refused and nothing moves. */
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { lot } from '../../db/schema/ledger.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { readScan, type ScannedCode } from '../kernel/codes/scan.ts';
import { describeQuantity } from '../kernel/quantity.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { type DispatchRecord, dispatchByNumber } from './dispatch-record.ts';
import { dispatchTransitions } from './rules.ts';
import { type LineView, lineOfScan } from './scanned-line.ts';

export interface PickInput {
  number: string;
  lineId: number;
  /** Taken from the shelf, in base units; less than asked needs a reason. Null puts the line back. */
  pickedBase: number | null;
  reason: string;
}

export interface ScanInput {
  number: string;
  text: string;
}

export interface Picked {
  lineId: number;
  lineNumber: number;
  itemName: string;
  lotNumber: string;
  pickedBase: number;
}

function said(line: LineView, quantityBase: number): string {
  const { packSize, packUnit, baseUnit, scale } = line;
  return describeQuantity({ quantityBase, packSize, packUnit, baseUnit, scale });
}

async function linesWithNames(tx: Tx, dispatchId: number): Promise<LineView[]> {
  return tx
    .select({
      id: dispatchLine.id,
      lineNumber: dispatchLine.lineNumber,
      itemId: dispatchLine.itemId,
      itemName: item.genericName,
      itemCode: item.code,
      lotId: lot.id,
      lotNumber: lot.number,
      quantityBase: dispatchLine.quantityBase,
      pickedBase: dispatchLine.pickedBase,
      packSize: item.packSize,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      scale: item.scale,
    })
    .from(dispatchLine)
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .where(eq(dispatchLine.dispatchId, dispatchId))
    .orderBy(asc(dispatchLine.lineNumber));
}

async function senderDispatch(tx: Tx, actor: Actor, number: string): Promise<Result<DispatchRecord>> {
  if (!may(actor.roles, 'dispatch.pick')) return refuseWithout('dispatch.pick');
  const record = await dispatchByNumber(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  if (!worksAt(actor, record.sender)) return refuse('not_sender', { sender: record.sender.shortName });
  return ok(record);
}

async function setPicked(
  tx: Tx,
  record: DispatchRecord,
  line: LineView,
  picked: { pickedBase: number | null; reason: string | null },
  actor: Actor,
  at: number,
): Promise<Result<Picked>> {
  const { pickedBase, reason } = picked;
  const undone = pickedBase === null;
  await tx
    .update(dispatchLine)
    .set({
      pickedBase,
      pickedBy: undone ? null : actor.userId,
      pickedAt: undone ? null : at,
      pickReason: reason,
    })
    .where(and(eq(dispatchLine.id, line.id), eq(dispatchLine.dispatchId, record.document.id)));
  const detail = {
    line: line.lineNumber,
    item: line.itemName,
    lot: line.lotNumber,
    pickedBase,
    asked: line.quantityBase,
  };
  const act = undone ? 'unpick' : 'pick';
  const request = { act, to: 'picking', transitions: dispatchTransitions, actor, at, note: reason, detail };
  const moved = await advance(tx, record.document.id, request);
  if (!moved.ok) return moved;
  const { id, lineNumber, itemName, lotNumber } = line;
  return ok({ lineId: id, lineNumber, itemName, lotNumber, pickedBase: pickedBase ?? 0 });
}

/** Records what was taken for a line. Refuses more than asked, less without a reason, a line of another dispatch. */
export function pickLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PickInput,
): Promise<Answer<Picked>> {
  return command(services, actor, { act: 'dispatch.pick', key, input, subject: input.number }, async (tx, at) => {
    const record = await senderDispatch(tx, actor, input.number);
    if (!record.ok) return record;
    const line = (await linesWithNames(tx, record.value.document.id)).find((one) => one.id === input.lineId);
    if (line === undefined) return refuse('line_unknown');
    const { pickedBase } = input;
    const reason = input.reason.trim() === '' ? null : input.reason.trim();
    if (pickedBase !== null) {
      if (!Number.isSafeInteger(pickedBase) || pickedBase < 0)
        return refuse('quantity_invalid', { quantity: pickedBase });
      if (pickedBase > line.quantityBase) {
        const detail = { asked: said(line, line.quantityBase), picked: said(line, pickedBase) };
        return refuse('more_than_asked', detail, `line.${line.id}`);
      }
      if (pickedBase < line.quantityBase && reason === null) {
        const detail = { asked: said(line, line.quantityBase), picked: said(line, pickedBase) };
        return refuse('short_pick_reason_missing', detail, `line.${line.id}.reason`);
      }
    }
    const picked = await setPicked(tx, record.value, line, { pickedBase, reason }, actor, at);
    return picked.ok ? ok({ value: picked.value, subject: input.number, after: input }) : picked;
  });
}

/** Items that carry a scanned code, such as the GTIN on the pack or the first digits of a trace code. */
async function itemsWithCode(tx: Tx, scan: ScannedCode): Promise<Set<number>> {
  if (scan.itemCodes.length === 0) return new Set();
  const found = new Set<number>();
  for (const { type, value } of scan.itemCodes) {
    const rows = await tx
      .select({ itemId: itemCode.itemId })
      .from(itemCode)
      .where(and(eq(itemCode.type, type), eq(itemCode.value, value)));
    for (const row of rows) found.add(row.itemId);
  }
  return found;
}

/** A scan that was refused stays in the dispatch's timeline: what was held before the scanner, and why not. */
async function keepMisScan(services: CommandServices, actor: Actor, input: ScanInput, refusal: Refusal) {
  await command(
    services,
    actor,
    { act: 'dispatch.mis_scan', key: null, input, subject: input.number },
    async (tx, at) => {
      const record = await senderDispatch(tx, actor, input.number);
      if (!record.ok) return record;
      const detail = { text: input.text.slice(0, 200), reason: refusal.reason, ...refusal.detail };
      const step = { act: 'mis_scan', to: 'picking', transitions: dispatchTransitions, actor, at, detail };
      const moved = await advance(tx, record.value.document.id, step);
      return moved.ok ? ok({ value: null, subject: input.number, after: detail }) : moved;
    },
  );
}

/**
 * Picks the line that a scan names, in full. Refuses a lot that is not on the list, one that is already picked,
 * the right drug of a wrong lot, a code that fits several lots; a refused scan is kept in the timeline.
 */
export async function scanPick(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ScanInput,
): Promise<Answer<Picked>> {
  const answer = await command<Picked>(
    services,
    actor,
    { act: 'dispatch.scan', key, input, subject: input.number },
    async (tx, at) => {
      const record = await senderDispatch(tx, actor, input.number);
      if (!record.ok) return record;
      const scan = readScan(input.text);
      if (!scan.ok) return scan;
      const lines = await linesWithNames(tx, record.value.document.id);
      const line = lineOfScan(lines, scan.value, await itemsWithCode(tx, scan.value));
      if (!line.ok) return line;
      const picked = { pickedBase: line.value.quantityBase, reason: null };
      const done = await setPicked(tx, record.value, line.value, picked, actor, at);
      return done.ok ? ok({ value: done.value, subject: input.number, after: input }) : done;
    },
  );
  const isWrong = !answer.ok && answer.reason.startsWith('scan_') && answer.reason !== 'scan_empty';
  if (isWrong) await keepMisScan(services, actor, input, answer);
  return answer;
}
