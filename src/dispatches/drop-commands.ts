/** Taking one line off a dispatch that is being picked: its stock is free again, what it served is open again. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { lot } from '../../db/schema/ledger.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { openReservations, release } from '../ledger/reserve.ts';
import { checkPickedAgain } from '../packing/follow-commands.ts';
import { dropLineScans } from '../tracing/scan-commands.ts';
import { ownDispatch } from './commands.ts';
import { type DispatchRecord, linesOfDispatch } from './dispatch-record.ts';
import { dispatchTransitions } from './rules.ts';
import { withdrawLine } from './serving.ts';

export interface DropLineInput {
  number: string;
  lineId: number;
  /** Version of the document that the person saw. */
  version: number;
  reason: string;
}

interface NamedLine {
  line: number;
  item: string;
  lot: string;
  quantityBase: number;
}

type Shape = Pick<typeof item.$inferSelect, 'packSize' | 'packUnit' | 'baseUnit' | 'scale'>;

async function namedLine(
  tx: Tx,
  dispatchId: number,
  lineId: number,
): Promise<(NamedLine & { shape: Shape }) | undefined> {
  const [row] = await tx
    .select({
      line: dispatchLine.lineNumber,
      item: item.genericName,
      lot: lot.number,
      quantityBase: dispatchLine.quantityBase,
      shape: { packSize: item.packSize, packUnit: item.packUnit, baseUnit: item.baseUnit, scale: item.scale },
    })
    .from(dispatchLine)
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .where(and(eq(dispatchLine.id, lineId), eq(dispatchLine.dispatchId, dispatchId)));
  return row;
}

/** Frees what is kept for the line, opens what it served, and takes the line away: its timeline tells what it was. */
async function undoLine(
  tx: Tx,
  record: DispatchRecord,
  lineId: number,
  actor: Actor,
  at: number,
): Promise<Result<undefined>> {
  const { id } = record.document;
  const reservations = await openReservations(tx, id);
  const own = reservations.filter((reservation) => reservation.line_id === lineId);
  const released = await release(
    tx,
    own.map((reservation) => reservation.id),
    at,
  );
  if (!released.ok) return released;
  const withdrawn = await withdrawLine(tx, record, lineId, actor, at);
  if (!withdrawn.ok) return withdrawn;
  await tx.delete(dispatchLine).where(and(eq(dispatchLine.id, lineId), eq(dispatchLine.dispatchId, id)));
  return ok();
}

/**
 * Takes a line off, picked or not. Refuses a stale page, a dispatch that is no longer being picked, a missing reason,
 * a line of another dispatch, and the last line: then the dispatch is cancelled.
 */
export function dropLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DropLineInput,
): Promise<Answer<{ number: string; item: string }>> {
  const request = { act: 'dispatch.drop_line', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ownDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const locked = record.document;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const named = await namedLine(tx, locked.id, input.lineId);
    const line = named && { line: named.line, item: named.item, lot: named.lot, quantityBase: named.quantityBase };
    const detail = { ...line };
    const step = { act: 'drop', to: 'picking', transitions: dispatchTransitions, actor, at, note: reason, detail };
    const moved = await advance(tx, locked.id, { ...step, locked, seenVersion: input.version });
    if (!moved.ok) return moved;
    if (named === undefined || line === undefined) return refuse('line_unknown');
    const inBoxes = { id: input.lineId, itemName: named.item, ...named.shape };
    const unpacked = await checkPickedAgain(tx, locked.id, inBoxes, 0);
    if (!unpacked.ok) return unpacked;
    if ((await linesOfDispatch(tx, locked.id)).length === 1) return refuse('last_line', { number: input.number });
    const scans = { documentId: locked.id, act: 'dispatch' as const, lineId: input.lineId };
    await dropLineScans(tx, { userId: actor.userId, at }, scans);
    const undone = await undoLine(tx, record, input.lineId, actor, at);
    if (!undone.ok) return undone;
    const value = { number: input.number, item: line.item };
    return ok({ value, subject: input.number, before: line, after: { reason } });
  });
}
