/** A recall with its document, targets, lots and notices, for its acts and its pages. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { recall, recallLot, recallNotice, recallTarget } from '../../db/schema/recalls.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { NoticeBooks, RecallAnswer } from './rules.ts';

export interface RecallHead {
  document: DocumentRow;
  recall: typeof recall.$inferSelect;
}

export interface TargetRow {
  target: typeof recallTarget.$inferSelect;
  item: typeof item.$inferSelect | null;
}

export interface RecalledLot {
  recalled: typeof recallLot.$inferSelect;
  lot: typeof lot.$inferSelect;
  item: typeof item.$inferSelect;
}

export interface NoticeRow {
  notice: Omit<typeof recallNotice.$inferSelect, 'books' | 'answer'> & {
    books: NoticeBooks;
    answer: RecallAnswer | null;
  };
  place: typeof organisation.$inferSelect;
  answeredByName: string | null;
}

/** The recall of that number; undefined when there is none. */
export async function recallByNumber(db: Db, number: string): Promise<RecallHead | undefined> {
  const [row] = await db
    .select({ document, recall })
    .from(recall)
    .innerJoin(document, eq(document.id, recall.documentId))
    .where(eq(document.number, number));
  return row;
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockRecall(tx: Tx, number: string): Promise<RecallHead | undefined> {
  await tx.run(lockDocument, { number });
  return recallByNumber(tx, number);
}

/** What the notice names, in the order in which it was entered. */
export async function targetsOf(db: Db, recallId: number): Promise<TargetRow[]> {
  return db
    .select({ target: recallTarget, item })
    .from(recallTarget)
    .leftJoin(item, eq(item.id, recallTarget.itemId))
    .where(eq(recallTarget.recallId, recallId))
    .orderBy(asc(recallTarget.id));
}

/** The lots that a person confirmed, by item and number. */
export async function lotsOf(db: Db, recallId: number): Promise<RecalledLot[]> {
  return db
    .select({ recalled: recallLot, lot, item })
    .from(recallLot)
    .innerJoin(lot, eq(lot.id, recallLot.lotId))
    .innerJoin(item, eq(item.id, lot.itemId))
    .where(eq(recallLot.recallId, recallId))
    .orderBy(asc(item.genericName), asc(lot.itemId), asc(lot.number), asc(lot.expiresOn), asc(lot.id));
}

/** Who was told and what they answered, by the code of the member. */
export async function noticesOf(db: Db, recallId: number, codes?: readonly string[]): Promise<NoticeRow[]> {
  const rows = await db
    .select({ notice: recallNotice, place: organisation, answeredByName: person.name })
    .from(recallNotice)
    .innerJoin(organisation, eq(organisation.id, recallNotice.organisationId))
    .leftJoin(person, eq(person.id, recallNotice.answeredBy))
    .where(
      and(
        eq(recallNotice.recallId, recallId),
        codes === undefined ? undefined : inArray(organisation.code, [...codes]),
      ),
    )
    .orderBy(asc(organisation.code));
  return rows.map((row) => ({
    ...row,
    notice: {
      ...row.notice,
      books: row.notice.books as unknown as NoticeBooks,
      answer: row.notice.answer as unknown as RecallAnswer | null,
    },
  }));
}

/** The recall when the scope may read it: the county, or somebody under it who was told. */
export async function recallFor(db: Db, scopePath: string, number: string): Promise<RecallHead | undefined> {
  const head = await recallByNumber(db, number);
  if (head === undefined || scopePath === '/') return head;
  const told = await noticesOf(db, head.document.id);
  return told.some(({ place }) => place.path.startsWith(scopePath)) ? head : undefined;
}

/** The member that was told, and whether the recall still takes answers; undefined when it was not. */
export async function recallNoticeFor(
  db: Db,
  number: string,
  code: string,
): Promise<{ place: NoticeRow['place']; open: boolean } | undefined> {
  const head = await recallByNumber(db, number);
  if (head === undefined) return undefined;
  const [told] = await noticesOf(db, head.document.id, [code]);
  return told && { place: told.place, open: head.document.status === 'open' };
}

/** The number of a recall in force that holds each of the lots. */
export async function recallsHolding(db: Db, lotIds: readonly number[]): Promise<Map<number, string>> {
  if (lotIds.length === 0) return new Map();
  const rows = await db
    .select({ lotId: recallLot.lotId, number: document.number })
    .from(recallLot)
    .innerJoin(recall, eq(recall.documentId, recallLot.recallId))
    .innerJoin(document, eq(document.id, recallLot.recallId))
    .where(
      and(
        inArray(recallLot.lotId, [...lotIds]),
        isNull(recallLot.releasedAt),
        eq(recall.drill, false),
        inArray(document.status, ['open', 'closed']),
      ),
    )
    .orderBy(asc(document.id));
  return new Map(rows.map((row) => [row.lotId, row.number]));
}
