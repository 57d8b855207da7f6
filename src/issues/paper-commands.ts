/** The papers of issues (CK) and returns (TK): opened, their goods moved, their lines written, one or many at once. */
import type { Tx } from '../../db/database.ts';
import type { SecondPerson } from '../auth/second-person.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PostedGoods, type PostPaper, postAllGoods } from '../books/goods-commands.ts';
import { openDocuments } from '../documents/advance.ts';
import { ok, onlyOne, type Result, type SetResult } from '../kernel/result.ts';
import * as sql from './paper-statements.ts';
import type { Taken } from './propose.ts';
import type { IssuePurpose } from './rules.ts';

export interface TakenLine extends Taken {
  itemId: number;
}

/** What the paper of an issue or a return is opened with. */
export interface Paper {
  purpose: IssuePurpose;
  ward: string;
  patientRef: string;
  prescription: string;
  note: string;
  /** Who took the goods away, for the register of controlled drugs. */
  taker?: string;
  occurredAt: number;
  returnsId?: number;
  fileId?: number;
  detail?: Record<string, unknown>;
  lines: readonly TakenLine[];
}

/** What papers that are posted at once have in common. */
export interface PaperHeader {
  kind: 'issue' | 'issue_return';
  actor: Actor;
  at: number;
  /** The place that goods leave for when they are used. */
  outside: number;
  witness: SecondPerson | null;
}

export interface PostedPaper {
  id: number;
  number: string;
  amountFen: number;
}

/** What a posting says of its second person. */
export const witnessOf = (witness: SecondPerson | null) =>
  witness === null ? {} : { witness: { personId: witness.userId, provedAt: witness.provedAt } };

interface Opened {
  id: number;
  number: string;
  paper: Paper;
}

function postingOf({ kind, outside }: PaperHeader, { id, number, paper }: Opened): PostPaper {
  const { ward, patientRef, prescription, note, taker = '' } = paper;
  const places = ({ locationId }: TakenLine) =>
    kind === 'issue' ? { fromId: locationId, toId: outside } : { fromId: outside, toId: locationId };
  return {
    documentId: id,
    occurredAt: paper.occurredAt,
    key: `${kind}-${number}`,
    lines: paper.lines.map((line) => ({ lotId: line.lotId, quantityBase: line.quantityBase, ...places(line) })),
    register: {
      taker: taker || ward || patientRef,
      patientRef,
      summary: [prescription, note].filter((text) => text !== '').join(' '),
    },
  };
}

const rowOf = ({ id, paper }: Opened) => ({
  document_id: id,
  purpose: paper.purpose,
  ward: paper.ward,
  patient_ref: paper.patientRef,
  prescription_ref: paper.prescription,
  occurred_at: paper.occurredAt,
  returns_id: paper.returnsId ?? null,
  file_id: paper.fileId ?? null,
  note: paper.note,
});

const linesOf = ({ id, paper }: Opened, posted: PostedGoods | undefined) =>
  paper.lines.map((line, index) => ({
    issue_id: id,
    line_number: index + 1,
    item_id: line.itemId,
    lot_id: line.lotId,
    location_id: line.locationId,
    quantity: line.quantityBase,
    amount: posted?.amountsFen[index] ?? 0,
    reason: line.reason,
  }));

/**
 * Opens the papers, moves their goods, and writes the lines with what each was worth: all or none. Refuses what the
 * ledger and the books refuse, saying which paper it is about.
 */
export async function postPapers(
  tx: Tx,
  header: PaperHeader,
  papers: readonly Paper[],
): Promise<SetResult<PostedPaper[]>> {
  const { kind, actor, at, witness } = header;
  const { userId, organisationId } = actor;
  const common = { kind, status: 'posted', act: 'post', organisationId, counterpartId: null, actor, at };
  const notes = papers.map(({ note, detail }) => ({ note, ...(detail && { detail }) }));
  const numbered = await openDocuments(tx, common, notes);
  const opened = papers.flatMap((paper, nth) => numbered.slice(nth, nth + 1).map((one) => ({ ...one, paper })));
  await tx.run(sql.addPapers, { papers: opened.map(rowOf) });
  const posting = { kind, actor: { userId, organisationId }, postedAt: at, ...witnessOf(witness) };
  const posted = await postAllGoods(
    tx,
    posting,
    opened.map((one) => postingOf(header, one)),
  );
  if (!posted.ok) return posted;
  const lines = opened.flatMap((one, nth) => linesOf(one, posted.value[nth]));
  await tx.run(sql.addLines, { lines });
  return ok(
    opened.map(({ id, number }, nth) => {
      const amountFen = posted.value[nth]?.amountsFen.reduce((sum, amount) => sum + amount, 0) ?? 0;
      return { id, number, amountFen };
    }),
  );
}

/** The same of one paper. */
export async function postPaper(tx: Tx, header: PaperHeader, paper: Paper): Promise<Result<PostedPaper>> {
  return onlyOne(await postPapers(tx, header, [paper]));
}
