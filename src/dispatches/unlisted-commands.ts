/** Goods that stand nowhere on the slip: told after the receipt, each opens a case that both sides decide. */
import type { Tx } from '../../db/database.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemById } from '../catalogue/queries.ts';
import { advance } from '../documents/advance.ts';
import { describeQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isControlled } from '../ledger/usable.ts';
import { openCase, openingOf } from './differ-commands.ts';
import { type DispatchLineRow, type DispatchRecord, linesOfDispatch } from './dispatch-record.ts';
import { receivedDispatch } from './receive-commands.ts';
import { dispatchTransitions } from './rules.ts';

export interface UnlistedInput {
  number: string;
  /** Version of the dispatch that the person saw. */
  version: number;
  itemId: number;
  /** As it stands on the box. */
  lotNumber: string;
  quantityBase: number;
  note: string;
}

/** The lot that came before others of the item, the sender's before anybody else's. */
const likeliest = statement(
  `select lot.id as lot_id, location.id as location_id
   from lot join balance on balance.lot_id = lot.id
   join location on location.id = balance.location_id and location.kind = 'store' and location.keeper_id = :keeperId
   where lot.item_id = :itemId
   order by case when lot.number = :number then 0 else 1 end, balance.on_hand desc, balance.lot_id limit 1`,
);

interface Found {
  record: DispatchRecord;
  lines: readonly DispatchLineRow[];
  input: UnlistedInput;
  lotNumber: string;
}

/** The line the case is about: one of the slip where it is only more of it, otherwise one that shipped nothing. */
async function lineFor(
  tx: Tx,
  { record, lines, input, lotNumber }: Found,
): Promise<Result<{ id: number; number: number; kind: 'over' | 'unlisted' }>> {
  const { itemId, quantityBase, note } = input;
  const own = lines.find((line) => line.item_id === itemId && line.lot_number === lotNumber && line.shipped_base > 0);
  if (own !== undefined) return ok({ id: own.id, number: own.line_number, kind: 'over' });
  const asked = { itemId, number: lotNumber, keeperId: record.sender.id };
  const [row] = await tx.run<{ lot_id: number; location_id: number }>(likeliest, asked);
  if (row === undefined) return refuse('unlisted_never_held', { sender: record.sender.shortName }, 'item');
  const lineNumber = Math.max(0, ...lines.map((line) => line.line_number)) + 1;
  const [made] = await tx
    .insert(dispatchLine)
    .values({
      dispatchId: record.document.id,
      lineNumber,
      itemId,
      lotId: row.lot_id,
      fromLocationId: row.location_id,
      quantityBase,
      pickedBase: 0,
      pickReason: note,
    })
    .returning({ id: dispatchLine.id });
  return ok({ id: made?.id ?? 0, number: lineNumber, kind: 'unlisted' });
}

/**
 * Opens a case for goods that came and are on no line of the slip, or more of a line that was counted already. Refuses
 * another place than the receiver, a dispatch that was not received yet, a stale page, an unknown item, no lot, no
 * word of explanation, controlled drugs, which two people seal, and an item that the sender never had.
 */
export function reportUnlisted(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: UnlistedInput,
): Promise<Answer<{ discrepancy: string }>> {
  const request = { act: 'dispatch.unlisted', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await receivedDispatch(tx, actor, input.number);
    if (!found.ok) return found;
    const record = found.value;
    const drug = await itemById(tx, input.itemId);
    if (drug === undefined) return refuse('unlisted_item_unknown', {}, 'item');
    if (isControlled(drug.controlClass)) return refuse('unlisted_controlled', { item: drug.genericName }, 'item');
    const { quantityBase } = input;
    const lotNumber = input.lotNumber.trim();
    if (lotNumber === '') return refuse('field_required', {}, 'lot');
    if (!Number.isSafeInteger(quantityBase) || quantityBase <= 0) {
      return refuse('quantity_invalid', { quantity: quantityBase }, 'quantity');
    }
    const note = input.note.trim();
    if (note === '') return refuse('reason_missing', {}, 'note');
    const { packSize, packUnit, baseUnit, scale, genericName } = drug;
    const quantity = describeQuantity({ quantityBase, packSize, packUnit, baseUnit, scale });
    const detail = { item: genericName, lot: lotNumber, quantity };
    const step = { act: 'find_unlisted', to: 'discrepancy', transitions: dispatchTransitions, actor, at, note, detail };
    const moved = await advance(tx, record.document.id, { ...step, seenVersion: input.version });
    if (!moved.ok) return moved;
    const lines = await linesOfDispatch(tx, record.document.id);
    const line = await lineFor(tx, { record, lines, input: { ...input, note }, lotNumber });
    if (!line.ok) return line;
    const { kind } = line.value;
    const about = { line: line.value, kind, quantityBase, tenths: null, note };
    const actualLot = kind === 'unlisted' ? lotNumber : null;
    const discrepancy = await openCase(tx, await openingOf(tx, record, actor, at), { ...about, actualLot });
    return ok({ value: { discrepancy }, subject: input.number, after: { ...detail, discrepancy, note } });
  });
}
