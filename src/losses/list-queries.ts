/** Papers of losses as a list, newest first, by key. */
import { and, desc, eq, inArray, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { loss } from '../../db/schema/losses.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { LossKind, LossReason, LossState } from './rules.ts';

export interface LossFilter {
  kind?: LossKind | undefined;
  state?: LossState | undefined;
  /** Part of a number, words, pinyin or initials of the member or of an item on it. */
  q?: string | undefined;
}

export interface ListedLoss {
  id: number;
  number: string;
  kind: LossKind;
  status: LossState;
  place: string;
  reasonCode: LossReason | 'destruction';
  reason: string;
  createdAt: number;
  lines: number;
  amountFen: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const lineCount = sql<number>`(select count(*) from loss_line where loss_id = ${document.id})`.mapWith(Number);

async function searched(db: Db, q: string | undefined) {
  const words = await findByWord(db, q);
  return words.map(({ text, itemIds }) => {
    const ids = itemIds.slice(0, 500);
    const named =
      ids.length === 0
        ? undefined
        : sql`exists (select 1 from loss_line where loss_id = ${document.id} and ${inArray(sql`item_id`, ids)})`;
    return or(
      like(organisation.searchText, plainLike(text)),
      sql`lower(${document.number}) like ${plainLike(text.toLowerCase())}`,
      named,
    );
  });
}

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listLosses(
  db: Db,
  scopePath: string,
  filter: LossFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedLoss[]> {
  const { cursor, size } = page;
  const older =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      kind: loss.kind,
      reasonCode: loss.reasonCode,
      reason: loss.reason,
      amountFen: loss.amountFen,
      place: organisation.shortName,
      lines: lineCount,
    })
    .from(loss)
    .innerJoin(document, eq(document.id, loss.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.kind && eq(loss.kind, filter.kind),
        filter.state && eq(document.status, filter.state),
        ...(await searched(db, filter.q)),
        older,
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({
    ...row,
    status: row.status as LossState,
    reasonCode: row.reasonCode as LossReason,
  }));
}
