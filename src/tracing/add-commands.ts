/** Writing scans: each code to its line, boxes as their packs, and an alarm where a code cannot be. */
import type { Tx } from '../../db/database.ts';
import { traceAlarm, traceScan } from '../../db/schema/tracing.ts';
import { chunked } from '../catalogue/item-queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { addToDays, carriersOf } from './capture-commands.ts';
import * as sql from './capture-statements.ts';
import {
  type AskedCode,
  type CapturePaper,
  expanded,
  type Placed,
  placeOne,
  prepare,
  type Work,
} from './place-queries.ts';
import { type AlarmKind, tallyLines } from './rules.ts';

export interface Added {
  scans: number;
  /** Packs of a box that were on the paper already. */
  skipped: number;
  /** Names of the items, and the lines that got codes. */
  items: string[];
  lineIds: number[];
  alarms: { id: number; code: string; kind: AlarmKind }[];
}

interface By {
  userId: number;
  at: number;
}

async function write(tx: Tx, by: By, paper: CapturePaper, placed: readonly Placed[]): Promise<Added['alarms']> {
  const ids: number[] = [];
  for (const part of chunked([...placed])) {
    const rows = part.map(({ wanted, line, partBase }) => ({
      code: wanted.code,
      act: paper.act,
      itemId: line.itemId,
      lotId: line.lotId,
      documentId: paper.documentId,
      lineId: line.id,
      organisationId: paper.organisationId,
      partBase,
      outerCode: wanted.outerCode,
      personId: by.userId,
      at: by.at,
    }));
    const added = await tx.insert(traceScan).values(rows).returning({ id: traceScan.id, code: traceScan.code });
    const byCode = new Map(added.map((row) => [row.code, row.id]));
    ids.push(...part.map(({ wanted }) => byCode.get(wanted.code) ?? 0));
  }
  const alarms: Added['alarms'] = [];
  for (const [index, { wanted, alarm, first }] of placed.entries()) {
    if (alarm === null || first === null) continue;
    const scans = { firstScanId: first.id, secondScanId: ids[index] ?? 0 };
    const row = { code: wanted.code, kind: alarm, ...scans, organisationId: paper.organisationId, raisedAt: by.at };
    const [raised] = await tx.insert(traceAlarm).values(row).returning({ id: traceAlarm.id });
    alarms.push({ id: raised?.id ?? 0, code: wanted.code, kind: alarm });
  }
  return alarms;
}

/** Lines whose act is done count at once what they got late. */
async function countLate(tx: Tx, work: Work, before: ReadonlyMap<number, number>): Promise<void> {
  const { paper, covered } = work;
  const { act, organisationId } = paper;
  const late = paper.lines.filter((line) => line.doneOn !== null);
  const items = await carriersOf(
    tx,
    late.map((line) => line.itemId),
  );
  const tallied = (bases: ReadonlyMap<number, number>) =>
    tallyLines(
      act,
      late.map((line) => {
        const carries = items.get(line.itemId)?.carries === true;
        return { ...line, carries, coveredBase: bases.get(line.id) ?? 0 };
      }),
    );
  const was = tallied(before);
  const days = new Map(late.map((line) => [line.id, line.doneOn ?? '']));
  const changes = [...tallied(covered)].map(([id, { due, scanned }]) => {
    const then = was.get(id) ?? { due: 0, scanned: 0 };
    return { organisationId, act, day: days.get(id) ?? '', due: due - then.due, scanned: scanned - then.scanned };
  });
  await addToDays(tx, changes);
}

/**
 * Attaches codes to the lines of a paper. Refuses: a code that is on it already, of another item or lot, of a line that
 * has its codes, of a pack that is used up; asks (`trace_prefix_confirm`) about first digits that nobody knows. What
 * cannot be and yet lies in the hand is written, and raises an alarm.
 */
export async function addScans(
  tx: Tx,
  by: By,
  paper: CapturePaper,
  asked: readonly AskedCode[],
  confirmed = false,
): Promise<Result<Added>> {
  await tx.run(sql.takeTurn, {});
  const wanted = await expanded(tx, asked);
  if (!wanted.ok) return wanted;
  const work = await prepare(tx, paper, wanted.value, confirmed);
  const before = new Map(work.covered);
  const placed: Placed[] = [];
  let skipped = 0;
  for (const one of wanted.value) {
    if (work.onPaper.has(one.code)) {
      if (one.outerCode === null) return refuse('trace_twice', { code: one.code }, 'codes');
      skipped += 1;
      continue;
    }
    const found = await placeOne(tx, work, one);
    if (!found.ok) return found;
    placed.push(found.value);
    const { line, partBase } = found.value;
    work.onPaper.add(one.code);
    work.covered.set(line.id, (work.covered.get(line.id) ?? 0) + (partBase ?? line.packSize));
  }
  if (placed.length === 0) return refuse('trace_twice', { code: asked[0]?.code ?? '' }, 'codes');
  const alarms = await write(tx, by, paper, placed);
  await countLate(tx, work, before);
  const items = [...new Set(placed.map(({ line }) => line.itemName))];
  const lineIds = [...new Set(placed.map(({ line }) => line.id))];
  return ok({ scans: placed.length, skipped, items, lineIds, alarms });
}
