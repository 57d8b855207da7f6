/** The list of dossiers: tabs by state, filters by words, organisation and class, pages by key. */
import { and, count, desc, eq, inArray, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { concept, item, product, specification } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { dossier, dossierReview } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import { type FoundWord, findByWord } from '../catalogue/search/search-queries.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import { type DossierReader, type DossierRecord, readableBy } from './dossier-queries.ts';
import { DOSSIER_STATES, type DossierState } from './rules.ts';

export const TABS = ['all', 'draft', 'submitted', 'scoring', 'scored', 'trial', 'ended'] as const;
export type Tab = (typeof TABS)[number];

export const TAB_STATES: Record<Tab, readonly DossierState[]> = {
  all: DOSSIER_STATES,
  draft: ['draft', 'returned'],
  submitted: ['submitted'],
  scoring: ['scoring'],
  scored: ['scored'],
  trial: ['trial'],
  ended: ['kept', 'declined', 'removed', 'withdrawn'],
};

export interface DossierFilters {
  tab: Tab;
  q?: string | undefined;
  /** Only members at or under this path; what the reader may know of holds besides. */
  underPath?: string | undefined;
  therapeuticClass?: string | undefined;
  /** Only what waits for this reviewer. */
  reviewerId?: number | undefined;
}

export interface DossierLine extends DossierRecord {
  therapeuticClass: string;
}

const MOST_EXPORTED = 10_000;

function contains(db: Db, word: FoundWord): SQL | undefined {
  const pattern = `%${word.text.replace(/[!%_]/g, '!$&')}%`;
  const members = db
    .select({ id: organisation.id })
    .from(organisation)
    .where(sql`${organisation.searchText} like ${pattern} escape '!'`);
  return or(
    isOneOf(dossier.itemId, word.itemIds),
    inArray(document.organisationId, members),
    sql`lower(cast(${dossier.wish} as text)) like ${pattern} escape '!'`,
    sql`lower(${document.number}) like ${pattern} escape '!'`,
  );
}

async function whereOf(db: Db, reader: DossierReader, filters: DossierFilters): Promise<SQL | undefined> {
  const words = await findByWord(db, filters.q);
  const waiting = db
    .select({ id: dossierReview.dossierId })
    .from(dossierReview)
    .where(and(eq(dossierReview.personId, filters.reviewerId ?? 0), isNull(dossierReview.submittedAt)));
  return and(
    eq(document.kind, 'dossier'),
    filters.underPath === undefined ? undefined : like(organisation.path, `${filters.underPath}%`),
    readableBy(reader),
    inArray(document.status, [...TAB_STATES[filters.tab]]),
    filters.therapeuticClass ? eq(concept.therapeuticClass, filters.therapeuticClass) : undefined,
    filters.reviewerId === undefined ? undefined : inArray(dossier.id, waiting),
    ...words.map((word) => contains(db, word)),
  );
}

function lines(db: Db) {
  return db
    .select({
      document,
      dossier,
      organisation,
      item,
      applicant: person.name,
      therapeuticClass: sql<string>`coalesce(${concept.therapeuticClass}, '')`,
    })
    .from(document)
    .innerJoin(dossier, eq(dossier.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, dossier.organisationId))
    .innerJoin(person, eq(person.id, document.createdBy))
    .leftJoin(item, eq(item.id, dossier.itemId))
    .leftJoin(product, eq(product.id, item.productId))
    .leftJoin(specification, eq(specification.id, product.specificationId))
    .leftJoin(concept, eq(concept.id, specification.conceptId));
}

/** One page, newest first. A cursor of another shape gives the first page. */
export async function listDossiers(
  db: Db,
  reader: DossierReader,
  filters: DossierFilters,
  page: { after?: string | undefined; size: number },
): Promise<KeysetPage<DossierLine>> {
  const after = decodeCursor(page.after, ['number', 'number']);
  const beyond = after && sql`(${document.createdAt}, ${document.id}) < (${after[0]}, ${after[1]})`;
  const rows = await lines(db)
    .where(and(await whereOf(db, reader, filters), beyond))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(page.size + 1);
  return keysetPage(rows, page.size, (line) => [line.document.createdAt, line.document.id]);
}

/** Everything the filters leave, for a file. */
export async function exportDossiers(db: Db, reader: DossierReader, filters: DossierFilters): Promise<DossierLine[]> {
  const page = await listDossiers(db, reader, filters, { size: MOST_EXPORTED });
  return page.rows;
}

export type TabCounts = Record<Tab, number>;

/** How many dossiers of the scope stand under each tab. */
export async function tabCounts(db: Db, reader: DossierReader): Promise<TabCounts> {
  const rows = await db
    .select({ status: document.status, n: count() })
    .from(document)
    .innerJoin(dossier, eq(dossier.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, dossier.organisationId))
    .where(readableBy(reader))
    .groupBy(document.status);
  const of = (states: readonly string[]) =>
    rows.filter((row) => states.includes(row.status)).reduce((sum, row) => sum + row.n, 0);
  return Object.fromEntries(TABS.map((tab) => [tab, of(TAB_STATES[tab])])) as TabCounts;
}

/** Therapeutic classes that dossiers of the scope are about. */
export async function classesOf(db: Db, reader: DossierReader): Promise<string[]> {
  const rows = await db
    .selectDistinct({ name: concept.therapeuticClass })
    .from(dossier)
    .innerJoin(document, eq(document.id, dossier.documentId))
    .innerJoin(organisation, eq(organisation.id, dossier.organisationId))
    .innerJoin(item, eq(item.id, dossier.itemId))
    .innerJoin(product, eq(product.id, item.productId))
    .innerJoin(specification, eq(specification.id, product.specificationId))
    .innerJoin(concept, eq(concept.id, specification.conceptId))
    .where(and(readableBy(reader), sql`${concept.therapeuticClass} <> ''`));
  return rows.map((row) => row.name).sort();
}
