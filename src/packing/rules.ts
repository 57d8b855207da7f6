/** Packing (装箱): what may go into which box, when a box is sealed, when a dispatch's boxes are complete. Pure. */
import { describeQuantity, type QuantityWording } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** More boxes than one dispatch fills; beyond it somebody leans on a key. */
export const MOST_BOXES = 200;

/** How a box keeps its goods: everything that needs no cold shares one. */
export type Keeping = 'plain' | 'cold' | 'frozen';

/** How goods of a storage zone must travel. */
export function keepingOf(zone: string): Keeping {
  return zone === 'cold' || zone === 'frozen' ? zone : 'plain';
}

export interface PackedLine {
  lineId: number;
  lineNumber: number;
  item: string;
  lot: string;
  /** Storage zone of the item. */
  zone: string;
  pickedBase: number | null;
  /** In all boxes together. */
  packedBase: number;
  shape: Omit<QuantityWording, 'quantityBase'>;
}

export interface FilledBox {
  position: number;
  sealed: boolean;
  /** How what lies in it must travel; null while it is empty. */
  keeping: Keeping | null;
}

const said = (line: PackedLine, quantityBase: number) => describeQuantity({ quantityBase, ...line.shape });

/** What of a line is picked and in no box yet, base units. */
export const leftOf = (line: PackedLine): number => Math.max(0, (line.pickedBase ?? 0) - line.packedBase);

/**
 * Whether so much of a line may go into the box. Refuses a sealed box, a line that is not picked, more than is left
 * of it, and goods beside others that travel at another temperature.
 */
export function checkPack(line: PackedLine, box: FilledBox, quantityBase: number): Result<undefined> {
  const { item, lot, pickedBase } = line;
  if (box.sealed) return refuse('box_sealed', { box: box.position });
  if (pickedBase === null) return refuse('box_line_unpicked', { item, lot });
  if (!Number.isSafeInteger(quantityBase) || quantityBase <= 0) {
    return refuse('quantity_invalid', { quantity: quantityBase });
  }
  const left = leftOf(line);
  if (left === 0) return refuse('box_line_done', { item, lot, packed: said(line, line.packedBase) });
  if (quantityBase > left) {
    return refuse('box_more_than_left', { item, lot, left: said(line, left), asked: said(line, quantityBase) });
  }
  const keeping = keepingOf(line.zone);
  if (box.keeping !== null && box.keeping !== keeping) {
    return refuse(`box_keeps_${box.keeping}`, { item, box: box.position });
  }
  return ok();
}

export interface SealingBox extends FilledBox {
  seal: string | null;
}

/** Refuses to seal an empty box, one that is sealed, with a number of another box, or without one where it must be. */
export function checkSeal(
  box: SealingBox,
  seal: string | null,
  others: readonly SealingBox[],
  mustSeal: boolean,
): Result<undefined> {
  if (box.sealed) return refuse('box_sealed_already', { box: box.position });
  if (box.keeping === null) return refuse('box_empty', { box: box.position });
  if (seal === null) return mustSeal ? refuse('box_seal_missing', { box: box.position }, 'seal') : ok();
  const twin = others.find((other) => other.seal === seal);
  return twin === undefined ? ok() : refuse('box_seal_taken', { seal, box: twin.position }, 'seal');
}

/** Refuses to send with a box that is open or empty, or with goods beside the boxes; without any boxes it may go. */
export function checkComplete(boxes: readonly FilledBox[], lines: readonly PackedLine[]): Result<undefined> {
  if (boxes.length === 0) return ok();
  const loose = lines.find((line) => leftOf(line) > 0);
  if (loose !== undefined) {
    const { item, lot } = loose;
    return refuse('boxes_incomplete', { item, lot, left: said(loose, leftOf(loose)) });
  }
  const empty = boxes.find((box) => box.keeping === null);
  if (empty !== undefined) return refuse('boxes_empty', { box: empty.position });
  const open = boxes.find((box) => !box.sealed);
  return open === undefined ? ok() : refuse('boxes_open', { box: open.position });
}

export interface TravellingBox {
  id: number;
  code: string;
  /** Number of its dispatch. */
  number: string;
  position: number;
  stopId: number;
  place: string;
  /** Known since the departure: it was not scanned onto the vehicle, others were. */
  left?: boolean;
}

/** A box as people say it: dispatch and which of it. */
export const boxName = (box: Pick<TravellingBox, 'number' | 'position'>): string => `${box.number}-${box.position}`;

/**
 * What was scanned at a stop, against what should be there. Refuses a box of another stop, one that is not aboard,
 * and boxes that nobody scanned unless the driver says with a reason that they are missing, or they never came aboard.
 */
export function checkHanded(
  aboard: readonly TravellingBox[],
  stop: { id: number; place: string },
  ticked: readonly number[],
  told: { without: boolean; reason: string },
): Result<{ handed: TravellingBox[]; missing: TravellingBox[] }> {
  const ids = new Set(ticked);
  for (const id of ids) {
    const box = aboard.find((one) => one.id === id);
    if (box === undefined) return refuse('box_not_aboard', {}, 'box');
    if (box.stopId !== stop.id) {
      return refuse('box_other_place', { box: boxName(box), place: box.place, here: stop.place }, 'box');
    }
  }
  const here = aboard.filter((box) => box.stopId === stop.id);
  const handed = here.filter((box) => ids.has(box.id));
  const missing = here.filter((box) => !ids.has(box.id));
  if (missing.some((box) => box.left !== true)) {
    const detail = { boxes: missing.map(boxName).join('、'), count: missing.length };
    if (!told.without) return refuse('boxes_missing', detail, 'without');
    if (told.reason === '') return refuse('boxes_missing_reason', detail, 'reason');
  }
  return ok({ handed, missing });
}
