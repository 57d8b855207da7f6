/** Transfers as a list, newest first, by key. */
import { and, desc, eq, inArray, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { memberTransfer } from '../../db/schema/transfers.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import { OPEN_STATES, type Origin, type TransferState } from './rules.ts';

export interface TransferFilter {
  state?: TransferState | 'open' | undefined;
  origin?: Origin | undefined;
  /** Which side the viewer's own member is. */
  side?: 'giver' | 'taker' | undefined;
  /** Part of a number, words, pinyin or initials of a side or of an item on it. */
  q?: string | undefined;
}

export interface ListedTransfer {
  id: number;
  number: string;
  status: TransferState;
  origin: Origin;
  giver: string;
  taker: string;
  neededBy: string;
  createdAt: number;
  lines: number;
  dispatch: string | null;
}

const giver = alias(organisation, 'giver');
const taker = alias(organisation, 'taker');
const carrier = alias(document, 'carrier');
const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const lineCount = sql<number>`(select count(*) from member_transfer_line where transfer_id = ${document.id})`;

async function searched(db: Db, q: string | undefined) {
  const words = await findByWord(db, q);
  return words.map(({ text, itemIds }) => {
    const ids = itemIds.slice(0, 500);
    const lines = sql`select 1 from member_transfer_line where transfer_id = ${document.id}`;
    const named = ids.length === 0 ? undefined : sql`exists (${lines} and ${inArray(sql`item_id`, ids)})`;
    return or(
      like(giver.searchText, plainLike(text)),
      like(taker.searchText, plainLike(text)),
      sql`lower(${document.number}) like ${plainLike(text.toLowerCase())}`,
      named,
    );
  });
}

interface ListAsked {
  scopePath: string;
  organisationId: number;
  filter: TransferFilter;
  cursor?: readonly [number, number] | undefined;
  size: number;
}

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listTransfers(db: Db, asked: ListAsked): Promise<ListedTransfer[]> {
  const { scopePath, organisationId, filter, cursor, size } = asked;
  const { state, origin, side, q } = filter;
  const older =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      origin: memberTransfer.origin,
      giver: giver.shortName,
      taker: taker.shortName,
      neededBy: memberTransfer.neededBy,
      createdAt: document.createdAt,
      lines: lineCount.mapWith(Number),
      dispatch: carrier.number,
    })
    .from(memberTransfer)
    .innerJoin(document, eq(document.id, memberTransfer.documentId))
    .innerJoin(giver, eq(giver.id, memberTransfer.fromOrganisationId))
    .innerJoin(taker, eq(taker.id, memberTransfer.toOrganisationId))
    .leftJoin(carrier, eq(carrier.id, memberTransfer.dispatchId))
    .where(
      and(
        or(like(giver.path, `${scopePath}%`), like(taker.path, `${scopePath}%`)),
        state === 'open' ? inArray(document.status, [...OPEN_STATES]) : state && eq(document.status, state),
        origin && eq(memberTransfer.origin, origin),
        side && eq(side === 'giver' ? giver.id : taker.id, organisationId),
        ...(await searched(db, q)),
        older,
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as TransferState }));
}
