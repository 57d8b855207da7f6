/** Where a scanned code belongs on its paper, and what it says of its pack; nothing is written yet. */
import type { Tx } from '../../db/database.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { coveredBy } from './capture-commands.ts';
import * as sql from './capture-statements.ts';
import { itemsByPrefix, livesOf, packsInside, prefixOf } from './known-queries.ts';
import {
  type AlarmKind,
  isPooled,
  judgeScan,
  MOST_IN_BOX,
  type PastScan,
  partFor,
  standingOf,
  type TraceAct,
} from './rules.ts';

export interface CaptureLine {
  id: number;
  lineNumber: number;
  itemId: number;
  itemName: string;
  lotId: number | null;
  lotNumber: string;
  /** What the line moves, or is to move. */
  quantityBase: number;
  packSize: number;
  /** Business day on which the act was done for this line; null while it is not. */
  doneOn: string | null;
}

export interface CapturePaper {
  act: TraceAct;
  documentId: number;
  organisationId: number;
  /** Of a return: the issue whose goods come back. */
  returnsId: number | null;
  lines: CaptureLine[];
}

export interface AskedCode {
  code: string;
  /** Base units of a broken pack; null lets the line say. */
  partBase: number | null;
  /** The line it was scanned at; null lets the code say. */
  lineId: number | null;
}

export interface Wanted extends AskedCode {
  outerCode: string | null;
}

export interface Work {
  paper: CapturePaper;
  covered: Map<number, number>;
  onPaper: Set<string>;
  items: Map<string, Map<number, string>>;
  lives: Map<string, PastScan[]>;
  /** Of a return: codes of the issue by item; an item without any was handed out unscanned. */
  issued: Map<number, Set<string>>;
  confirmed: boolean;
}

export interface Placed {
  wanted: Wanted;
  line: CaptureLine;
  partBase: number | null;
  alarm: AlarmKind | null;
  first: PastScan | null;
}

/** Boxes as the packs in them. */
export async function expanded(tx: Tx, asked: readonly AskedCode[]): Promise<Result<Wanted[]>> {
  const boxes = await packsInside(
    tx,
    asked.map((one) => one.code),
  );
  const wanted: Wanted[] = [];
  for (const one of asked) {
    const inside = boxes.get(one.code);
    if (inside === undefined) wanted.push({ ...one, outerCode: null });
    else if (inside.length > MOST_IN_BOX)
      return refuse('trace_box_large', { code: one.code, most: MOST_IN_BOX }, 'codes');
    else wanted.push(...inside.map((code) => ({ ...one, code, partBase: null, outerCode: one.code })));
  }
  return ok(wanted);
}

/** Everything that placing these codes asks of the database, in a few statements. */
export async function prepare(
  tx: Tx,
  paper: CapturePaper,
  wanted: readonly Wanted[],
  confirmed: boolean,
): Promise<Work> {
  const codes = [...new Set(wanted.map((one) => one.code))];
  const { documentId, act, returnsId } = paper;
  const onPaper = await tx.run<{ code: string }>(sql.codesOn, { documentId, act });
  const issued = new Map<number, Set<string>>();
  const before =
    returnsId === null
      ? []
      : await tx.run<{ code: string; item_id: number }>(sql.codesOn, { documentId: returnsId, act: 'issue' });
  for (const { code, item_id: id } of before) issued.set(id, (issued.get(id) ?? new Set()).add(code));
  return {
    paper,
    covered: await coveredBy(tx, documentId, act),
    onPaper: new Set(onPaper.map((row) => row.code)),
    items: await itemsByPrefix(tx, codes),
    lives: await livesOf(tx, codes),
    issued,
    confirmed,
  };
}

const bare = (work: Work, line: CaptureLine) => line.quantityBase - (work.covered.get(line.id) ?? 0);

/** What still wants a code: of the line, or of the whole item where lots are one heap. */
function uncovered({ paper, covered }: Work, line: CaptureLine): number {
  const heap = isPooled(paper.act) ? paper.lines.filter((one) => one.itemId === line.itemId) : [line];
  return heap.reduce((sum, one) => sum + one.quantityBase - (covered.get(one.id) ?? 0), 0);
}

/** The lines a code may belong to. Refuses a code of another item, and asks about one nobody knows. */
function linesFor(work: Work, { code, lineId }: Wanted): Result<CaptureLine[]> {
  const { paper, items, confirmed } = work;
  const own = lineId === null ? paper.lines : paper.lines.filter((line) => line.id === lineId);
  if (own.length === 0) return refuse('trace_line_unknown');
  const known = items.get(prefixOf(code));
  if (known !== undefined) {
    const fits = own.filter((line) => known.has(line.itemId));
    const name = [...known.values()].slice(0, 3).join('、');
    return fits.length > 0 ? ok(fits) : refuse('trace_other_item', { code, item: name }, 'codes');
  }
  const goods = new Set(own.map((line) => line.itemId));
  const [first] = own;
  if (goods.size > 1) return refuse('trace_prefix_unknown', { code, prefix: prefixOf(code) }, 'line');
  if (!confirmed) return refuse('trace_prefix_confirm', { code, item: first?.itemName ?? '' }, 'confirm');
  return ok(own);
}

/** Of those lines the one of its lot that still wants a code; of several lots somebody says which is meant. */
function lineFor(work: Work, wanted: Wanted, lotNumber: string): Result<CaptureLine> {
  const fits = linesFor(work, wanted);
  if (!fits.ok) return fits;
  const { code } = wanted;
  const ofLot = lotNumber === '' ? fits.value : fits.value.filter((line) => line.lotNumber === lotNumber);
  const named = ofLot.length > 0 ? ofLot : fits.value.filter((line) => line.lotNumber === '');
  const [first] = fits.value;
  if (named.length === 0) {
    const lots = { code, lot: lotNumber, expected: first?.lotNumber ?? '', item: first?.itemName ?? '' };
    return refuse('trace_other_lot', lots, 'codes');
  }
  const open = named.filter((line) => uncovered(work, line) > 0);
  const [next] = open;
  if (next === undefined) return refuse('trace_line_full', { code, item: first?.itemName ?? '' }, 'codes');
  const lots = [...new Set(open.map((line) => line.lotNumber))];
  if (lots.length > 1 && !isPooled(work.paper.act)) {
    return refuse('trace_which_lot', { code, item: next.itemName, lots: lots.join('、') }, 'line');
  }
  return ok(open.find((line) => bare(work, line) > 0) ?? next);
}

async function wentThere(tx: Tx, work: Work, line: CaptureLine, past: readonly PastScan[]): Promise<boolean> {
  const now = standingOf(past, line.packSize);
  if (now.last === null || now.holderId === null || now.holderId === work.paper.organisationId) return true;
  const { holderId: fromId, lotNumber, last } = now;
  const asked = { fromId, toId: work.paper.organisationId, since: last.at, itemId: line.itemId, lotNumber };
  return (await tx.run(sql.travelled, asked)).length > 0;
}

/** The line of one code, what it covers of it, and the alarm it raises. */
export async function placeOne(tx: Tx, work: Work, wanted: Wanted): Promise<Result<Placed>> {
  const { paper } = work;
  const { code } = wanted;
  const past = work.lives.get(code) ?? [];
  const lot = paper.act === 'receipt' ? '' : (past.findLast((scan) => scan.lotNumber !== '')?.lotNumber ?? '');
  const found = lineFor(work, wanted, lot);
  if (!found.ok) return found;
  const line = found.value;
  const { packSize, itemName: item } = line;
  const issued = work.issued.get(line.itemId);
  if (issued !== undefined && !issued.has(code)) return refuse('trace_not_of_issue', { code, item }, 'codes');
  const now = standingOf(past, packSize);
  const uncoveredBase = uncovered(work, line);
  const partBase = partFor({ uncoveredBase, packSize }, now, wanted.partBase, paper.act);
  const base = partBase ?? packSize;
  if (base > packSize) return refuse('trace_part_too_much', { code, item, left: packSize, asked: base }, 'codes');
  if (base > uncoveredBase) return refuse('trace_line_full', { code, item }, 'codes');
  const { act, organisationId, documentId } = paper;
  // A supplier cannot deliver a pack that lies at a member, whatever went from there to here
  const travelled = act !== 'receipt' && (await wentThere(tx, work, line, past));
  const judged = judgeScan({ code, act, organisationId, packSize, partBase, item, documentId, travelled }, now);
  if (!judged.ok) return { ...judged, field: 'codes' } satisfies Refusal;
  const first = judged.value === 'used_twice' ? (now.lastIssue ?? now.last) : now.last;
  return ok({ wanted, line, partBase, alarm: judged.value, first });
}
