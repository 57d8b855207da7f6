/** Which line of a dispatch a scanned box is for: its own label, its lot, or its item where that leaves no doubt. */
import type { ScannedCode } from '../kernel/codes/scan.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface LineView {
  id: number;
  lineNumber: number;
  itemId: number;
  itemName: string;
  itemCode: string;
  lotId: number;
  lotNumber: string;
  quantityBase: number;
  pickedBase: number | null;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
}

/** Two lines of one lot are the same box in the hand: the first that waits is meant. */
function firstOfOneLot(waiting: readonly LineView[]): LineView | undefined {
  const [first] = waiting;
  const sameLot = waiting.every((line) => line.itemId === first?.itemId && line.lotNumber === first.lotNumber);
  return sameLot ? first : undefined;
}

/** Lines of the lot that our own label names, or of the lot number as scanned; plain text is taken for one. */
function linesOfLot(lines: readonly LineView[], { label, lotNumber, text }: ScannedCode): LineView[] {
  const labelled = label?.kind === 'lot' ? lines.filter((line) => line.lotId === label.id) : [];
  if (labelled.length > 0) return labelled;
  const said = lotNumber || text;
  const exact = lines.filter((line) => line.lotNumber === said);
  return exact.length > 0 ? exact : lines.filter((line) => line.lotNumber.toUpperCase() === said.toUpperCase());
}

/** The line to pick. Refuses what is not on the list, is picked already, is of a wrong lot, or fits several lots. */
export function lineOfScan(
  lines: readonly LineView[],
  scan: ScannedCode,
  items: ReadonlySet<number>,
): Result<LineView> {
  const ofItem = lines.filter((line) => items.has(line.itemId) || line.itemCode === scan.text.toUpperCase());
  const isStructured = scan.lotNumber !== '';
  const hits = linesOfLot(lines, scan);
  // A code that names the item and the lot means that item alone, were the lot number found on another's box too
  const ofBoth = isStructured && items.size > 0 ? hits.filter((line) => ofItem.includes(line)) : hits;
  const meant = ofBoth.length > 0 || isStructured ? ofBoth : ofItem;
  const waiting = meant.filter((line) => line.pickedBase === null);
  const line = firstOfOneLot(waiting);
  if (line !== undefined) return ok(line);
  if (waiting.length > 1) return refuse('scan_ambiguous', { text: scan.text, lines: waiting.length });
  const [done] = meant;
  if (done !== undefined) return refuse('scan_already_picked', { item: done.itemName, lot: done.lotNumber });
  const expected = ofItem.find((one) => one.pickedBase === null) ?? ofItem[0];
  if (expected !== undefined) {
    return refuse('scan_wrong_lot', {
      item: expected.itemName,
      scanned: scan.lotNumber || scan.text,
      expected: expected.lotNumber,
    });
  }
  return refuse('scan_not_on_list', { text: scan.text });
}
