/** Reads of documents that every feature needs: one by number, its timeline, its links. */
import { and, asc, eq, or } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document, documentAct, documentLink } from '../../db/schema/documents.ts';
import { rowset, statement } from '../../db/statement.ts';
import { wholeRow } from '../../db/whole-row.ts';

export type DocumentRow = typeof document.$inferSelect;
export type ActRow = typeof documentAct.$inferSelect;
export type LinkRow = typeof documentLink.$inferSelect;

/** The document of that kind and number, whoever may see it: scope is the caller's question. */
export async function documentByNumber(
  db: Db,
  kind: DocumentRow['kind'],
  number: string,
): Promise<DocumentRow | undefined> {
  const where = and(eq(document.number, number), eq(document.kind, kind));
  const [row] = await db.select().from(document).where(where);
  return row;
}

const actRow = wholeRow(documentAct, 'document_act');
const actsOf = statement(`select ${actRow.columns} from document_act where document_id = :documentId order by id`);

/** Every act on the document, oldest first. */
export async function timelineOf(db: Db, documentId: number): Promise<ActRow[]> {
  return (await db.run<Record<string, unknown>>(actsOf, { documentId })).map(actRow.read);
}

const actsNamed = statement(
  `select ${actRow.columns} from document_act
   where document_id in (select id from ${rowset('ids', { id: 'int' })} as given) and act = :act order by id`,
);

/** The acts of that name on any of the documents, oldest first. */
export async function actsOfAll(db: Db, documentIds: readonly number[], act: string): Promise<ActRow[]> {
  if (documentIds.length === 0) return [];
  const ids = documentIds.map((id) => ({ id }));
  return (await db.run<Record<string, unknown>>(actsNamed, { ids, act })).map(actRow.read);
}

/** Links that begin or end at the document. */
export async function linksOf(db: Db, documentId: number): Promise<LinkRow[]> {
  const touches = or(eq(documentLink.fromDocumentId, documentId), eq(documentLink.toDocumentId, documentId));
  return db.select().from(documentLink).where(touches).orderBy(asc(documentLink.id));
}
