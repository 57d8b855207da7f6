/** One dossier with what belongs to it, as commands and pages begin from it; its scores are asked elsewhere. */
import { and, asc, desc, eq, inArray, like, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { concept, item, product, specification } from '../../db/schema/catalogue.ts';
import { document, documentAct } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { dossier, dossierComparator } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import { APPLYING, type DossierState, UNDECIDED } from './rules.ts';

export type DossierRow = typeof dossier.$inferSelect;
export type ItemRow = typeof item.$inferSelect;

export interface DossierRecord {
  document: typeof document.$inferSelect;
  dossier: DossierRow;
  organisation: typeof organisation.$inferSelect;
  item: ItemRow | null;
  applicant: string;
}

function records(db: Db) {
  return db
    .select({ document, dossier, organisation, item, applicant: person.name })
    .from(document)
    .innerJoin(dossier, eq(dossier.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, dossier.organisationId))
    .innerJoin(person, eq(person.id, document.createdBy))
    .leftJoin(item, eq(item.id, dossier.itemId));
}

export function stateOf(record: Pick<DossierRecord, 'document'>): DossierState {
  return record.document.status as DossierState;
}

/** The dossier of that number, whoever asks: for commands that come from the committee. */
export async function dossierByNumber(db: Db, number: string): Promise<DossierRecord | undefined> {
  const [row] = await records(db).where(eq(document.number, number));
  return row;
}

/** Who asks: what the scope covers, and the organisation whose drafts are the asker's own. */
export interface DossierReader {
  scopePath: string;
  organisationId: number;
}

/**
 * What the asker may know of: dossiers of the scope that were handed in at some time. What never was, a draft or one
 * withdrawn as a draft, is known to the people of its authors' organisation alone, whatever the role of others.
 */
export function readableBy(reader: DossierReader): SQL | undefined {
  const handedIn = sql`exists (select 1 from document_act as given
    where given.document_id = ${document.id} and given.act = 'submit')`;
  return and(
    like(organisation.path, `${reader.scopePath}%`),
    or(
      eq(document.organisationId, reader.organisationId),
      and(ne(document.status, 'draft'), or(ne(document.status, 'withdrawn'), handedIn)),
    ),
  );
}

/** The dossier of that number when the asker may know of it; otherwise nothing. */
export async function readableDossier(
  db: Db,
  number: string,
  reader: DossierReader,
): Promise<DossierRecord | undefined> {
  const [row] = await records(db).where(and(eq(document.number, number), readableBy(reader)));
  return row;
}

/** The dossier of that document, whoever asks: for commands that come from the committee. */
export async function dossierByDocument(db: Db, documentId: number): Promise<DossierRecord | undefined> {
  const [row] = await records(db).where(eq(document.id, documentId));
  return row;
}

/** Everybody who wrote or handed in the application: the colleague who completed it is an applicant as well. */
export async function applicantsOf(db: Db, documentId: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ personId: documentAct.actorId })
    .from(documentAct)
    .where(and(eq(documentAct.documentId, documentId), inArray(documentAct.act, [...APPLYING])));
  return rows.map((row) => row.personId);
}

/** Dossiers in one of the states, newest first. */
export async function dossiersIn(db: Db, states: readonly DossierState[], limit: number): Promise<DossierRecord[]> {
  return records(db)
    .where(and(eq(document.kind, 'dossier'), inArray(document.status, [...states])))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(limit);
}

/** Items it is compared with, by code. */
export async function comparatorsOf(db: Db, dossierId: number): Promise<ItemRow[]> {
  const rows = await db
    .select({ item })
    .from(dossierComparator)
    .innerJoin(item, eq(item.id, dossierComparator.itemId))
    .where(eq(dossierComparator.dossierId, dossierId))
    .orderBy(asc(item.code));
  return rows.map((row) => row.item);
}

/** The number of another undecided dossier about the item. */
export async function undecidedFor(db: Db, itemId: number, exceptDocumentId = 0): Promise<string | undefined> {
  const [row] = await db
    .select({ number: document.number })
    .from(dossier)
    .innerJoin(document, eq(document.id, dossier.documentId))
    .where(
      and(
        eq(dossier.itemId, itemId),
        inArray(document.status, [...UNDECIDED]),
        ne(document.status, 'draft'),
        ne(document.id, exceptDocumentId),
      ),
    )
    .limit(1);
  return row?.number;
}

const MOST_ALIKE = 12;

/** Therapeutic class of the item; empty when nobody said. */
export async function classOf(db: Db, itemId: number): Promise<string> {
  const [row] = await db
    .select({ name: concept.therapeuticClass })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(eq(item.id, itemId));
  return row?.name ?? '';
}

/** Active items of the same class, or of the same generic name where nobody named a class. */
export async function alikeItems(db: Db, of: ItemRow, limit = MOST_ALIKE): Promise<ItemRow[]> {
  const name = await classOf(db, of.id);
  const same = name === '' ? eq(item.genericName, of.genericName) : eq(concept.therapeuticClass, name);
  const rows = await db
    .select({ item })
    .from(item)
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(and(same, eq(item.active, true), ne(item.id, of.id)))
    .orderBy(asc(item.genericName), asc(item.code))
    .limit(limit);
  return rows.map((row) => row.item);
}
