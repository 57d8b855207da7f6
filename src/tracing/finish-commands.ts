/** The codes of an act that is done, in its own transaction: counted with it, and taken back with it. */
import type { Tx } from '../../db/database.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Added, addScans } from './add-commands.ts';
import { addToDays, coveredBy, type DayChange, isRequired } from './capture-commands.ts';
import { headOf, type PaperLine, paperOf, type TracePaper } from './paper-queries.ts';
import type { AskedCode } from './place-queries.ts';
import { type TraceAct, tallyLines } from './rules.ts';

export interface Finished {
  number: string;
  act: TraceAct;
  /** The lines whose act is done now; all when it is left out. */
  lineIds?: readonly number[];
  /** What is there to be scanned of a line, when it is less than what the line counts for. */
  presentBase?: ReadonlyMap<number, number>;
  /** Codes that came with the form of the act. */
  codes?: readonly AskedCode[];
  confirmed?: boolean;
}

async function paperAt(tx: Tx, number: string, act: TraceAct): Promise<TracePaper> {
  const head = await headOf(tx, number);
  if (head === undefined) throw new Error(`no paper ${number} to scan at`);
  return paperOf(tx, head, act);
}

/** What the lines add to the sums of their days, with these bases covered. */
function changesOf(paper: TracePaper, lines: readonly PaperLine[], covered: ReadonlyMap<number, number>): DayChange[] {
  const { act, organisationId } = paper;
  const counted = lines.map((line) => ({ ...line, coveredBase: covered.get(line.id) ?? 0 }));
  const tallies = tallyLines(act, counted);
  const days = new Map(lines.map((line) => [line.id, line.doneOn ?? '']));
  return [...tallies].map(([id, tally]) => ({ act, organisationId, day: days.get(id) ?? '', ...tally }));
}

const NONE: Added = { scans: 0, skipped: 0, items: [], lineIds: [], alarms: [] };

/** The first goods of which packs are there without their codes. */
function firstLacking(
  paper: TracePaper,
  lines: readonly PaperLine[],
  covered: ReadonlyMap<number, number>,
  presentBase: ReadonlyMap<number, number> | undefined,
): { item: string; packs: number; day: string } | undefined {
  const there = lines.map((line) => {
    const coveredBase = covered.get(line.id) ?? 0;
    return { ...line, quantityBase: presentBase?.get(line.id) ?? line.quantityBase, coveredBase };
  });
  for (const [id, { due, scanned }] of tallyLines(paper.act, there)) {
    const line = lines.find((one) => one.id === id);
    if (due > scanned) return { item: line?.itemName ?? '', packs: due - scanned, day: line?.doneOn ?? '' };
  }
  return undefined;
}

/**
 * Called when the goods have moved: writes the codes that came with the act, and counts what was scanned of what was
 * due. Refuses what `addScans` refuses, and an act that may not be done without its codes (`trace_missing`).
 */
export async function finishCapture(
  tx: Tx,
  by: { userId: number; at: number },
  finished: Finished,
): Promise<Result<Added>> {
  const { number, act, lineIds, presentBase, codes = [], confirmed } = finished;
  const paper = await paperAt(tx, number, act);
  const lines = lineIds === undefined ? paper.lines : paper.lines.filter((line) => lineIds.includes(line.id));
  let added = NONE;
  let covered = new Map(lines.map((line) => [line.id, line.coveredBase]));
  if (codes.length > 0) {
    // They count below, with the act itself
    const open = { ...paper, lines: lines.map((line) => ({ ...line, doneOn: null })) };
    const scanned = await addScans(tx, by, open, codes, confirmed);
    if (!scanned.ok) return scanned;
    added = scanned.value;
    covered = await coveredBy(tx, paper.documentId, act);
  }
  const lacking = firstLacking(paper, lines, covered, presentBase);
  if (lacking !== undefined && (await isRequired(tx, act, lacking.day))) {
    return refuse('trace_missing', { item: lacking.item, packs: lacking.packs });
  }
  await addToDays(tx, changesOf(paper, lines, covered));
  return ok(added);
}

/** Called before the goods go back: the act was undone as a whole, nothing of it was due, nothing was scanned. */
export async function withdrawCapture(tx: Tx, number: string, act: TraceAct): Promise<void> {
  const paper = await paperAt(tx, number, act);
  const covered = new Map(paper.lines.map((line) => [line.id, line.coveredBase]));
  await addToDays(
    tx,
    changesOf(paper, paper.lines, covered).map((change) => ({ ...change, due: -change.due, scanned: -change.scanned })),
  );
}
