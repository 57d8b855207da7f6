/** Proposals as a list, and one of them with its lines by page: what is proposed, why, and what came of it. */
import { and, asc, desc, eq, inArray, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { proposal, proposalLine } from '../../db/schema/transfers.ts';
import { person } from '../../db/schema/users.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { Computed } from './compute.ts';
import type { MoveDetail } from './journey-rules.ts';
import type { Aim, LineState, ProposalState } from './rules.ts';

export interface ListedProposal {
  id: number;
  number: string;
  status: ProposalState;
  madeBy: string;
  createdAt: number;
  summary: Computed['summary'];
  open: number;
  accepted: number;
}

const countOf = (status: LineState) =>
  sql<number>`(select count(*) from proposal_line where proposal_id = ${document.id} and status = ${status})`;

/** Newest first, from after the cursor's id; one more than `size`. */
export async function listProposals(
  db: Db,
  page: { state?: ProposalState | undefined; before?: number | undefined; size: number },
): Promise<ListedProposal[]> {
  const { state, before, size } = page;
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      madeBy: person.name,
      createdAt: document.createdAt,
      summary: proposal.summary,
      open: countOf('proposed').mapWith(Number),
      accepted: countOf('accepted').mapWith(Number),
    })
    .from(proposal)
    .innerJoin(document, eq(document.id, proposal.documentId))
    .leftJoin(person, eq(person.id, document.createdBy))
    .where(and(state && eq(document.status, state), before === undefined ? undefined : lt(document.id, before)))
    .orderBy(desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({
    ...row,
    status: row.status as ProposalState,
    madeBy: row.madeBy ?? '',
    summary: row.summary as unknown as Computed['summary'],
  }));
}

export interface ProposalHead {
  document: DocumentRow;
  request: { aim: Aim; route: 'direct' | 'hub'; words: string; day: string };
  summary: Computed['summary'];
  counts: Record<LineState, number>;
}

/** The proposal of that number, with how many of its lines stand how. */
export async function proposalHead(db: Db, number: string): Promise<ProposalHead | undefined> {
  const [row] = await db
    .select({ document, proposal })
    .from(proposal)
    .innerJoin(document, eq(document.id, proposal.documentId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const states = await db
    .select({ status: proposalLine.status, lines: sql<number>`count(*)`.mapWith(Number) })
    .from(proposalLine)
    .where(eq(proposalLine.proposalId, row.document.id))
    .groupBy(proposalLine.status);
  const counts = { proposed: 0, accepted: 0, declined: 0 };
  for (const { status, lines } of states) counts[status] = lines;
  return {
    document: row.document,
    request: row.proposal.request as ProposalHead['request'],
    summary: row.proposal.summary as unknown as Computed['summary'],
    counts,
  };
}

export interface ShownLine {
  line: typeof proposalLine.$inferSelect;
  item: typeof item.$inferSelect;
  lot: typeof lot.$inferSelect;
  giver: string;
  taker: string;
  transfer: string | null;
  detail: MoveDetail;
}

export interface LineFilter {
  state?: LineState | undefined;
  why?: MoveDetail['why'] | undefined;
  /** Words of an item or a member. */
  q?: string | undefined;
}

const giver = alias(organisation, 'giver');
const taker = alias(organisation, 'taker');
const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

async function searched(db: Db, q: string | undefined) {
  const words = await findByWord(db, q);
  return words.map(({ text, itemIds }) => {
    const ids = itemIds.slice(0, 500);
    const named = ids.length === 0 ? undefined : inArray(proposalLine.itemId, ids);
    return or(like(giver.searchText, plainLike(text)), like(taker.searchText, plainLike(text)), named);
  });
}

/** Lines in their order, from after the cursor's line number; one more than `size`. */
export async function proposalLines(
  db: Db,
  asked: { proposalId: number; filter: LineFilter; after?: number | undefined; size: number },
): Promise<ShownLine[]> {
  const { proposalId, filter, after = 0, size } = asked;
  const sign = filter.why === 'near' ? '"near":true' : `"why":"${filter.why}"`;
  const why = filter.why && like(sql`cast(${proposalLine.detail} as text)`, `%${sign}%`);
  const rows = await db
    .select({
      line: proposalLine,
      item,
      lot,
      giver: giver.shortName,
      taker: taker.shortName,
      transfer: document.number,
    })
    .from(proposalLine)
    .innerJoin(item, eq(item.id, proposalLine.itemId))
    .innerJoin(lot, eq(lot.id, proposalLine.lotId))
    .innerJoin(giver, eq(giver.id, proposalLine.fromOrganisationId))
    .innerJoin(taker, eq(taker.id, proposalLine.toOrganisationId))
    .leftJoin(document, eq(document.id, proposalLine.transferId))
    .where(
      and(
        eq(proposalLine.proposalId, proposalId),
        sql`${proposalLine.lineNumber} > ${after}`,
        filter.state && eq(proposalLine.status, filter.state),
        why,
        ...(await searched(db, filter.q)),
      ),
    )
    .orderBy(asc(proposalLine.lineNumber))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, detail: row.line.detail as unknown as MoveDetail }));
}
