/** A receipt that differs from what was sent opens one case for each line and kind, with an owner and a time. */
import type { Tx } from '../../db/database.ts';
import { discrepancy } from '../../db/schema/dispatches.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import type { RuleValue } from '../settings/rules.ts';
import type { Arrived } from './apart-commands.ts';
import { DIFFERENCE_KINDS, type DifferenceKind, differenceDue } from './difference-rules.ts';
import type { DispatchRecord } from './dispatch-record.ts';

function quantityOf({ answer, temperatureBase }: Arrived, kind: DifferenceKind): number {
  const { damagedBase, missingBase, wrongBase = 0, overBase = 0 } = answer;
  const counted = { missing: missingBase, damaged: damagedBase, over: overBase, wrong_lot: wrongBase };
  // What stands nowhere on the slip is told after the receipt
  return { ...counted, temperature: temperatureBase, unlisted: 0 }[kind];
}

export interface Differing {
  record: DispatchRecord;
  arrived: readonly Arrived[];
  /** Tenths of a degree that were measured on arrival and are not what cold goods need. */
  tenths: number | null;
  actor: Actor;
  at: number;
}

export interface NewCase {
  line: { id: number; number: number };
  kind: DifferenceKind;
  quantityBase: number;
  /** The lot that came, where it is not the one of the line. */
  actualLot: string | null;
  tenths: number | null;
  note: string | null;
}

interface Opening {
  record: DispatchRecord;
  ownerId: number | null;
  rule: RuleValue<'difference_minutes'>;
  actor: Actor;
  at: number;
}

/** Who sent the goods owns its cases, with the limit that holds on the day. */
export async function openingOf(tx: Tx, record: DispatchRecord, actor: Actor, at: number): Promise<Opening> {
  const rule = await ruleOn(tx, 'difference_minutes', dayOf(at));
  const posted = (await timelineOf(tx, record.document.id)).findLast((row) => row.act === 'post');
  return { record, ownerId: posted?.actorId ?? null, rule, actor, at };
}

/** Opens one case and gives its number. */
export async function openCase(tx: Tx, opening: Opening, given: NewCase): Promise<string> {
  const { record, ownerId, rule, actor, at } = opening;
  const { line, kind, quantityBase, actualLot, tenths, note } = given;
  const dueAt = differenceDue(kind, at, rule);
  const opened = await openDocument(tx, {
    kind: 'discrepancy',
    status: 'open',
    act: 'open',
    organisationId: record.receiver.id,
    counterpartId: record.sender.id,
    actor,
    at,
    note,
    detail: { dispatch: record.document.number, line: line.number, kind, quantityBase, dueAt },
  });
  const about = { documentId: opened.id, dispatchId: record.document.id, lineId: line.id, kind, quantityBase };
  await tx.insert(discrepancy).values({ ...about, actualLot, tenths, ownerId, dueAt });
  await addDocumentLink(tx, {
    kind: 'differs',
    fromDocumentId: record.document.id,
    fromLineId: line.id,
    toDocumentId: opened.id,
    quantityBase,
  });
  return opened.number;
}

/** Opens the cases and gives their numbers. Who sent the goods owns them: the sender looks first where they may be. */
export async function openDifferences(tx: Tx, differing: Differing): Promise<string[]> {
  const { record, arrived, tenths, actor, at } = differing;
  const found = arrived.flatMap((one) =>
    DIFFERENCE_KINDS.flatMap((kind) => {
      const quantityBase = quantityOf(one, kind);
      return quantityBase === 0 ? [] : [{ ...one, kind, quantityBase }];
    }),
  );
  if (found.length === 0) return [];
  const opening = await openingOf(tx, record, actor, at);
  const numbers: string[] = [];
  for (const { line, answer, kind, quantityBase } of found) {
    const actualLot = kind === 'wrong_lot' ? (answer.actualLot ?? '').trim() : null;
    const degrees = kind === 'temperature' ? tenths : null;
    const about = { line: { id: line.id, number: line.line_number }, kind, quantityBase, note: answer.note };
    numbers.push(await openCase(tx, opening, { ...about, actualLot, tenths: degrees }));
  }
  return numbers;
}
