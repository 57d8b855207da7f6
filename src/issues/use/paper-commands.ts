/** The papers of one part of a file of use: which lots each row takes, and which rows stay behind. */
import type { Tx } from '../../../db/database.ts';
import type { Actor } from '../../auth/viewer.ts';
import { dayOf } from '../../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../../kernel/result.ts';
import { outsideLocation } from '../../organisations/queries.ts';
import { countFileLines } from '../../tracing/capture-commands.ts';
import { type Paper, postPapers, type TakenLine } from '../paper-commands.ts';
import { layDown, takeLots } from '../propose.ts';
import { type OwnLot, ownLots } from '../world-queries.ts';
import { paperKey, type UseEntry } from './entry.ts';
import type { UseFileRow } from './file-commands.ts';
import type { Verdict } from './judge.ts';
import * as sql from './use-statements.ts';

export interface ReadyRow {
  position: number;
  identity: string;
  entry: UseEntry;
}

export interface Settled {
  position: number;
  verdict: Verdict;
  documentId: number | null;
  /** Facts of a row that was left behind. */
  entry?: UseEntry;
}

interface PaperRows {
  entry: UseEntry;
  rows: ReadyRow[];
}

function papersOf(rows: readonly ReadyRow[]): PaperRows[] {
  const papers = new Map<string, PaperRows>();
  for (const row of rows) {
    const key = paperKey(row.entry);
    const paper = papers.get(key);
    if (paper === undefined) papers.set(key, { entry: row.entry, rows: [row] });
    else paper.rows.push(row);
  }
  return [...papers.values()];
}

/** Lots for one row: those of its own lot number when it names one. */
function lotsFor({ entry }: ReadyRow, own: readonly OwnLot[], fileName: string): Result<TakenLine[]> {
  const { itemId, quantityBase, at } = entry;
  if (itemId === null || quantityBase === null) throw new Error('a ready row knows its item and quantity');
  const named = entry.lot === '' ? own : own.filter((lot) => lot.lotNumber === entry.lot);
  const choice = { place: null, quantityBase, reason: '' };
  const taken = takeLots(named, choice, at, { on: dayOf(at) }, entry.itemName);
  if (!taken.ok) return taken;
  const reason = entry.lot === '' ? '' : fileName;
  return ok(taken.value.map((line) => ({ ...line, itemId, reason })));
}

const leftBehind = (row: ReadyRow, refusal: Refusal): Settled => {
  const verdict: Verdict = refusal.reason === 'issue_lot_barred' ? 'lot_barred' : 'short';
  return { position: row.position, verdict, documentId: null, entry: { ...row.entry, detail: refusal.detail } };
};

/** The rows of a paper that have lots, and those that stay behind. */
function chooseFor(paper: PaperRows, lots: ReadonlyMap<number, OwnLot[]>, fileName: string) {
  const lines: TakenLine[] = [];
  const posted: ReadyRow[] = [];
  const left: Settled[] = [];
  for (const row of paper.rows) {
    const own = lots.get(row.entry.itemId ?? 0) ?? [];
    const taken = lotsFor(row, own, fileName);
    if (taken.ok) {
      layDown(own, taken.value, row.entry.at);
      lines.push(...taken.value);
      posted.push(row);
    } else left.push(leftBehind(row, taken));
  }
  return { lines, posted, left };
}

function paperOf(entry: UseEntry, file: UseFileRow, lines: readonly TakenLine[]): Paper {
  const { ward, patient: patientRef, prescription, at: occurredAt } = entry;
  const purpose = patientRef !== '' || prescription !== '' ? 'patient' : ward === '' ? 'other' : 'ward';
  return { purpose, ward, patientRef, prescription, note: '', occurredAt, fileId: file.id, lines };
}

/** What the ledger or the books refuse of a paper: the whole part is undone, and told which rows it was. */
function refusedPaper(refusal: Refusal, posted: readonly ReadyRow[]): Refusal {
  const positions = posted.map((row) => row.position).join(',');
  return refuse('use_paper_refused', { positions, why: refusal.reason, facts: JSON.stringify(refusal.detail) });
}

/** Posts the rows of one part; gives what became of each. A refusal must undo the transaction. */
export async function postRows(
  tx: Tx,
  actor: Actor,
  at: number,
  file: UseFileRow,
  rows: readonly ReadyRow[],
): Promise<Result<Settled[]>> {
  const { organisationId } = file;
  const posted = new Set(
    (await tx.run<{ identity: string }>(sql.postedAmong, { organisationId, rows: [...rows] })).map(
      (row) => row.identity,
    ),
  );
  const settled: Settled[] = rows
    .filter((row) => posted.has(row.identity))
    .map(({ position }) => ({ position, verdict: 'repeated', documentId: null }));
  const fresh = rows.filter((row) => !posted.has(row.identity));
  const itemIds = fresh.flatMap((row) => (row.entry.itemId === null ? [] : [row.entry.itemId]));
  const since = Math.min(at, ...fresh.map((row) => row.entry.at));
  const lots = await ownLots(tx, { organisationId, itemIds, since });
  const chosen = papersOf(fresh).map((paper) => ({ entry: paper.entry, ...chooseFor(paper, lots, file.fileName) }));
  settled.push(...chosen.flatMap(({ left }) => left));
  const full = chosen.filter(({ lines }) => lines.length > 0);
  if (full.length === 0) return ok(settled);
  const outside = await outsideLocation(tx, 'consumed');
  const papers = full.map(({ entry, lines }) => paperOf(entry, file, lines));
  const done = await postPapers(tx, { kind: 'issue', actor, at, outside, witness: null }, papers);
  if (!done.ok) return refusedPaper(done, full[done.nth]?.posted ?? []);
  const due = full.flatMap(({ entry, lines }, nth) => {
    const [documentId, day] = [done.value[nth]?.id ?? 0, dayOf(entry.at)];
    return lines.map(({ itemId, quantityBase }) => ({ documentId, itemId, quantityBase, day }));
  });
  await countFileLines(tx, { organisationId, act: 'issue' }, due);
  const through = full.flatMap(({ posted: rowsOf }, nth) => {
    const documentId = done.value[nth]?.id ?? null;
    return rowsOf.map(({ position }): Settled => ({ position, verdict: 'posted', documentId }));
  });
  return ok([...settled, ...through]);
}
