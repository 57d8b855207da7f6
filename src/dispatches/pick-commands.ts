/** Picking against the list by hand: what was taken for a line, and putting it back. */
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { lot } from '../../db/schema/ledger.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { describeQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkPickedAgain } from '../packing/follow-commands.ts';
import { carriesControlled } from './controlled-queries.ts';
import { type DispatchRecord, dispatchByNumber, lockDispatch } from './dispatch-record.ts';
import { dispatchTransitions } from './rules.ts';
import type { LineView } from './scanned-line.ts';

export interface PickInput {
  number: string;
  lineId: number;
  /** Taken from the shelf, in base units; less than asked needs a reason. Null puts the line back. */
  pickedBase: number | null;
  reason: string;
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

/** The lines as a scan is compared with them. */
export async function linesWithNames(tx: Tx, dispatchId: number): Promise<LineView[]> {
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

/** The dispatch, for somebody of its sender who may pick; controlled drugs are picked by who keeps them. */
export async function senderDispatch(
  tx: Tx,
  actor: Actor,
  number: string,
  options: { locked?: boolean } = {},
): Promise<Result<DispatchRecord>> {
  if (!may(actor.roles, 'dispatch.pick')) return refuseWithout('dispatch.pick');
  const record = await (options.locked ? lockDispatch : dispatchByNumber)(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  if (!worksAt(actor, record.sender)) return refuse('not_sender', { sender: record.sender.shortName });
  if (!may(actor.roles, 'controlled.act') && (await carriesControlled(tx, record.document.id))) {
    return refuseWithout('controlled.act');
  }
  return ok(record);
}

/** Writes what was taken for a line, and tells it in the timeline. */
export async function setPicked(
  tx: Tx,
  record: DispatchRecord,
  line: LineView,
  picked: { pickedBase: number | null; reason: string | null },
  actor: Actor,
  at: number,
): Promise<Result<Picked>> {
  const { pickedBase, reason } = picked;
  const undone = pickedBase === null;
  const unpacked = await checkPickedAgain(tx, record.document.id, line, pickedBase ?? 0);
  if (!unpacked.ok) return unpacked;
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
    const record = await senderDispatch(tx, actor, input.number, { locked: true });
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
