/** What others ask of the formulary: the version in force on a day, the open draft, whether one was ever published. */
import { and, desc, eq, isNotNull, lte } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { formularyVersion } from '../../db/schema/formulary.ts';
import { committeeSession, matter } from '../../db/schema/selection.ts';
import { openDraftRow } from './change-statements.ts';

/** The draft of the next version. `documentVersion` counts its changes: a vote holds for the one it was cast on. */
export interface Draft {
  id: number;
  documentId: number;
  documentNumber: string;
  documentVersion: number;
  title: string;
  /** The version it changes; null for the first of a county. */
  basedOnId: number | null;
  effectiveOn: string | null;
}

interface DraftRow {
  id: number;
  document_id: number;
  number: string;
  document_version: number;
  title: string;
  based_on_id: number | null;
  effective_on: string | null;
}

export async function openDraft(db: Db): Promise<Draft | undefined> {
  const [row] = await db.run<DraftRow>(openDraftRow, {});
  if (row === undefined) return undefined;
  const { id, title } = row;
  const { document_id: documentId, number: documentNumber, document_version: documentVersion } = row;
  const basedOnId = row.based_on_id;
  return { id, documentId, documentNumber, documentVersion, title, basedOnId, effectiveOn: row.effective_on };
}

/** A published version as lists and headings show it. */
export interface PublishedVersion {
  id: number;
  edition: number;
  title: string;
  effectiveOn: string;
  documentId: number;
  documentNumber: string;
  basedOnId: number | null;
  matterId: number | null;
  publishedAt: number;
  inForceAt: number | null;
}

function published(db: Db) {
  return db
    .select({ version: formularyVersion, number: document.number })
    .from(formularyVersion)
    .innerJoin(document, eq(document.id, formularyVersion.documentId));
}

function asPublished(row: { version: typeof formularyVersion.$inferSelect; number: string }): PublishedVersion {
  const { version, number } = row;
  const { id, title, documentId, basedOnId, matterId, inForceAt } = version;
  const dated = { edition: version.edition ?? 0, effectiveOn: version.effectiveOn ?? '' };
  const rest = { matterId, publishedAt: version.publishedAt ?? 0, inForceAt };
  return { id, title, documentId, documentNumber: number, basedOnId, ...dated, ...rest };
}

/** The published version that holds on `day`; none before the first one does. */
export async function versionInForce(db: Db, day: string): Promise<PublishedVersion | undefined> {
  const begun = and(isNotNull(formularyVersion.publishedAt), lte(formularyVersion.effectiveOn, day));
  const [row] = await published(db).where(begun).orderBy(desc(formularyVersion.effectiveOn)).limit(1);
  return row && asPublished(row);
}

/** Every published version, the latest first. */
export async function publishedVersions(db: Db): Promise<PublishedVersion[]> {
  const rows = await published(db)
    .where(isNotNull(formularyVersion.publishedAt))
    .orderBy(desc(formularyVersion.edition));
  return rows.map(asPublished);
}

/** The published version with that edition. */
export async function versionByEdition(db: Db, edition: number): Promise<PublishedVersion | undefined> {
  const [row] = await published(db).where(eq(formularyVersion.edition, edition));
  return row && asPublished(row);
}

/** True once a version was published: from then on tiers change through the draft alone. */
export async function hasPublishedVersion(db: Db): Promise<boolean> {
  const [row] = await db
    .select({ id: formularyVersion.id })
    .from(formularyVersion)
    .where(isNotNull(formularyVersion.publishedAt))
    .limit(1);
  return row !== undefined;
}

/** Number of the session whose decision it was; null when there is none. */
export async function sessionOf(db: Db, matterId: number | null): Promise<string | null> {
  if (matterId === null) return null;
  const [row] = await db
    .select({ number: document.number })
    .from(matter)
    .innerJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .innerJoin(document, eq(document.id, committeeSession.documentId))
    .where(eq(matter.id, matterId));
  return row?.number ?? null;
}
