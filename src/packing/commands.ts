/** Boxes of a dispatch that is being picked: filled by scan or by hand, sealed, opened again, taken away. */
import { and, eq, max } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { boxContent, packingBox } from '../../db/schema/boxes.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { carriesControlled } from '../dispatches/controlled-queries.ts';
import { describeQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { meantBy } from '../scanning/meant-queries.ts';
import { actOnBox, actOnDispatch, type BoxRef, type Done, type Work } from './act-commands.ts';
import type { LineToPack } from './box-queries.ts';
import { checkPack, checkSeal, keepingOf, leftOf, MOST_BOXES } from './rules.ts';
import { lineToPack } from './scanned-line.ts';

/** Takes one more box. Refuses far too many. */
export function addBox(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
): Promise<Answer<{ position: number; boxId: number }>> {
  const request = { act: 'box.add', key, number, position: 0, step: 'add_box' as const };
  return actOnDispatch(services, actor, request, async (tx, { dispatchId, packing, at }) => {
    if (packing.boxes.length >= MOST_BOXES) return refuse('boxes_many', { most: MOST_BOXES });
    const [row] = await tx
      .select({ last: max(packingBox.position) })
      .from(packingBox)
      .where(eq(packingBox.dispatchId, dispatchId));
    const position = Number(row?.last ?? 0) + 1;
    const [made] = await tx
      .insert(packingBox)
      .values({ dispatchId, position, cold: false, madeAt: at, madeBy: actor.userId })
      .returning({ id: packingBox.id });
    return ok({ value: { position, boxId: made?.id ?? 0 }, detail: { box: position } });
  });
}

export interface Packed {
  position: number;
  lineId: number;
  item: string;
  lot: string;
  /** What went in, as people say it. */
  quantity: string;
  /** Lines of which something is left beside the boxes. */
  linesLeft: number;
}

async function putIn(
  tx: Tx,
  actor: Actor,
  work: Work,
  line: LineToPack,
  quantityBase: number,
): Promise<Result<Done<Packed>>> {
  const { box, packing, at } = work;
  const fit = checkPack(line, box, quantityBase);
  if (!fit.ok) return fit;
  if (box.keeping === null) {
    const cold = keepingOf(line.zone) !== 'plain';
    await tx.update(packingBox).set({ cold }).where(eq(packingBox.id, box.id));
  }
  const held = box.contents.find((one) => one.lineId === line.lineId);
  const by = { packedBy: actor.userId, packedAt: at };
  if (held === undefined) {
    await tx.insert(boxContent).values({ boxId: box.id, lineId: line.lineId, quantityBase, ...by });
  } else {
    await tx
      .update(boxContent)
      .set({ quantityBase: held.quantityBase + quantityBase, ...by })
      .where(and(eq(boxContent.boxId, box.id), eq(boxContent.lineId, line.lineId)));
  }
  const rest = (one: LineToPack) => leftOf(one) - (one.lineId === line.lineId ? quantityBase : 0);
  const { item, lot, lineId } = line;
  const quantity = describeQuantity({ quantityBase, ...line.shape });
  const linesLeft = packing.lines.filter((one) => rest(one) > 0).length;
  const value = { position: box.position, lineId, item, lot, quantity, linesLeft };
  return ok({ value, detail: { box: box.position, line: line.lineNumber, item, lot, quantity } });
}

/** Puts so much of a line into the box; all that is left of it when `quantityBase` is null. Refuses as `checkPack`. */
export function packLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BoxRef & { lineId: number; quantityBase: number | null },
): Promise<Answer<Packed>> {
  const { lineId, quantityBase } = input;
  const request = { act: 'box.pack', key, ...input, step: 'pack' as const, input: { lineId, quantityBase } };
  return actOnBox(services, actor, request, async (tx, work) => {
    const line = work.packing.lines.find((one) => one.lineId === lineId);
    if (line === undefined) return refuse('line_unknown');
    return putIn(tx, actor, work, line, quantityBase ?? (leftOf(line) || 1));
  });
}

/** Puts what is left of the line that was scanned into the box. Refuses as `lineToPack` and `checkPack`. */
export async function scanToBox(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BoxRef & { text: string },
): Promise<Answer<Packed>> {
  const { text } = input;
  // Found before the act begins: words are looked for outside of it
  const meant = await meantBy(services.db.read, text, { retired: true });
  const request = { act: 'box.scan', key, ...input, step: 'pack' as const, input: { text } };
  return actOnBox(services, actor, request, async (tx, work) => {
    const line = meant.ok ? lineToPack(meant.value, work.packing.lines) : meant;
    return line.ok ? putIn(tx, actor, work, line.value, leftOf(line.value) || 1) : line;
  });
}

/** Takes a line out of an open box, all of it or so much. Refuses a sealed box and more than it holds. */
export function takeOut(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BoxRef & { lineId: number; quantityBase: number | null },
): Promise<Answer<{ item: string; quantity: string }>> {
  const { lineId, quantityBase } = input;
  const request = { act: 'box.take', key, ...input, step: 'unpack' as const, input: { lineId, quantityBase } };
  return actOnBox(services, actor, request, async (tx, { box, packing }) => {
    if (box.sealed) return refuse('box_sealed', { box: box.position });
    const line = packing.lines.find((one) => one.lineId === lineId);
    const held = box.contents.find((one) => one.lineId === lineId);
    if (line === undefined || held === undefined) return refuse('box_without_line', { box: box.position });
    const taken = quantityBase ?? held.quantityBase;
    if (!Number.isSafeInteger(taken) || taken <= 0) return refuse('quantity_invalid', { quantity: taken });
    const said = (base: number) => describeQuantity({ quantityBase: base, ...line.shape });
    if (taken > held.quantityBase) {
      const detail = { item: line.item, holds: said(held.quantityBase), asked: said(taken) };
      return refuse('box_holds_less', detail, `take.${lineId}`);
    }
    const own = and(eq(boxContent.boxId, box.id), eq(boxContent.lineId, lineId));
    const rest = held.quantityBase - taken;
    if (rest === 0) await tx.delete(boxContent).where(own);
    else await tx.update(boxContent).set({ quantityBase: rest }).where(own);
    const { item, lot, lineNumber } = line;
    const quantity = said(taken);
    const detail = { box: box.position, line: lineNumber, item, lot, quantity };
    return ok({ value: { item, quantity }, detail });
  });
}

/** Seals a box: label and contents list hold from now on. Refuses as `checkSeal`; controlled drugs need a number. */
export function sealBox(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BoxRef & { seal: string | null },
): Promise<Answer<{ position: number }>> {
  const { seal, position } = input;
  const request = { act: 'box.seal', key, ...input, step: 'seal' as const, input: { seal } };
  return actOnBox(services, actor, request, async (tx, { box, packing, dispatchId, at }) => {
    const others = packing.boxes.filter((one) => one.id !== box.id);
    const ready = checkSeal(box, seal, others, await carriesControlled(tx, dispatchId));
    if (!ready.ok) return ready;
    const sealed = { seal, sealedAt: at, sealedBy: actor.userId };
    await tx.update(packingBox).set(sealed).where(eq(packingBox.id, box.id));
    return ok({ value: { position }, detail: { box: position, ...(seal !== null && { seal }) } });
  });
}

/** Opens a sealed box again, before the dispatch is sent. */
export function openBox(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BoxRef,
): Promise<Answer<{ position: number }>> {
  const request = { act: 'box.open', key, ...input, step: 'unseal' as const };
  return actOnBox(services, actor, request, async (tx, { box }) => {
    if (!box.sealed) return refuse('box_open_already', { box: box.position });
    const blank = { seal: null, sealedAt: null, sealedBy: null };
    await tx.update(packingBox).set(blank).where(eq(packingBox.id, box.id));
    return ok({ value: { position: box.position }, detail: { box: box.position } });
  });
}

/** Takes an empty box away: its label means nothing any more. Refuses one that holds something. */
export function removeBox(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BoxRef,
): Promise<Answer<{ position: number }>> {
  const request = { act: 'box.remove', key, ...input, step: 'drop_box' as const };
  return actOnBox(services, actor, request, async (tx, { box }) => {
    if (box.contents.length > 0) return refuse('box_not_empty', { box: box.position });
    await tx.delete(packingBox).where(eq(packingBox.id, box.id));
    return ok({ value: { position: box.position }, detail: { box: box.position } });
  });
}
