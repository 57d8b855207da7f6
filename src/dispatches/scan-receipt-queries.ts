/** Receiving by scan: each code raises the count of its line, a box brings all it holds, what is wrong is offered. */
import type { Db } from '../../db/database.ts';
import { readQuantity } from '../kernel/quantity.ts';
import type { Refusal } from '../kernel/result.ts';
import { type BoxView, dispatchOfBox, packingOf } from '../packing/box-queries.ts';
import { linesMeant, type Meant, meantBy } from '../scanning/meant-queries.ts';
import { dispatchByNumber } from './dispatch-record.ts';
import type { DispatchLineView, DispatchView } from './show-queries.ts';

export type Values = Record<string, string[]>;

/** What the last scan was, for the page to say. */
export type CountedScan =
  | { kind: 'unread'; text: string; refusal: Refusal }
  | { kind: 'counted'; line: DispatchLineView; hasBase: number }
  | { kind: 'whole'; line: DispatchLineView }
  | { kind: 'wrong_lot'; line: DispatchLineView; lot: string }
  | { kind: 'which'; text: string; lines: DispatchLineView[] }
  | { kind: 'none'; text: string }
  | { kind: 'box'; position: number; lines: number; again: boolean }
  | { kind: 'other_box'; number: string; position: number; receiver: string }
  | { kind: 'noted' };

export interface ScanState {
  values: Values;
  scan: CountedScan | undefined;
  /** Boxes of the dispatch whose label was not scanned yet. */
  boxes: { id: number; position: number; scanned: boolean }[];
}

const one = (values: Values, name: string) => values[name]?.[0] ?? '';

/** What stands in the two boxes of a quantity; nonsense counts as nothing until it is sent. */
export function baseIn(values: Values, name: string, line: DispatchLineView): number {
  const [packs, units] = [one(values, `${name}.packs`).trim(), one(values, `${name}.units`).trim()];
  if (packs === '' && units === '') return 0;
  const read = readQuantity({ packs, units }, line.shape);
  return read.ok ? read.value : 0;
}

function withBase(values: Values, name: string, base: number, line: DispatchLineView): Values {
  const { packSize, scale } = line.shape;
  // Weighed goods have one box
  if (scale > 1) return { ...values, [`${name}.packs`]: [''], [`${name}.units`]: [String(base / scale)] };
  const rest = base % packSize;
  const units = rest === 0 ? '' : String(rest);
  return { ...values, [`${name}.packs`]: [String(Math.floor(base / packSize))], [`${name}.units`]: [units] };
}

/** What of a line is told so far, whatever it is. */
function toldOf(values: Values, line: DispatchLineView): number {
  const parts = ['good', 'damaged', 'missing', 'wrong'];
  return parts.reduce((sum, part) => sum + baseIn(values, `line.${line.id}.${part}`, line), 0);
}

function countOn(values: Values, line: DispatchLineView, addBase: number): Pick<ScanState, 'values' | 'scan'> {
  const room = line.shippedBase - toldOf(values, line);
  if (room <= 0) return { values, scan: { kind: 'whole', line } };
  const name = `line.${line.id}.good`;
  // A pack that was opened is sent with fewer units than its code stands for
  const hasBase = baseIn(values, name, line) + Math.min(room, addBase);
  return { values: withBase(values, name, hasBase, line), scan: { kind: 'counted', line, hasBase } };
}

function countBox(
  values: Values,
  box: BoxView,
  lines: readonly DispatchLineView[],
): Pick<ScanState, 'values' | 'scan'> {
  const known = values.box ?? [];
  const again = known.includes(String(box.id));
  const scan = { kind: 'box' as const, position: box.position, lines: box.contents.length, again };
  if (again) return { values, scan };
  let now: Values = { ...values, box: [...known, String(box.id)] };
  for (const { lineId, quantityBase } of box.contents) {
    const line = lines.find(({ id }) => id === lineId);
    if (line === undefined) continue;
    const room = Math.max(0, line.shippedBase - toldOf(now, line));
    const name = `line.${line.id}.good`;
    now = withBase(now, name, baseIn(now, name, line) + Math.min(room, quantityBase), line);
  }
  return { values: now, scan };
}

function wrongLot(lines: readonly DispatchLineView[], meant: Meant): CountedScan | undefined {
  const ids = new Set(meant.itemIds);
  const line = lines.find(({ itemId }) => ids.has(itemId));
  const named = meant.lotNumber !== '' && (meant.lotId !== null || meant.codeIds.size > 0);
  return line !== undefined && named ? { kind: 'wrong_lot', line, lot: meant.lotNumber } : undefined;
}

/** A button that notes what a scan found: `over 17`, `wrong 17 LOT`, `good 17`. */
function note(values: Values, text: string, lines: readonly DispatchLineView[]): Pick<ScanState, 'values' | 'scan'> {
  const [kind = '', id = '', ...lot] = text.split(' ');
  const line = lines.find((known) => String(known.id) === id);
  if (line === undefined) return { values, scan: undefined };
  if (kind === 'good') return countOn(values, line, line.shape.packSize);
  if (kind !== 'over' && kind !== 'wrong') return { values, scan: undefined };
  const name = `line.${line.id}.${kind}`;
  if (kind === 'wrong' && toldOf(values, line) + line.shape.packSize > line.shippedBase) {
    return { values, scan: { kind: 'whole', line } };
  }
  const next = withBase(values, name, baseIn(values, name, line) + line.shape.packSize, line);
  const actual = kind === 'wrong' ? { [`line.${line.id}.actual`]: [lot.join(' ')] } : {};
  return { values: { ...next, ...actual }, scan: { kind: 'noted' } };
}

async function counted(db: Db, view: DispatchView, values: Values, boxes: readonly BoxView[]) {
  const lines = view.lines.filter((line) => line.shippedBase > 0);
  const odd = one(values, 'odd');
  if (odd !== '') return note(values, odd, lines);
  const find = one(values, 'find');
  const text = find !== '' && find !== '1' ? find : one(values, 'code');
  const meant = await meantBy(db, text, { retired: true });
  if (!meant.ok) return { values, scan: { kind: 'unread' as const, text, refusal: meant } };
  const { scanned } = meant.value;
  if (scanned.label?.kind === 'carton') {
    const id = scanned.label.id;
    const box = boxes.find((known) => known.id === id);
    if (box !== undefined) return countBox(values, box, lines);
    const other = await dispatchOfBox(db, id);
    if (other === undefined) return { values, scan: { kind: 'none' as const, text } };
    const { number, position } = other;
    const receiver = (await dispatchByNumber(db, number, '/'))?.receiver.name ?? '';
    return { values, scan: { kind: 'other_box' as const, number, position, receiver } };
  }
  const found = linesMeant(lines, meant.value, (line) => line);
  const [line] = found;
  if (line === undefined) return { values, scan: wrongLot(lines, meant.value) ?? { kind: 'none' as const, text } };
  if (found.length > 1) return { values, scan: { kind: 'which' as const, text, lines: found } };
  return countOn(values, line, (scanned.count ?? 1) * line.shape.packSize);
}

/** What the form holds after the scan or the button that was sent with it, and what is to be said of it. */
export async function scanReceipt(db: Db, view: DispatchView, values: Values): Promise<ScanState> {
  const { boxes } = await packingOf(db, view.record.document.id);
  const sent = values.find !== undefined || values.odd !== undefined;
  const now = sent ? await counted(db, view, values, boxes) : { values, scan: undefined };
  const { find: _find, odd: _odd, code: _code, ...kept } = now.values;
  const scanned = new Set(kept.box ?? []);
  const shown = boxes.map(({ id, position }) => ({ id, position, scanned: scanned.has(String(id)) }));
  return { values: kept, scan: now.scan, boxes: shown };
}
