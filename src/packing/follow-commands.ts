/** What other acts owe to boxes: packed picks stay, a dispatch leaves complete, and one that ends is unpacked. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { boxContent, boxScan, packingBox } from '../../db/schema/boxes.ts';
import { describeQuantity, type QuantityWording } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { boxesAboard, packingOf } from './box-queries.ts';
import { checkComplete, checkHanded } from './rules.ts';

interface PickedLine extends Omit<QuantityWording, 'quantityBase'> {
  id: number;
  itemName: string;
}

/** Refuses to lower a pick below what lies in boxes: it is taken out of them first. */
export async function checkPickedAgain(
  tx: Tx,
  dispatchId: number,
  line: PickedLine,
  pickedBase: number,
): Promise<Result<undefined>> {
  const held = await tx
    .select({ position: packingBox.position, quantityBase: boxContent.quantityBase })
    .from(boxContent)
    .innerJoin(packingBox, eq(packingBox.id, boxContent.boxId))
    .where(and(eq(packingBox.dispatchId, dispatchId), eq(boxContent.lineId, line.id)))
    .orderBy(packingBox.position);
  const packedBase = held.reduce((sum, one) => sum + one.quantityBase, 0);
  if (packedBase <= pickedBase) return ok();
  const { packSize, packUnit, baseUnit, scale } = line;
  const packed = describeQuantity({ quantityBase: packedBase, packSize, packUnit, baseUnit, scale });
  const boxes = held.map((one) => one.position).join('、');
  return refuse('line_packed', { item: line.itemName, packed, boxes }, `line.${line.id}`);
}

/** Refuses to send a dispatch whose boxes are open, empty or hold less than was picked; one without any may go. */
export async function checkPacked(tx: Tx, dispatchId: number): Promise<Result<{ boxes: number }>> {
  const { boxes, lines } = await packingOf(tx, dispatchId);
  const complete = checkComplete(boxes, lines);
  return complete.ok ? ok({ boxes: boxes.length }) : complete;
}

/** Empties the boxes of a dispatch that was cancelled or taken back. Returns how many held something. */
export async function emptyBoxes(tx: Tx, dispatchId: number): Promise<number> {
  const boxes = await tx.select({ id: packingBox.id }).from(packingBox).where(eq(packingBox.dispatchId, dispatchId));
  const ids = boxes.map((box) => box.id);
  if (ids.length === 0) return 0;
  const [held] = await tx
    .select({ boxes: sql<number>`count(distinct ${boxContent.boxId})` })
    .from(boxContent)
    .where(inArray(boxContent.boxId, ids));
  await tx.delete(boxContent).where(inArray(boxContent.boxId, ids));
  await tx
    .update(packingBox)
    .set({ seal: null, sealedAt: null, sealedBy: null })
    .where(eq(packingBox.dispatchId, dispatchId));
  return Number(held?.boxes ?? 0);
}

export interface HandOver {
  roundId: number;
  stop: { id: number; place: string };
  /** Boxes that were scanned or ticked. */
  ticked: readonly number[];
  /** The driver says that the others are missing. */
  without: boolean;
  reason: string;
  personId: number;
  at: number;
}

/** Keeps which boxes were handed over at a stop and which were missing there. Refuses as `checkHanded`. */
export async function handBoxes(tx: Tx, given: HandOver): Promise<Result<{ missing: string[] }>> {
  const { roundId, stop, ticked, without, reason, personId, at } = given;
  const aboard = await boxesAboard(tx, roundId);
  const checked = checkHanded(aboard, stop, ticked, { without, reason });
  if (!checked.ok) return checked;
  const { handed, missing } = checked.value;
  const rows = [
    ...handed.map((box) => ({ boxId: box.id, act: 'handed' as const })),
    ...missing.map((box) => ({ boxId: box.id, act: 'missing' as const })),
  ].map((row) => ({ ...row, stopId: stop.id, at, personId }));
  if (rows.length > 0) await tx.insert(boxScan).values(rows);
  return ok({ missing: missing.map((box) => `${box.number}-${box.position}`) });
}

/** Forgets what was told of boxes at a stop that is told again. */
export async function forgetHanded(tx: Tx, stopId: number): Promise<void> {
  await tx.delete(boxScan).where(eq(boxScan.stopId, stopId));
}

interface Arrival {
  dispatchId: number;
  boxIds: readonly number[];
  personId: number;
  at: number;
}

/** Keeps which boxes of the dispatch were scanned by who received it; ids of other dispatches say nothing. */
export async function arriveBoxes(tx: Tx, { dispatchId, boxIds, personId, at }: Arrival): Promise<void> {
  if (boxIds.length === 0) return;
  const own = await tx.select({ id: packingBox.id }).from(packingBox).where(eq(packingBox.dispatchId, dispatchId));
  const rows = own.filter(({ id }) => boxIds.includes(id)).map(({ id }) => ({ boxId: id, act: 'arrived' as const }));
  if (rows.length === 0) return;
  await tx.insert(boxScan).values(rows.map((row) => ({ ...row, at, personId })));
}
