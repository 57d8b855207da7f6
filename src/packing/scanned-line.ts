/** Which line of a dispatch goes into the box with what was scanned: a pack, a lot, a trace code, our own label. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { linesMeant, type Meant } from '../scanning/meant-queries.ts';
import type { LineToPack } from './box-queries.ts';
import { leftOf } from './rules.ts';

/**
 * The line that is meant; one that is packed or not picked when no other fits. Refuses a code that is no goods of this
 * dispatch, and one that fits several lots.
 */
export function lineToPack(meant: Meant, lines: readonly LineToPack[]): Result<LineToPack> {
  const facts = (line: LineToPack) => ({ itemId: line.itemId, lotId: line.lotId, lotNumber: line.lot });
  const fitting = linesMeant(lines, meant, facts);
  const [first] = fitting;
  const text = meant.scanned.text.slice(0, 60);
  if (first === undefined) return refuse('box_scan_unknown', { text });
  const open = fitting.filter((line) => leftOf(line) > 0);
  const [line] = open;
  if (line === undefined) return ok(fitting.find((one) => one.pickedBase === null) ?? first);
  // Two lines of one lot are the same pack in the hand: the first is filled first
  const sameLot = open.every((one) => one.itemId === line.itemId && one.lotId === line.lotId);
  return sameLot ? ok(line) : refuse('box_scan_ambiguous', { text, lines: open.length });
}
